"""Papers over HTTP: who may fetch which, in which language, and what a broken template answers."""

from __future__ import annotations

import dash
import docx
import pytest

from app import create_app
from indices.office import apart
from indices.office.papers import template_path
from indices.register import records, tours
from indices.register.roles import ROLES
from indices.settings import Settings
from tests.http.test_pages import page
from tests.indices.office.conftest import Read
from tests.signing import register_with_accounts, sign_in

TOUR = "2022-12-A"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("papers") / "register"


@pytest.fixture(scope="module")
def register(folder, catalogue):
    made = register_with_accounts(folder)
    about = {"author": "member", "filed_at": "2022-12-20T08:00:00+00:00"}
    values = tours.blank("report", seen="Chỉ đoàn đọc")
    records.create(made, "member", "report", TOUR, values, about)
    records.create(made, "secretary", "lesson", TOUR, tours.blank("lesson", what="Bài học đầu"))
    yield made
    made.close()


@pytest.fixture(scope="module")
def clients(register, folder, database_url, reader):
    before = dict(dash.page_registry)
    server = create_app(Settings(database_url=database_url, register=folder), reader).server
    yield {role: sign_in(server, role) for role in ROLES} | {"visitor": server.test_client()}
    dash.page_registry.clear()
    dash.page_registry.update(before)


def fetch(client, kind, lang="vi", tour=TOUR):
    return client.get(f"/tours/papers/{tour}/{kind}.docx?lang={lang}")


@pytest.mark.parametrize(
    ("kind", "roles"),
    [
        ("report", {"secretary", "leader", "admin"}),
        ("summary", set(ROLES)),
        ("plan", {*ROLES, "visitor"}),
    ],
)
def test_whoever_reads_it_on_the_page_fetches_the_paper(kind, roles, clients, monkeypatch):
    monkeypatch.setattr(apart, "made_apart", lambda *_: b"a paper")
    for name, client in clients.items():
        expected = 200 if name in roles else 303 if name == "visitor" else 403
        assert fetch(client, kind).status_code == expected, name
        shown = page(client, f"/tours/tour?tour={TOUR}")
        assert (f"/tours/papers/{TOUR}/{kind}.docx?lang=vi" in shown) == (name in roles), name


def test_a_visitor_gets_the_summary_once_it_is_approved(clients, register, catalogue):
    assert "/account?" in fetch(clients["visitor"], "summary").headers["Location"]
    tours.approve(register, "leader", catalogue, TOUR)
    summary = Read(fetch(clients["visitor"], "summary").data)
    assert "- Bài học đầu" in summary.lines and "Chỉ đoàn đọc" not in summary.text
    assert fetch(clients["visitor"], "report").status_code == 303
    tours.withdraw(register, "leader", catalogue, TOUR)


def test_a_paper_is_a_document_in_the_language_of_its_link(clients):
    answer = fetch(clients["leader"], "report", "en")
    assert answer.mimetype.endswith("wordprocessingml.document")
    disposition = answer.headers["Content-Disposition"]
    assert disposition == f'attachment; filename="report-{TOUR}-en.docx"'
    assert answer.headers["Cache-Control"] == "private, no-store"
    read = Read(answer.data)
    assert "REPORT" in read.lines and "Chỉ đoàn đọc" in read.text


@pytest.mark.parametrize(
    ("address", "page_of_it"),
    [
        (f"/tours/papers/{TOUR}/plan.docx?lang=en", f"/tours/tour?tour={TOUR}&lang=en"),
        ("/destinations/46/briefing.docx?year=2021", "/destinations/46?year=2021"),
    ],
)
def test_another_site_leads_to_the_page_and_makes_no_paper(address, page_of_it, clients):
    headers = {"Sec-Fetch-Site": "cross-site"}
    answer = clients["visitor"].get(address, headers=headers)
    assert (answer.status_code, answer.headers["Location"]) == (303, page_of_it)


def test_a_paper_that_takes_too_long_is_stopped_and_told(clients, monkeypatch):
    monkeypatch.setattr(apart, "_SECONDS", 0.01)
    answer = fetch(clients["visitor"], "plan", "en")
    assert answer.status_code == 422 and "was stopped." in answer.text


@pytest.mark.parametrize(
    "address",
    ["/tours/papers/1999-01-A/plan.docx", f"/tours/papers/{TOUR}/other.docx",
     "/destinations/999/briefing.docx", "/destinations/79/briefing.docx"],
)  # fmt: skip
def test_what_is_not_there_is_not_found(address, clients):
    answer = clients["leader"].get(address)
    assert answer.status_code == 404 and "<p>" in answer.text


def test_the_briefing_is_about_what_the_page_shows(clients):
    query = "index=PAPI&year=2021&weak=D4&lang=en"
    shown = page(clients["visitor"], f"/destinations/46?{query}")
    link = "/destinations/46/briefing.docx?index=PAPI&year=2021&weak=D4&lang="
    assert f"{link}vi" in shown and f"{link}en" in shown
    answer = clients["visitor"].get(f"{link}en")
    assert "briefing-46-PAPI-2021-en.docx" in answer.headers["Content-Disposition"]
    read = Read(answer.data)
    assert "D4. Control of corruption in the public sector" in read.lines
    assert not any(line.startswith("D1. ") for line in read.lines)


def test_a_broken_template_is_one_sentence_and_the_built_in_one_serves_again(clients, folder):
    own = template_path(folder, "plan", "vi")
    own.parent.mkdir()
    document = docx.Document()
    document.add_paragraph("{{ signer }}")
    document.save(own)
    answer = fetch(clients["visitor"], "plan")
    assert answer.status_code == 422 and "Mẫu plan.vi.docx có thẻ không tồn tại" in answer.text
    assert (
        "Traceback" not in answer.text
        and fetch(clients["visitor"], "plan", "en").status_code == 200
    )
    own.unlink()
    assert fetch(clients["visitor"], "plan").status_code == 200

"""Study tours over HTTP: who writes what, what a lost race answers, what visitors see."""

from __future__ import annotations

import io
import json

import dash
import pytest

from app import create_app
from indices.register import records
from indices.register.roles import ROLES
from indices.settings import Settings
from tests.http.test_pages import page
from tests.signing import photo, register_with_accounts, sign_in

TOUR = "2022-12-A"
ADDRESS = f"/tours/tour?tour={TOUR}&lang=en"


@pytest.fixture(scope="module")
def site(tmp_path_factory, reader):
    """Clients by role of one app, and its register."""
    before = dict(dash.page_registry)
    folder = tmp_path_factory.mktemp("tours") / "register"
    register = register_with_accounts(folder)
    settings = Settings(database_url="sqlite:///nothing.db", language="en", register=folder)
    server = create_app(settings, reader).server
    clients = {role: sign_in(server, role) for role in ROLES}
    yield clients | {"visitor": server.test_client()}, register
    register.close()
    dash.page_registry.clear()
    dash.page_registry.update(before)


@pytest.fixture
def clients(site):
    return site[0]


@pytest.fixture
def register(site):
    return site[1]


def add(client, register, kind, **query):
    """Add a record as a form does, and return it."""
    answer = client.post("/tours/add", query_string={"kind": kind, "tour": TOUR} | query)
    assert answer.status_code == 303, answer.text
    number = int(answer.headers["Location"].rpartition("-")[2])
    return next(one for one in records.records(register, kind) if one.record_id == number)


def save(client, one, revision=None, **values):
    body = {"kind": one.kind, "id": one.record_id, "tour": one.tour, "values": values,
            "revision": one.revision if revision is None else revision}  # fmt: skip
    return client.post("/tours/save?lang=en", json=body)


def test_a_report_is_its_authors_until_it_is_filed(clients, register):
    report = add(clients["member"], register, "report")
    assert save(clients["member"], report, seen="Chỉ tôi thấy").json["problems"] == {}
    for role in ("secretary", "leader", "admin"):
        assert save(clients[role], report, seen="không phải của tôi").status_code == 403
        assert "Chỉ tôi thấy" not in page(clients[role], ADDRESS)
    assert "Chỉ tôi thấy" in page(clients["member"], ADDRESS)
    query = {"tour": TOUR, "id": report.record_id, "lang": "en"}
    assert clients["secretary"].post("/tours/file", query_string=query).status_code == 403
    assert clients["member"].post("/tours/file", query_string=query).status_code == 303
    for role, reads in (
        ("secretary", True),
        ("leader", True),
        ("viewer", False),
        ("visitor", False),
    ):
        assert ("Chỉ tôi thấy" in page(clients[role], ADDRESS)) is reads, role
    assert add(clients["member"], register, "report").record_id == report.record_id


def test_only_a_secretary_compiles_and_only_a_leader_approves(clients, register):
    lesson = add(clients["secretary"], register, "lesson")
    assert save(clients["member"], lesson, what="x").status_code == 403
    assert save(clients["leader"], lesson, what="x").status_code == 403
    assert clients["member"].post(f"/tours/add?kind=lesson&tour={TOUR}").status_code == 403
    assert clients["secretary"].post(f"/tours/approve?tour={TOUR}").status_code == 403
    assert clients["leader"].post("/tours/plan", data={"start": "2027-01"}).status_code == 403
    assert save(clients["secretary"], lesson, what="Một cửa số").status_code == 200
    measure = add(clients["secretary"], register, "measure", parent=lesson.record_id)
    assert measure.values["lesson"] == str(lesson.record_id)
    told = clients["leader"].post(f"/tours/approve?tour={TOUR}&lang=en").headers["Location"]
    assert "Not approved: a measure names no indicator" in page(clients["leader"], told)
    assert "Một cửa số" not in page(clients["visitor"], ADDRESS)
    moved = add(clients["secretary"], register, "expectation", parent=measure.record_id)
    save(clients["secretary"], moved, indicator="PAPI:D5", by_how_much="0,25", by_when="2027")
    answer = save(clients["secretary"], moved, indicator="PAPI:D99", revision=2)
    assert list(answer.json["problems"]) == ["indicator"]
    told = clients["leader"].post(f"/tours/approve?tour={TOUR}&lang=en").headers["Location"]
    assert told.endswith("told=approved&lang=en")
    assert "Một cửa số" in page(clients["visitor"], ADDRESS)


def test_the_second_window_gets_what_stands_there(clients, register):
    claim = add(clients["secretary"], register, "claim")
    assert save(clients["secretary"], claim, statement="thứ nhất").json["revision"] == 2
    answer = save(clients["admin"], claim, statement="thứ hai")
    assert answer.status_code == 409
    assert (answer.json["values"]["statement"], answer.json["revision"]) == ("thứ nhất", 2)
    assert answer.json["error"].startswith("secretary changed this in the meantime.")
    assert save(clients["admin"], claim, revision=2, statement="thứ hai").status_code == 200


def test_a_tour_of_the_past_meets_two_first_writers(clients, register):
    old = {"kind": "tour", "id": 0, "tour": "2022-12-C", "revision": 0}
    first = clients["secretary"].post("/tours/save", json=old | {"values": {"secretary": "A"}})
    second = clients["admin"].post("/tours/save", json=old | {"values": {"secretary": "B"}})
    assert (first.status_code, second.status_code) == (200, 409)
    assert second.json["values"]["secretary"] == "A"
    assert second.json["values"]["stops"] == "63:48;63:46"


def test_a_wrong_date_is_told_and_the_rest_is_kept(clients, register):
    told = clients["secretary"].post("/tours/plan?lang=en", data={"start": "next week"})
    assert "Write the first day as 31/12/2026" in page(
        clients["secretary"], told.headers["Location"]
    )
    made = clients["secretary"].post("/tours/plan", data={"start": "9/3/2027"}).headers["Location"]
    assert "tour=2027-03-A" in made
    tour = next(one for one in records.records(register, "tour") if one.tour == "2027-03-A")
    answer = save(clients["secretary"], tour, end="8/3/2027", head="Ông Ba")
    assert "would end before it begins" in answer.json["problems"]["end"]
    assert (answer.json["values"]["end"], answer.json["values"]["head"]) == ("", "Ông Ba")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{}",
        b'{"kind": "audit", "id": 1, "tour": "x", "revision": 1, "values": {}}',
        b'{"kind": "lesson", "id": true, "tour": "x", "revision": 1, "values": {}}',
    ],
)
def test_a_request_that_is_none_is_refused(clients, body):
    answer = clients["secretary"].post("/tours/save", data=body, content_type="application/json")
    assert answer.status_code == 400 and answer.json["error"].endswith(".")


@pytest.mark.parametrize("query", ["kind=lesson&tour=1999-01-A", "kind=measure&tour=x'--"])
def test_what_is_not_there_is_not_found(clients, query):
    assert clients["secretary"].post(f"/tours/add?{query}").status_code == 404


def test_text_is_text_wherever_it_is_shown(clients, register):
    hostile = "</textarea><script>alert(1)</script> ‮עברית 中文"
    lesson = add(clients["secretary"], register, "lesson")
    save(clients["secretary"], lesson, what=hostile)
    for role in ("secretary", "leader"):
        shown = page(clients[role], ADDRESS)
        assert json.dumps(hostile, ensure_ascii=False)[1:-1] in shown


def test_photos_are_for_those_who_are_signed_in(clients):
    def attach(content):
        data = {"file": (io.BytesIO(content), "ảnh.jpg")}
        return clients["member"].post(f"/tours/attach?tour={TOUR}&lang=en", data=data,
                                      headers={"Accept": "application/json"})  # fmt: skip

    refused = attach(b"<script>")
    assert refused.status_code == 415 and refused.json["error"].startswith("Photos are JPEG")
    too_large = clients["member"].post(
        f"/tours/attach?tour={TOUR}&lang=en", content_type="multipart/form-data; boundary=x",
        data=b"--x", environ_overrides={"CONTENT_LENGTH": "50000000"},
        headers={"Accept": "application/json"},
    )  # fmt: skip
    assert too_large.status_code == 413 and "at most 15 MB" in too_large.json["error"]
    number = attach(photo()).json["id"]
    given = clients["viewer"].get(f"/tours/files/{TOUR}/{number}")
    assert (given.status_code, given.mimetype) == (200, "image/jpeg")
    assert "sandbox" in given.headers["Content-Security-Policy"]
    assert clients["visitor"].get(f"/tours/files/{TOUR}/{number}").status_code == 303
    assert clients["viewer"].get(f"/tours/files/2022-12-B/{number}").status_code == 404
    query = {"tour": TOUR, "id": number}
    assert clients["leader"].post("/tours/detach", query_string=query).status_code == 403
    assert clients["member"].post("/tours/detach", query_string=query).status_code == 200


def test_measures_stand_on_the_board_and_in_the_calendar(clients, register):
    measure = add(clients["secretary"], register, "measure")
    save(
        clients["secretary"],
        measure,
        what="Ban hành kế hoạch",
        deadline="1/9/2020",
        status="agreed",
    )
    shown = page(clients["secretary"], "/tours?lang=en")
    assert shown.count("Ban hành kế hoạch") == 3 and "1 is overdue" in shown
    assert "Measures by status" in shown and "September 2020: 1 open measure due" in shown
    other = page(clients["secretary"], "/tours?lang=en&month=2020-10")
    assert other.count("Ban hành kế hoạch") == 2
    assert "October 2020: 0 open measures due" in other and "month=2020-09" in other


def test_a_tour_leads_to_what_came_after_it(clients):
    for address in ("/tours?lang=en", ADDRESS):
        assert "/destinations/effects?tour=2022-12" in page(clients["visitor"], address)


def test_the_overview_shows_what_is_overdue_to_who_may_see_it(clients, register):
    measure = add(clients["secretary"], register, "measure", tour="2022-12-B")
    save(clients["secretary"], measure, what="Trễ hạn", deadline="12/2020", owner="Sở Nội vụ")
    assert "Trễ hạn" in page(clients["viewer"], "/?lang=en")
    assert "Trễ hạn" not in page(clients["visitor"], "/?lang=en")
    save(clients["secretary"], measure, revision=2, status="done")
    assert "Trễ hạn" not in page(clients["viewer"], "/?lang=en")

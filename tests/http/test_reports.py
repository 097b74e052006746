"""Reports over HTTP: ordered, followed, fetched; nothing else can be asked for."""

from __future__ import annotations

import io
import shutil
from datetime import date

import openpyxl
import pytest

from indices.printing.kinds import Order, make, version
from indices.printing.orders import Orders
from indices.register.store import Register
from indices.settings import Settings

JSON = {"Accept": "application/json"}
ADDRESS = "/reports/file?what=workbook.xlsx&year=2023&language=en"


@pytest.fixture
def started(monkeypatch):
    found = []
    monkeypatch.setattr("indices.printing.orders.launch", lambda *given: found.append(given))
    return found


@pytest.fixture
def order():
    return Order("workbook", "xlsx", 2023, "en", date.today())


@pytest.fixture
def room(app):
    folder = app.server.extensions["access"].folder.path
    yield Orders(folder)
    shutil.rmtree(folder / "printed", ignore_errors=True)


def the_print(room, order, reader, catalogue, database_url):
    settings = Settings(database_url=database_url, register=room.register)
    return room.placed(order, version(order, reader.build().build_id, catalogue, None), settings)


def test_a_report_is_begun_once_followed_and_fetched(
    client, room, order, started, reader, catalogue, database_url
):
    first = client.get(ADDRESS, headers=JSON)
    assert (first.status_code, first.json["stage"]) == (202, "waiting")
    assert client.get(ADDRESS).headers["Refresh"] == "2"
    assert len(started) == 1
    one = the_print(room, order, reader, catalogue, database_url)
    one.change(stage="making", done=3, total=9, step="draw")
    assert client.get(ADDRESS, headers=JSON).json == {
        "stage": "making", "done": 3, "total": 9, "step": "draw"
    }  # fmt: skip
    one.file.write_bytes(make(order, reader, catalogue, Register(room.register), lambda *_: None))
    one.change(stage="ready")
    assert client.get(ADDRESS, headers=JSON).json == {"stage": "ready"}
    answer = client.get(ADDRESS)
    assert 'filename="workbook-2023-en.xlsx"' in answer.headers["Content-Disposition"]
    assert "Overview" in openpyxl.load_workbook(io.BytesIO(answer.data)).sheetnames


def test_a_report_that_an_older_program_made_is_made_anew(client, room, started, monkeypatch):
    for program in ("older", "newer", "newer"):
        monkeypatch.setattr("indices.printing.kinds.program", lambda program=program: program)
        assert client.get(ADDRESS, headers=JSON).json["stage"] == "waiting"
    assert len(started) == 2


def test_a_failure_is_told_once_and_the_next_visitor_begins_anew(
    client, room, order, started, reader, catalogue, database_url
):
    client.get(ADDRESS, headers=JSON)
    the_print(room, order, reader, catalogue, database_url).change(stage="failed")
    failed = client.get(ADDRESS, headers=JSON)
    assert failed.status_code == 500 and failed.json["error"]
    assert client.get(ADDRESS, headers=JSON).status_code == 202
    assert len(started) == 2


def test_many_orders_at_once_are_refused_with_a_sentence(client, room, started, monkeypatch):
    monkeypatch.setattr("indices.printing.orders.MOST_UNDER_WAY", 0)
    answer = client.get(f"{ADDRESS}&lang=en", headers=JSON)
    assert (answer.status_code, started) == (503, [])
    assert answer.json["error"] == "Many reports are being made; try again in a minute."


@pytest.mark.parametrize(
    "query",
    ["", "what=workbook.docx&year=2023&language=en", "what=../x.xlsx&year=2023&language=en",
     "what=yearly.docx&year=1999&language=en", "what=yearly.docx&year=2023&language=fr"],
)  # fmt: skip
def test_what_there_is_not_is_not_found(client, room, started, query):
    assert client.get(f"/reports/file?{query}", headers=JSON).status_code == 404
    assert started == []


def test_another_site_begins_nothing_but_leads_to_the_page(client, room, started):
    answer = client.get(ADDRESS, headers={"Sec-Fetch-Site": "cross-site"})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/reports?of=2023")
    assert started == []

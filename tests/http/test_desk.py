"""The import desk as a browser uses it: hand a file in, follow, store, take it back."""

from __future__ import annotations

import io
import json
import re
import shutil
import socket
import time
from pathlib import Path

import pytest

from app import create_app
from indices.database.reader import Reader
from indices.desk import MOST_SENT
from indices.desk.__main__ import main
from indices.desk.uploads import UNDER_WAY
from indices.settings import Settings
from tests.http.test_pages import asked
from tests.serving import HOST, free_port, python, serving
from tests.signing import register_with_accounts, sign_in

NAMES = "Tỉnh;Số lạ\nHà Nội;81,5\nHồ Chí Minh;80,1\n"
TEMPLATE = "year,unit,indicator,score,source\n2016,01,total,{score},\n"
SOURCE = {"publisher": "Bộ Nội vụ", "title": "Phụ lục", "kind": "official", "published": "2017"}


@pytest.fixture(scope="module")
def desk(tmp_path_factory, database_url):
    """A client of an editor, and the database that it may change."""
    folder: Path = tmp_path_factory.mktemp("desk")
    path = folder / "indices.db"
    shutil.copy(database_url.removeprefix("sqlite:///"), path)
    url = f"sqlite:///{path.as_posix()}"
    register_with_accounts(folder / "register", "editor")
    app = create_app(Settings(database_url=url, register=folder / "register"))
    return sign_in(app.server, "editor"), Reader(url)


@pytest.fixture
def at_once(monkeypatch):
    """Work on a file is done within its request; other tests start the process it has."""

    def work(module, folder, settings, deed):
        monkeypatch.setenv("DATABASE_URL", settings.database_url)
        monkeypatch.setenv("REGISTER", str(settings.register))
        main(str(folder), deed)

    monkeypatch.setattr("indices.desk.work.launch", work)
    monkeypatch.setattr("indices.desk.__main__._limit_memory", lambda: None)


def hand_in(client, text, name="a.csv"):
    """Hand a file in and wait until it is read; return its token."""
    body = {"file": (io.BytesIO(text.encode()), name)}
    answer = client.post("/desk/files", data=body, headers={"Accept": "application/json"})
    token = answer.json["address"].partition("file=")[2].partition("&")[0]
    return token, ended(client, token)


def ended(client, token):
    """The stage of a file when nothing is under way any more."""
    end = time.monotonic() + 120
    while time.monotonic() < end:
        stage = client.get(f"/desk/files/{token}", headers={"Accept": "application/json"}).json
        if stage["stage"] not in UNDER_WAY:
            return stage["stage"]
        time.sleep(0.1)
    raise AssertionError("The work on the file does not end.")


def score(reader):
    return reader.scores("PAR", 2016, "total", "01")["score"].fillna(0).tolist()


def imported_by(client):
    """Who brought the figures of PAR 2016 in, as the API says to this client."""
    items = client.get("/api/v1/observations?index=PAR&year=2016").json["items"]
    return {item["imported_by"] for item in items}


def test_a_file_is_read_stored_and_taken_back(desk):
    client, reader = desk
    before = score(reader)
    token, stage = hand_in(client, TEMPLATE.format(score="81.44"))
    client.post(f"/desk/files/{token}/read", data={"index": "PAR"})
    assert stage == ended(client, token) == "ready" and score(reader) == before
    address = f"/data/import?file={token}&lang=en"
    assert "Store 1 figure" in asked(client, address).text
    client.post(f"/desk/files/{token}/store", data=SOURCE)
    assert ended(client, token) == "stored" and score(reader) == [81.44]
    assert imported_by(client) == {"load", "editor"}
    assert imported_by(client.application.test_client()) == {"load", None}
    number = int(reader.imports()["import_id"].max())
    another = client.post(f"/desk/imports/{number}/undo", data={"file": "b.csv"})
    assert another.status_code == 409 and score(reader) == [81.44]
    mine = client.post(f"/desk/imports/{number}/undo", data={"file": "a.csv"})
    assert mine.status_code == 303
    assert score(reader) == before


def test_a_file_that_cannot_be_read_says_why_and_stores_nothing(desk):
    client, reader = desk
    before = reader.build()
    token, stage = hand_in(client, "\0\1\2 no table", "x.xlsx")
    assert stage == "failed"
    client.post(f"/desk/files/{token}/store", data=SOURCE)
    assert ended(client, token) == "failed" and reader.build() == before


def test_columns_that_no_layout_knows_are_explained_once(desk, at_once):
    client, _ = desk
    token, stage = hand_in(client, NAMES)
    meanings = {"column-A": "unit", "column-B": "score:total", "heading_row": "1", "sheet": "0"}
    client.post(f"/desk/files/{token}/mapping", data={**meanings, "index": "PAR", "year": "2016"})
    assert (stage, ended(client, token)) == ("ready", "ready")
    again, _ = hand_in(client, NAMES.replace("81,5", "81,6"))
    client.post(f"/desk/files/{again}/read", data={"year": "2016"})
    ended(client, again)
    client.post(f"/desk/files/{again}/store", data=SOURCE)
    assert ended(client, again) == "stored"


def test_what_was_explained_can_be_explained_anew(desk, at_once):
    client, _ = desk
    text = NAMES.replace("Số lạ", "Số khác")
    token, _ = hand_in(client, text)
    wrong = {"column-A": "unit", "column-B": "rank:total", "heading_row": "1", "sheet": "0"}
    twice = {**wrong, "column-B": "unit", "index": "PAR"}
    assert client.post(f"/desk/files/{token}/mapping", data=twice).status_code == 400
    client.post(f"/desk/files/{token}/mapping", data={**wrong, "index": "PAR", "year": "2016"})
    assert ended(client, token) == "ready"
    page = asked(client, f"/data/import?file={token}&lang=en").text
    assert "not_a_whole_number" not in page and "Explain the columns anew" in page
    client.post(f"/desk/files/{token}/read", data={"anew": "1"})
    ended(client, token)
    assert "What the columns hold" in asked(client, f"/data/import?file={token}&lang=en").text
    client.post(
        f"/desk/files/{token}/mapping",
        data={**wrong, "column-B": "score:total", "index": "PAR", "year": "2016"},
    )
    ended(client, token)
    assert "Store 2 figures" in asked(client, f"/data/import?file={token}&lang=en").text


class Unread:
    def read(self, size: int = -1) -> bytes:
        raise AssertionError("It was read.")


def test_a_file_that_is_too_large_is_refused_by_its_length(desk):
    client, _ = desk
    sent = {
        "CONTENT_LENGTH": str(MOST_SENT + 1),
        "CONTENT_TYPE": "multipart/form-data; boundary=x",
        "HTTP_ACCEPT": "application/json",
        "wsgi.input": Unread(),
    }
    answer = client.post("/desk/files?lang=vi", environ_overrides=sent)
    assert answer.status_code == 413 and "128 MB" in answer.json["error"]
    # Its page has the sentence, so that nothing is sent in vain.
    assert answer.json["error"] in asked(client, "/data/import?lang=vi").text


def test_the_server_takes_no_body_that_is_too_large(database_url):
    port = free_port()
    with serving(python("app.py"), port, {"DATABASE_URL": database_url}):
        with socket.create_connection((HOST, port), timeout=60) as visitor:
            head = f"POST /desk/files HTTP/1.1\r\nHost: x\r\nContent-Length: {MOST_SENT}\r\n\r\n"
            visitor.sendall(head.encode())
            assert b" 413 " in visitor.recv(100)


def test_every_column_of_a_wide_file_can_be_explained(desk, at_once):
    client, _ = desk
    blank = ";" * 30
    text = f"Tỉnh{blank}Số rộng\nHà Nội{blank}81,5\nHồ Chí Minh{blank}80,1\n"
    token, _ = hand_in(client, text)
    client.post(f"/desk/files/{token}/read", data={"index": "PAR", "sheet": "0"})
    ended(client, token)
    page = asked(client, f"/data/import?file={token}&lang=en").text
    assert "Columns A–X of 31" in page and "Số rộng" not in page and "column-AE" not in page
    said = {"column-A": "unit", "heading_row": "1", "sheet": "0", "index": "PAR", "year": "2016"}
    turned = client.post(f"/desk/files/{token}/mapping", data={**said, "shown": "24"})
    assert turned.status_code == 303 and "columns=24" in turned.location
    page = asked(client, f"/data/import?file={token}&columns=24&lang=en").text
    assert "Columns Y–AE of 31" in page and "Số rộng" in page and "column-AE" in page
    del said["column-A"]
    said["column-AE"] = "score:total"
    client.post(f"/desk/files/{token}/mapping", data=said)
    assert ended(client, token) == "ready"
    assert "Store 2 figures" in asked(client, f"/data/import?file={token}&lang=en").text


def test_a_source_that_nobody_named_is_said_to_be_so_and_can_be_named_before_storing(desk, at_once):
    client, _ = desk
    heading, row = "year,unit,indicator,score,rank,source\n", "2016,{},total,{},{},\n"
    text = heading + row.format("01", "81.44", 1) + row.format("22", "83.00", 2)
    token, _ = hand_in(client, text)
    client.post(f"/desk/files/{token}/read", data={"index": "PAR"})
    ended(client, token)
    page = asked(client, f"/data/import?file={token}&lang=vi").json
    text = json.dumps(page, ensure_ascii=False)
    assert "(nguồn chưa nêu tên)" in text and "Kiểm tra lại theo nguồn này" in text
    assert not re.search(r"\bi[0-9a-f]{10}\b", text)
    wrong = client.post(f"/desk/files/{token}/name", data={**SOURCE, "published": "soon"})
    assert wrong.status_code == 400
    client.post(f"/desk/files/{token}/name", data=SOURCE)
    assert ended(client, token) == "ready"
    page = asked(client, f"/data/import?file={token}&lang=en").text
    assert "not named yet" not in page and "Name the source" not in page
    assert not re.search(r"\bi[0-9a-f]{10}\b", page)


def test_a_spelling_means_a_unit_that_there_is(desk, at_once):
    client, _ = desk
    token, _ = hand_in(client, NAMES)
    for vintage, unit in (("63", "99"), ("34", "77"), ("x", "01"), ("63", "")):
        data = {"vintage": vintage, "unit": unit, "spelling": "Xứ lạ"}
        assert client.post(f"/desk/files/{token}/spelling", data=data).status_code == 400


def test_figures_without_a_named_source_are_not_stored(desk, at_once):
    client, reader = desk
    before = reader.build()
    token, _ = hand_in(client, TEMPLATE.format(score="81.44"))
    client.post(f"/desk/files/{token}/read", data={"index": "PAR"})
    ended(client, token)
    client.post(f"/desk/files/{token}/store", data={"kind": "official"})
    assert ended(client, token) == "failed" and reader.build() == before
    page = asked(client, f"/data/import?file={token}&lang=vi")
    assert "Nguồn chưa có cơ quan công bố" in json.dumps(page.json, ensure_ascii=False)


@pytest.mark.parametrize("deed", ["read", "store", "cancel", "forget", "nothing"])
def test_a_file_that_is_not_there_is_not_found(desk, deed):
    client, _ = desk
    assert client.post(f"/desk/files/{'0' * 24}/{deed}").status_code == 404


def test_an_import_that_is_not_there_cannot_be_undone(desk):
    client, _ = desk
    assert client.post("/desk/imports/999/undo").status_code == 409

"""Documents, callbacks and downloads over HTTP: status, headers, language, and no stack trace."""

from __future__ import annotations

import io
import json
import re
import shutil
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from app import create_app
from indices.settings import read_settings
from layouts import PAGES, bundle, document
from layouts.site import load_modules
from tests.layouts.fake import FakeReader

PATHS = [module.PAGE.path.replace("<code>", "79") for module in load_modules(PAGES)]


@pytest.fixture
def broken():
    """A client of an app whose database cannot be read."""
    settings = replace(read_settings({}), language="en")
    return create_app(
        settings, FakeReader("The database is gone; run make run.")
    ).server.test_client()


def page(client, address):
    """What the browser gets into its page after the document, as readable text."""
    return json.dumps(asked(client, address).json, ensure_ascii=False)


def asked(client, address):
    """The answer to the request by which Dash fills a page."""
    path, _, query = address.partition("?")
    body = {
        "output": ".._pages_content.children..._pages_store.data..",
        "outputs": [{"id": "_pages_content", "property": "children"},
                    {"id": "_pages_store", "property": "data"}],
        "inputs": [{"id": "_pages_location", "property": "pathname", "value": path},
                   {"id": "_pages_location", "property": "search", "value": f"?{query}"}],
        "state": [{"id": "_pages_location", "property": "href", "value": f"http://x{address}"}],
        "changedPropIds": ["_pages_location.pathname"],
    }  # fmt: skip
    answer = client.post("/_dash-update-component", json=body)
    assert answer.status_code == 200
    return answer


@pytest.mark.parametrize("path", PATHS)
def test_every_page_answers(path, client):
    assert client.get(path).status_code == 200
    assert '"role": "alert", "className": "error"' not in page(client, path)


@pytest.mark.parametrize("path", ["/nowhere", "/rankings/2021", "/units/999", "/units/79/x"])
def test_an_unknown_address_is_not_found_and_helps(path, client):
    assert client.get(path).status_code == 404
    assert "/rankings" in page(client, path)


def test_the_document_speaks_the_language_of_its_address(client):
    assert '<html lang="vi">' in client.get("/rankings").text
    assert '<html lang="en">' in client.get("/rankings?lang=en").text
    assert '<html lang="vi">' in client.get("/rankings?lang=%22%3E%3Cscript%3E").text


def test_no_inline_script_is_allowed_but_dash_own(client):
    answer = client.get("/rankings")
    policy = answer.headers["Content-Security-Policy"]
    scripts = re.search(r"script-src ([^;]*)", policy).group(1)
    assert "unsafe" not in scripts and scripts.count("sha256-") >= 2
    assert "frame-ancestors 'self'" in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"


def test_polyfills_serve_only_where_set_up_has_not_fetched_what_is_needed(
    client, monkeypatch, tmp_path
):
    monkeypatch.setattr(bundle, "VENDOR", tmp_path / "vendor")
    monkeypatch.setattr(document, "ASSETS", str(tmp_path))
    shutil.copytree(Path(bundle.__file__).parent / "assets", tmp_path, dirs_exist_ok=True)
    bundle.RUNTIME.path.unlink(missing_ok=True)
    assert "/deps/polyfill@" in client.get("/rankings").text
    bundle.RUNTIME.path.parent.mkdir(exist_ok=True)
    bundle.RUNTIME.path.touch()
    text = client.get("/rankings").text
    runtime = text.index(f'src="/assets/vendor/{bundle.RUNTIME.path.name}')
    assert "polyfill" not in text and runtime < text.index("/deps/react@")
    assert text.count(bundle.RUNTIME.path.name) == 1


def test_nothing_comes_from_elsewhere(client):
    assert not re.findall(r'(?:src|href)="(?:https?:)?//', client.get("/rankings").text)


@pytest.mark.parametrize("encoding", ["br", "gzip"])
def test_assets_are_compressed_and_kept_for_ever(encoding, client):
    link = re.search(r'href="(/assets/20-page\.css\?m=[^"]+)"', client.get("/rankings").text).group(
        1
    )
    for _ in range(2):
        answer = client.get(link, headers={"Accept-Encoding": encoding})
        assert answer.headers["Content-Encoding"] == encoding
        assert "immutable" in answer.headers["Cache-Control"]


@pytest.mark.parametrize(
    "query",
    ["year=1999", "year=2020&year=2021", "index[]=x", "code=01&address_=x&pathname_=y&self=1",
     "lang=%3Cscript%3Ealert(1)%3C/script%3E", "%FF%FE=%00", "units=" + "01," * 500],
)  # fmt: skip
def test_hostile_queries_get_the_page(query, client):
    assert client.get(f"/rankings?{query}").status_code == 200
    text = asked(client, f"/rankings?{query}").text
    assert "rankings-grid" in text
    assert "<" not in text, text[text.index("<") - 300 :][:400]


def test_without_a_database_every_page_says_so(broken):
    for path in PATHS:
        assert broken.get(path).status_code == 503
        assert "The database is gone; run make run." in page(broken, path)


def test_a_failing_callback_says_one_sentence(broken):
    dependency = next(one for one in broken.get("/_dash-dependencies").json
                      if one["output"].startswith("..rankings-finding"))  # fmt: skip
    body = {
        "output": dependency["output"],
        "outputs": [dict(zip(("id", "property"), part.rsplit(".", 1), strict=True))
                    for part in dependency["output"].strip(".").split("...")],
        "inputs": [one | {"value": None} for one in dependency["inputs"]],
        "state": [one | {"value": {"path": "/rankings", "query": "", "build": ""}}
                  for one in dependency["state"]],
        "changedPropIds": ["rankings-year.value"],
    }  # fmt: skip
    answer = broken.post("/_dash-update-component", json=body)
    assert answer.status_code == 200
    assert answer.json["sideUpdate"]["page-error"]["children"] == (
        "The database is gone; run make run."
    )


def test_a_download_holds_what_is_shown(client):
    answer = client.get("/download/rankings/grid.csv?index=PAPI&year=2021&lang=en")
    lines = answer.get_data().decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Rank,Ranked units,Code,Province,Score")
    assert len(lines) == 64 and "46,60,79,Ho Chi Minh City,40.67" in "\n".join(lines)
    assert 'filename="rankings-grid-PAPI-2021-total.csv"' in answer.headers["Content-Disposition"]


def test_a_workbook_says_what_it_is(client):
    answer = client.get("/download/rankings/map.xlsx?index=PAR&year=2023&lang=en")
    book = openpyxl.load_workbook(io.BytesIO(answer.data))
    said = " ".join(str(cell) for row in book.worksheets[1].values for cell in row)
    assert "PAR INDEX" in said and "2023" in said and "of 63 units known" in said


@pytest.mark.parametrize(
    "path",
    ["/download/rankings/nothing.csv", "/download/nowhere/map.csv", "/download/rankings/map.exe",
     "/download/rankings/..%2Fapp.py"],
)  # fmt: skip
def test_an_unknown_file_is_not_found(path, client):
    answer = client.get(path)
    assert answer.status_code == 404 and "Traceback" not in answer.text


def test_a_download_without_a_database_says_so(broken):
    answer = broken.get("/download/rankings/map.csv")
    assert (answer.status_code, answer.text) == (503, "The database is gone; run make run.")

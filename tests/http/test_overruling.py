"""An editor decides against the written rule: over HTTP, and what everybody then sees."""

from __future__ import annotations

import json
import shutil

import pytest

from app import create_app
from indices.database.reader import Reader
from indices.register import audit
from indices.settings import Settings
from tests.http.test_pages import asked
from tests.signing import register_with_accounts, sign_in

FACT = "PAR:2012:48:total"
ITEM = "/api/v1/provenance?index=PAR&year=2012&unit=48"


@pytest.fixture(scope="module")
def server(tmp_path_factory, database_url):
    folder = tmp_path_factory.mktemp("overruling")
    path = folder / "indices.db"
    shutil.copy(database_url.removeprefix("sqlite:///"), path)
    register_with_accounts(folder / "register", "editor", "viewer", "admin")
    url = f"sqlite:///{path.as_posix()}"
    return create_app(Settings(database_url=url, register=folder / "register")).server, Reader(url)


@pytest.fixture(scope="module")
def clients(server):
    return {role: sign_in(server[0], role) for role in ("editor", "viewer", "admin")}


def decide(client, deed="overrule", seen=0, fact=FACT, **form):
    address = f"/desk/figures/{deed}?fact={fact}&seen={seen}&lang=en"
    return client.post(address, data=form, headers={"Accept": "application/json"})


def drawer(client):
    return json.dumps(client.get(f"/provenance?fact={FACT}&lang=en").json)


def other(reader):
    """The number of the figure that the rule does not show, 87.14."""
    seen = reader.observations("PAR", 2012, "48", "total")
    return int(seen.loc[seen["score"] == 87.14, "observation"].item())


def standing(reader):
    return int(reader.overrules()["overrule"].item())


def test_a_decision_is_seen_by_all_and_taken_back(server, clients):
    visitor, reader = server[0].test_client(), server[1]
    made = decide(clients["editor"], observation=other(reader), reason=" Corrected\nlater ")
    assert made.json == {"fact": FACT}
    shown = "PAR INDEX 2012: HCMC"
    assert shown in asked(visitor, "/rankings?index=PAR&year=2012&lang=en").text
    item = visitor.get(ITEM).json["items"][0]
    assert item["score"] == 87.14 and item["overrule"]["rule"]["score"]["score"] == 87.12
    assert item["overrule"]["reason"] == "Corrected later" and "made_by" not in item["overrule"]
    assert "Corrected later" in asked(visitor, "/data/conflicts?lang=en&step=overruled").text
    for client, named, forms in (
        (visitor, False, False), (clients["viewer"], True, False), (clients["admin"], True, True),
    ):  # fmt: skip
        said = drawer(client)
        assert "An editor decided" in said and "score 87.12 % (a01)" in said
        assert ("editor, 2" in said, "/desk/figures/" in said) == (named, forms)
    assert decide(clients["admin"], "withdraw", standing(reader)).status_code == 200
    assert visitor.get(ITEM).json["items"][0]["score"] == 87.12
    log = audit.entries(server[0].extensions["access"].register).iloc[:2]
    assert log["action"].tolist() == ["withdraw overrule", "overrule"]
    assert log["object"].tolist() == [FACT, FACT] and "Corrected later" in log["detail"].iloc[1]


def test_a_second_editor_is_told(server, clients):
    reader = server[1]
    chosen = other(reader)
    decide(clients["editor"], observation=chosen, reason="One reason")
    again = decide(clients["admin"], observation=chosen, reason="Another")
    assert again.status_code == 409 and "editor has decided" in again.json["error"]
    assert decide(clients["admin"], "withdraw", 7).status_code == 409
    number = standing(reader)
    assert decide(clients["editor"], "withdraw", number).status_code == 200
    assert decide(clients["admin"], "withdraw", number).status_code == 409
    late = decide(clients["admin"], observation=chosen, seen=number, reason="Another")
    assert late.status_code == 409 and "withdrawn" in late.json["error"]


@pytest.mark.parametrize(
    ("asked_for", "status"),
    [
        ({"reason": "No such figure", "observation": 99999999999}, 409),
        ({"reason": "No number", "observation": "x"}, 409),
        ({"reason": " ", "observation": "mine"}, 409),
        ({"reason": "Another fact", "observation": "mine", "fact": "PAR:2013:48:total"}, 409),
        ({"reason": "None", "fact": "PAR:2012"}, 404),
        ({"reason": "None", "seen": "x"}, 404),
    ],
)
def test_what_makes_no_sense_changes_nothing(server, clients, asked_for, status):
    reader = server[1]
    if asked_for.get("observation") == "mine":
        asked_for = asked_for | {"observation": other(reader)}
    before = reader.build()
    assert decide(clients["editor"], **asked_for).status_code == status
    assert reader.build() == before


def test_names_of_people_are_for_those_who_are_signed_in(server, clients):
    address = "/api/v1/observations?index=PAR&year=2012&unit=48"
    visitor, viewer = server[0].test_client().get(address), clients["viewer"].get(address)
    assert visitor.headers["ETag"] != viewer.headers["ETag"]
    assert viewer.headers["Cache-Control"] == "private, no-store"


def test_only_editors_find_the_form(server, clients):
    assert "/desk/figures/overrule" in drawer(clients["editor"])
    assert "/desk/figures" not in drawer(clients["viewer"]) + drawer(server[0].test_client())

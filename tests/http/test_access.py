"""Who may write: the guard of every writing route, and signing in and out."""

from __future__ import annotations

import re

import dash
import pytest

from app import create_app
from indices.register import accounts, audit
from indices.register.roles import ROLES, roles_for
from indices.register.schema import attempt
from indices.settings import Settings
from tests.http.test_pages import page
from tests.layouts.fake import FakeReader
from tests.signing import HERE, PASSWORD, register_with_accounts, sign_in

WRITING = {"POST", "PUT", "PATCH", "DELETE"}
# What everybody with an account does to their own.
OWN = {"/account/sign-out", "/account/password"}
FOREIGN = [
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Origin": "http://localhost.evil.example"},
    {"Origin": "http://["},
    {"Origin": "http://localhost", "Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
]


@pytest.fixture(scope="module")
def guarded(tmp_path_factory, catalogue):
    """An app with an account for each role; the registry of pages is left as it was."""
    before = dict(dash.page_registry)
    folder = tmp_path_factory.mktemp("accounts") / "register"
    register_with_accounts(folder)
    settings = Settings(database_url="sqlite:///nothing.db", language="en", register=folder)
    yield create_app(settings, FakeReader())
    dash.page_registry.clear()
    dash.page_registry.update(before)


@pytest.fixture(scope="module")
def register(guarded):
    return guarded.server.extensions["access"].register


@pytest.fixture(scope="module")
def clients(guarded):
    return {role: sign_in(guarded.server, role) for role in ROLES}


@pytest.fixture
def server(guarded):
    return guarded.server


def writes(server):
    """(method, address) of every route that writes, except Dash's own and the sign-in form."""
    for rule in server.url_map.iter_rules():
        if rule.rule.startswith("/_dash") or rule.rule in ("/_reload-hash", "/account/sign-in"):
            continue
        for method in sorted(WRITING & set(rule.methods)):
            yield method, re.sub(r"<[^>]*>", "1", rule.rule)


def test_without_a_session_nothing_is_written(server):
    found = list(writes(server))
    assert {address for _, address in found} >= OWN
    for method, address in found:
        answer = server.test_client().open(address, method=method)
        assert answer.status_code == 401, (method, address)
        false = server.test_client()
        false.set_cookie("account", "eyJfdXNlcl9pZCI6ImFkbWluIn0.aSWGfQ.bad")
        assert false.open(address, method=method, headers=HERE).status_code == 401


def test_a_viewer_writes_nothing(server, clients):
    for method, address in writes(server):
        if address not in OWN:
            assert clients["viewer"].open(address, method=method).status_code == 403, address


@pytest.mark.parametrize("headers", FOREIGN, ids=str)
def test_other_sites_write_nothing(server, clients, headers):
    for method, address in [*writes(server), ("POST", "/account/sign-in")]:
        for client in (clients["admin"], server.test_client()):
            client.environ_base.pop("HTTP_ORIGIN", None)
            answer = client.open(address, method=method, headers=headers)
            assert answer.status_code == 403, (method, address)
    clients["admin"].environ_base["HTTP_ORIGIN"] = HERE["Origin"]


def test_a_request_from_nowhere_writes_nothing(server):
    client = sign_in(server, "admin")
    del client.environ_base["HTTP_ORIGIN"]
    assert client.post("/account/sign-out").status_code == 403
    assert (
        client.post("/account/sign-out", headers={"Sec-Fetch-Site": "same-origin"}).status_code
        == 303
    )


def test_only_an_admin_reads_the_audit_log(server, clients):
    for role in set(ROLES) - {"admin"}:
        assert clients[role].get("/account/audit.csv").status_code == 403
    answer = server.test_client().get("/account/audit.csv?lang=en")
    assert (answer.status_code, answer.headers["Location"]) == (
        303, "/account?lang=en&next=%2Faccount%2Faudit.csv%3Flang%3Den",
    )  # fmt: skip
    answer = clients["admin"].get("/account/audit.csv?lang=en")
    assert "sign-in,account viewer" in answer.text and PASSWORD not in answer.text
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert clients["admin"].get("/account/audit.xlsx").data[:2] == b"PK"


def test_the_cookie_is_out_of_reach(server):
    for headers, secure in (({}, False), ({"X-Forwarded-Proto": "https"}, True)):
        data = {"name": "editor", "password": PASSWORD}
        answer = server.test_client().post("/account/sign-in", data=data, headers=headers)
        cookie = answer.headers["Set-Cookie"]
        assert "HttpOnly" in cookie and "SameSite=Lax" in cookie and "Path=/" in cookie
        assert ("Secure" in cookie) is secure and "Domain" not in cookie


def test_a_session_handed_to_a_victim_is_worth_nothing(server):
    attacker = sign_in(server, "viewer")
    planted = attacker.get_cookie("account").value
    victim = server.test_client()
    victim.set_cookie("account", planted)
    victim.post("/account/sign-in", data={"name": "admin", "password": PASSWORD}, headers=HERE)
    assert victim.get_cookie("account").value != planted
    assert victim.get("/account/audit.csv").status_code == 200
    assert attacker.get("/account/audit.csv").status_code == 403


def test_a_copy_of_the_cookie_ends_with_the_session(server):
    client = sign_in(server, "admin")
    copy = server.test_client()
    copy.set_cookie("account", client.get_cookie("account").value)
    assert copy.get("/account/audit.csv").status_code == 200
    assert client.post("/account/sign-out").status_code == 303
    assert client.get_cookie("account") is None
    assert copy.get("/account/audit.csv").status_code == 303


@pytest.mark.parametrize(
    ("back", "place"),
    [
        ("/data?year=2021", "/data?year=2021"),
        ("//evil.example", None),
        ("https://evil.example", None),
        ("/\\evil.example", None),
        ("/\tevil.example", None),
        ("javascript:alert(1)", None),
        ("data", None),
    ],
)  # fmt: skip
def test_signing_in_leads_back_and_never_away(server, back, place):
    answer = server.test_client().post(
        "/account/sign-in", query_string={"next": back, "lang": "en"},
        data={"name": "leader", "password": PASSWORD}, headers=HERE,
    )  # fmt: skip
    assert answer.headers["Location"] == (place or "/account?lang=en&told=signed-in")


def told(client, name, password, **headers):
    return client.post(
        "/account/sign-in", data={"name": name, "password": password}, headers=HERE | headers
    )


def test_what_was_wrong_is_not_said(server):
    answers = {told(server.test_client(), *pair).headers["Location"]
               for pair in (("nobody", PASSWORD), ("secretary", "wrong"), ("", ""))}  # fmt: skip
    assert answers == {"/account?lang=en&told=wrong"}
    assert "Name or password is wrong." in page(server.test_client(), answers.pop())


def test_the_sixth_attempt_is_refused_in_any_worker(server, register):
    accounts.add(register, "test", "Target", "editor", PASSWORD)
    script = {"Accept": "application/json"}
    for _ in range(5):
        assert told(server.test_client(), "target", "wrong", **script).status_code == 401
    answer = told(server.test_client(), "TARGET ", PASSWORD, **script)
    assert answer.status_code == 429 and answer.json == {"error": "too-many-15"}
    other = create_app(
        Settings(database_url="sqlite:///nothing.db", language="en", register=register.folder.path),
        FakeReader(),
    )
    assert told(other.server.test_client(), "Target", PASSWORD, **script).status_code == 429
    assert told(server.test_client(), "editor", PASSWORD, **script).status_code == 200


def test_a_right_password_starts_the_count_anew(server, register):
    accounts.add(register, "test", "Forgetful", "editor", PASSWORD)
    for _ in range(2):
        for _ in range(4):
            told(server.test_client(), "Forgetful", "wrong")
        sign_in(server, "Forgetful")


def test_one_address_cannot_try_all_names(server, register):
    from layouts.account.limits import BY_ADDRESS

    proxied = {"X-Forwarded-For": "1.2.3.4, 203.0.113.9"}
    told(server.test_client(), "x", "y", **proxied)
    with register.writing() as connection:
        raised = attempt.update().where(attempt.c.attempt_key.contains("203.0.113.9"))
        assert connection.execute(raised.values(n=int(BY_ADDRESS.split()[0]))).rowcount == 1
    assert "too-many" in told(server.test_client(), "x", "y", **proxied).headers["Location"]
    assert "wrong" in told(server.test_client(), "x", "y").headers["Location"]


def test_a_name_is_text_and_never_markup(server, register):
    name = "<img src=x onerror=alert(1)>"
    accounts.add(register, "test", name, "viewer", PASSWORD)
    client = sign_in(server, name)
    shown = client.post("/account/nothing").text + page(client, "/account?lang=en")
    assert f"Signed in as {name}: viewer" in shown
    assert client.get("/account/audit.csv").status_code == 403
    assert "<img" not in client.post("/account/sign-out", headers={"Origin": f"http://{name}"}).text


def test_a_new_password_ends_all_other_sessions(server, register):
    accounts.add(register, "test", "Changing", "member", PASSWORD)
    here, there = sign_in(server, "Changing"), sign_in(server, "Changing")
    form = {"current": PASSWORD, "password": "a newer password", "again": "a newer password"}
    for change, word in (
        ({"current": "wrong"}, "wrong"), ({"again": "other"}, "differ"),
        ({"password": "short", "again": "short"}, "short"), ({}, "password-changed"),
    ):  # fmt: skip
        answer = here.post("/account/password", data=form | change)
        assert answer.headers["Location"].endswith(f"told={word}")
    assert "Signed in as Changing" in page(here, "/account?lang=en")
    assert "Signed in as" not in page(there, "/account?lang=en")
    assert audit.entries(register)["action"][1] == "password changed"


def test_nobody_sees_what_another_sees(server, clients):
    for path in ("/account?lang=en", "/rankings?lang=en"):
        first, other = page(clients["admin"], path), page(server.test_client(), path)
        assert '"admin"' in first and '"admin"' not in other
        assert "Sign in" in other and "account-audit" not in other
    assert "account-audit" in page(clients["admin"], "/account?lang=en")
    assert "account-audit" not in page(clients["editor"], "/account?lang=en")


def test_content_for_everybody_cannot_ask_who_looks(server):
    from layouts import access
    from layouts.memo import for_everybody

    with server.test_request_context(), for_everybody(), pytest.raises(RuntimeError):
        access.viewer()


def test_reading_is_as_cacheable_signed_in_as_not(server, clients):
    for address in ("/api/v1/units?vintage=63", "/rankings"):
        plain, signed = server.test_client().get(address), clients["admin"].get(address)
        for name in ("ETag", "Cache-Control", "Vary", "Set-Cookie"):
            assert signed.headers.get(name) == plain.headers.get(name), (address, name)
    tag = server.test_client().get("/api/v1/units?vintage=63").headers["ETag"]
    again = clients["admin"].get("/api/v1/units?vintage=63", headers={"If-None-Match": tag})
    assert again.status_code == 304


def test_deeds_belong_to_the_roles_that_do_them():
    assert roles_for("import") == ("editor", "admin")
    assert roles_for("approve") == ("leader", "admin")
    assert roles_for("audit") == ("admin",)


def test_without_accounts_the_page_says_how_to_begin(client):
    shown = page(client, "/account?lang=en")
    assert "There are no accounts yet; reading needs none." in shown
    assert "python -m indices user add NAME --role admin" in shown
    answer = client.post("/account/sign-in", data={"name": "a", "password": "b"}, headers=HERE)
    assert "told=no-accounts" in answer.headers["Location"]

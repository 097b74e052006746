"""`/account/…`: sign in, sign out, change one's password, take the audit log along.

A form is answered by a redirect to the account page, which says what happened by a word in its
address; a script gets JSON with a status.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from flask import Flask, Response, jsonify, redirect, request

from indices.database.errors import DatabaseUnavailable
from layouts import access, sessions
from layouts.components.audit import heads, shown

if TYPE_CHECKING:
    from indices.register.store import Register
    from layouts.account.limits import Limits

LONGEST_FIELD = 2000


def register_account(server: Flask) -> None:
    """Answer the forms of the account page on that server."""

    @server.post("/account/sign-in")
    def sign_in() -> Any:
        return _sign_in()

    @server.post("/account/sign-out")
    @access.require(*access.SIGNED_IN)
    def sign_out() -> Any:
        sessions.end(access.writable())
        return _told("signed-out")

    @server.post("/account/password")
    @access.require(*access.SIGNED_IN)
    def change_password() -> Any:
        return _change_password()

    @server.get("/account/audit.<any(csv, xlsx):kind>")
    @access.require()
    def audit(kind: str) -> Response:
        return _audit(kind)


def _sign_in() -> Any:
    w = access.asked_wording()
    if access.is_foreign():
        return access.refusal(403, w.t("This request comes from another site and was refused."))
    name, password = _field("name"), _field("password")
    register = access.writable()
    try:
        if not register.folder.exists:
            return _told("no-accounts", 401)
        account = _authenticated(register, name, password)
        if isinstance(account, str):
            return _told(account, 429 if account.startswith("too-many") else 401)
        sessions.start(register, account)
    except DatabaseUnavailable as error:
        return access.refused(503, error)
    return _told("signed-in", back=access.safe_path(request.args.get("next", "")))


def _change_password() -> Any:
    from indices.register import accounts

    name, password = access.viewer().name, _field("password")
    if password != _field("again"):
        return _told("differ", 400)
    register = access.writable()
    try:
        account = _authenticated(register, name, _field("current"))
        if isinstance(account, str):
            return _told(account, 429 if account.startswith("too-many") else 403)
        changed = accounts.set_password(register, name, name, password)
        # All sessions ended with the old password, this one too.
        sessions.start(register, changed)
    except accounts.AccountRefused as refusal:
        return _told(refusal.code, 400)
    except DatabaseUnavailable as error:
        return access.refused(503, error)
    return _told("password-changed")


def _authenticated(register: Register, name: str, password: str) -> Any:
    """Return the account, or the word for why there is none."""
    from layouts.account.limits import TooMany

    try:
        return _limits(register).authenticate(name, password) or "wrong"
    except TooMany as excess:
        return f"too-many-{excess.minutes}"


@lru_cache(maxsize=8)
def _limits(register: Register) -> Limits:
    from layouts.account.limits import Limits

    return Limits(register)


def _audit(kind: str) -> Response:
    from indices.register.audit import entries
    from indices.reports.about import About
    from indices.reports.tables import CONTENT_TYPES, write

    w = access.asked_wording()
    found = shown(entries(access.writable()))
    found.columns = heads(w)
    title = w.t("Audit log")
    about = About(title, build_id="–", exported_on=date.today(), lang=w.lang)
    answer = Response(write(found, about, kind), content_type=CONTENT_TYPES[kind])
    answer.headers["Content-Disposition"] = f'attachment; filename="audit.{kind}"'
    return answer


def _told(word: str, status: int = 200, back: str = "") -> Any:
    """Answer with what happened: as JSON, or by a redirect to a page that says it."""
    if access.wants_json():
        answer = jsonify({"done": word} if status < 400 else {"error": word})
        answer.status_code = status
        return answer
    lang = access.asked_wording().lang
    onward = access.safe_path(request.args.get("next", ""))
    pairs = {"lang": lang, "told": word} | ({"next": onward} if status >= 400 and onward else {})
    return redirect(back or f"/account?{urlencode(pairs)}", 303)


def _field(name: str) -> str:
    given: Any = request.get_json(silent=True) if request.is_json else request.form
    value = given.get(name, "") if hasattr(given, "get") else ""
    return value[:LONGEST_FIELD] if isinstance(value, str) else ""

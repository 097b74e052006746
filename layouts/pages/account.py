"""Account: sign in and out, change one's password; for admins the audit log."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from dash import Dash, html
from dash.development.base_component import Component

from indices.database.errors import DatabaseUnavailable
from indices.register.roles import SESSION_SECONDS
from layouts import access
from layouts.access import Viewer, safe_path
from layouts.components import roles
from layouts.components.forms import form, text_field
from layouts.pages.account_audit import audit_log
from layouts.site import Content, Site
from layouts.urls import Option, Page, PageState
from layouts.wording import N_, Wording

if TYPE_CHECKING:
    from indices.database.reader import Reader

_TOO_MANY = re.compile(r"too-many-(\d{1,3})")
_GOOD = {
    "signed-out": N_("You are signed out."),
    "password-changed": N_("The password was changed; other sessions of this account have ended."),
}
_BAD = {
    "wrong": N_("Name or password is wrong."),
    "no-accounts": N_("There are no accounts yet."),
    "differ": N_("The two new passwords differ."),
    "short": N_("A password has at least 10 letters, digits or signs."),
    "long": N_("A password has at most 1000 signs."),
}


def _word(text: str) -> str | None:
    known = text in ("", "signed-in", *_GOOD, *_BAD) or _TOO_MANY.fullmatch(text)
    return text if known else None


PAGE = Page(
    path="/account",
    name="account",
    title=N_("Account"),
    order=90,
    options={"told": Option("", _word), "next": Option("", lambda text: safe_path(text) or None)},
    navigated=False,
)
CHARTS = ()
# What it shows depends on who asks.
KEPT = False


def content(reader: Reader, state: PageState, w: Wording) -> Content:
    """Say who is signed in."""
    who = access.viewer()
    if who.signed_in:
        role = roles.role_name(who.role, w)
        return Content(finding=w.t("Signed in as {name}: {role}", name=who.name, role=role))
    if access.register() is None:
        return Content(finding=w.t("There are no accounts yet; reading needs none."))
    return Content(finding=w.t("Sign in to write; reading needs no account."))


def layout(page: Content, state: PageState, w: Wording) -> list[Component]:
    """Return what happened, then the forms that fit the visitor."""
    who = access.viewer()
    if who.signed_in:
        return [*_told(state, w), *_signed_in(who, state, w)]
    if access.register() is None:
        return [*_told(state, w), _how_to_begin(w)]
    return [*_told(state, w), _sign_in(state, w)]


def register_callbacks(app: Dash, site: Site) -> None:
    """Register nothing: the forms are posted by the browser."""


def _told(state: PageState, w: Wording) -> list[Component]:
    word = state.option("told")
    too_many = _TOO_MANY.fullmatch(word)
    if too_many:
        sentence = w.n(
            "Too many attempts; try again in {n} minute.",
            "Too many attempts; try again in {n} minutes.",
            int(too_many[1]),
        )
        return [html.P(sentence, role="alert", className="notice")]
    if word in _BAD:
        return [html.P(w.t(_BAD[word]), role="alert", className="notice")]
    return [html.P(w.t(_GOOD[word]), role="status", className="lead")] if word in _GOOD else []


def _how_to_begin(w: Wording) -> Component:
    return html.Div(
        [
            html.P(
                w.t(
                    "Importing figures, correcting them and keeping the study tours need an "
                    "account. Whoever runs this server makes the first one:"
                )
            ),
            html.Pre(html.Code("python -m indices user add NAME --role admin"), tabIndex=0),
        ],
        className="prose",
    )


def _sign_in(state: PageState, w: Wording) -> Component:
    fields = [
        text_field("account-name", "name", w.t("Name"), autoComplete="username", required=True),
        text_field(
            "account-password", "password", w.t("Password"), "password",
            autoComplete="current-password", required=True,
        ),
    ]  # fmt: skip
    onward = {"next": state.option("next")} if state.option("next") else {}
    return form(_action("sign-in", w, onward), fields, w.t("Sign in"))


def _signed_in(who: Viewer, state: PageState, w: Wording) -> list[Component]:
    hours = SESSION_SECONDS // 3600
    parts = [
        html.P(roles.role_meaning(who.role, w), className="lead"),
        html.P(
            w.n("A session ends after {n} hour.", "A session ends after {n} hours.", hours),
            className="muted",
        ),
        form(_action("sign-out", w), [], w.t("Sign out"), quiet=True),
        html.Details(
            [html.Summary(w.t("Change the password"), className="link"), _password_form(w)],
            open=state.option("told") in ("differ", "short", "long", "wrong"),
        ),
    ]
    if who.may("audit"):
        parts.append(_audit(w))
    return parts


def _password_form(w: Wording) -> Component:
    new: dict[str, Any] = {"autoComplete": "new-password", "required": True, "minLength": 10}
    fields = [
        text_field(
            "account-current", "current", w.t("Present password"), "password",
            autoComplete="current-password", required=True,
        ),
        text_field(
            "account-new", "password", w.t("New password"), "password",
            hint=w.t(_BAD["short"]), **new,
        ),
        text_field("account-again", "again", w.t("New password again"), "password", **new),
    ]  # fmt: skip
    return form(_action("password", w), fields, w.t("Change the password"))


def _audit(w: Wording) -> Component:
    register = access.register()
    try:
        log = html.P("") if register is None else audit_log(register, w)
    except DatabaseUnavailable as error:
        log = html.P(w.said(error.sentence), role="alert", className="notice")
    return html.Section([html.H2(w.t("Audit log")), log], className="card")


def _action(deed: str, w: Wording, more: dict[str, str] | None = None) -> str:
    return f"/account/{deed}?{urlencode({'lang': w.lang, **(more or {})})}"

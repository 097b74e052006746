"""`/desk/figures/…`: what the drawer of a number sends when an editor decides against the rule."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from flask import Flask, jsonify, redirect, request

from indices.database.errors import DatabaseUnavailable
from indices.facts import FactKey, parse_key
from indices.register.roles import roles_for
from indices.settings import Settings
from layouts import access
from layouts.components.provenance_decision import LONGEST_REASON

if TYPE_CHECKING:
    from indices.build import Decision

EDITORS = roles_for("overrule")


def register_overruling(server: Flask, settings: Settings) -> None:
    """Answer the forms of the drawer on that server."""

    @server.post("/desk/figures/overrule")
    @access.require(*EDITORS)
    def overrule_rule() -> Any:
        return _decide(_overrule, settings)

    @server.post("/desk/figures/withdraw")
    @access.require(*EDITORS)
    def withdraw_decision() -> Any:
        return _decide(_withdraw, settings)


def _decide(deed: Callable[[FactKey, int, Settings], Decision], settings: Settings) -> Any:
    """Do one deed to the fact of the address, note it in the audit log, lead back to the fact."""
    from indices.build import Refused
    from indices.register import audit

    w = access.asked_wording()
    key = parse_key(request.args.get("fact", ""))
    seen = _number(request.args.get("seen", "0"))
    if key is None or seen is None:
        return access.refusal(404, w.t("There is no such figure."))
    try:
        decision = deed(key, seen, settings)
    except Refused as refused:
        return access.refused(409, refused)
    except DatabaseUnavailable as error:
        return access.refused(503, error)
    action = "withdraw overrule" if deed is _withdraw else "overrule"
    detail = {name: value for name, value in asdict(decision).items() if value is not None}
    audit.record(access.writable(), access.viewer().name, action, str(key), detail)
    if access.wants_json():
        return jsonify({"fact": str(key)})
    return redirect(f"/data/conflicts?{urlencode({'lang': w.lang})}#fact={key}", 303)


def _overrule(key: FactKey, seen: int, settings: Settings) -> Decision:
    from indices.build import overrule

    chosen = _number(request.form.get("observation", "")) or 0
    reason = request.form.get("reason", "")[:LONGEST_REASON]
    return overrule(key, chosen, reason, access.viewer().name, settings.database_url, seen=seen)


def _withdraw(key: FactKey, seen: int, settings: Settings) -> Decision:
    from indices.build import withdraw_overrule

    return withdraw_overrule(key, settings.database_url, seen=seen)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 12 else None

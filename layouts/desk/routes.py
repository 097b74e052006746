"""`/desk/files/…` and its neighbours: what the import page sends.

Editors only; every answer leads back to the page. A script gets JSON: where to go, or how far the
work has come.
"""

from __future__ import annotations

import logging
from typing import Any
from urllib.parse import urlencode

from flask import Flask, jsonify, redirect, request
from werkzeug.exceptions import RequestEntityTooLarge

from indices.database.errors import DatabaseUnavailable
from indices.desk import TOO_LARGE
from indices.register.roles import roles_for
from indices.settings import Settings
from layouts import access

log = logging.getLogger(__name__)

EDITORS = roles_for("import")
PAGE = "/data/import"
SOURCE_FIELDS = ("publisher", "title", "url", "published", "kind")
_LONGEST_FIELD = 500


def register_files(server: Flask, settings: Settings) -> None:
    """Answer the forms and scripts of the import page on that server."""

    @server.post("/desk/files")
    @access.require(*EDITORS)
    def take_file() -> Any:
        return _take(settings)

    @server.get("/desk/files/<token>")
    @access.require(*EDITORS)
    def follow_file(token: str) -> Any:
        return _follow(settings, token)

    @server.post("/desk/files/<token>/<deed>")
    @access.require(*EDITORS)
    def work_on_file(token: str, deed: str) -> Any:
        return _work(settings, token, deed)

    @server.post("/desk/files/<token>/spelling")
    @access.require(*EDITORS)
    def accept_spelling(token: str) -> Any:
        return _accept(settings, token)

    @server.post("/desk/files/<token>/mapping")
    @access.require(*EDITORS)
    def explain_columns(token: str) -> Any:
        return _explain(settings, token)

    @server.post("/desk/datasets/<name>/fetch")
    @access.require(*EDITORS)
    def fetch_dataset(name: str) -> Any:
        return _fetch(settings, name)

    @server.post("/desk/imports/<int:number>/undo")
    @access.require(*EDITORS)
    def undo_import(number: int) -> Any:
        return _undo(settings, number)


def _take(settings: Settings) -> Any:
    from indices.build import Refused
    from indices.desk.uploads import Desk
    from indices.desk.work import start

    w = access.asked_wording()
    try:
        given = request.files.get("file")
    except RequestEntityTooLarge:
        return access.refusal(413, w.said(TOO_LARGE))
    if given is None or not given.filename:
        return access.refusal(400, w.t("No file was chosen; choose one and try again."))
    try:
        upload = Desk(settings.register).take(given.stream, given.filename, access.viewer().name)
    except Refused as refused:
        return access.refused(400, refused)
    except OSError as error:
        log.exception("A file could not be kept")
        return access.refusal(
            507, w.t("The file could not be kept on the server ({why}).", why=error.strerror)
        )
    start(upload, "read", settings)
    return _onward(file=upload.token)


def _follow(settings: Settings, token: str) -> Any:
    upload = _found(settings, token)
    if upload is None:
        return _gone()
    note = upload.note()
    return jsonify({"stage": note.stage, "done": note.done, "total": note.total, "step": note.step})


def _work(settings: Settings, token: str, deed: str) -> Any:
    from indices.desk.uploads import UNDER_WAY
    from indices.desk.work import cancel, start

    upload = _found(settings, token)
    if upload is None or deed not in ("read", "name", "store", "cancel", "forget"):
        return _gone()
    if deed == "cancel":
        cancel(upload)
    elif deed == "forget":
        cancel(upload)
        upload.remove()
        return _onward()
    elif upload.note().stage not in (*UNDER_WAY, "stored"):
        if deed == "read":
            upload.change(asked=_asked())
        else:
            source = {name: _field(name) for name in SOURCE_FIELDS}
            if deed == "name" and (wrong := _wrong_source(source)):
                return access.refused(400, wrong)
            upload.change(source=source)
        start(upload, "store" if deed == "store" else "read", settings)
    return _onward(file=token)


def _wrong_source(source: dict[str, str]) -> Any:
    """Return why a source cannot be named so, None where it can."""
    from indices.build import Refused, SourceInfo
    from indices.build.sources import source_of

    try:
        source_of(SourceInfo(**source), {})
    except Refused as refused:
        return refused
    return None


def _accept(settings: Settings, token: str) -> Any:
    """Remember that a spelling means a unit, and read the file again."""
    from indices.desk.work import start
    from indices.reference import load_catalogue
    from indices.register import audit
    from indices.register.decisions import accept_spelling

    upload = _found(settings, token)
    if upload is None:
        return _gone()
    who, register = access.viewer().name, access.writable()
    vintage, spelling, unit = _field("vintage"), _field("spelling"), _field("unit")
    known = {(str(number), code) for number, code in load_catalogue().units}
    if (vintage, unit) not in known or not spelling:
        return access.refusal(400, access.asked_wording().t("The spelling is incomplete."))
    accept_spelling(register, who, int(vintage), spelling, unit)
    audit.record(register, who, "accept spelling", spelling, {"vintage": vintage, "unit": unit})
    start(upload, "read", settings)
    return _onward(file=token)


def _explain(settings: Settings, token: str) -> Any:
    """Remember what the columns of a sheet hold, and read the file again."""
    from indices.desk.work import start
    from indices.loaders.mapping import SheetMapping, WrongMapping, check_mapping
    from indices.reference import load_catalogue
    from indices.register import audit
    from indices.register.decisions import remember_mapping

    upload = _found(settings, token)
    if upload is None:
        return _gone()
    shapes = (upload.answer() or {}).get("shapes", [])
    place = _field("sheet")
    if not (place.isascii() and place.isdigit() and int(place) < len(shapes)):
        return _gone()
    columns = {**_kept_columns(upload), **_columns()}
    if shown := _field("shown"):
        # Another part of a wide sheet; what was said of this one stays.
        said = {"columns": columns, "heading_row": _field("heading_row")}
        upload.change(asked={**_asked(), **said})
        return _onward(file=token, columns=shown)
    meant = [meaning for meaning in columns.values() if meaning]
    if len(set(meant)) < len(meant):
        w = access.asked_wording()
        return access.refusal(400, w.t("Two columns are said to hold the same; choose one."))
    try:
        mapping = SheetMapping.from_dict(
            {
                "signature": shapes[int(place)],
                "index": _field("index"),
                "heading_row": _field("heading_row"),
                "unit_column": _column(columns, "unit"),
                "year_column": _column(columns, "year"),
                "indicator_column": _column(columns, "indicator"),
                "columns": _measures(columns),
            }
        )
        check_mapping(mapping, load_catalogue())
    except WrongMapping as error:
        return access.refused(400, error)
    who, register = access.viewer().name, access.writable()
    remember_mapping(register, who, mapping.signature, mapping.to_dict())
    audit.record(register, who, "explain columns", upload.note().name, {"index": mapping.index})
    upload.change(asked={**_asked(), "format": ""})
    start(upload, "read", settings)
    return _onward(file=token)


def _columns() -> dict[str, str]:
    """Return what the columns of the form are said to hold, by their letters."""
    prefix = "column-"
    return {key.removeprefix(prefix): _field(key) for key in request.form if key.startswith(prefix)}


def _kept_columns(upload: Any) -> dict[str, str]:
    """Return what was said of other columns of the same sheet and index before."""
    asked = upload.note().asked
    same = (asked.get("index"), asked.get("sheet")) == (_field("index"), _field("sheet"))
    kept: dict[str, str] = asked.get("columns") or {}
    return kept if same else {}


def _column(columns: dict[str, str], meaning: str) -> str:
    return next((letter for letter, value in columns.items() if value == meaning), "")


def _measures(columns: dict[str, str]) -> list[dict[str, str]]:
    """Return the columns of figures; "score:D1" is the score of D1."""
    parted = [(letter, *value.partition(":")) for letter, value in columns.items()]
    return [{"column": letter, "measure": measure, "indicator": indicator}
            for letter, measure, colon, indicator in parted if colon]  # fmt: skip


def _fetch(settings: Settings, name: str) -> Any:
    from indices.datasets.listed import listed_datasets
    from indices.desk.uploads import Desk
    from indices.desk.work import start
    from indices.reference import DATA

    if name not in listed_datasets(DATA):
        return access.refusal(404, access.asked_wording().t("There is no such data set."))
    upload = Desk(settings.register).expect(name, access.viewer().name)
    start(upload, "fetch", settings)
    return _onward(file=upload.token)


def _undo(settings: Settings, number: int) -> Any:
    from indices.build import Refused, undo
    from indices.register import audit

    who = access.viewer().name
    try:
        undone = undo(number, who, settings.database_url, file=_field("file"))
    except Refused as refused:
        return access.refused(409, refused)
    except DatabaseUnavailable as error:
        return access.refused(503, error)
    audit.record(access.writable(), who, "undo", f"import {number}", {"file": undone.undone.file})
    return _onward(undone=str(number))


def _found(settings: Settings, token: str) -> Any:
    from indices.desk.uploads import Desk

    return Desk(settings.register).find(token)


def _gone() -> Any:
    w = access.asked_wording()
    return access.refusal(404, w.t("This file is no longer on the desk; hand it in again."))


def _onward(**query: str) -> Any:
    """Lead back to the page; a script is told the address."""
    address = f"{PAGE}?{urlencode({**query, 'lang': access.asked_wording().lang})}"
    return jsonify({"address": address}) if access.wants_json() else redirect(address, 303)


def _asked() -> dict[str, Any]:
    """What the form says of the file's content; years are whole numbers."""
    year = _field("year")
    known = year.isascii() and year.isdigit() and len(year) == 4
    return {
        "index": _field("index"),
        "format": _field("format"),
        "sheet": _field("sheet"),
        "measure": _field("measure"),
        "year": int(year) if known else None,
        "anew": bool(_field("anew")),
    }


def _field(name: str) -> str:
    return request.form.get(name, "").strip()[:_LONGEST_FIELD]

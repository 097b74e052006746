"""Import: hand a file in, see what it holds, what is wrong with it and what it changes; history."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from dash import Dash, dcc, html
from dash.development.base_component import Component

from indices.catalogue import Catalogue
from indices.database.known_sources import with_imported_sources
from indices.desk import MOST_BYTES, TOO_LARGE
from indices.reference import load_catalogue
from layouts import access
from layouts.components.markup import aria, data
from layouts.pages.imports_changes import changes_part
from layouts.pages.imports_datasets import datasets_part
from layouts.pages.imports_file import file_part, working_part
from layouts.pages.imports_forms import action
from layouts.pages.imports_history import history_part, imported
from layouts.pages.imports_sheets import sheets_part
from layouts.pages.imports_store import findings_part, store_part, stored_part
from layouts.pages.imports_unknown import needs_part
from layouts.site import Content, Site
from layouts.urls import Option, Page, PageState, href
from layouts.wording import N_, Wording

if TYPE_CHECKING:
    from indices.database.reader import Reader
    from indices.desk.uploads import Note, Upload

_TOKEN = re.compile(r"(?:[0-9a-f]{24})?")
_NUMBER = re.compile(r"[0-9]{0,9}")
_PLACE = re.compile(r"[0-9]{0,5}")
KINDS = ("new", "revised", "conflicting", "same")

PAGE = Page(
    path="/data/import",
    name="import",
    title=N_("Import figures"),
    order=91,
    options={
        "file": Option("", lambda text: text if _TOKEN.fullmatch(text) else None),
        "kind": Option("", lambda text: text if text in ("", *KINDS) else None),
        "columns": Option("", lambda text: text if _PLACE.fullmatch(text) else None),
        "undone": Option("", lambda text: text if _NUMBER.fullmatch(text) else None),
    },
    navigated=False,
)
CHARTS = ()
# What it shows is written by people, and differs by who asks.
KEPT = False


def content(reader: Reader, state: PageState, w: Wording) -> Content:
    """Say how far the file of this address has come, or how many imports there are."""
    note = _note(state)
    imports = imported(reader)
    n = len(imports)
    if note is not None:
        finding = _how_far(note, w)
    elif n:
        finding = w.n("{n} file has been imported.", "{n} files have been imported.", n)
    else:
        finding = w.t("No file has been imported yet: hand one in and see what it would change.")
    catalogue = with_imported_sources(load_catalogue(), reader)
    return Content(finding=finding, extras={"imports": imports, "catalogue": catalogue})


def layout(page: Content, state: PageState, w: Wording) -> list[Component]:
    """Build what the visitor may see: the desk for editors, the history for everybody."""
    may = access.viewer().may("import")
    parts = [_back(state, w), *_undone(state, w)]
    upload = _upload(state) if may else None
    if not may:
        parts.append(_who_may(state, w))
    elif upload is None:
        parts += [_drop(state, w), datasets_part(w)]
    else:
        parts += _desk(upload, state, page.extras["catalogue"], w)
    return [*parts, history_part(page.extras["imports"], access.viewer(), w)]


def register_callbacks(app: Dash, site: Site) -> None:
    """Register nothing: forms are posted by the browser, `assets/follow.js` follows the work."""


def _desk(upload: Upload, state: PageState, catalogue: Catalogue, w: Wording) -> list[Component]:
    """Build what fits the stage of a file."""
    from indices.desk.uploads import UNDER_WAY

    note, answer = upload.note(), upload.answer()
    if note.stage in UNDER_WAY:
        return [working_part(upload.token, note, w)]
    parts = [file_part(upload.token, note, answer, w)]
    if note.stage == "stored":
        return [*parts, stored_part(note, answer or {}, state, w), _drop(state, w)]
    if not answer or note.stage == "cancelled":
        return [*parts, _drop(state, w)]
    if "needs" in answer or "unknown" in answer:
        return [
            *parts,
            needs_part(upload.token, note, answer, state, w),
            # Once the form asks for columns, its own buttons turn and keep what was chosen.
            sheets_part(answer, state, w, turns=not note.asked.get("index")),
        ]
    return [
        *parts,
        findings_part(upload.token, note, answer, catalogue, w),
        changes_part(answer, state, catalogue, w),
        store_part(upload.token, note, answer, w),
        sheets_part(answer, state, w),
    ]


def _note(state: PageState) -> Note | None:
    upload = _upload(state) if access.viewer().may("import") else None
    return upload.note() if upload else None


def _upload(state: PageState) -> Upload | None:
    from indices.desk.uploads import Desk

    folder = access.register_folder()
    token = state.option("file")
    return Desk(folder).find(token) if folder and token else None


def _how_far(note: Note, w: Wording) -> str:
    sentence = {
        "fetching": w.t("{file} is being downloaded.", file=note.name),
        "waiting": w.t("{file} is being read.", file=note.name),
        "reading": w.t("{file} is being read.", file=note.name),
        "ready": w.t("{file} was read; nothing is stored yet.", file=note.name),
        "storing": w.t("The figures of {file} are being stored.", file=note.name),
        "stored": w.t("The figures of {file} are stored.", file=note.name),
        "cancelled": w.t("{file}: cancelled; the figures are as they were.", file=note.name),
    }
    return sentence.get(note.stage, w.t("{file} could not be used.", file=note.name))


def _back(state: PageState, w: Wording) -> Component:
    return html.Nav(dcc.Link(w.t("Data"), href=href(state, "/data")), className="jumps",
                    **aria(label=w.t("On this page")))  # fmt: skip


def _undone(state: PageState, w: Wording) -> list[Component]:
    number = state.option("undone")
    if not number:
        return []
    sentence = w.t("Import {number} was undone; every figure is what it was before.", number=number)
    return [html.P(sentence, role="status", className="notice")]


def _who_may(state: PageState, w: Wording) -> Component:
    if access.viewer().signed_in:
        return html.P(w.t("Your account reads only; an editor imports figures."), className="lead")
    if access.register() is None:
        sentence = w.t(
            "Reading is open to everybody; importing needs an editor's account. Whoever runs this "
            "server makes one:"
        )
        command = html.Pre(html.Code("python -m indices user add NAME --role editor"), tabIndex=0)
        return html.Div([html.P(sentence, className="lead"), command], className="prose")
    link = html.A(w.t("Sign in"), href=href(state, "/account", next="/data/import"))
    return html.P([w.t("Reading is open to everybody; importing needs an editor's account."), " ",
                   link], className="lead")  # fmt: skip


def _drop(state: PageState, w: Wording) -> Component:
    """Build the place for a file; `assets/desk.js` puts the input into it."""
    about = w.t(
        "Excel (XLSX, XLSM, XLS), OpenDocument or CSV, up to 128 MB: workbooks of PAPI and PCI, "
        "annexes of PAR INDEX and SIPAS, public data sets, files exported here, and the template."
    )
    place: dict[str, Any] = data(
        drop=action("files", w), label=w.t("Choose a file or drop it here"),
        sending=w.t("Sending"), failed=w.t("The file could not be sent; try again."),
        most=str(MOST_BYTES), large=w.said(TOO_LARGE),
    )  # fmt: skip
    return html.Section(
        [
            html.H2(w.t("Hand a file in")),
            html.Div(id="import-drop", className="drop", **place),
            html.P(about, className="hint"),
        ],
        className="card",
    )

"""The file on the desk: what it is, who handed it in, how far the work has come."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from dash import dcc, html
from dash.development.base_component import Component

from indices.reference import load_catalogue
from indices.said import unpacked
from layouts.components.markup import aria, data
from layouts.components.provenance_words import moment
from layouts.pages.imports_forms import action, deed
from layouts.wording import N_, Wording

if TYPE_CHECKING:
    from indices.desk.uploads import Note

# The code that the engine gives to a file read by such an explanation.
MAPPED = "mapping"
_STEPS = {
    "": N_("Starting"),
    "fetch": N_("Downloading"),
    "read": N_("Reading the file"),
    "check": N_("Checking the figures"),
    "compare": N_("Comparing with what is stored"),
    "write": N_("Writing"),
    "choose": N_("Choosing the figures that are shown"),
}


def working_part(token: str, note: Note, w: Wording) -> Component:
    """Build the progress of what is under way; `assets/follow.js` keeps it up to date."""
    steps = {f"step_{name or 'begin'}": w.t(message) for name, message in _STEPS.items()}
    return html.Section(
        [
            html.H2(note.name),
            html.Div(
                [
                    html.P(w.t(_STEPS.get(note.step, _STEPS[""])), role="status",
                           id="import-step", **aria(live="polite")),
                    html.Progress(id="import-progress", value=str(note.done),
                                  max=str(max(note.total, 1)),
                                  **aria(labelledby="import-step")),
                ],
                className="working",
                **data(follow=action(f"files/{token}", w), **steps),
            ),
            deed(f"files/{token}/cancel", w.t("Cancel"), w),
        ],
        className="card",
    )  # fmt: skip


def file_part(token: str, note: Note, answer: dict[str, Any] | None, w: Wording) -> Component:
    """Build what is known about a file, and the way to put it away."""
    lines: list[Component] = []
    if note.stage == "failed":
        lines.append(html.P(_why(note, w), role="alert", className="notice"))
    elif answer and "index" in answer:
        lines.append(_recognised(answer, w))
    handed = w.t("Handed in by {who} on {moment}.", who=note.who, moment=moment(note.at, w))
    again = note.stage in ("failed", "cancelled")
    deeds = [deed(f"files/{token}/read", w.t("Read it again"), w, dict(_said(note)))] * again
    if note.stage != "stored" and _is_explained(answer):
        anew = {**dict(_said(note)), "anew": "1"}
        deeds.append(deed(f"files/{token}/read", w.t("Explain the columns anew"), w, anew))
    if note.stage != "stored":
        deeds.append(deed(f"files/{token}/forget", w.t("Put it away"), w))
    return html.Section(
        [
            html.H2(note.name),
            *lines,
            html.P(handed, className="muted"),
            *_beside(note, w),
            html.Div(deeds, className="deeds"),
        ],
        className="card",
    )


def _is_explained(answer: dict[str, Any] | None) -> bool:
    """Whether a person once said what the columns of such a file hold."""
    if not answer or answer.get("unknown"):
        return False
    return answer.get("format") == MAPPED or ("needs" in answer and not answer["formats"])


def _beside(note: Note, w: Wording) -> list[Component]:
    """Lead to the other files of the data set."""
    if not note.beside:
        return []
    links = [
        dcc.Link(name, href=f"/data/import?{urlencode({'file': token, 'lang': w.lang})}")
        for token, name in note.beside.items()
    ]
    label = w.t("Other files of the data set")
    ways = html.Nav(links, className="jumps", **aria(label=label))
    return [html.P(label, className="label"), ways]


def _recognised(answer: dict[str, Any], w: Wording) -> Component:
    catalogue = load_catalogue()
    index = catalogue.indices[answer["index"]]
    names = {one["code"]: one["name"] for one in answer["formats"]}
    layout = (
        w.t("columns as they were explained")
        if answer["format"] == MAPPED
        else names.get(answer["format"], {}).get(w.lang, answer["format"])
    )
    facts = [
        (w.t("Layout"), layout),
        (w.t("Index"), w.name(index.short_name)),
        (w.t("Years"), ", ".join(map(str, answer["years"]))),
        (w.t("Provinces"), str(answer["n_units"])),
        (w.t("Indicators"), _indicators(answer["indicators"], w)),
    ]
    cells: list[Component] = []
    for name, value in facts:
        cells += [html.Dt(name), html.Dd(value)]
    missing: list[str] = next(
        (one["missing"] for one in answer["formats"] if one["code"] == answer["format"]), []
    )
    if missing:
        cells += [html.Dt(w.t("Not in the file")), html.Dd("; ".join(missing))]
    return html.Dl(cells, className="file-facts")


def _indicators(codes: list[str], w: Wording) -> str:
    shown = [code for code in codes if code == "total" or code.startswith("D")]
    rest = len(codes) - len(shown)
    text = ", ".join(w.t("total") if code == "total" else code for code in shown)
    return text + (w.n(" and {n} more", " and {n} more", rest) if rest and text else
                   w.n("{n} indicator", "{n} indicators", rest) if rest else "")  # fmt: skip


def _why(note: Note, w: Wording) -> str:
    return w.said(unpacked(note.sentence)) or w.t(
        "The work on this file ended before it was done; the figures are as they were. Read it "
        "again."
    )


def _said(note: Note) -> list[tuple[str, str]]:
    return [(name, str(value)) for name, value in note.asked.items()
            if value and name != "columns"]  # fmt: skip

"""What a person must say before a file can be read: layout, index, year, or what columns hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dash import dcc, html
from dash.development.base_component import Component

from indices.catalogue import Index
from indices.reference import load_catalogue
from layouts.components.forms import form, text_field
from layouts.pages.imports_forms import action, choice_field
from layouts.pages.imports_sheets import COLUMNS, first_shown, spans
from layouts.urls import PageState
from layouts.wording import N_, Wording

if TYPE_CHECKING:
    from indices.desk.uploads import Note

Choices = list[tuple[str, str]]
_MEASURES = {
    "score": N_("score"),
    "rank": N_("rank"),
    "grade": N_("grade"),
    "max_points": N_("maximum"),
}
_FORM = "columns-form"
_YEAR_HINT = N_("The year measured, not the year of announcement.")


def needs_part(
    token: str, note: Note, answer: dict[str, Any], state: PageState, w: Wording
) -> Component:
    """Build the questions that the content of a file leaves open."""
    if answer.get("unknown"):
        return _unknown(token, note, answer, state, w)
    needs = answer.get("needs", [])
    fields: list[Component] = []
    if len(answer["formats"]) > 1:
        offered = [(one["code"], one["name"][w.lang]) for one in answer["formats"]]
        chosen = note.asked.get("format") or ""
        fields.append(choice_field("asked-format", "format", w.t("Layout"), offered, chosen))
    if "index" in needs:
        fields.append(_index_field(note, w))
    if "measure" in needs:
        measures = [("points", w.t("points")), ("percent", w.t("per cent of the maximum"))]
        chosen = note.asked.get("measure") or ""
        fields.append(choice_field("asked-measure", "measure", w.t("Domains are in"), measures,
                                   chosen))  # fmt: skip
    if "year" in needs:
        fields.append(_year_field(note, w, required=True))
    lead = w.t("The content of the file does not say everything; please add what is missing.")
    return _section(
        w.t("What the file does not say"),
        [
            html.P(lead, className="lead"),
            form(action(f"files/{token}/read", w), fields, w.t("Read the file")),
        ],
    )


def _unknown(
    token: str, note: Note, answer: dict[str, Any], state: PageState, w: Wording
) -> Component:
    """Ask for index and sheet first, then for the meaning of every column of that sheet."""
    sheets = answer["sheets"]
    named = [(str(place), one["name"] or w.t("Table")) for place, one in enumerate(sheets)]
    chosen = str(note.asked.get("sheet") or "0")
    lead = w.t(
        "No known layout fits this file. Say once what its columns hold; the next file of the "
        "same shape is then read by itself."
    )
    first = form(
        action(f"files/{token}/read", w),
        [
            _index_field(note, w),
            choice_field("asked-sheet", "sheet", w.t("Sheet"), named, chosen),
        ],
        w.t("Continue"),
    )
    parts: list[Component] = [html.P(lead, className="lead"), first]
    index = load_catalogue().indices.get(note.asked.get("index") or "")
    if index is not None and chosen.isdigit() and int(chosen) < len(sheets):
        parts += _mapping(token, note, index, sheets[int(chosen)], state, w)
    return _section(w.t("What the columns hold"), parts)


def _mapping(
    token: str, note: Note, index: Index, sheet: dict[str, Any], state: PageState, w: Wording
) -> list[Component]:
    """Ask for the meanings of the columns that are shown, with ways to the others."""
    choices, letters = _meanings(index, w), sheet["letters"]
    heading: list[str] = next((row["cells"] for row in sheet["rows"] if any(row["cells"])), [])
    first, said = first_shown(letters, state), note.asked.get("columns") or {}
    shown = slice(first, first + COLUMNS)
    columns = [
        choice_field(
            f"column-{letter}",
            f"column-{letter}",
            f"{letter} · {text[:40]}" if text else letter,
            choices,
            said.get(letter, ""),
        )
        for letter, text in zip(letters[shown], heading[shown], strict=False)
    ]
    legend, others = w.t("Columns"), spans(letters)
    if len(others) > 1:
        legend = w.t("Columns {shown} of {n}", shown=others[first], n=len(letters))
    others.pop(first, None)
    fields = [
        dcc.Input(type="hidden", name="index", value=index.code),
        dcc.Input(type="hidden", name="sheet", value=note.asked.get("sheet") or "0"),
        text_field("asked-heading", "heading_row", w.t("Last row of the heading"), required=True,
                   inputMode="numeric", maxLength=4, value=note.asked.get("heading_row") or "1",
                   hint=w.t("Figures stand below it.")),
        _year_field(note, w, required=False),
        html.Fieldset([html.Legend(legend, className="label"), *columns],
                      className="columns-asked"),
    ]  # fmt: skip
    address, button = action(f"files/{token}/mapping", w), w.t("Remember this and read the file")
    return [form(address, fields, button, id=_FORM), *_other_columns(others, w)]


def _other_columns(others: dict[int, str], w: Wording) -> list[Component]:
    """Lead to the other columns; the form is sent along, so that what was chosen stays."""
    if not others:
        return []
    buttons = [
        html.Button(name, type="submit", name="shown", value=str(first), form=_FORM,
                    formNoValidate="formnovalidate", className="button quiet")
        for first, name in others.items()
    ]  # fmt: skip
    lead = w.t("Other columns of the sheet; what you have chosen is kept:")
    return [html.P(lead, className="label"), html.Div(buttons, className="deeds")]


def _meanings(index: Index, w: Wording) -> Choices:
    """Return what a column may hold, the commonest first."""
    choices = [
        ("", w.t("not read")),
        ("unit", w.t("Province")),
        ("year", w.t("Year")),
        ("indicator", w.t("Indicator")),
    ]
    named = w.t("of the indicator that the row names")
    choices += [(f"{kind}:", f"{w.t(message)} {named}") for kind, message in _MEASURES.items()]
    for indicator in index.indicators:
        name = w.name(indicator.name)
        code = w.t("total") if indicator.code == "total" else indicator.code
        label = f"{code} · {name}" if indicator.code.startswith("D") else name
        choices += [(f"{kind}:{indicator.code}", f"{label}: {w.t(_MEASURES[kind])}")
                    for kind in ("score", "rank")]  # fmt: skip
    return choices


def _index_field(note: Note, w: Wording) -> Component:
    indices = load_catalogue().indices.values()
    choices = [(one.code, w.name(one.short_name)) for one in indices]
    chosen = note.asked.get("index") or ""
    return choice_field("asked-index", "index", w.t("Index"), choices, chosen)


def _year_field(note: Note, w: Wording, required: bool) -> Component:
    hint = w.t(_YEAR_HINT)
    if not required:
        hint = f"{hint} {w.t('Empty where a column holds it.')}"
    return text_field(
        "asked-year", "year", w.t("Year measured"), required=required, inputMode="numeric",
        maxLength=4, value=str(note.asked.get("year") or ""), hint=hint,
    )  # fmt: skip


def _section(title: str, parts: list[Component]) -> Component:
    return html.Section([html.H2(title), *parts], className="card")

"""What a person must say before a file can be read: its layout, index or year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dash import html
from dash.development.base_component import Component

from indices.reference import load_catalogue
from layouts.components.forms import form, text_field
from layouts.pages.imports_forms import action, choice_field
from layouts.wording import Wording

if TYPE_CHECKING:
    from indices.desk.uploads import Note


def needs_part(token: str, note: Note, answer: dict[str, Any], w: Wording) -> Component:
    """Build the questions that the content of a file leaves open."""
    needs = answer.get("needs", [])
    fields: list[Component] = []
    if len(answer["formats"]) > 1:
        offered = [(one["code"], one["name"][w.lang]) for one in answer["formats"]]
        fields.append(choice_field("asked-format", "format", w.t("Layout"), offered,
                                   note.asked.get("format", "")))  # fmt: skip
    if "index" in needs:
        catalogue = load_catalogue()
        indices = [(one.code, w.name(one.short_name)) for one in catalogue.indices.values()]
        fields.append(choice_field("asked-index", "index", w.t("Index"), indices,
                                   note.asked.get("index", "")))  # fmt: skip
    if "year" in needs:
        fields.append(text_field("asked-year", "year", w.t("Year measured"), required=True,
                                 inputMode="numeric", maxLength=4,
                                 value=str(note.asked.get("year") or ""),
                                 hint=w.t("The year measured, not the year of announcement.")))  # fmt: skip
    lead = w.t("The content of the file does not say everything; please add what is missing.")
    parts = [html.H2(w.t("What the file does not say")), html.P(lead, className="lead")]
    return html.Section(
        [*parts, form(action(f"files/{token}/read", w), fields, w.t("Read the file"))],
        className="card",
    )

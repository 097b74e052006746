"""Findings of a file, the form that stores its figures, and what was stored."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dash import dcc, html
from dash.development.base_component import Component

from indices.catalogue import Catalogue
from indices.said import unpacked
from indices.vocabulary import SOURCE_KINDS
from layouts.components.forms import form, text_field
from layouts.components.markup import aria
from layouts.pages.imports_forms import action, choice_field, deed
from layouts.pages.imports_sheets import SEVERITIES, SIGNS
from layouts.urls import PageState, href
from layouts.wording import N_, Wording

if TYPE_CHECKING:
    from indices.desk.uploads import Note

_SOURCE_KINDS = {
    "official": N_("official publication"),
    "dataset": N_("public data set"),
    "press": N_("press"),
    "academic": N_("academic work"),
}
_PAGES = (("/rankings", N_("Rankings")), ("/compare", N_("Compare")), ("/gaps", N_("Gaps")))


def findings_part(
    token: str, note: Note, answer: dict[str, Any], catalogue: Catalogue, w: Wording
) -> Component:
    """Build the findings, the blocking ones first, each with its cell and a way out.

    Whether figures contradict others depends on their source, so it can be named here, too.
    """
    counts, findings = answer["n_findings"], answer["findings"]
    parts: list[Component] = [html.H2(w.t("Findings"))]
    if not findings:
        parts.append(html.P(w.t("The checks found nothing."), className="note"))
        return html.Section(parts, className="card")
    if answer["blocking"]:
        sentence = w.t("Nothing can be stored until the blocking findings are mended.")
        parts.append(html.P(sentence, role="alert", className="notice"))
    tally = [
        f"{w.number(counts[severity], 0)} {w.t(SEVERITIES[severity])}"
        for severity in SIGNS
        if counts.get(severity)
    ]
    heads = [w.t("Severity"), w.t("Place"), w.t("Expected"), w.t("Found"), ""]
    head = html.Tr([html.Th(one, scope="col") for one in heads])
    rows = [_finding(token, one, catalogue, w) for one in findings]
    parts += [
        html.P(", ".join(tally), className="lead"),
        html.Div(
            html.Table([html.Thead(head), html.Tbody(rows)], className="plain"),
            className="wide-table rows", tabIndex=0, role="region",
            **aria(label=w.t("Findings")),
        ),
    ]  # fmt: skip
    hidden = sum(counts.values()) - len(findings)
    if hidden:
        parts.append(html.P(w.n("and {n} more row", "and {n} more rows", hidden), className="note"))
    if not answer.get("is_named", True):
        parts.append(_naming(token, note, w))
    return html.Section(parts, className="card")


def _naming(token: str, note: Note, w: Wording) -> Component:
    """Build the form that names the source before anything is stored."""
    lead = w.t("The source of this file is not named yet; the checks were made without it.")
    button = w.t("Check again with this source")
    return html.Details(
        [
            html.Summary(w.t("Name the source"), className="link"),
            html.P(lead, className="lead"),
            form(action(f"files/{token}/name", w), _source_fields("named", note, w), button, True),
        ]
    )


def _source_fields(prefix: str, note: Note, w: Wording) -> list[Component]:
    said = note.source
    return [
        text_field(f"{prefix}-publisher", "publisher", w.t("Publisher"), required=True,
                   value=said.get("publisher", ""), maxLength=300),
        text_field(f"{prefix}-title", "title", w.t("Title of the publication"), required=True,
                   value=said.get("title", ""), maxLength=500),
        text_field(f"{prefix}-url", "url", w.t("Address (URL)"), "url", value=said.get("url", ""),
                   hint=w.t("Empty where there is none.")),
        text_field(f"{prefix}-published", "published", w.t("Date of publication"),
                   hint=w.t("As 2024-04-17, 2024-04 or 2024."),
                   value=said.get("published", "")),
        choice_field(f"{prefix}-kind", "kind", w.t("Kind of source"),
                     [(kind, w.t(_SOURCE_KINDS[kind])) for kind in SOURCE_KINDS],
                     said.get("kind", "official")),
    ]  # fmt: skip


def _finding(token: str, one: dict[str, Any], catalogue: Catalogue, w: Wording) -> Component:
    severity = one["severity"]
    place = " ".join(part for part in (one["sheet"], one["cell"]) if part)
    return html.Tr(
        [
            html.Td([html.Span(SIGNS[severity], className="sign", **aria(hidden="true")), " ",
                     w.t(SEVERITIES[severity])], className=f"marked {severity}"),
            html.Td(place),
            html.Td(w.said(unpacked(one["expected"]))),
            html.Td(w.said(unpacked(one["found"]))),
            html.Td(_accept(token, one, catalogue, w)),
        ]
    )  # fmt: skip


def _accept(token: str, one: dict[str, Any], catalogue: Catalogue, w: Wording) -> Any:
    """Offer the unit that an unknown name resembles; only a person may accept it."""
    suggestion = one.get("suggestion")
    if not suggestion:
        return None
    unit = catalogue.units[(int(suggestion["vintage"]), suggestion["unit"])]
    values = {key: str(suggestion[key]) for key in ("vintage", "unit", "spelling")}
    label = w.t("It is {name}", name=w.unit_name(unit))
    return deed(f"files/{token}/spelling", label, w, values)


def store_part(token: str, note: Note, answer: dict[str, Any], w: Wording) -> Component:
    """Build the form that names the source and stores the figures."""
    n = answer["n_stored"]
    parts: list[Component] = [html.H2(w.t("Store the figures"))]
    if answer["blocking"] or not n:
        sentence = (
            w.t("Mend the blocking findings in the file and hand it in again.")
            if answer["blocking"]
            else w.t("There is nothing new to store: every figure is known from its source.")
        )
        parts.append(html.P(sentence, className="note"))
        return html.Section(parts, className="card")
    fields = _source_fields("source", note, w)
    button = w.n("Store {n} figure", "Store {n} figures", n)
    lead = w.t("Every figure keeps its source, file, sheet and cell, and the import can be undone.")
    parts += [
        html.P(lead, className="lead"),
        form(action(f"files/{token}/store", w), fields, button),
    ]
    return html.Section(parts, className="card")


def stored_part(note: Note, answer: dict[str, Any], state: PageState, w: Wording) -> Component:
    """Build what was stored, with links to the pages that show it."""
    year = max(answer.get("years") or [0])
    asked = {"index": answer.get("index", ""), "year": year or ""}
    links = [dcc.Link(w.t(title), href=href(state, path, **asked)) for path, title in _PAGES]
    return html.Section(
        [
            html.H2(w.t("Stored as import {number}", number=note.import_id)),
            html.P(w.t("Every page shows the new figures now:"), className="lead"),
            html.P(html.Nav(links, className="jumps", **aria(label=w.t("Pages")))),
            deed(f"imports/{note.import_id}/undo", w.t("Undo this import"), w, {"file": note.name}),
        ],
        className="card",
    )

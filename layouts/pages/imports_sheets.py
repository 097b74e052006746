"""The sheets of a file as they print, with the findings on their cells."""

from __future__ import annotations

from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from indices.said import unpacked
from layouts.components.markup import aria
from layouts.urls import PageState, href
from layouts.wording import N_, Wording

SIGNS = {"blocking": "✗", "warning": "!", "info": "i"}
SEVERITIES = {"blocking": N_("blocking"), "warning": N_("warning"), "info": N_("information")}
_LONGEST_CELL = 60
# More would be neither seen nor chosen from at once.
COLUMNS = 24


def sheets_part(
    answer: dict[str, Any], state: PageState, w: Wording, turns: bool = True
) -> Component:
    """Build a preview of every sheet; the first with a finding is open, the others closed.

    As many columns are shown as fit; of a wide sheet the visitor turns to the others by links, or
    by what stands above where `turns` is False.
    """
    sheets = answer["sheets"]
    marked = [place for place, sheet in enumerate(sheets) if sheet["marked"]]
    opened = marked[0] if marked else 0
    parts = [_sheet(sheet, place == opened, turns, state, w) for place, sheet in enumerate(sheets)]
    return html.Section(
        [html.H2(w.t("The file as it prints"), id="sheets"), *parts], className="card"
    )


def spans(letters: list[str]) -> dict[int, str]:
    """Return where each group of columns begins, counted from 0, and its name, such as "A–X"."""
    groups = {first: letters[first : first + COLUMNS] for first in range(0, len(letters), COLUMNS)}
    return {first: "–".join(dict.fromkeys((own[0], own[-1]))) for first, own in groups.items()}


def first_shown(letters: list[str], state: PageState) -> int:
    """Return the first column that is shown, counted from 0."""
    asked = int(state.option("columns") or 0)
    return asked // COLUMNS * COLUMNS if asked < len(letters) else 0


def _turning(letters: list[str], state: PageState, w: Wording) -> list[Component]:
    """Lead to the other columns of a wide sheet."""
    if len(letters) <= COLUMNS:
        return []
    current = first_shown(letters, state)
    links = [
        dcc.Link(name, href=f"{href(state.with_options(columns=str(first)))}#sheets",
                 className="kind current" if first == current else "kind")
        for first, name in spans(letters).items()
    ]  # fmt: skip
    return [html.Nav(links, className="kinds", **aria(label=w.t("Columns")))]


def _sheet(
    sheet: dict[str, Any], opened: bool, turns: bool, state: PageState, w: Wording
) -> Component:
    title = sheet["name"] or w.t("Table")
    about = [w.t("{rows} rows, {columns} columns", rows=w.number(sheet["n_rows"], 0),
                 columns=w.number(sheet["n_columns"], 0))]  # fmt: skip
    if sheet["hidden"]:
        about.append(w.t("hidden"))
    n = len(sheet["marked"])
    if n:
        about.append(w.n("findings on {n} cell", "findings on {n} cells", n))
    return html.Details(
        [
            html.Summary([html.Strong(title), f" · {' · '.join(about)}"], className="link"),
            *(_turning(sheet["letters"], state, w) if turns else []),
            html.Div(_table(sheet, title, state, w), className="wide-table sheet", tabIndex=0,
                     role="region", **aria(label=title)),
        ],
        open=opened,
    )  # fmt: skip


def _table(sheet: dict[str, Any], title: str, state: PageState, w: Wording) -> Component:
    first = first_shown(sheet["letters"], state)
    shown = slice(first, first + COLUMNS)
    letters = sheet["letters"][shown]
    head = html.Tr([html.Th("", scope="col"), *(html.Th(one, scope="col") for one in letters)])
    body: list[Component] = []
    before = 0
    for row in sheet["rows"]:
        if row["number"] != before + 1:
            body.append(html.Tr(html.Td("⋯", colSpan=len(letters) + 1), className="gap"))
        before = row["number"]
        cells = [
            _cell(text, sheet["marked"].get(f"{letter}{before}"), w)
            for letter, text in zip(letters, row["cells"][shown], strict=True)
        ]
        body.append(html.Tr([html.Th(str(before), scope="row"), *cells]))
    if before < sheet["n_rows"]:
        body.append(html.Tr(html.Td("⋯", colSpan=len(letters) + 1), className="gap"))
    caption = html.Caption(title, className="unseen")
    return html.Table([caption, html.Thead(head), html.Tbody(body)])


def _cell(text: str, mark: dict[str, str] | None, w: Wording) -> Component:
    shown = text if len(text) <= _LONGEST_CELL else f"{text[: _LONGEST_CELL - 1]}…"
    if mark is None:
        return html.Td(shown)
    severity = mark["severity"]
    said = w.t("{severity}: expected {expected}", severity=w.t(SEVERITIES[severity]),
               expected=w.said(unpacked(mark["said"])))  # fmt: skip
    sign = html.Span(SIGNS[severity], className="sign", **aria(label=said), role="img")
    return html.Td([sign, " ", shown], className=f"marked {severity}", title=said)

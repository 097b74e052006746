"""The sheets of a file as they print, with the findings on their cells."""

from __future__ import annotations

from typing import Any

from dash import html
from dash.development.base_component import Component

from indices.said import unpacked
from layouts.components.markup import aria
from layouts.wording import N_, Wording

SIGNS = {"blocking": "✗", "warning": "!", "info": "i"}
SEVERITIES = {"blocking": N_("blocking"), "warning": N_("warning"), "info": N_("information")}
_LONGEST_CELL = 60


def sheets_part(answer: dict[str, Any], w: Wording) -> Component:
    """Build a preview of every sheet; the first with a finding is open, the others closed."""
    sheets = answer.get("sheets", [])
    if not sheets:
        sentence = w.t("The file is too large to show its cells here.")
        return html.P(sentence, className="note")
    marked = [place for place, sheet in enumerate(sheets) if sheet["marked"]]
    opened = marked[0] if marked else 0
    parts = [_sheet(sheet, place == opened, w) for place, sheet in enumerate(sheets)]
    return html.Section([html.H2(w.t("The file as it prints")), *parts], className="card")


def _sheet(sheet: dict[str, Any], opened: bool, w: Wording) -> Component:
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
            html.Div(_table(sheet, title, w), className="wide-table sheet", tabIndex=0,
                     role="region", **aria(label=title)),
        ],
        open=opened,
    )  # fmt: skip


def _table(sheet: dict[str, Any], title: str, w: Wording) -> Component:
    letters = sheet["letters"]
    head = html.Tr([html.Th("", scope="col"), *(html.Th(one, scope="col") for one in letters)])
    body: list[Component] = []
    before = 0
    for row in sheet["rows"]:
        if row["number"] != before + 1:
            body.append(html.Tr(html.Td("⋯", colSpan=len(letters) + 1), className="gap"))
        before = row["number"]
        cells = [
            _cell(text, sheet["marked"].get(f"{letter}{before}"), w)
            for letter, text in zip(letters, row["cells"], strict=True)
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

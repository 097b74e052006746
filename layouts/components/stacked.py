"""Tables that become lists on a phone: each cell then carries the heading of its column."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component


def stacked_table(
    caption: str, heads: Sequence[str], rows: Sequence[Sequence[Any]], classes: str = ""
) -> Component:
    """Return a table whose first column heads the rows.

    Args:
        caption: read out by screen readers.
        heads: headings of the columns.
        rows: texts or components, as many a row as there are headings.
        classes: further CSS classes.
    """
    return html.Table(
        [
            html.Caption(caption, className="unseen"),
            html.Thead(html.Tr([html.Th(head, scope="col") for head in heads])),
            html.Tbody([html.Tr(_cells(heads, row)) for row in rows]),
        ],
        className=f"plain stacked {classes}".strip(),
    )


def _cells(heads: Sequence[str], row: Sequence[Any]) -> list[Component]:
    first, *others = row
    return [
        html.Th(first, scope="row"),
        *(
            html.Td(html.Div(cell), **{"data-label": head})
            for cell, head in zip(others, heads[1:], strict=True)
        ),
    ]

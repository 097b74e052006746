"""Plain tables: readable by everybody, printable, scrollable sideways on a phone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

import pandas as pd
from dash import html
from dash.development.base_component import Component

from layouts.components.keyed import fact_button
from layouts.wording import UNKNOWN, Wording

MOST_DECIMALS = 6


def plain_table(
    frame: pd.DataFrame,
    w: Wording,
    caption: str = "",
    decimals: int | None = None,
    facts: Mapping[str, Sequence[str]] = MappingProxyType({}),
) -> Component:
    """Show a frame as an HTML table: first column as row headers, numbers by locale.

    Args:
        frame: one row a line; column names are the header; missing values become "–".
        w: wording, for decimal signs.
        caption: read out by screen readers.
        decimals: of every fractional number; None keeps what each value has, six at most.
        facts: column -> the key of each row's figure, which then opens; "" where it has none.
    """
    header = html.Tr([html.Th(str(name), scope="col") for name in frame.columns])
    columns = [column.tolist() for _, column in frame.items()]
    none = [""] * len(frame)
    keys = [facts.get(str(name), none) for name in frame.columns]
    rows = [
        html.Tr(
            [
                html.Th(text_of(row[0], w, decimals), scope="row"),
                *(
                    _cell(value, w, decimals, key)
                    for value, key in zip(row[1:], row_keys[1:], strict=True)
                ),
            ]
        )
        for row, row_keys in zip(zip(*columns, strict=True), zip(*keys, strict=True), strict=True)
    ]
    head = [html.Caption(caption, className="unseen")] if caption else []
    return html.Table([*head, html.Thead(header), html.Tbody(rows)], className="plain")


def _cell(value: Any, w: Wording, decimals: int | None, key: str) -> Component:
    text = text_of(value, w, decimals)
    return html.Td(
        fact_button(text, key) if key else text, className="number" if is_number(value) else None
    )


def is_number(value: Any) -> bool:
    """Whether a cell is set as a number."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def text_of(value: Any, w: Wording, decimals: int | None = None) -> str:
    """Write the value of a cell as `plain_table` does."""
    if isinstance(value, str):
        return value
    if value is None or pd.isna(value):
        return UNKNOWN
    if isinstance(value, int):
        return str(value)
    shown = len(f"{value:.{MOST_DECIMALS}f}".rstrip("0").partition(".")[2])
    return w.number(value, shown if decimals is None else decimals)

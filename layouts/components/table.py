"""Plain tables: readable by everybody, printable, scrollable sideways on a phone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

import pandas as pd
from dash import html
from dash.development.base_component import Component

from layouts.components.keyed import fact_button
from layouts.components.markup import like
from layouts.wording import UNKNOWN, Wording, is_missing

MOST_DECIMALS = 6
_NUMBERS = (int, float)
_ROW, _COLUMN, _HEAD = html.Tr(), html.Th(scope="col"), html.Th(scope="row")
_CELL, _NUMBER = html.Td(className=None), html.Td(className="number")


def plain_table(
    columns: pd.DataFrame | Mapping[str, Any],
    w: Wording,
    caption: str = "",
    decimals: int | None = None,
    facts: Mapping[str, Sequence[str]] = MappingProxyType({}),
) -> Component:
    """Show columns as an HTML table: the first as row headers, numbers by locale.

    Args:
        columns: a frame, or header -> list or array of values, one a row; missing values become
            "–".
        w: wording, for decimal signs.
        caption: read out by screen readers.
        decimals: of every fractional number; None keeps what each value has, six at most.
        facts: column -> the key of each row's figure, which then opens; "" where it has none.
    """
    names = [str(name) for name in columns]
    header = like(_ROW, [like(_COLUMN, name) for name in names])
    values = [
        column if isinstance(column, list) else column.tolist() for _, column in columns.items()
    ]
    none = [""] * len(values[0])
    keys = [facts.get(name, none) for name in names]
    rows = [
        like(
            _ROW,
            [
                like(_HEAD, text_of(row[0], w, decimals)),
                *(
                    _cell(value, w, decimals, key)
                    for value, key in zip(row[1:], row_keys[1:], strict=True)
                ),
            ],
        )
        for row, row_keys in zip(zip(*values, strict=True), zip(*keys, strict=True), strict=True)
    ]
    head = [html.Caption(caption, className="unseen")] if caption else []
    return html.Table([*head, html.Thead(header), html.Tbody(rows)], className="plain")


def _cell(value: Any, w: Wording, decimals: int | None, key: str) -> Component:
    text = text_of(value, w, decimals)
    return like(_NUMBER if is_number(value) else _CELL, fact_button(text, key) if key else text)


def is_number(value: Any) -> bool:
    """Whether a cell is set as a number."""
    return isinstance(value, _NUMBERS) and not isinstance(value, bool)


def text_of(value: Any, w: Wording, decimals: int | None = None) -> str:
    """Write the value of a cell as `plain_table` does."""
    if isinstance(value, str):
        return value
    if is_missing(value):
        return UNKNOWN
    if isinstance(value, int):
        return str(value)
    shown = len(f"{value:.{MOST_DECIMALS}f}".rstrip("0").partition(".")[2])
    return w.number(value, shown if decimals is None else decimals)

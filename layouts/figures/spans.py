"""Spans: one row an indicator, several marks on one axis that holds zero, joined by a thin line."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

from layouts import theme
from layouts.figures.bars import LONGEST_LINE

ROW_HEIGHT = 44
TOP, BOTTOM = 34, 40
RIGHT = 92
LINE = 15
ROOM = 0.06


@dataclass(frozen=True)
class Kind:
    """One kind of mark: its name in the legend, and how it looks."""

    name: str
    symbol: str
    color: str


@dataclass(frozen=True)
class Row:
    """One indicator.

    Attributes:
        label: its name.
        values: by kind of mark, NaN where unknown.
        hover: lines under the pointer by kind of mark.
        text: what stands at the right.
        strong: whether it is the whole of the others.
    """

    label: str
    values: Mapping[str, float]
    hover: Mapping[str, str]
    text: str
    strong: bool = False


def spans(rows: Sequence[Row], kinds: Mapping[str, Kind], unit: str) -> dict[str, Any]:
    """Draw rows top down.

    Args:
        rows: indicators, the first at the top.
        kinds: of marks by key, drawn in this order.
        unit: of the axis.
    """
    known = [value for row in rows for value in row.values.values() if not math.isnan(value)]
    low, high = min([0.0, *known]), max([0.0, *known])
    room = (high - low) * ROOM or 1.0
    layout = {
        "margin": {"l": 2, "r": RIGHT, "t": TOP, "b": BOTTOM},
        "xaxis": {"range": [low - room, high + room], "title": {"text": unit}, "nticks": 6},
        "yaxis": {"visible": False, "range": [len(rows) - 0.55, -0.75]},
        "legend": {"orientation": "h", "x": 0, "yref": "container", "y": 1, "yanchor": "top"},
        "annotations": [note for place, row in enumerate(rows) for note in _words(place, row)],
        "shapes": [_zero(), *(_guide(place, row) for place, row in enumerate(rows))],
    }
    return theme.figure([_marks(rows, key, kind) for key, kind in kinds.items()], layout)


def height(n_rows: int, lines: int = 1) -> int:
    """Return the height in pixels that gives every row the same room.

    Args:
        n_rows: how many rows there are.
        lines: of the longest label.
    """
    return TOP + BOTTOM + (ROW_HEIGHT + LINE * (lines - 1)) * n_rows


def _marks(rows: Sequence[Row], key: str, kind: Kind) -> dict[str, Any]:
    known = [(place, row) for place, row in enumerate(rows) if not math.isnan(row.values[key])]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": kind.name,
        "x": [row.values[key] for _, row in known],
        "y": [place for place, _ in known],
        "marker": {"symbol": kind.symbol, "color": kind.color, "size": 10},
        "customdata": [row.hover[key] for _, row in known],
        "hovertemplate": "%{customdata}<extra></extra>",
        "cliponaxis": False,
    }


def _words(place: int, row: Row) -> list[dict[str, Any]]:
    """Write the name above the marks and the text at their right."""
    name = "<br>".join(wrap(row.label, LONGEST_LINE)) or row.label
    at = {"y": place, "xref": "paper", "xanchor": "left", "align": "left"}
    name, text = (f"<b>{one}</b>" if row.strong else one for one in (name, row.text))
    return [
        {**at, "x": 0, "yanchor": "bottom", "yshift": 8, "text": name},
        {**at, "x": 1, "xshift": 8, "text": text},
    ]


def _guide(place: int, row: Row) -> dict[str, Any]:
    """A thin line from zero to the farthest mark on either side."""
    known = [value for value in row.values.values() if not math.isnan(value)]
    ends = {"x0": min([0.0, *known]), "x1": max([0.0, *known]), "y0": place, "y1": place}
    return {"type": "line", "layer": "below", "line": {"color": theme.AXIS, "width": 1}, **ends}


def _zero() -> dict[str, Any]:
    ends = {"x0": 0, "x1": 0, "yref": "paper", "y0": 0, "y1": 1}
    return {"type": "line", "layer": "below", "line": {"color": theme.INK, "width": 1}, **ends}

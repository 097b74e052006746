"""Spans: one row an indicator, several marks on one axis that holds zero, joined by a thin line."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from layouts import theme
from layouts.figures.labels import folded

ROW_HEIGHT = 44
TOP, BOTTOM = 34, 40
RIGHT = 92
LINE = 15
# Pixels between a row's marks and its name above them.
ABOVE = 8
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
    low, high = low - room, high + room
    layout = {
        "margin": {"l": 2, "r": RIGHT, "t": TOP, "b": BOTTOM},
        "xaxis": {"range": [low, high], "title": {"text": unit}, "nticks": 6,
                  "zeroline": True, "zerolinecolor": theme.INK, "zerolinewidth": 1},
        "yaxis": {"visible": False, "range": [len(rows) - 0.55, -0.75]},
        "legend": {"orientation": "h", "x": 0, "yref": "container", "y": 1, "yanchor": "top"},
    }  # fmt: skip
    marks = [_marks(rows, key, kind) for key, kind in kinds.items()]
    return theme.figure([_guides(rows), *marks, _names(rows, low), _texts(rows, high)], layout)


def height(rows: Sequence[Row]) -> int:
    """Return the height in pixels that gives every row the same room, names of two lines too."""
    return TOP + BOTTOM + _row_height(rows) * len(rows)


def _row_height(rows: Sequence[Row]) -> int:
    lines = max((len(folded(row.label)) for row in rows), default=1)
    return ROW_HEIGHT + LINE * (lines - 1)


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


def _label(row: Row) -> str:
    name = "<br>".join(folded(row.label))
    return f"<b>{name}</b>" if row.strong else name


def _names(rows: Sequence[Row], at: float) -> dict[str, Any]:
    """Write each row's name above its marks."""
    raised = ABOVE / _row_height(rows)
    places = [place - raised for place in range(len(rows))]
    return _written(at, places, [_label(row) for row in rows], "top right")


def _texts(rows: Sequence[Row], at: float) -> dict[str, Any]:
    """Write each row's text right of the plot."""
    texts = [f"<b>{row.text}</b>" if row.strong else row.text for row in rows]
    return _written(at, list(range(len(rows))), texts, "middle right")


def _written(x: float, y: Sequence[float], texts: Sequence[str], position: str) -> dict[str, Any]:
    """Words as a trace, which is drawn in a third of the time that annotations take."""
    return {
        "type": "scatter",
        "mode": "text",
        "x": [x] * len(texts),
        "y": list(y),
        "text": list(texts),
        "textposition": position,
        "textfont": {"size": 11},
        "hoverinfo": "skip",
        "showlegend": False,
        "cliponaxis": False,
    }


def _guides(rows: Sequence[Row]) -> dict[str, Any]:
    """A thin line in each row from zero to the farthest mark on either side."""
    x: list[float | None] = []
    y: list[float | None] = []
    for place, row in enumerate(rows):
        known = [value for value in row.values.values() if not math.isnan(value)]
        x += [min([0.0, *known]), max([0.0, *known]), None]
        y += [place, place, None]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": x,
        "y": y,
        "line": {"color": theme.AXIS, "width": 1},
        "hoverinfo": "skip",
        "showlegend": False,
    }

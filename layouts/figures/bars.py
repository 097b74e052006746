"""Bars: one row each, floating or from zero, its name above it and its number at the right."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from layouts import theme
from layouts.figures.labels import folded

ROW_HEIGHT = 48
TOP, BOTTOM = 26, 38
RIGHT = 78
# Lines of a label for which a row has room, and the height of a further one.
MOST_LINES, LINE = 2, 15
ROOM = 0.06


@dataclass(frozen=True)
class Bar:
    """One row; `start` and `end` are NaN where nothing can be drawn.

    Attributes:
        label: name of the row.
        start: where the bar begins; the next bar of a waterfall begins where it ends.
        end: see `start`.
        text: number or reason at the right.
        hover: lines under the pointer.
        color: of the bar.
        strong: whether it is the sum of the others.
    """

    label: str
    start: float
    end: float
    text: str
    hover: str = ""
    color: str = theme.BEHIND
    strong: bool = False


@dataclass(frozen=True)
class Rule:
    """A vertical line through all rows with its name at the top."""

    at: float
    text: str


def bars(rows: Sequence[Bar], unit: str, rules: Sequence[Rule] = ()) -> dict[str, Any]:
    """Draw rows top down on one axis that holds zero.

    Args:
        rows: bars, the first at the top; ends that meet are joined by a thin line.
        unit: of the axis.
        rules: lines to compare the bars with.
    """
    low, high = _range(rows, rules)
    layout = {
        "margin": {"l": 2, "r": RIGHT, "t": TOP, "b": BOTTOM},
        "xaxis": {"range": [low, high], "title": {"text": unit}, "nticks": 6},
        "yaxis": {"visible": False, "range": [len(rows) - 0.55, -0.75]},
        "bargap": 0.72,
        "showlegend": False,
        "annotations": [note for place, row in enumerate(rows) for note in _words(place, row)]
        + [_name(rule, low, high) for rule in rules],
        "shapes": [_zero(), *_joins(rows), *(_line(rule) for rule in rules)],
    }
    return theme.figure([_drawn(rows)], layout)


def height(n_rows: int, lines: int = MOST_LINES) -> int:
    """Return the height in pixels that gives every row the same room.

    Args:
        n_rows: how many rows there are.
        lines: of the longest label.
    """
    return TOP + BOTTOM + (ROW_HEIGHT + LINE * max(0, lines - MOST_LINES)) * n_rows


def n_lines(label: str) -> int:
    """Return how many lines a label takes."""
    return len(folded(label))


def _range(rows: Sequence[Bar], rules: Sequence[Rule]) -> tuple[float, float]:
    ends = [end for row in rows for end in (row.start, row.end) if not math.isnan(end)]
    ends += [0.0, *(rule.at for rule in rules)]
    room = (max(ends) - min(ends)) * ROOM or 1.0
    return min(ends) - room, max(ends) + room


def _drawn(rows: Sequence[Bar]) -> dict[str, Any]:
    known = [(place, row) for place, row in enumerate(rows) if not math.isnan(row.end)]
    return {
        "type": "bar",
        "orientation": "h",
        "base": [row.start for _, row in known],
        "x": [row.end - row.start for _, row in known],
        "y": [place for place, _ in known],
        "marker": {
            "color": [row.color for _, row in known],
            "line": {"width": [1.5 if row.strong else 0 for _, row in known], "color": theme.INK},
        },
        "customdata": [row.hover or f"{row.label}<br>{row.text}" for _, row in known],
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _words(place: int, row: Bar) -> list[dict[str, Any]]:
    """Write the name above the bar and the number at its right; those of a sum are bold."""
    name = "<br>".join(folded(row.label))
    at = {"y": place, "xref": "paper", "xanchor": "left", "align": "left"}
    name, text = (f"<b>{one}</b>" if row.strong else one for one in (name, row.text))
    return [
        {**at, "x": 0, "yanchor": "bottom", "yshift": 8, "text": name},
        {**at, "x": 1, "xshift": 8, "text": text},
    ]


def _joins(rows: Sequence[Bar]) -> list[dict[str, Any]]:
    """Lead the end of each bar down to the next one that begins there, or to the sum's end."""
    look = {"color": theme.AXIS, "width": 1, "dash": "dot"}
    return [
        {
            "type": "line",
            "line": look,
            "x0": row.end,
            "x1": row.end,
            "y0": place,
            "y1": place + 1,
            "layer": "below",
        }
        for place, (row, after) in enumerate(pairwise(rows))
        if row.end and row.end == (after.end if after.strong else after.start)
    ]


def _zero() -> dict[str, Any]:
    look = {"color": theme.AXIS, "width": 1}
    ends = {"x0": 0, "x1": 0, "yref": "paper", "y0": 0, "y1": 1}
    return {"type": "line", "layer": "below", "line": look, **ends}


def _line(rule: Rule) -> dict[str, Any]:
    look = {"color": theme.INK, "width": 1.2, "dash": "dash"}
    ends = {"x0": rule.at, "x1": rule.at, "yref": "paper", "y0": 0, "y1": 1}
    return {"type": "line", "line": look, **ends}


def _name(rule: Rule, low: float, high: float) -> dict[str, Any]:
    """Write a line's name above it, on the side where there is room."""
    right = rule.at - low > (high - low) / 2
    return {
        "text": rule.text,
        "x": rule.at,
        "xanchor": "right" if right else "left",
        "yref": "paper",
        "y": 1,
        "yanchor": "bottom",
        "yshift": 2,
    }

"""Stacked bars: a row's parts side by side from zero, its name above, its sum at the right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from layouts import theme
from layouts.figures.bars import BOTTOM, RIGHT, ROW_HEIGHT
from layouts.figures.labels import folded

# Room for the legend, one line a part: on a phone no two names stand side by side.
LINE, EDGE = 20, 16
# Beside the colours of Okabe and Ito, patterns tell parts apart on a black-and-white print.
PATTERNS = ("", "/", ".", "\\", "x", "-", "+")


@dataclass(frozen=True)
class Stack:
    """One row: name, parts by key (0 or more), the sum as text."""

    label: str
    parts: Mapping[str, float]
    text: str
    strong: bool = False


def stacks(
    rows: Sequence[Stack], names: Mapping[str, str], unit: str, decimals: str = ".2f"
) -> dict[str, Any]:
    """Draw rows top down on one axis from zero.

    Args:
        rows: the first at the top.
        names: key of a part -> its name in the legend, in the order in which parts are stacked.
        unit: of the axis.
        decimals: d3 format of the numbers under the pointer.
    """
    longest = max((sum(row.parts.values()) for row in rows), default=0.0)
    data = [
        {
            "type": "bar",
            "orientation": "h",
            "name": name,
            "x": [row.parts.get(key, 0.0) for row in rows],
            "y": list(range(len(rows))),
            "marker": {
                "color": theme.OKABE_ITO[place % len(theme.OKABE_ITO)],
                "pattern": {"shape": PATTERNS[place % len(PATTERNS)], "size": 5, "solidity": 0.25},
                "line": {"width": 1, "color": theme.PAPER},
            },
            "customdata": [row.label for row in rows],
            "hovertemplate": f"%{{customdata}}<br>{name}: %{{x:{decimals}}}<extra></extra>",
        }
        for place, (key, name) in enumerate(names.items())
    ]
    layout = {
        "barmode": "stack",
        "bargap": 0.72,
        "margin": {"l": 2, "r": RIGHT, "t": _top(len(names)), "b": BOTTOM},
        "xaxis": {"range": [0, longest * 1.04 or 1.0], "title": {"text": unit}, "nticks": 6},
        "yaxis": {"visible": False, "range": [len(rows) - 0.55, -0.75]},
        "legend": {
            "orientation": "h", "x": 0, "yref": "container", "y": 1, "yanchor": "top",
            "traceorder": "normal",
        },
        "annotations": [one for place, row in enumerate(rows) for one in _words(place, row)],
    }  # fmt: skip
    return theme.figure(data, layout)


def height(n_rows: int, n_parts: int) -> int:
    """Return the height in pixels that gives every row the same room."""
    return _top(n_parts) + BOTTOM + ROW_HEIGHT * n_rows


def _top(n_parts: int) -> int:
    return EDGE + LINE * n_parts


def _words(place: int, row: Stack) -> list[dict[str, Any]]:
    at = {"y": place, "xref": "paper", "xanchor": "left", "align": "left"}
    label = "<br>".join(folded(row.label))
    name, text = (f"<b>{one}</b>" if row.strong else one for one in (label, row.text))
    return [
        {**at, "x": 0, "yanchor": "bottom", "yshift": 8, "text": name},
        {**at, "x": 1, "xshift": 8, "text": text},
    ]

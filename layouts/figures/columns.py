"""Columns: how often each whole number came out, one of them marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from layouts import theme

HEIGHT = 300


@dataclass(frozen=True)
class Column:
    """One number: its share in per cent, and what stands under the pointer."""

    at: int
    share: float
    hover: str
    marked: bool = False


def columns(rows: Sequence[Column], axes: tuple[str, str], color: str, mark: str) -> dict[str, Any]:
    """Draw columns over whole numbers.

    Args:
        rows: in the order of their numbers.
        axes: titles of the horizontal and the vertical axis.
        color: of the marked column.
        mark: words above the marked column.
    """
    notes = [
        {
            "x": row.at,
            "y": row.share,
            "yanchor": "bottom",
            "yshift": 3,
            "text": f"<b>{mark}</b>",
        }
        for row in rows
        if row.marked
    ]
    trace = {
        "type": "bar",
        "x": [row.at for row in rows],
        "y": [row.share for row in rows],
        "marker": {
            "color": [color if row.marked else theme.AHEAD for row in rows],
            "line": {"width": [1.5 if row.marked else 0 for row in rows], "color": theme.INK},
        },
        "customdata": [row.hover for row in rows],
        "hovertemplate": "%{customdata}<extra></extra>",
    }
    layout = {
        "margin": {"l": 46, "r": 10, "t": 24, "b": 40},
        "bargap": 0.15,
        "showlegend": False,
        "xaxis": {"title": {"text": axes[0]}, "nticks": 8},
        "yaxis": {"title": {"text": axes[1]}, "rangemode": "tozero", "nticks": 5},
        "annotations": notes,
    }
    return theme.figure([trace], layout)

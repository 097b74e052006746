"""Scatter: every unit a dot at its figures on two indices, some of them by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from layouts import theme

HEIGHT = 420


@dataclass(frozen=True)
class Point:
    """One unit: its two figures, its name under the pointer, its colour; a label where named."""

    x: float
    y: float
    hover: str
    label: str = ""
    color: str = theme.GREY
    focus: bool = False


def scatter(points: Sequence[Point], titles: tuple[str, str]) -> dict[str, Any]:
    """Draw the points with lines through the focus point, above and right of which is ahead.

    Args:
        points: units of which both figures are known.
        titles: of the two axes.
    """
    focus = [point for point in points if point.focus]
    data = {
        "type": "scatter",
        "mode": "markers+text",
        "x": [point.x for point in points],
        "y": [point.y for point in points],
        "text": [f"<b>{point.label}</b>" if point.focus else point.label for point in points],
        "textposition": _positions(points),
        "textfont": {
            "size": 10,
            "color": [theme.HCMC_TEXT if point.focus else theme.MUTED for point in points],
        },
        "marker": {
            "color": [point.color for point in points],
            "size": [14 if point.focus else 9 for point in points],
            "line": {"color": theme.PAPER, "width": 1},
        },
        "customdata": [point.hover for point in points],
        "hovertemplate": "%{customdata}<extra></extra>",
        "cliponaxis": False,
    }
    layout = {
        "margin": {"l": 56, "r": 18, "t": 18, "b": 46},
        "showlegend": False,
        "xaxis": {"title": {"text": titles[0]}, "showline": True},
        "yaxis": {"title": {"text": titles[1]}, "showline": True},
        "shapes": [shape for point in focus for shape in _cross(point)],
    }
    return theme.figure([data], layout)


def _positions(points: Sequence[Point]) -> list[str]:
    """Write neighbours' names in turn above and below their dots, the focus unit's above."""
    order = sorted(range(len(points)), key=lambda one: points[one].x)
    named = [one for one in order if points[one].label]
    below = set(named[1::2])
    return [
        "bottom center" if place in below and not point.focus else "top center"
        for place, point in enumerate(points)
    ]


def _cross(point: Point) -> list[dict[str, Any]]:
    look = {"color": theme.AXIS, "width": 1, "dash": "dot"}
    across = {"x0": 0, "x1": 1, "xref": "paper", "y0": point.y, "y1": point.y}
    upright = {"y0": 0, "y1": 1, "yref": "paper", "x0": point.x, "x1": point.x}
    return [{"type": "line", "layer": "below", "line": look, **one} for one in (across, upright)]

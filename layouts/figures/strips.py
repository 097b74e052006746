"""Strips: one row an indicator, every unit a thin stroke, a few units marked, median and best."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from layouts import theme

ROW_HEIGHT = 88
FRAME_HEIGHT = 62
SYMBOLS = ("circle", "square", "diamond", "triangle-up")
SIGNS = ("●", "■", "◆", "▲")
# Pixels between the line of a row and the words above and below it.
_APART = 12
_STROKE = "line-ns"


@dataclass(frozen=True)
class Strip:
    """One indicator.

    Attributes:
        name: of the indicator, above the line.
        others: (score, text under the pointer, key of its fact) of all units with a score.
        marked: scores of the marked units, in the order of the legend; None where unknown.
        median: of all ranked units, None where it is not known.
        left: figures of the marked unit, below the line at the left.
        right: who is best, below the line at the right.
    """

    name: str
    others: Sequence[tuple[float, str, str]]
    marked: Sequence[float | None]
    median: float | None = None
    left: str = ""
    right: str = ""


@dataclass(frozen=True)
class Mark:
    """A marked unit: name, colour, and row by row its scores as they are read and their keys."""

    name: str
    color: str
    texts: Sequence[str]
    keys: Sequence[str] = ()
    quiet: bool = False


@dataclass(frozen=True)
class Names:
    """Wording: the median, all other units, and the unit of the axis."""

    median: str
    others: str
    unit: str


def strips(rows: Sequence[Strip], marks: Sequence[Mark], names: Names) -> dict[str, Any]:
    """Draw rows top down on one axis of scores.

    Args:
        rows: indicators of one scale.
        marks: the marked units; quiet ones are drawn smaller and below the others.
        names: wording of legend and axis.
    """
    data = [_others(rows, names.others), _medians(rows, names.median)]
    data += [_marks(rows, place, mark) for place, mark in reversed([*enumerate(marks)])]
    layout = {
        "margin": {"l": 6, "r": 6, "t": 26, "b": 36},
        "legend": {
            "orientation": "h",
            "x": 0,
            "y": 1,
            "yref": "container",
            "yanchor": "top",
            "traceorder": "reversed",
            "font": {"size": 11.5},
        },
        "xaxis": {"title": {"text": names.unit}, "nticks": 8, "ticks": "outside", "ticklen": 3},
        "yaxis": {"visible": False, "range": [-len(rows) + 0.6, 0.5]},
        "shapes": [_line(place) for place in range(len(rows))],
        "annotations": [note for place, row in enumerate(rows) for note in _words(place, row)],
    }
    return theme.figure(data, layout)


def height(n_rows: int) -> int:
    """Return the height in pixels that gives every row the same room."""
    return FRAME_HEIGHT + ROW_HEIGHT * n_rows


def _others(rows: Sequence[Strip], name: str) -> dict[str, Any]:
    points = [
        (score, -place, *about) for place, row in enumerate(rows) for score, *about in row.others
    ]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": [score for score, *_ in points],
        "y": [y for _, y, *_ in points],
        "customdata": [text for *_, text, _ in points],
        "hovertemplate": "%{customdata}<extra></extra>",
        **theme.opens([key for *_, key in points]),
        "marker": {
            "symbol": _STROKE,
            "size": 11,
            "line": {"width": 1.3, "color": theme.AXIS},
            "opacity": 0.75,
        },
    }


def _medians(rows: Sequence[Strip], name: str) -> dict[str, Any]:
    known = [(row.median, -place) for place, row in enumerate(rows) if row.median is not None]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": [median for median, _ in known],
        "y": [y for _, y in known],
        "hoverinfo": "skip",
        "marker": {"symbol": _STROKE, "size": 24, "line": {"width": 2.6, "color": theme.INK}},
        "showlegend": bool(known),
    }


def _marks(rows: Sequence[Strip], unit: int, mark: Mark) -> dict[str, Any]:
    known = [
        (row.marked[unit], -place, mark.texts[place], mark.keys[place] if mark.keys else "")
        for place, row in enumerate(rows)
        if row.marked[unit] is not None
    ]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": mark.name,
        "x": [score for score, *_ in known],
        "y": [y for _, y, *_ in known],
        "customdata": [text for *_, text, _ in known],
        "hovertemplate": "%{customdata}<extra></extra>",
        **theme.opens([key for *_, key in known]),
        "marker": {
            "symbol": SYMBOLS[unit % len(SYMBOLS)],
            "size": 9 if mark.quiet else 13,
            "color": mark.color,
            "line": {"width": 1.5, "color": theme.PAPER},
        },
        "cliponaxis": False,
    }


def _line(place: int) -> dict[str, Any]:
    return {
        "type": "line",
        "xref": "paper",
        "x0": 0,
        "x1": 1,
        "y0": -place,
        "y1": -place,
        "layer": "below",
        "line": {"width": 1, "color": theme.GRID},
    }


def _words(place: int, row: Strip) -> list[dict[str, Any]]:
    """Write the name above the line, figures and the best below it."""
    texts = (
        (row.name, 0, "left", _APART, "bottom", theme.INK, 12.5),
        (row.left, 0, "left", -_APART, "top", theme.INK, 11.5),
        (row.right, 1, "right", -_APART, "top", theme.MUTED, 11.5),
    )
    return [
        {
            "text": text,
            "xref": "paper",
            "x": x,
            "xanchor": side,
            "y": -place,
            "yshift": shift,
            "yanchor": anchor,
            "align": side,
            "font": {"size": size, "color": color},
        }
        for text, x, side, shift, anchor, color, size in texts
        if text
    ]

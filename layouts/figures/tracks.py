"""Tracks: one row an indicator, five shades from the best to the lowest rank, the unit a dot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from layouts import theme
from layouts.figures.labels import folded

ROW_HEIGHT = 44
TOP, BOTTOM = 8, 26
RIGHT = 62
THICK = 0.13
N_SHADES = len(theme.FIFTHS)
# A dot keeps this far from the border of its fifth, so that nobody can take it for the next one.
EDGE = 0.012


@dataclass(frozen=True)
class Track:
    """One row: the unit's rank of so many, written as `text`."""

    label: str
    rank: int
    rank_of: int
    text: str
    hover: str = ""
    key: str = ""

    @property
    def fifth(self) -> int:
        """The fifth of the ranked units in which the unit is: 0 the best, 4 the lowest."""
        return min(N_SHADES - 1, (self.rank - 1) * N_SHADES // self.rank_of)

    @property
    def place(self) -> float:
        """Where the rank lies between the best (0) and the lowest (1), inside its own fifth."""
        low, high = self.fifth / N_SHADES + EDGE, (self.fifth + 1) / N_SHADES - EDGE
        return min(max((self.rank - 0.5) / self.rank_of, low), high)


def tracks(rows: Sequence[Track], ends: tuple[str, str], color: str) -> dict[str, Any]:
    """Draw rows top down.

    Args:
        rows: indicators.
        ends: wording below the left and the right end of the axis.
        color: of the unit's dot.
    """
    layout = {
        "margin": {"l": 2, "r": RIGHT, "t": TOP, "b": BOTTOM},
        "xaxis": {"range": [-0.01, 1.01], "visible": False},
        "yaxis": {"visible": False, "range": [len(rows) - 0.5, -0.75]},
        "showlegend": False,
        "shapes": [shade for place in range(len(rows)) for shade in _shades(place)],
        "annotations": [note for place, row in enumerate(rows) for note in _words(place, row)]
        + [_end(0, "left", ends[0]), _end(1, "right", ends[1])],
    }
    return theme.figure([_dots(rows, color)], layout)


def height(n_rows: int) -> int:
    """Return the height in pixels that gives every row the same room."""
    return TOP + BOTTOM + ROW_HEIGHT * n_rows


def _dots(rows: Sequence[Track], color: str) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [row.place for row in rows],
        "y": list(range(len(rows))),
        "marker": {"size": 14, "color": color, "line": {"width": 2, "color": theme.PAPER}},
        "customdata": [row.hover or f"{row.label}: {row.text}" for row in rows],
        "hovertemplate": "%{customdata}<extra></extra>",
        **theme.opens([row.key for row in rows]),
        "cliponaxis": False,
    }


def _shades(place: int) -> list[dict[str, Any]]:
    return [
        {
            "type": "rect",
            "layer": "below",
            "x0": shade / N_SHADES,
            "x1": (shade + 1) / N_SHADES,
            "y0": place - THICK,
            "y1": place + THICK,
            "fillcolor": color,
            "line": {"width": 0.5, "color": theme.AXIS},
        }
        for shade, color in enumerate(theme.FIFTHS)
    ]


def _words(place: int, row: Track) -> list[dict[str, Any]]:
    at = {"y": place, "xref": "paper", "xanchor": "left", "align": "left"}
    name = "<br>".join(folded(row.label))
    return [
        {**at, "x": 0, "yanchor": "bottom", "yshift": 9, "text": name},
        {**at, "x": 1, "xshift": 8, "text": row.text},
    ]


def _end(x: int, side: str, text: str) -> dict[str, Any]:
    font = {"size": 11, "color": theme.MUTED}
    at = {"x": x, "xanchor": side, "yref": "paper", "y": 0, "yanchor": "top"}
    return {**at, "text": text, "font": font}

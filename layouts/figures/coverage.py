"""Coverage: years down, scores and ranks of each index across, number and shade in each cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from layouts import theme

ROW_HEIGHT = 28
HEAD = 52
COLORS = {"partial": theme.GROUPS[2], "complete": theme.GROUPS[0]}
_PLACES = {"partial": 1, "complete": 2}
# Shades stay as they are in the dark theme, so texts on them must not be repainted.
_TEXT_COLORS = {"none": theme.MUTED, "partial": "#10222f", "complete": "#ffffff"}


@dataclass(frozen=True)
class Cell:
    """How much is known: none, partial or complete; text in the cell and under the pointer."""

    state: str
    text: str
    hover: str


def coverage(
    groups: Sequence[str],
    columns: Sequence[str],
    years: Sequence[int],
    cells: Sequence[Sequence[Cell | None]],
) -> dict[str, Any]:
    """Draw one cell per year and column; None where there was nothing to know.

    Args:
        groups: headings, each above an equal share of the columns.
        columns: headings of the columns.
        years: rows, top down.
        cells: shape (years, columns).
    """
    width = len(columns) // len(groups)
    layout = {
        "margin": {"l": 44, "r": 4, "t": HEAD, "b": 4},
        "showlegend": False,
        "xaxis": {
            "side": "top",
            "tickvals": list(range(len(columns))),
            "ticktext": list(columns),
            "range": [-0.5, len(columns) - 0.5],
            "showgrid": False,
            "tickangle": 0,
        },
        "yaxis": {
            "tickvals": list(range(len(years))),
            "ticktext": [str(year) for year in years],
            "range": [len(years) - 0.5, -0.5],
            "showgrid": False,
            "automargin": False,
        },
        "annotations": [
            {
                "text": f"<b>{group}</b>",
                "x": place * width + (width - 1) / 2,
                "yref": "paper",
                "y": 1,
                "yanchor": "bottom",
                "yshift": 26,
                "font": {"size": 12.5},
            }
            for place, group in enumerate(groups)
        ],
        "shapes": [_rule(place * width - 0.5) for place in range(1, len(groups))],
    }
    return theme.figure([_shades(cells), *(_texts(cells, state) for state in _TEXT_COLORS)], layout)


def height(n_years: int) -> int:
    """Return the height in pixels that keeps the numbers readable."""
    return HEAD + ROW_HEIGHT * n_years + 4


def _shades(cells: Sequence[Sequence[Cell | None]]) -> dict[str, Any]:
    partial, complete = COLORS["partial"], COLORS["complete"]
    return {
        "type": "heatmap",
        "z": [[_PLACES.get(cell.state) if cell else None for cell in row] for row in cells],
        "hoverinfo": "skip",
        "colorscale": [[0, partial], [0.5, partial], [0.5, complete], [1, complete]],
        "zmin": 0.5,
        "zmax": 2.5,
        "showscale": False,
        "xgap": 3,
        "ygap": 3,
    }


def _texts(cells: Sequence[Sequence[Cell | None]], state: str) -> dict[str, Any]:
    """Write the numbers of one state; in the heat map itself they would shrink on a phone."""
    places = [
        (x, y, cell)
        for y, row in enumerate(cells)
        for x, cell in enumerate(row)
        if cell is not None and cell.state == state
    ]
    return {
        "type": "scatter",
        "mode": "text",
        "x": [x for x, _, _ in places],
        "y": [y for _, y, _ in places],
        "text": [cell.text for *_, cell in places],
        "customdata": [cell.hover for *_, cell in places],
        "hovertemplate": "%{customdata}<extra></extra>",
        "textfont": {"color": _TEXT_COLORS[state], "size": 11.5},
    }


def _rule(x: float) -> dict[str, Any]:
    """A line between two indices."""
    return {
        "type": "line",
        "x0": x,
        "x1": x,
        "yref": "paper",
        "y0": 0,
        "y1": 1,
        "line": {"color": theme.AXIS, "width": 1},
    }

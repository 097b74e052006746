"""Heat map units × indicators: a number in every cell, five shades, sorted by the caller."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from textwrap import wrap
from typing import Any

from layouts import theme

ROW_HEIGHT, LINE_HEIGHT = 32, 13
LEFT, TOP, BOTTOM = 78, 10, 30
# Signs a line of a unit's name, and of a column's header where few columns leave room.
NAME_SIGNS, HEADER_SIGNS, FEW_COLUMNS = 12, 12, 6
# The first column holds the whole: wider, and apart from the others by a share of the width.
FIRST_WIDTH, APART = 1.25, 0.015
N_SHADES = len(theme.FIFTHS)
# Written on the shades themselves, so these two are no neutral colours: the dark theme leaves them.
_ON_DARK, _ON_PALE = "#ffffff", "#111a24"
_KEY_SIZE = 14


@dataclass(frozen=True)
class Cell:
    """One cell: text, fifth (0 the best, 4 the lowest, None unknown), what hovers, its fact."""

    text: str
    fifth: int | None
    hover: str
    key: str = ""


@dataclass(frozen=True)
class Row:
    """One unit: its name, a cell for each column, and whether it is the one that is compared."""

    label: str
    cells: Sequence[Cell]
    focus: bool = False


def heat_map(rows: Sequence[Row], columns: Sequence[str], key: str) -> dict[str, Any]:
    """Draw one cell a figure; the shade is the fifth of all ranked units into which it falls.

    Args:
        rows: units, top down, each with as many cells as there are columns.
        columns: headers; the first column is the whole, the others are its parts.
        key: what the shades stand for, from the darkest on.
    """
    edges, centers = _columns(len(columns))
    layout = {
        "margin": {"l": LEFT, "r": 2, "t": TOP + LINE_HEIGHT * header_lines(columns), "b": BOTTOM},
        "showlegend": False,
        "hovermode": "closest",
        "xaxis": {
            "side": "top",
            "range": [edges[0], edges[-1]],
            "tickvals": centers,
            "ticktext": headers(columns),
            "tickangle": 0,
            "tickfont": {"size": 10.5},
            "ticks": "",
            "showgrid": False,
            "automargin": False,
        },
        "yaxis": {"range": [len(rows) - 0.5, -0.5], "visible": False},
        "annotations": [*_names(rows), _key_text(key)],
        "shapes": [_outline(place) for place, row in enumerate(rows) if row.focus] + _key_shades(),
    }
    return theme.figure([_shades(rows, edges), _numbers(rows, centers)], layout)


def height(n_rows: int, columns: Sequence[str]) -> int:
    """Return the height in pixels that keeps every row readable below headers of that length."""
    return TOP + LINE_HEIGHT * header_lines(columns) + ROW_HEIGHT * n_rows + BOTTOM


def header_lines(columns: Sequence[str]) -> int:
    """Return how many lines the longest header takes."""
    return max(header.count("<br>") for header in headers(columns)) + 1


def headers(columns: Sequence[str]) -> list[str]:
    """Break headers into lines where few columns leave room for names."""
    if len(columns) > FEW_COLUMNS:
        return list(columns)
    return [_broken(name, HEADER_SIGNS) for name in columns]


@lru_cache(maxsize=1024)
def _broken(text: str, signs: int) -> str:
    return "<br>".join(wrap(text, signs, break_long_words=False)) or text


def _columns(n_columns: int) -> tuple[list[float], list[float]]:
    """Return edges, with a gap after the first column, and the middle of every column."""
    first = FIRST_WIDTH if n_columns > 1 else 1.0
    edges = [0.0, first]
    gap = APART * n_columns
    starts = [first + gap + place for place in range(n_columns - 1)]
    if starts:
        edges += [*starts, starts[-1] + 1]
    return edges, [first / 2, *(start + 0.5 for start in starts)]


def _apart(values: Sequence[Any]) -> list[Any]:
    """Leave the gap after the first column open."""
    return [values[0], None, *values[1:]] if len(values) > 1 else list(values)


def _shades(rows: Sequence[Row], edges: Sequence[float]) -> dict[str, Any]:
    steps = [
        [edge / N_SHADES, color]
        for place, color in enumerate(theme.FIFTHS)
        for edge in (place, place + 1)
    ]
    return {
        "type": "heatmap",
        "x": list(edges),
        "y": list(range(len(rows))),
        "z": [_apart([cell.fifth for cell in row.cells]) for row in rows],
        "customdata": [_apart([cell.hover for cell in row.cells]) for row in rows],
        "hovertemplate": "%{customdata}<extra></extra>",
        **theme.opens([_apart([cell.key for cell in row.cells]) for row in rows]),
        "zmin": -0.5,
        "zmax": N_SHADES - 0.5,
        "colorscale": steps,
        "showscale": False,
        "xgap": 2,
        "ygap": 2,
    }


def _numbers(rows: Sequence[Row], centers: Sequence[float]) -> dict[str, Any]:
    cells = [
        (place, x, cell)
        for place, row in enumerate(rows)
        for x, cell in zip(centers, row.cells, strict=True)
    ]
    return {
        "type": "scatter",
        "mode": "text",
        "x": [x for _, x, _ in cells],
        "y": [place for place, _, _ in cells],
        "text": [cell.text for _, _, cell in cells],
        "textfont": {"size": 11, "color": [_text_color(cell.fifth) for _, _, cell in cells]},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def _text_color(fifth: int | None) -> str:
    if fifth is None:
        return theme.MUTED
    return _ON_DARK if fifth < 2 else _ON_PALE


def _names(rows: Sequence[Row]) -> list[dict[str, Any]]:
    return [
        {
            "xref": "paper",
            "x": 0,
            "xshift": -LEFT,
            "xanchor": "left",
            "align": "left",
            "y": place,
            "text": f"<b>{row.label}</b>" if row.focus else _broken(row.label, NAME_SIGNS),
            "font": {"size": 11, "color": theme.HCMC_TEXT if row.focus else theme.INK},
        }
        for place, row in enumerate(rows)
    ]


def _outline(place: int) -> dict[str, Any]:
    return {
        "type": "rect",
        "xref": "paper",
        "x0": 0,
        "x1": 1,
        "y0": place - 0.5,
        "y1": place + 0.5,
        "line": {"color": theme.HCMC, "width": 2},
    }


def _key_text(text: str) -> dict[str, Any]:
    return {
        "xref": "paper",
        "yref": "paper",
        "x": 0,
        "y": 0,
        "xanchor": "left",
        "yanchor": "top",
        "xshift": _KEY_SIZE * N_SHADES + 6 - LEFT,
        "yshift": -8,
        "text": text,
        "font": {"size": 11, "color": theme.MUTED},
    }


def _key_shades() -> list[dict[str, Any]]:
    """Return the five shades, in pixels from the lower left corner of the plot."""
    return [
        {
            "type": "rect",
            "xref": "paper",
            "yref": "paper",
            "xsizemode": "pixel",
            "ysizemode": "pixel",
            "xanchor": 0,
            "yanchor": 0,
            "x0": place * _KEY_SIZE - LEFT,
            "x1": (place + 1) * _KEY_SIZE - LEFT,
            "y0": -24,
            "y1": -12,
            "fillcolor": color,
            "line": {"color": theme.AXIS, "width": 0.5},
        }
        for place, color in enumerate(theme.FIFTHS)
    ]

"""Tile-grid map: every unit one tile, small provinces as visible as large ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from layouts import theme

TILE_HEIGHT = 31
# Drawn on the tiles themselves, so these two are no neutral colours: the dark theme leaves them be.
_ON_DARK, _ON_PALE = "#ffffff", "#111a24"
_LEGEND_COLUMN = 6.8


@dataclass(frozen=True)
class TileMark:
    """One tile.

    Attributes:
        row: 1 is north.
        column: 1 is west; an archipelago may stand between columns.
        label: one or two short lines, "<br>" between them.
        group: place in the shades, 0 the best; None where nothing is known.
        hover: what is said on hovering.
        outline: "focus", "benchmark", "archipelago" or "".
        faded: whether a filter leaves the unit out.
        key: of the fact that the tile shows.
    """

    row: int
    column: float
    label: str
    group: int | None
    hover: str = ""
    outline: str = ""
    faded: bool = False
    key: str = ""


def tile_map(tiles: Sequence[TileMark], legend: Sequence[str], unknown: str) -> dict[str, Any]:
    """Draw the tiles, shaded by group, with the legend on the open sea at the right.

    Args:
        tiles: units and archipelagos.
        legend: names of the groups, best first, as many as there are shades in use.
        unknown: what a tile without group means.
    """
    rows = max(tile.row for tile in tiles)
    east = max(tile.column for tile in tiles)
    keys = _legend_keys(legend, unknown, any(t.group is None and not t.faded for t in tiles))
    data = [
        *(_shades(tiles, rows, int(east), faded) for faded in (False, True)),
        _labels(tiles),
        *(_key(place, name, color) for place, name, color in keys),
    ]
    layout = {
        "margin": {"l": 2, "r": 2, "t": 2, "b": 2},
        "showlegend": False,
        "xaxis": {"visible": False, "range": [0.45, east + 0.55]},
        "yaxis": {"visible": False, "range": [rows + 0.55, 0.45]},
        "shapes": [_outline(tile) for tile in tiles if tile.outline or tile.group is None],
        "annotations": [_key_name(place, name) for place, name, _ in keys],
    }
    return theme.figure(data, layout)


def height(rows: int) -> int:
    """Return the height in pixels for a map of so many rows."""
    return rows * TILE_HEIGHT + 8


def _shades(tiles: Sequence[TileMark], rows: int, columns: int, faded: bool) -> dict[str, Any]:
    """One heat map of the tiles that a filter keeps, and a pale one of those it leaves out."""
    levels: list[list[int | None]] = [[None] * columns for _ in range(rows)]
    for tile in tiles:
        if tile.faded == faded and tile.group is not None:
            levels[tile.row - 1][int(tile.column) - 1] = tile.group
    n_groups = len(theme.GROUPS)
    steps = [
        [edge, color]
        for place, color in enumerate(theme.GROUPS)
        for edge in (place / n_groups, (place + 1) / n_groups)
    ]
    return {
        "type": "heatmap",
        "x0": 1,
        "y0": 1,
        "z": levels,
        "zmin": -0.5,
        "zmax": n_groups - 0.5,
        "colorscale": steps,
        "showscale": False,
        "xgap": 2,
        "ygap": 2,
        "opacity": 0.3 if faded else 1,
        "hoverinfo": "skip",
    }


def _labels(tiles: Sequence[TileMark]) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "text",
        "x": [tile.column for tile in tiles],
        "y": [tile.row for tile in tiles],
        "text": [tile.label for tile in tiles],
        "textfont": {"size": 9, "color": [_text_color(tile) for tile in tiles]},
        "customdata": [tile.hover for tile in tiles],
        **theme.opens([tile.key for tile in tiles]),
        "hovertemplate": "%{customdata}<extra></extra>",
        "cliponaxis": False,
    }


def _text_color(tile: TileMark) -> str:
    if tile.group is None or tile.faded:
        return theme.MUTED
    return _ON_DARK if tile.group == 0 else _ON_PALE


def _outline(tile: TileMark) -> dict[str, Any]:
    looks = {
        "focus": {"color": theme.HCMC, "width": 3.5},
        "benchmark": {"color": theme.INK, "width": 1.8},
        "archipelago": {"color": theme.MUTED, "width": 1},
        "": {"color": theme.AXIS, "width": 1, "dash": "dot"},
    }
    return {
        "type": "rect",
        "x0": tile.column - 0.47,
        "x1": tile.column + 0.47,
        "y0": tile.row - 0.46,
        "y1": tile.row + 0.46,
        "line": looks[tile.outline],
    }


def _legend_keys(
    legend: Sequence[str], unknown: str, has_unknown: bool
) -> list[tuple[float, str, str]]:
    keys = [
        (4.9 + 0.8 * place, name, color)
        for place, (name, color) in enumerate(zip(legend, theme.GROUPS, strict=False))
    ]
    return [*keys, (4.9 + 0.8 * len(keys), unknown, theme.PAPER)] if has_unknown else keys


def _key(place: float, name: str, color: str) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [_LEGEND_COLUMN],
        "y": [place],
        "marker": {
            "symbol": "square",
            "size": 12,
            "color": color,
            "line": {"color": theme.AXIS, "width": 1},
        },
        "hoverinfo": "skip",
        "name": name,
    }


def _key_name(place: float, name: str) -> dict[str, Any]:
    return {
        "x": _LEGEND_COLUMN + 0.3,
        "y": place,
        "xanchor": "left",
        "text": name,
        "font": {"size": 10.5, "color": theme.INK},
    }

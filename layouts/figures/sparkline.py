"""Small lines of one unit over the years, one strip above the other on a common axis of years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from layouts import theme

STRIP_HEIGHT = 104
BOTTOM = 22
# Share of a strip's height that is kept for its name, and of its span for the first value.
HEAD = 0.22
ROOM = 0.4


@dataclass(frozen=True)
class Point:
    """A value of one year as it is drawn and as it is written, and the key of its fact."""

    year: int
    value: float
    text: str
    key: str = ""


@dataclass(frozen=True)
class Strip:
    """One line as runs within which years are comparable; a run of one year is a dot.

    Attributes:
        name: what the strip shows, such as "Rank".
        runs: points by year; between runs nothing is drawn.
        breaks: first years after a change of method, marked by a dashed line before them.
        reverse: put 1 at the top, for ranks.
    """

    name: str
    runs: Sequence[Sequence[Point]]
    breaks: Sequence[int] = ()
    reverse: bool = False


def sparkline(
    strips: Sequence[Strip], years: tuple[int, int], color: str = theme.HCMC
) -> dict[str, Any]:
    """Draw the strips top down, the first and last value of each written beside its point.

    Args:
        strips: the lines; one without any point keeps its place empty.
        years: first and last year of the axis, the same for every sparkline beside it.
        color: of lines and points.
    """
    data: list[dict[str, Any]] = []
    layout: dict[str, Any] = {
        "margin": {"l": 26, "r": 58, "t": 2, "b": BOTTOM},
        "showlegend": False,
        "xaxis": _years(years, anchor=_number(len(strips) - 1)),
        "annotations": [],
        "shapes": [],
    }
    for place, strip in enumerate(strips):
        number = _number(place)
        layout[f"yaxis{number}"] = _scale(strip, place, len(strips))
        layout["shapes"] += [_break(year, number) for year in strip.breaks if year > years[0]]
        layout["annotations"] += [_name(strip, number), *_ends(strip, number)]
        data += [_line(run, number, color) for run in strip.runs]
    return theme.figure(data, layout)


def height(n_strips: int) -> int:
    """Return the height in pixels."""
    return BOTTOM + STRIP_HEIGHT * n_strips


def _number(place: int) -> str:
    return "" if place == 0 else str(place + 1)


def _years(years: tuple[int, int], anchor: str) -> dict[str, Any]:
    first, last = years
    return {
        "range": [first - 0.5, last + 0.5],
        "tickvals": [*range(last, first, -4)],
        "tickformat": "d",
        "showgrid": False,
        "ticks": "outside",
        "ticklen": 3,
        "anchor": f"y{anchor}",
    }


def _scale(strip: Strip, place: int, n_strips: int) -> dict[str, Any]:
    values = [point.value for run in strip.runs for point in run] or [0.0]
    low, high = min(values), max(values)
    room = ROOM * ((high - low) or 1.0)
    ends = [low - room, high + room]
    top = 1 - place / n_strips
    return {
        "range": ends[::-1] if strip.reverse else ends,
        "domain": [top - (1 - HEAD) / n_strips, top - HEAD / n_strips],
        "visible": False,
    }


def _line(run: Sequence[Point], number: str, color: str) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines+markers" if len(run) > 1 else "markers",
        "cliponaxis": False,
        "x": [point.year for point in run],
        "y": [point.value for point in run],
        "text": [point.text for point in run],
        "hovertemplate": "%{x}: %{text}<extra></extra>",
        **theme.opens([point.key for point in run]),
        "line": {"color": color, "width": 2},
        "marker": {"size": 6, "color": color},
        "yaxis": f"y{number}",
    }


def _name(strip: Strip, number: str) -> dict[str, Any]:
    return {
        "xref": "paper",
        "x": 0,
        "xanchor": "left",
        "xshift": -26,
        "yref": f"y{number} domain",
        "y": 1,
        "yanchor": "bottom",
        "yshift": 7,
        "text": strip.name,
        "font": {"size": 11, "color": theme.MUTED},
    }


def _ends(strip: Strip, number: str) -> list[dict[str, Any]]:
    """Write the first value above its point and the last one at the right of it."""
    points = sorted((point for run in strip.runs for point in run), key=lambda point: point.year)
    if not points:
        return []
    last = _at(points[-1], number) | {"xanchor": "left", "xshift": 6}
    last |= {"text": f"<b>{last['text']}</b>", "bgcolor": theme.PAPER, "borderpad": 0}
    first = _at(points[0], number) | {"yanchor": "bottom", "yshift": 4}
    return [first, last] if len(points) > 1 else [last]


def _at(point: Point, number: str) -> dict[str, Any]:
    place = {"xref": "x", "x": point.year, "yref": f"y{number}", "y": point.value}
    return {**place, "text": point.text}


def _break(year: int, number: str) -> dict[str, Any]:
    return {
        "type": "line",
        "layer": "below",
        "xref": "x",
        "yref": f"y{number} domain",
        "x0": year - 0.5,
        "x1": year - 0.5,
        "y0": 0,
        "y1": 1,
        "line": {"color": theme.AXIS, "width": 1, "dash": "dot"},
    }

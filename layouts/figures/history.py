"""History: scores above ranks on one axis of years, lines cut where years cannot be compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from layouts import theme
from layouts.figures.sparkline import Point

BAND_HEIGHT = 128
FOOT = 26
LEGEND_LINE = 22
YEARS_BETWEEN_TICKS = 3
_LAST_MARK = 9


@dataclass(frozen=True)
class Line:
    """One unit, or what it is compared with.

    Attributes:
        name: for the legend and the text under the pointer.
        runs: points through which one line may be drawn; a run of one is a dot.
        color: of line and marks.
        symbol: of the marks; the second means of telling lines apart.
        quiet: a thin dotted line without a label, for what the unit is compared with.
    """

    name: str
    runs: Sequence[Sequence[Point]]
    color: str
    symbol: str = "circle"
    quiet: bool = False


@dataclass(frozen=True)
class Band:
    """One scale: its title, its lines, the first years after a break, and whether 1 is on top."""

    title: str
    lines: Sequence[Line]
    breaks: Sequence[int] = ()
    reverse: bool = False


def history(bands: Sequence[Band], years: tuple[int, int]) -> dict[str, Any]:
    """Draw bands below each other over the same years, the lines named above the figure.

    Args:
        bands: top down; the first one has every line of the others.
        years: first and last year of the axis.
    """
    data: list[dict[str, Any]] = []
    layout: dict[str, Any] = {
        "margin": {"l": 38, "r": 34, "t": _head(bands), "b": FOOT},
        "legend": {
            "orientation": "h",
            "x": 0,
            "xref": "container",
            "y": 1,
            "yref": "container",
            "yanchor": "top",
            "traceorder": "reversed",
        },
        "annotations": [],
        "shapes": [],
    }
    for place, band in enumerate(bands):
        number = "" if place == 0 else str(place + 1)
        low, high = _domain(place, len(bands))
        layout[f"yaxis{number}"] = _scale(band, [low, high])
        named = {trace["name"] for trace in data}
        data += [
            trace for line in band.lines for trace in _traces(line, number, line.name not in named)
        ]
        layout["annotations"] += [_title(band, number), *_labels(band, number)]
        layout["shapes"] += [_rule(year, low, high) for year in band.breaks]
    layout["xaxis"] = {
        "range": [years[0] - 0.7, years[1] + 0.7],
        "tick0": years[1],
        "dtick": YEARS_BETWEEN_TICKS,
        "tickformat": "d",
        "showgrid": False,
        "anchor": "free",
        "position": 0,
    }
    return theme.figure(data, layout)


def height(bands: Sequence[Band]) -> int:
    """Return the height in pixels that gives every band the same room."""
    return _head(bands) + BAND_HEIGHT * len(bands) + FOOT


def _head(bands: Sequence[Band]) -> int:
    """Room for the names of the lines, two a line of the legend."""
    return LEGEND_LINE * -(-len(bands[0].lines) // 2) + 4


def _domain(place: int, n_bands: int) -> tuple[float, float]:
    """Return the share of the height of a band, leaving room for its title above."""
    share = 1 / n_bands
    top = 1 - place * share
    return round(top - share * 0.8, 4), round(top - share * 0.14, 4)


def _scale(band: Band, domain: list[float]) -> dict[str, Any]:
    values = [point.value for line in band.lines for run in line.runs for point in run]
    low, high = min(values, default=0.0), max(values, default=1.0)
    room = max((high - low) * 0.16, 0.5)
    span = [low - room, high + room]
    ticks: dict[str, Any] = {"nticks": 4}
    if band.reverse:
        step = 20 if high - low > 30 else 10
        ticks = {"tickvals": [1, *range(step, 61, step)]}
    return {"domain": domain, "range": span[::-1] if band.reverse else span} | ticks


def _traces(line: Line, number: str, in_legend: bool) -> list[dict[str, Any]]:
    look: dict[str, Any] = {
        "type": "scatter",
        "name": line.name,
        "legendgroup": line.name,
        "xaxis": "x",
        "yaxis": f"y{number}",
        "line": {
            "color": line.color,
            "width": 1.3 if line.quiet else 2,
            "dash": "dot" if line.quiet else "solid",
        },
        "marker": {
            "size": 4 if line.quiet else 6,
            "color": line.color,
            "symbol": line.symbol,
            # Marks with sizes of their own would be see-through and ringed.
            "opacity": 1,
            "line": {"width": 0},
        },
        "cliponaxis": False,
    }
    traces = [
        {
            **look,
            "mode": "lines+markers",
            "x": [point.year for point in run],
            "y": [point.value for point in run],
            "customdata": [point.text for point in run],
            **theme.opens([point.key for point in run]),
            "hovertemplate": "%{x}: %{customdata}<extra>" + line.name + "</extra>",
            "showlegend": in_legend and place == 0,
        }
        for place, run in enumerate(line.runs)
    ]
    if traces and not line.quiet:
        sizes = [6] * (len(traces[-1]["x"]) - 1) + [_LAST_MARK]
        traces[-1]["marker"] = {**look["marker"], "size": sizes}
    return traces


def _title(band: Band, number: str) -> dict[str, Any]:
    return {
        "text": band.title,
        "xref": "paper",
        "x": 0,
        "xanchor": "left",
        "xshift": -34,
        "yref": f"y{number} domain",
        "y": 1,
        "yanchor": "bottom",
        "yshift": 4,
        "font": {"color": theme.MUTED, "size": 11.5},
    }


def _labels(band: Band, number: str) -> list[dict[str, Any]]:
    """Write the newest value beside the newest mark of each line that speaks for itself."""
    newest = [(line, line.runs[-1][-1]) for line in band.lines if line.runs and not line.quiet]
    if len(newest) > 1:
        return []
    return [
        {
            "x": point.year,
            "y": point.value,
            "yref": f"y{number}",
            "text": f"<b>{point.text}</b>",
            "yanchor": "bottom",
            "yshift": 6,
            "bgcolor": theme.PAPER,
            "borderpad": 0,
        }
        for _, point in newest
    ]


def _rule(year: int, low: float, high: float) -> dict[str, Any]:
    return {
        "type": "line",
        "x0": year - 0.5,
        "x1": year - 0.5,
        "yref": "paper",
        "y0": low,
        "y1": high,
        "line": {"color": theme.AXIS, "width": 1, "dash": "dash"},
        "layer": "below",
    }

"""Bump chart: ranks or scores of a few units over the years, cut where years are not comparable."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from layouts import theme
from layouts.figures.labels import spread

HEIGHT = 430
_LABEL_PIXELS = 14.5
_MARGIN = {"l": 30, "t": 16, "b": 28}
_LETTER_PIXELS = 6.9


@dataclass(frozen=True)
class Line:
    """One unit's line.

    Attributes:
        name: label at its end.
        runs: (years, values) within which a line may be drawn; a run of one year is a dot.
        texts: (year -> text) shown on hovering and, for the last year, at the end of the line.
        color: of the line.
        dash: of the line; tells chosen units apart without colour.
        focus: drawn last and thick.
        keys: year -> key of the fact that a point is.
    """

    name: str
    runs: Sequence[tuple[Sequence[int], Sequence[float]]]
    texts: dict[int, str]
    color: str
    dash: str = "solid"
    focus: bool = False
    keys: Mapping[int, str] = field(default_factory=dict)

    @property
    def end(self) -> tuple[int, float]:
        """The last year with a value, and the value."""
        years, values = self.runs[-1]
        return years[-1], values[-1]


def bump(
    lines: Sequence[Line],
    years: Sequence[int],
    breaks: Sequence[int],
    reverse: bool,
    break_label: str,
) -> dict[str, Any]:
    """Draw the lines with their names at the right.

    Args:
        lines: units with at least one value, the focus unit last.
        years: all published years of the index.
        breaks: first years after a change of method.
        reverse: put 1 at the top, for ranks.
        break_label: text at the first break, such as "method changed".
    """
    values = [value for line in lines for _, run in line.runs for value in run]
    low, high = (1.0, max(values)) if reverse else (min(values), max(values))
    pad = (high - low) * 0.05 or 0.5
    axis_range = [high + pad, low - pad] if reverse else [low - pad, high + pad]
    layout = {
        "margin": {
            **_MARGIN,
            "r": 30 + int(_LETTER_PIXELS * max(len(line.name) for line in lines)),
        },
        "showlegend": False,
        "hovermode": "closest",
        "xaxis": {
            "range": [years[0] - 0.4, years[-1] + 0.3],
            "tickvals": list(years),
            "ticktext": _year_texts(years),
            "showgrid": False,
            "showline": True,
            "automargin": False,
            "tickangle": 0,
        },
        "yaxis": {"range": axis_range, "automargin": False, **_ticks(low, high, reverse)},
        "shapes": [_break(year) for year in breaks],
        "annotations": [
            *_names(lines, low - pad, high + pad),
            *_break_text(breaks, break_label),
        ],
    }
    return theme.figure([_trace(line, run) for line in lines for run in line.runs], layout)


def _trace(line: Line, run: tuple[Sequence[int], Sequence[float]]) -> dict[str, Any]:
    years, values = run
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": line.name,
        "x": list(years),
        "y": list(values),
        "line": {"color": line.color, "width": 3.5 if line.focus else 1.8, "dash": line.dash},
        "marker": {"size": 9 if line.focus else 6, "color": line.color},
        "customdata": [line.texts[year] for year in years],
        "hovertemplate": "%{customdata}<extra></extra>",
        **theme.opens([line.keys.get(year, "") for year in years]),
        "cliponaxis": False,
    }


def _names(lines: Sequence[Line], low: float, high: float) -> list[dict[str, Any]]:
    """Names at the right edge, moved apart where they would touch."""
    per_pixel = (high - low) / (HEIGHT - _MARGIN["t"] - _MARGIN["b"])
    wanted = [line.end[1] for line in lines]
    places = spread(wanted, _LABEL_PIXELS * per_pixel, low, high)
    return [
        {
            "x": 1,
            "xref": "paper",
            "xshift": 8,
            "y": place,
            "xanchor": "left",
            "text": _key(line) + (f"<b>{line.name}</b>" if line.focus else line.name),
            "font": {"size": 11.5, "color": theme.HCMC_TEXT if line.focus else theme.INK},
        }
        for line, place in zip(lines, places, strict=True)
    ]


def _key(line: Line) -> str:
    """A sample of the line before its name."""
    sign = {"solid": "━", "dash": "╍", "dot": "┅", "longdash": "╌"}[line.dash]
    return f'<span style="color:{line.color}">{sign}</span> '


def _year_texts(years: Sequence[int]) -> list[str]:
    """Every second year, counted from the last, in two digits, so that they fit on a phone."""
    return [
        f"’{year % 100:02d}" if (len(years) - place) % 2 else "" for place, year in enumerate(years)
    ]


def _ticks(low: float, high: float, reverse: bool) -> dict[str, Any]:
    if not reverse:
        return {"nticks": 6}
    return {"tickvals": [1, *range(10, int(high) + 1, 10)]}


def _break(year: int) -> dict[str, Any]:
    return {
        "type": "line",
        "x0": year - 0.5,
        "x1": year - 0.5,
        "yref": "paper",
        "y0": 0,
        "y1": 1,
        "line": {"color": theme.AXIS, "width": 1, "dash": "dot"},
    }


def _break_text(breaks: Sequence[int], label: str) -> list[dict[str, Any]]:
    return [
        {
            "x": year - 0.5,
            "y": 1,
            "yref": "paper",
            "yanchor": "bottom",
            "text": label,
            "font": {"size": 10, "color": theme.MUTED},
        }
        for year in breaks[:1]
    ]

"""Small multiples: one panel a unit, one common scale, lines cut where years are not comparable."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from layouts import theme
from layouts.figures.labels import spread

# Pixels: title and marks of a panel, its plot, its years, and what stands around all panels.
HEAD, PLOT, FOOT = 36, 96, 24
LEFT, RIGHT, TOP, BOTTOM = 30, 36, 46, 4
# Between two panels of a row, as a share of the width: room for the numbers at the lines' ends.
GUTTER = 0.11
LABEL_PIXELS = 12.5
# The line of marks between a title and its plot.
MARK_LINE = 13
DASH = "5px,3px"
# Years between two labels below a panel, so that they do not touch on a phone.
LEAST_YEARS = 2
Run = tuple[Sequence[int], Sequence[float]]


@dataclass(frozen=True)
class Line:
    """One line as runs of comparable years; a run of one year is a dot.

    Attributes:
        name: what it stands for in the legend; lines of one name share one entry.
        runs: (years, values) within which a line may be drawn.
        texts: year -> value as it is written, on hovering and at the line's end.
        color: of the line and its dots.
        symbol: of the dots, so that colour is not needed to tell lines apart.
        label: what stands before the value on hovering, the name if empty.
        keys: year -> key of the fact that a point is.
    """

    name: str
    runs: Sequence[Run]
    texts: Mapping[int, str]
    color: str = theme.REFERENCE
    symbol: str = "diamond"
    label: str = ""
    keys: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Mark:
    """A moment in a panel: a month of a year with a short text, such as a study tour."""

    year: int
    month: int
    text: str

    @property
    def position(self) -> float:
        """Place on the axis of years, where a year reaches from −0.5 to +0.5."""
        return self.year - 0.5 + (self.month - 0.5) / 12


@dataclass(frozen=True)
class Panel:
    """One panel: title, lines, marks, and a remark beside the title, such as "no score known"."""

    title: str
    lines: Sequence[Line]
    marks: Sequence[Mark] = field(default_factory=tuple)
    remark: str = ""


def panels(
    items: Sequence[Panel],
    breaks: Sequence[int],
    years: tuple[int, int],
    names: tuple[str, str],
    columns: int = 2,
    reverse: bool = False,
) -> dict[str, Any]:
    """Draw panels in reading order on one common scale.

    Args:
        items: the panels, one at least.
        breaks: first years after a change of method; a dashed line stands before each.
        years: first and last year of every panel.
        names: what the dashed lines and the marks stand for in the legend.
        columns: panels a row.
        reverse: put 1 at the top, for ranks.
    """
    scale = _scale(items, reverse)
    rows = -(-len(items) // columns)
    data: list[dict[str, Any]] = []
    layout: dict[str, Any] = {
        "margin": {"l": LEFT, "r": RIGHT, "t": TOP, "b": BOTTOM},
        "legend": {
            "orientation": "h", "x": 0, "xref": "container", "yref": "container", "y": 1,
            "yanchor": "top", "font": {"size": 11},
        },
        "annotations": [],
        "shapes": [],
    }  # fmt: skip
    named: set[str] = set()
    for position, panel in enumerate(items):
        row, column = divmod(position, columns)
        axis = "" if position == 0 else str(position + 1)
        layout[f"xaxis{axis}"] = _years_axis(column, columns, axis, years, breaks)
        layout[f"yaxis{axis}"] = _values_axis(row, rows, column, axis, scale, reverse)
        data += _lines(panel, axis, named)
        layout["annotations"] += _title(panel, axis) + _ends(panel, axis, scale)
        layout["shapes"] += [_rule(year - 0.5, DASH, axis) for year in breaks]
        layout["shapes"] += [_rule(mark.position, "dot", axis) for mark in panel.marks]
    data += _legend(names, bool(breaks), any(panel.marks for panel in items))
    return theme.figure(data, layout)


def height(n_panels: int, columns: int = 2) -> int:
    """Return the height in pixels for so many panels."""
    return TOP + BOTTOM + (HEAD + PLOT + FOOT) * -(-n_panels // columns)


def _scale(items: Sequence[Panel], reverse: bool) -> tuple[float, float]:
    """Return the common range: all values and a little room above and below."""
    values = [
        value for panel in items for line in panel.lines for _, run in line.runs for value in run
    ]
    if not values:
        return 0.0, 1.0
    low, high = (1.0 if reverse else min(values)), max(values)
    room = (high - low) * 0.08 or 1.0
    return low - room, high + room


def _years_axis(
    column: int, columns: int, axis: str, years: tuple[int, int], breaks: Sequence[int]
) -> dict[str, Any]:
    width = (1 - GUTTER * (columns - 1)) / columns
    left = column * (width + GUTTER)
    return {
        "domain": [left, min(1.0, left + width)],
        "anchor": f"y{axis}",
        "range": [years[0] - 0.6, years[1] + 0.6],
        "tickvals": (labels := _year_labels(years, breaks)),
        "ticktext": [str(year) if year in years else f"’{year % 100:02d}" for year in labels],
        "tickangle": 0,
        "tickfont": {"size": 10},
        "showgrid": False,
        "showline": True,
        "automargin": False,
    }


def _year_labels(years: tuple[int, int], breaks: Sequence[int]) -> list[int]:
    """Return the years that are written: the ends, and after each break where there is room."""
    chosen = [years[0]]
    for year in breaks:
        if year - chosen[-1] >= LEAST_YEARS and years[1] - year >= LEAST_YEARS:
            chosen.append(year)
    return chosen if years[1] == years[0] else [*chosen, years[1]]


def _values_axis(
    row: int, rows: int, column: int, axis: str, scale: tuple[float, float], reverse: bool
) -> dict[str, Any]:
    whole = rows * (HEAD + PLOT + FOOT)
    top = 1 - (row * (HEAD + PLOT + FOOT) + HEAD) / whole
    look: dict[str, Any] = {
        "domain": [max(0.0, top - PLOT / whole), top],
        "anchor": f"x{axis}",
        "range": [scale[1], scale[0]] if reverse else list(scale),
        "showticklabels": column == 0,
        "nticks": 4,
        "tickfont": {"size": 10},
        "automargin": False,
    }
    if reverse:
        look["tickvals"] = [1, *range(20, int(scale[1]) + 1, 20)]
    return look


def _lines(panel: Panel, axis: str, named: set[str]) -> list[dict[str, Any]]:
    traces = []
    for place, line in enumerate(panel.lines):
        hover = f"{line.label or line.name}, %{{x}}: %{{customdata}}<extra></extra>"
        for years, values in line.runs:
            traces.append(
                {
                    "type": "scatter",
                    "mode": "lines+markers",
                    "name": line.name,
                    "showlegend": line.name not in named,
                    # What is drawn last, on top, is named first.
                    "legendrank": 100 - place,
                    "x": list(years),
                    "y": list(values),
                    "line": {"color": line.color, "width": 2},
                    "marker": {"size": 6, "color": line.color, "symbol": line.symbol},
                    "customdata": [line.texts[year] for year in years],
                    "hovertemplate": hover,
                    **theme.opens([line.keys.get(year, "") for year in years]),
                    "cliponaxis": False,
                    "xaxis": f"x{axis}",
                    "yaxis": f"y{axis}",
                }
            )
            named.add(line.name)
    return traces


def _title(panel: Panel, axis: str) -> list[dict[str, Any]]:
    """Return title and marks above the plot."""
    domain = {"xref": f"x{axis} domain", "yref": f"y{axis} domain"}
    above = {"yref": f"y{axis} domain", "y": 1, "yanchor": "bottom"}
    text = f"<b>{panel.title}</b>" + (f" · {panel.remark}" if panel.remark else "")
    labels = [{**domain, **above, "x": 0, "xanchor": "left", "yshift": MARK_LINE, "text": text}]
    labels += [
        {
            **above,
            "xref": f"x{axis}",
            "x": mark.position,
            "xanchor": "center",
            "text": f"▾\u202f{mark.text}",
            "font": {"size": 10, "color": theme.MUTED},
        }
        for mark in panel.marks
    ]
    return labels


def _ends(panel: Panel, axis: str, scale: tuple[float, float]) -> list[dict[str, Any]]:
    """Write the last value of each line beside it, moved apart where two end in the same year."""
    ends = [(line, line.runs[-1][0][-1], line.runs[-1][1][-1]) for line in panel.lines if line.runs]
    least = LABEL_PIXELS * (scale[1] - scale[0]) / PLOT
    labels = []
    for last in {year for _, year, _ in ends}:
        here = [(line, value) for line, year, value in ends if year == last]
        places = spread([value for _, value in here], least, *scale)
        labels += [
            {
                "xref": f"x{axis}",
                "yref": f"y{axis}",
                "x": last,
                "y": place,
                "xanchor": "left",
                "xshift": 5,
                "text": line.texts[last],
                "font": {"size": 10, "color": _text_color(line.color)},
            }
            for (line, _), place in zip(here, places, strict=True)
        ]
    return labels


def _text_color(color: str) -> str:
    return theme.HCMC_TEXT if color == theme.HCMC else theme.INK


def _rule(at: float, dash: str, axis: str) -> dict[str, Any]:
    return {
        "type": "line",
        "layer": "below",
        "xref": f"x{axis}",
        "yref": f"y{axis} domain",
        "x0": at,
        "x1": at,
        "y0": 0,
        "y1": 1,
        "line": {"color": theme.AXIS, "width": 1, "dash": dash},
    }


def _legend(names: tuple[str, str], breaks: bool, marks: bool) -> list[dict[str, Any]]:
    """Return traces without points that explain the dashed lines and the marks."""
    line = {"mode": "lines", "line": {"color": theme.AXIS, "width": 1, "dash": DASH}}
    mark = {
        "mode": "markers",
        "marker": {"color": theme.MUTED, "symbol": "triangle-down", "size": 8},
    }
    looks = [(names[0], line)] * breaks + [(names[1], mark)] * marks
    return [
        {"type": "scatter", "x": [None], "y": [None], "name": name, "hoverinfo": "skip", **look}
        for name, look in looks
    ]

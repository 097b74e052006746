"""Trend: lines over the years, cut where years cannot be compared, named at their ends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from textwrap import wrap
from typing import TYPE_CHECKING

from indices.numerals import numeral
from indices.reports.charts.canvas import SMALL_SIZE, TEXT_SIZE, canvas, content, look, write_axis
from indices.reports.charts.caption import (
    AXIS,
    COLORS,
    GREY,
    INKS,
    MUTED,
    Caption,
    FileFormat,
    Kind,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

HEIGHT = 2.3
LEFT, RIGHT = 0.42, 1.85
_LETTERS = 24
# Between the names at the ends of lines, as a share of the height.
_APART = 0.075
_MARKERS: dict[Kind, str] = {"focus": "o", "reference": "D", "other": "s"}


@dataclass(frozen=True)
class TrendLine:
    """One unit, or what it is compared with; a run of points is one line, a single one a dot."""

    name: str
    runs: Sequence[Sequence[tuple[int, float]]]
    kind: Kind = "other"


def trend(
    lines: Sequence[TrendLine],
    breaks: Mapping[int, str],
    caption: Caption,
    decimals: int,
    file_format: FileFormat,
    ranks: bool = False,
) -> bytes:
    """Draw lines over one axis of years.

    Args:
        lines: those that matter most last; a line without points is passed over.
        breaks: first year after a break and a few words about it, written at its line; none where
            breaks follow each other closely.
        caption: words around the chart.
        decimals: decimals of the numbers.
        file_format: "png" or "svg".
        ranks: the values are ranks: 1 is on top.

    Returns:
        The picture.
    """
    shown = [line for line in lines if any(line.runs)]
    with look(caption):
        figure, axes = canvas(caption, HEIGHT, LEFT, RIGHT)
        _scale(axes, shown, ranks)
        write_axis(axes.yaxis, decimals if _span(axes) < 2 else 0, caption.lang)
        axes.grid(axis="y")
        for line in shown:
            _draw(axes, line)
        for year, words in sorted(breaks.items()):
            _cut(axes, year, words)
        _name(axes, shown, decimals, caption.lang)
        return content(figure, file_format)


def _scale(axes: Axes, lines: Sequence[TrendLine], ranks: bool) -> None:
    points = [point for line in lines for run in line.runs for point in run]
    years = [year for year, _ in points] or [0]
    values = [value for _, value in points] or [0.0, 1.0]
    room = max((max(values) - min(values)) * 0.12, 0.1)
    span = (min(values) - room, max(values) + room)
    axes.set(xlim=(min(years) - 0.4, max(years) + 0.4), ylim=span[::-1] if ranks else span)
    axes.set_xticks(range(min(years), max(years) + 1))


def _span(axes: Axes) -> float:
    low, high = axes.get_ylim()
    return abs(high - low)


def _draw(axes: Axes, line: TrendLine) -> None:
    focus = line.kind == "focus"
    color = COLORS[line.kind]
    for run in line.runs:
        axes.plot(
            [year for year, _ in run],
            [value for _, value in run],
            color=color,
            marker=_MARKERS[line.kind],
            linewidth=2.2 if focus else 1.3,
            markersize=5 if focus else 3.5,
            zorder=4 if focus else 3,
            clip_on=False,
        )


def _cut(axes: Axes, year: int, words: str) -> None:
    low, high = axes.get_xlim()
    if not low < year - 0.5 < high:
        return
    axes.axvline(year - 0.5, color=AXIS, linestyle=(0, (4, 3)), linewidth=0.9)
    edge = axes.get_xaxis_transform()
    text = "\n".join(wrap(words, _LETTERS))
    axes.text(year - 0.44, 1.0, text, transform=edge, va="top", size=SMALL_SIZE, color=MUTED)


def _name(axes: Axes, lines: Sequence[TrendLine], decimals: int, lang: str) -> None:
    """Write name and last value beside the end of each line, never over each other.

    A value of another year than the newest names its year.
    """
    ends = [[run for run in line.runs if run][-1][-1] for line in lines]
    bottom, top = axes.get_ylim()
    wanted = [(value - bottom) / (top - bottom) for _, value in ends]
    newest = max((year for year, _ in ends), default=0)
    for line, (year, value), height in zip(lines, ends, _spread(wanted), strict=True):
        text = f"{line.name} {numeral(value, decimals, lang)}"
        axes.annotate(
            text if year == newest else f"{text} ({year})",
            (year, value),
            xytext=(1.02, height),
            textcoords="axes fraction",
            va="center",
            size=TEXT_SIZE,
            color=INKS[line.kind],
            weight="bold" if line.kind == "focus" else "normal",
            arrowprops={"arrowstyle": "-", "color": GREY, "linewidth": 0.5, "shrinkB": 4},
        )


def _spread(wanted: Sequence[float]) -> list[float]:
    """Return the heights moved apart as little as one sweep up and one down allow."""
    order = sorted(range(len(wanted)), key=wanted.__getitem__)
    heights = list(wanted)
    for below, above in pairwise(order):
        heights[above] = max(heights[above], heights[below] + _APART)
    ceiling = 1.0
    for place in reversed(order):
        heights[place] = min(heights[place], ceiling)
        ceiling = heights[place] - _APART
    return heights

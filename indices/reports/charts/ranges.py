"""Ranges: every unit a dot on its interval of scores or ranks, one below the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from indices.numerals import numeral
from indices.reports.charts.canvas import TEXT_SIZE, canvas, content, look, write_axis
from indices.reports.charts.caption import COLORS, INK, MUTED, Caption, FileFormat, Kind

if TYPE_CHECKING:
    from matplotlib.axes import Axes

ROW = 0.19
LEFT, RIGHT = 1.6, 1.5
_SIZES: dict[Kind, float] = {"focus": 6.5, "reference": 5, "other": 3.5}
_MARKERS: dict[Kind, str] = {"focus": "o", "reference": "D", "other": "o"}


@dataclass(frozen=True)
class RangeRow:
    """One unit: value and bounds; None where nothing is known, `note` then says why."""

    label: str
    value: float | None
    low: float | None
    high: float | None
    kind: Kind = "other"
    note: str = ""


def ranges(
    rows: Sequence[RangeRow], caption: Caption, decimals: int, file_format: FileFormat
) -> bytes:
    """Draw units top down, with the numbers at the right.

    Args:
        rows: in the order in which they are shown.
        caption: words around the chart.
        decimals: decimals of the numbers; 0 for ranks.
        file_format: "png" or "svg".

    Returns:
        The picture.
    """
    with look(caption):
        figure, axes = canvas(caption, ROW * len(rows) + 0.1, LEFT, RIGHT)
        axes.set_ylim(len(rows) - 0.4, -0.6)
        labels = [row.label for row in rows]
        axes.set_yticks(range(len(rows)), labels, ha="left", size=TEXT_SIZE, color=INK)
        axes.tick_params("y", pad=72 * LEFT - 6)
        axes.grid(axis="x")
        for place, (row, label) in enumerate(zip(rows, axes.get_yticklabels(), strict=True)):
            label.set_fontweight("normal" if row.kind == "other" else "bold")
            _draw(axes, place, row)
            edge = axes.get_yaxis_transform()
            said = _said(row, decimals, caption.lang)
            axes.text(1.03, place, said, transform=edge, va="center", color=MUTED)
        if not decimals:
            # Ranks begin with 1.
            axes.set_xlim(left=0.5)
        write_axis(axes.xaxis, decimals, caption.lang)
        return content(figure, file_format)


def _draw(axes: Axes, place: int, row: RangeRow) -> None:
    color = COLORS[row.kind]
    if row.low is not None and row.high is not None:
        width = 2.4 if row.kind == "focus" else 1.5
        axes.plot([row.low, row.high], [place, place], color=color, linewidth=width)
    if row.value is not None:
        mark: Any = {"marker": _MARKERS[row.kind], "markersize": _SIZES[row.kind], "color": color}
        axes.plot([row.value], [place], linestyle="none", **mark)


def _said(row: RangeRow, decimals: int, lang: str) -> str:
    known = [numeral(x, decimals, lang) for x in (row.low, row.high) if x is not None]
    value = "–" if row.value is None else numeral(row.value, decimals, lang)
    return f"{value}  [{'–'.join(known)}]" if len(known) == 2 else row.note or value

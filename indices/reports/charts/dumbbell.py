"""Dumbbell: the city and what it is held against on one axis, the signed gap as a number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from indices.numerals import numeral
from indices.reports.charts.canvas import TEXT_SIZE, WIDTH, canvas, content, look, plain, write_axis
from indices.reports.charts.caption import (
    AHEAD,
    AXIS,
    BEHIND,
    HCMC,
    INK,
    MUTED,
    REFERENCE,
    Caption,
    FileFormat,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

ROW = 0.34
LEFT, RIGHT = 2.15, 0.8
_LETTERS = 34
_ROOM = 0.14
_BETWEEN = 0.36
# Single units stand a little below their row, where no number is.
_LOWER = 0.34
_UNIT: dict[str, Any] = {"marker": "o", "markersize": 6.5, "color": HCMC}
_REFERENCE: dict[str, Any] = {"marker": "D", "markersize": 5.5, "color": REFERENCE}
_OTHER: dict[str, Any] = {"marker": "|", "markersize": 5, "color": AXIS, "markeredgewidth": 1.2}


@dataclass(frozen=True)
class GapRow:
    """One row: the unit's score, the reference's, and gap = reference − score (positive: behind).

    An unknown value is None; `note` then says why in place of the gap. `others` are scores of the
    single units behind the reference, drawn small.
    """

    label: str
    score: float | None
    reference: float | None
    gap: float | None
    note: str = ""
    others: tuple[float, ...] = ()


def dumbbell(
    rows: Sequence[GapRow],
    names: Sequence[str],
    caption: Caption,
    decimals: int,
    file_format: FileFormat,
    total: GapRow | None = None,
) -> bytes:
    """Draw rows top down on one axis; the total stands below on an axis of the same scale.

    Args:
        rows: the parts, in the order in which they are shown.
        names: what the marks stand for: the unit, the reference, and the single units, if any.
        caption: words around the chart.
        decimals: decimals of the numbers.
        file_format: "png" or "svg".
        total: a last row whose gap is the sum of the gaps above.

    Returns:
        The picture.
    """
    foot = ROW + _BETWEEN if total else 0.0
    keys = list(zip(names, (_UNIT, _REFERENCE, _OTHER), strict=False))
    with look(caption):
        figure, axes = canvas(caption, ROW * len(rows) + foot, LEFT, RIGHT, keys)
        shares = [axes]
        if total:
            shares.append(_below(figure, axes, len(rows)))
        span = max(_extent(rows)[1], _extent([total])[1] if total else 0.0)
        for part, shown in zip(shares, (rows, [total] if total else []), strict=False):
            _fill(part, shown, span, decimals, caption.lang, bold=part is not axes)
        return content(figure, file_format)


def _below(figure: Figure, axes: Axes, n_rows: int) -> Axes:
    """Return axes for the total in the foot of the given ones, which make room."""
    box, height = axes.get_position(), figure.get_figheight()
    axes.set_position((box.x0, box.y1 - ROW * n_rows / height, box.width, ROW * n_rows / height))
    below: Axes = figure.add_axes((box.x0, box.y0, box.width, ROW / height))
    plain(below)
    return below


def _extent(rows: Sequence[GapRow]) -> tuple[float, float]:
    """Return the middle and the span of the known values, with room for their numbers."""
    known = [x for row in rows for x in (row.score, row.reference, *row.others) if x is not None]
    low, high = (min(known), max(known)) if known else (0.0, 1.0)
    return (low + high) / 2, ((high - low) or abs(high) or 1.0) * (1 + 2 * _ROOM)


def _fill(
    axes: Axes, rows: Sequence[GapRow], span: float, decimals: int, lang: str, bold: bool
) -> None:
    middle = _extent(rows)[0]
    axes.set(xlim=(middle - span / 2, middle + span / 2), ylim=(len(rows) - 0.46, -0.5))
    weight = "bold" if bold else "normal"
    labels = ["\n".join(wrap(row.label, _LETTERS)) for row in rows]
    axes.set_yticks(range(len(rows)), labels, ha="left", size=TEXT_SIZE, color=INK, weight=weight)
    axes.tick_params("y", pad=72 * LEFT - 6)
    axes.grid(axis="x")
    write_axis(axes.xaxis, _tick_decimals(span, decimals), lang)
    for place, row in enumerate(rows):
        _draw(axes, place, row, decimals, lang)
        edge = axes.get_yaxis_transform()
        axes.text(
            1.03, place, _gap(row, decimals, lang), transform=edge, va="center", weight=weight
        )


def _draw(axes: Axes, place: int, row: GapRow, decimals: int, lang: str) -> None:
    """Draw bar, single units, reference and unit; numbers stand on the outer sides of each pair."""
    if row.gap is not None and row.score is not None and row.reference is not None:
        color = BEHIND if row.gap > 0 else AHEAD
        axes.plot([row.score, row.reference], [place, place], color=color, linewidth=3)
    axes.plot(row.others, [place + _LOWER] * len(row.others), linestyle="none", **_OTHER)
    left = row.gap is None or row.gap >= 0
    for value, mark, to_left in ((row.reference, _REFERENCE, not left), (row.score, _UNIT, left)):
        if value is None:
            continue
        axes.plot([value], [place], linestyle="none", **mark)
        axes.annotate(
            numeral(value, decimals, lang),
            (value, place),
            xytext=(-7 if to_left else 7, 0),
            textcoords="offset points",
            ha="right" if to_left else "left",
            va="center",
            color=MUTED,
        )


def _tick_decimals(span: float, decimals: int) -> int:
    """Return as many decimals as six ticks over the span need."""
    return min(decimals, 0 if span > WIDTH else 1 if span > 1 else 2)


def _gap(row: GapRow, decimals: int, lang: str) -> str:
    """Write the gap as the unit sees it: behind is ▼ and minus."""
    if row.gap is None:
        return "\n".join(wrap(row.note, 11)) or "–"
    text = numeral(-row.gap, decimals, lang, sign=True)
    return f"= {text}" if text[0] not in "+\u2212" else f"{'▼' if row.gap > 0 else '▲'} {text}"

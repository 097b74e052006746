"""Dumbbell: two values a row on one axis, with both values and the signed gap as numbers."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from layouts import theme
from layouts.figures.labels import folded
from layouts.wording import UNKNOWN, Wording

ROW_HEIGHT = 54
TOP, BOTTOM, BETWEEN = 34, 40, 48
# Room beside the outermost marks for their numbers, as a share of the values' span.
ROOM = 0.24
ARROWS = {True: "▼", False: "▲"}


@dataclass(frozen=True)
class Row:
    """One row: the unit's score, the reference's, and gap = reference − score (positive: behind).

    Where a value is unknown it is NaN; `note` then says why in place of the gap. The keys are those
    of the facts that score and reference are; a mean has none.
    """

    label: str
    score: float
    reference: float
    gap: float
    note: str = ""
    key: str = ""
    reference_key: str = ""


def dumbbell(
    rows: Sequence[Row],
    w: Wording,
    names: tuple[str, str],
    decimals: int,
    total: Row | None = None,
    unit: str = "",
    color: str = theme.HCMC,
) -> dict[str, Any]:
    """Draw rows top down on one axis; the total stands below on an axis of the same scale.

    Args:
        rows: the parts, in the order in which they are shown.
        w: wording of the page, for numbers.
        names: what the two marks stand for (the unit, the reference).
        decimals: decimals of the numbers.
        total: a last row whose gap is the sum of the gaps above.
        unit: the unit of the axis, such as "%".
        color: of the unit's mark.
    """
    span = max(_extent(rows)[1], _extent([total])[1] if total else 0)
    data = _marks(rows, w, names, decimals, "", color)
    plot = height(len(rows), total is not None) - TOP - BOTTOM
    floor = (ROW_HEIGHT + BETWEEN) / plot if total else 0.0
    layout: dict[str, Any] = {
        "margin": {"l": 2, "r": 78, "t": TOP, "b": BOTTOM},
        "xaxis": _scale(rows, span) | {"title": {"text": unit}, "anchor": "y"},
        "yaxis": _places(len(rows)) | {"domain": [floor, 1]},
        "legend": {
            "orientation": "h",
            "x": 0,
            "yref": "container",
            "y": 1,
            "yanchor": "top",
            "traceorder": "reversed",
        },
        "annotations": _labels(rows, w, decimals, ""),
        "shapes": _guides(len(rows), ""),
    }
    if total is not None:
        data += _marks([total], w, names, decimals, "2", color)
        layout["yaxis2"] = _places(1) | {"domain": [0, ROW_HEIGHT / plot], "anchor": "x2"}
        layout["xaxis2"] = _scale([total], span) | {"title": {"text": unit}, "anchor": "y2"}
        layout["xaxis"]["title"] = {"text": ""}
        layout["annotations"] += _labels([total], w, decimals, "2")
        layout["shapes"] += _guides(1, "2")
    return theme.figure(data, layout)


def height(n_rows: int, total: bool = False) -> int:
    """Return the height in pixels that gives every row the same room."""
    return TOP + BOTTOM + ROW_HEIGHT * (n_rows + total) + BETWEEN * total


def _extent(rows: Sequence[Row]) -> tuple[float, float]:
    """Return the middle and the span of the known values, with room for their numbers."""
    values = [x for row in rows for x in (row.score, row.reference) if not math.isnan(x)]
    low, high = (min(values), max(values)) if values else (0.0, 1.0)
    return (low + high) / 2, ((high - low) or abs(high) or 1.0) * (1 + 2 * ROOM)


def _scale(rows: Sequence[Row], span: float) -> dict[str, Any]:
    middle = _extent(rows)[0]
    return {"range": [middle - span / 2, middle + span / 2], "nticks": 6}


def _places(n_rows: int) -> dict[str, Any]:
    """Rows at 0, 1, 2 … from the top, each with the greater part of its room above it."""
    return {"range": [n_rows - 0.7, -0.7], "visible": False}


def _guides(n_rows: int, axis: str) -> list[dict[str, Any]]:
    look = {"color": theme.GRID, "width": 1}
    return [
        {
            "type": "line",
            "layer": "below",
            "line": look,
            "xref": f"x{axis} domain",
            "yref": f"y{axis}",
            "x0": 0,
            "x1": 1,
            "y0": place,
            "y1": place,
        }
        for place in range(n_rows)
    ]


def _marks(
    rows: Sequence[Row],
    w: Wording,
    names: tuple[str, str],
    decimals: int,
    axis: str,
    color: str,
) -> list[dict[str, Any]]:
    """Return bars, reference and unit; the numbers stand on the outer sides of each pair."""
    on = {"xaxis": f"x{axis}", "yaxis": f"y{axis}", "showlegend": not axis}
    unit_left = [not row.gap < 0 for row in rows]
    marks = (
        (
            names[1],
            [(row.reference, row.reference_key) for row in rows],
            [not left for left in unit_left],
            _REFERENCE,
        ),
        (names[0], [(row.score, row.key) for row in rows], unit_left, _UNIT | {"color": color}),
    )
    return _bars(rows, on) + [
        {
            "type": "scatter",
            "mode": "markers+text",
            "cliponaxis": False,
            "name": name,
            "x": [None if math.isnan(x) else x for x, _ in points],
            "y": list(range(len(rows))),
            "marker": look,
            "text": [w.number(x, decimals) for x, _ in points],
            "textposition": ["middle left" if left else "middle right" for left in lefts],
            "textfont": {"size": 11, "color": theme.MUTED},
            "customdata": [row.label for row in rows],
            "hovertemplate": "%{customdata}<br>" + name + ": %{text}<extra></extra>",
            **theme.opens([key for _, key in points]),
            **on,
        }
        for name, points, lefts, look in marks
    ]


_UNIT = {"symbol": "circle", "size": 12}
_REFERENCE = {"symbol": "diamond", "size": 11, "color": theme.REFERENCE}


def _bars(rows: Sequence[Row], on: dict[str, Any]) -> list[dict[str, Any]]:
    bars = []
    for behind, color in ((True, theme.BEHIND), (False, theme.AHEAD)):
        chosen = [(place, row) for place, row in enumerate(rows) if _drawn(row, behind)]
        bars.append(
            {
                "type": "scatter",
                "mode": "lines",
                "x": [x for _, row in chosen for x in (row.score, row.reference, None)],
                "y": [y for place, _ in chosen for y in (place, place, None)],
                "line": {"color": color, "width": 5},
                "hoverinfo": "skip",
                **on,
                "showlegend": False,
            }
        )
    return bars


def _drawn(row: Row, behind: bool) -> bool:
    return not math.isnan(row.gap) and (row.gap > 0) == behind


def _labels(rows: Sequence[Row], w: Wording, decimals: int, axis: str) -> list[dict[str, Any]]:
    """Return the name above each row and the gap at its right; those of the total are bold."""

    def bold(text: str) -> str:
        return f"<b>{text}</b>" if axis else text

    labels: list[dict[str, Any]] = []
    for place, row in enumerate(rows):
        at = {"yref": f"y{axis}", "y": place, "xref": "paper", "xanchor": "left", "align": "left"}
        name = "<br>".join(folded(row.label))
        labels += [
            {**at, "x": 0, "yanchor": "bottom", "yshift": 9, "text": bold(name)},
            {**at, "x": 1, "xshift": 8, "text": bold(_gap(row, w, decimals))},
        ]
    return labels


def _gap(row: Row, w: Wording, decimals: int) -> str:
    """Write the gap as the unit sees it: behind is ▼ and minus."""
    if math.isnan(row.gap):
        return row.note or UNKNOWN
    text = w.number(-row.gap, decimals, sign=True)
    return f"= {text}" if text[0] not in "+\u2212" else f"{ARROWS[row.gap > 0]} {text}"

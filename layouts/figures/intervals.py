"""Intervals: every unit a dot on its interval, by score; a bracket spans the ranks of one unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from layouts import theme

ROW_HEIGHT = 15
TOP, BOTTOM = 34, 40
LEFT, RIGHT = 128, 22
# Kinds of units in the background: drawn small, their names not bold.
QUIET = ("other", "open")


@dataclass(frozen=True)
class Interval:
    """One unit: score and bounds; `kind` is unit, reference, or one of QUIET."""

    label: str
    score: float
    lower: float
    upper: float
    hover: str
    kind: str = "other"
    key: str = ""


@dataclass(frozen=True)
class Kind:
    """How units of a kind are drawn, and their entry in the legend."""

    name: str
    color: str
    symbol: str


def intervals(
    rows: Sequence[Interval], kinds: dict[str, Kind], bracket: tuple[int, int] | None, unit: str
) -> dict[str, Any]:
    """Draw units top down.

    Args:
        rows: the highest score first.
        kinds: looks by kind, drawn in this order.
        bracket: best and worst rank that the unit may have; None draws none.
        unit: of the axis.
    """
    layout = {
        "margin": {"l": LEFT, "r": RIGHT, "t": TOP, "b": BOTTOM},
        "xaxis": {"title": {"text": unit}, "nticks": 6},
        "yaxis": {
            "range": [len(rows) - 0.4, -0.6],
            "tickvals": list(range(len(rows))),
            "ticktext": [_label(row) for row in rows],
            "tickfont": {"size": 10},
            "showgrid": False,
            "automargin": False,
        },
        "legend": {"orientation": "h", "x": 0, "xref": "container", "yref": "container", "y": 1,
                   "yanchor": "top"},
        "shapes": _bracket(*bracket) if bracket else [],
    }  # fmt: skip
    return theme.figure([_marks(rows, key, kind) for key, kind in kinds.items()], layout)


def height(n_rows: int) -> int:
    """Return the height in pixels that gives every row the same room."""
    return TOP + BOTTOM + ROW_HEIGHT * n_rows


def _label(row: Interval) -> str:
    return row.label if row.kind in QUIET else f"<b>{row.label}</b>"


def _marks(rows: Sequence[Interval], key: str, kind: Kind) -> dict[str, Any]:
    own = [(place, row) for place, row in enumerate(rows) if row.kind == key]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": kind.name,
        "showlegend": bool(own),
        "x": [row.score for _, row in own],
        "y": [place for place, _ in own],
        "marker": {
            "color": kind.color,
            "symbol": kind.symbol,
            "size": 6 if key in QUIET else 10,
        },
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": [row.upper - row.score for _, row in own],
            "arrayminus": [row.score - row.lower for _, row in own],
            "color": kind.color,
            "thickness": 1.4 if key in QUIET else 2.4,
            "width": 0,
        },
        "customdata": [row.hover for _, row in own],
        "hovertemplate": "%{customdata}<extra></extra>",
        **theme.opens([row.key for _, row in own]),
    }


def _bracket(best: int, worst: int) -> list[dict[str, Any]]:
    """Draw a bracket right of the plot, from the best to the worst rank."""
    look = {"type": "line", "xref": "paper", "line": {"color": theme.INK, "width": 1.6}}
    top, bottom = best - 1.3, worst - 0.7
    ends = ((1.015, 1.015, top, bottom), (1.0, 1.015, top, top), (1.0, 1.015, bottom, bottom))
    return [{**look, "x0": x0, "x1": x1, "y0": y0, "y1": y1} for x0, x1, y0, y1 in ends]

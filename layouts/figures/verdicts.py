"""Verdicts: a row a unit, a column an index, a sign for above, not above or unknown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from layouts import theme

ROW_HEIGHT = 24
TOP, BOTTOM = 34, 12
# Shape before colour: above, not above, unknown.
_SYMBOLS = {True: "triangle-up", False: "triangle-down", None: "circle-open"}
_COLORS = {True: theme.REFERENCE, False: theme.BEHIND, None: theme.MUTED}


@dataclass(frozen=True)
class Verdict:
    """One unit: name, whether it stands above by column, and the text of each under the pointer."""

    label: str
    above: Mapping[str, bool | None]
    hover: Mapping[str, str]
    strong: bool = False


def verdicts(rows: Sequence[Verdict], columns: Mapping[str, str]) -> dict[str, Any]:
    """Draw rows top down.

    Args:
        rows: units, the first at the top.
        columns: key -> heading.
    """
    cells = [(place, row, key) for place, row in enumerate(rows) for key in columns]
    places = {key: at for at, key in enumerate(columns)}
    data = {
        "type": "scatter",
        "mode": "markers+text",
        "x": [places[key] for _, _, key in cells],
        "y": [place for place, _, _ in cells],
        "marker": {
            "symbol": [_SYMBOLS[row.above[key]] for _, row, key in cells],
            "color": [_COLORS[row.above[key]] for _, row, key in cells],
            "size": 11,
        },
        "customdata": [row.hover[key] for _, row, key in cells],
        "hovertemplate": "%{customdata}<extra></extra>",
        "cliponaxis": False,
    }
    layout = {
        "margin": {"l": 150, "r": 30, "t": TOP, "b": BOTTOM},
        "showlegend": False,
        "xaxis": {
            "range": [-0.5, len(columns) - 0.5], "side": "top", "showgrid": False,
            "tickvals": list(places.values()), "ticktext": list(columns.values()),
        },
        "yaxis": {
            "range": [len(rows) - 0.5, -0.5], "tickvals": list(range(len(rows))),
            "ticktext": [f"<b>{row.label}</b>" if row.strong else row.label for row in rows],
            "automargin": False,
        },
    }  # fmt: skip
    return theme.figure([data], layout)


def height(n_rows: int) -> int:
    """Return the height in pixels that gives every row the same room."""
    return TOP + BOTTOM + ROW_HEIGHT * n_rows

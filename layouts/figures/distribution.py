"""Distribution strip: every unit one dot on the score axis, some of them by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from layouts import theme
from layouts.figures.labels import levels

HEIGHT = 300
_BINS = 62
_LABEL_STEP = 1.15


@dataclass(frozen=True)
class Dot:
    """One unit: score, name on hovering, colour, a label where it is marked, key of its fact."""

    score: float
    hover: str
    color: str = theme.GREY
    label: str = ""
    focus: bool = False
    key: str = ""


def distribution(
    dots: Sequence[Dot], lines: Sequence[tuple[float, str]], unit: str
) -> dict[str, Any]:
    """Draw the dots, stacked where scores are close, and vertical lines such as the median.

    Args:
        dots: units with a score.
        lines: (score, label) of vertical lines.
        unit: title of the axis.
    """
    heights = _stack([dot.score for dot in dots])
    top = max(heights, default=0)
    named = [(dot, y) for dot, y in zip(dots, heights, strict=True) if dot.label]
    low, high = min(dot.score for dot in dots), max(dot.score for dot in dots)
    pad = (high - low) * 0.05 or 0.5
    rows = _label_rows([dot for dot, _ in named], low, high)
    ceiling = top + 1.6 + _LABEL_STEP * (max(rows, default=0) + 1)
    layout = {
        "margin": {"l": 10, "r": 10, "t": 6, "b": 46},
        "showlegend": False,
        "xaxis": {
            "range": [low - pad, high + pad],
            "title": {"text": unit},
            "showline": True,
            "automargin": False,
        },
        "yaxis": {"visible": False, "range": [-1.2, ceiling]},
        "shapes": [_line(score, ceiling) for score, _ in lines],
        "annotations": [
            *(_line_label(score, text) for score, text in lines),
            *(
                _name(dot, y, top + 1.6 + _LABEL_STEP * row, (dot.score - low) / (high - low or 1))
                for (dot, y), row in zip(named, rows, strict=True)
            ),
        ],
    }
    return theme.figure([_marks(dots, heights)], layout)


def _marks(dots: Sequence[Dot], heights: Sequence[float]) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [dot.score for dot in dots],
        "y": list(heights),
        "marker": {
            "color": [dot.color for dot in dots],
            "size": [15 if dot.focus else 10 if dot.label else 8 for dot in dots],
            "line": {"color": theme.PAPER, "width": 1},
            "opacity": 1,
        },
        "customdata": [dot.hover for dot in dots],
        **theme.opens([dot.key for dot in dots]),
        "hovertemplate": "%{customdata}<extra></extra>",
        "cliponaxis": False,
    }


def _stack(scores: Sequence[float]) -> list[float]:
    """Stack dots that fall into the same small stretch of the axis."""
    if not scores:
        return []
    low, high = min(scores), max(scores)
    step = (high - low) / _BINS or 1.0
    stacked: dict[int, int] = {}
    heights = [0.0] * len(scores)
    for place in sorted(range(len(scores)), key=lambda one: scores[one]):
        bin_ = int((scores[place] - low) / step)
        heights[place] = float(stacked.get(bin_, 0))
        stacked[bin_] = stacked.get(bin_, 0) + 1
    return heights


def _label_rows(dots: Sequence[Dot], low: float, high: float) -> list[int]:
    """Rows on which the names do not touch, at 6.5 pixels a letter on a strip of 340 pixels."""
    per_pixel = (high - low or 1.0) / 340
    widths = [(len(dot.label) * 6.5 + 10) * per_pixel for dot in dots]
    starts = [dot.score - width / 2 for dot, width in zip(dots, widths, strict=True)]
    return levels(starts, widths)


def _name(dot: Dot, y: float, at: float, share: float) -> dict[str, Any]:
    return {
        "x": dot.score,
        "y": y,
        "ax": dot.score,
        "axref": "x",
        "ay": at,
        "ayref": "y",
        "text": f"<b>{dot.label}</b>" if dot.focus else dot.label,
        "showarrow": True,
        "arrowhead": 0,
        "arrowwidth": 1,
        "arrowcolor": theme.AXIS,
        "standoff": 6,
        "xanchor": "center" if abs(share - 0.5) < 0.4 else "left" if share < 0.5 else "right",
        "font": {"size": 11, "color": theme.HCMC_TEXT if dot.focus else theme.INK},
    }


def _line(score: float, ceiling: float) -> dict[str, Any]:
    return {
        "type": "line",
        "x0": score,
        "x1": score,
        "y0": -1.2,
        "y1": ceiling,
        "layer": "below",
        "line": {"color": theme.AXIS, "width": 1, "dash": "dot"},
    }


def _line_label(score: float, text: str) -> dict[str, Any]:
    return {
        "x": score,
        "y": -1.1,
        "yanchor": "bottom",
        "xanchor": "left",
        "xshift": 3,
        "text": text,
        "font": {"size": 10, "color": theme.MUTED},
    }

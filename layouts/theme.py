"""Colours, the plotly template and the graph settings: one look for every chart.

One figure serves light and dark. Text, axes and grids are drawn in the neutral colours below, and
`assets/charts.css` repaints exactly these colours in the dark theme; data colours stay as they are
and are legible on both grounds. Exported images keep the light ground.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any

INK = "#1b2430"
MUTED = "#5a6472"
GRID = "#e4e8ed"
AXIS = "#97a1ae"
PAPER = "#fefefe"

HCMC = "#D55E00"
HCMC_TEXT = "#B04A00"
# Okabe and Ito's categories without vermillion, which belongs to Ho Chi Minh City alone.
OKABE_ITO = ("#0072B2", "#009E73", "#CC79A7", "#56B4E9", "#E69F00", INK, "#F0E442", "#999999")
BENCHMARK = OKABE_ITO[:6]
CHOSEN_DASHES = ("dash", "dot", "longdash")
GREY = "#b4bcc7"
REFERENCE = "#0072B2"
BEHIND = "#e7a77a"
AHEAD = "#7fb8d8"
# Best first; lightness alone tells them apart, so that they survive a black-and-white print.
GROUPS = ("#0b4f7a", "#4d94bd", "#a9cde0", "#e4eff5")
FIFTHS = ("#0b4f7a", "#3f87b1", "#82b4d0", "#bcd8e7", "#e9f1f6")
UNKNOWN = PAPER

FONT = (
    'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", Arial, sans-serif'
)
GRAPH_CONFIG: Any = {
    "displaylogo": False,
    "displayModeBar": False,
    "showSendToCloud": False,
    "doubleClick": False,
    "scrollZoom": False,
    "responsive": True,
}

# Letters a line of a chart on a phone.
_WRAPPED = 44
_AXIS_LOOK = {
    "gridcolor": GRID,
    "linecolor": AXIS,
    "zerolinecolor": AXIS,
    "tickcolor": AXIS,
    "tickfont": {"color": MUTED, "size": 11},
    "title": {"font": {"color": MUTED, "size": 12}, "standoff": 8},
    "zeroline": False,
    "automargin": True,
    "fixedrange": True,
}
_TEMPLATE = {
    "layout": {
        # Without it plotly takes codes such as "01" for numbers.
        "autotypenumbers": "strict",
        "font": {"family": FONT, "size": 12, "color": INK},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "colorway": list(OKABE_ITO),
        "xaxis": _AXIS_LOOK,
        "yaxis": _AXIS_LOOK,
        "hoverlabel": {
            "bgcolor": PAPER,
            "bordercolor": AXIS,
            "font": {"color": INK, "size": 12},
            "align": "left",
        },
        "legend": {"font": {"color": INK}, "itemclick": False, "itemdoubleclick": False},
        "annotationdefaults": {"font": {"color": INK, "size": 11}, "showarrow": False},
        "dragmode": False,
        "hovermode": "closest",
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
    }
}


def template() -> dict[str, Any]:
    """The plotly template of every figure, as a plain dict that nobody may change."""
    return _TEMPLATE


def figure(data: list[dict[str, Any]], layout: dict[str, Any]) -> dict[str, Any]:
    """A plotly figure as a plain dict: building and validating graph objects costs milliseconds."""
    return {"data": data, "layout": {"template": _TEMPLATE, **layout}}


# Pixels of a figure that has nothing to show: room for the sentence that says why.
EMPTY_HEIGHT = 72


def empty_figure(reason: str) -> dict[str, Any]:
    """A figure without marks that says why there is nothing to see."""
    hidden = {"visible": False}
    lines = "<br>".join(textwrap.wrap(reason, _WRAPPED))
    text = {"text": lines, "xref": "paper", "yref": "paper", "x": 0.5, "y": 0.5}
    note = {**text, "font": {"color": MUTED, "size": 13}}
    layout = {"xaxis": hidden, "yaxis": hidden, "annotations": [note]}
    # The card is lower than plotly's own margins or those of the chart before, which would leave
    # the axes no length.
    return figure([], layout | {"margin": {**dict.fromkeys("lrtb", 0), "autoexpand": False}})


def opens(keys: Sequence[Any]) -> dict[str, Any]:
    """Return what lets the points of a trace open where they come from (`assets/drawer.js`).

    Args:
        keys: a fact key for each point, "" for one that is no single fact; rows of keys for a
            heat map.
    """
    return {"meta": {"facts": list(keys)}} if any(keys) else {}

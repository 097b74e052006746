"""Compare: the focus unit beside chosen provinces, where the gap comes from, and how it moved."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING

from dash import Dash, html
from dash.development.base_component import Component

from indices.reference import load_catalogue
from layouts.components.chart import Later, chart_card
from layouts.components.filters import filter_bar
from layouts.pages.comparison import BEST, MEAN, MEDIAN, read_comparison
from layouts.pages.comparison_heat import heat_chart
from layouts.pages.comparison_parts import parts_chart
from layouts.pages.comparison_units import units_chart
from layouts.pages.comparison_words import finding
from layouts.pages.comparison_years import DEPENDS as YEARS
from layouts.pages.comparison_years import years_chart
from layouts.site import Content, Site
from layouts.updates import register_update
from layouts.urls import Page, PageState
from layouts.wording import N_, Wording

if TYPE_CHECKING:
    from indices.database.reader import Reader

PAGE = Page(
    path="/compare",
    name="compare",
    title=N_("Compare"),
    order=3,
    defaults={
        "index": "PAPI",
        "year": 0,
        "indicator": "total",
        "units": load_catalogue().benchmark,
    },
    against={
        MEAN: N_("Mean of the chosen provinces"),
        MEDIAN: N_("Median of all provinces"),
        BEST: N_("Best of all provinces"),
    },
    most_units=20,
)
CHARTS = ("units", "parts", "heat", "years")


def content(reader: Reader, state: PageState, w: Wording) -> Content:
    """Read and analyse one state; nothing here knows a callback."""
    comparison = read_comparison(reader, state, w)
    return Content(
        finding=finding(comparison),
        charts={
            "units": units_chart(comparison),
            "parts": parts_chart(comparison),
            "heat": heat_chart(comparison),
            "years": Later(YEARS, partial(years_chart, reader, comparison)),
        },
    )


def layout(content: Content, state: PageState, w: Wording) -> list[Component]:
    """Build the body: filters; to whom and where the gap is, beside heat map and years."""
    cards = [chart_card(PAGE, chart, state, w) for chart in content.charts.values()]
    stacks = [html.Div(cards[:2], className="stack"), html.Div(cards[2:], className="stack")]
    return [
        filter_bar(PAGE, state, w, load_catalogue()),
        html.Div(stacks, className="columns"),
    ]


def register_callbacks(app: Dash, site: Site) -> None:
    """Connect filters and charts."""
    register_update(app, site, sys.modules[__name__])

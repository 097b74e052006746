"""Gaps: where a unit's gap comes from, how it moved and what closing it takes."""

from __future__ import annotations

import sys
from functools import cache
from typing import TYPE_CHECKING

from dash import Dash, Output, html
from dash.development.base_component import Component

from indices.reference import load_catalogue
from layouts.components.chart import Chart, Later, chart_card
from layouts.components.filters import filter_bar
from layouts.pages.gap_fifths import fifths_chart
from layouts.pages.gap_goals import goals_chart
from layouts.pages.gap_movers import by_part_chart, movers_chart
from layouts.pages.gap_parts import parts_chart, ways
from layouts.pages.gap_reach import DEPENDS as REACH_DEPENDS
from layouts.pages.gap_reach import find_reach
from layouts.pages.gap_rooms import rooms_chart
from layouts.pages.gap_sets import sets_chart
from layouts.pages.gap_sides import DEPENDS as SIDES_DEPENDS
from layouts.pages.gap_sides import sides_chart
from layouts.pages.gap_trends import DEPENDS as TRENDS_DEPENDS
from layouts.pages.gap_trends import trends_chart
from layouts.pages.gap_view import BEST, CHOSEN, MEAN, MEDIAN, read_view
from layouts.pages.gap_words import finding
from layouts.pages.gap_years import DEPENDS as YEARS_DEPENDS
from layouts.pages.gap_years import years_chart
from layouts.site import Content, Extra, Site
from layouts.updates import register_update
from layouts.urls import Page, PageState
from layouts.wording import N_, Wording

if TYPE_CHECKING:
    from indices.database.reader import Reader

PAGE = Page(
    path="/gaps",
    name="gaps",
    title=N_("Gaps"),
    order=3,
    defaults={
        "unit": load_catalogue().focus,
        "index": "PAPI",
        "year": 0,
        "indicator": "total",
        "units": load_catalogue().benchmark,
    },
    against={
        CHOSEN: N_("Mean of the chosen provinces"),
        MEAN: N_("Mean of all provinces"),
        MEDIAN: N_("Median of all provinces"),
        BEST: N_("Best of all provinces"),
    },
    labels={"units": N_("Chosen provinces")},
    most_units=20,
)
LEFT = ("parts", "sides", "fifths", "trends")
RIGHT = ("goals", "sets", "rooms", "years")
BELOW = ("movers-by-part", "movers")
CHARTS = (*LEFT, *RIGHT, *BELOW)
WAYS = "gaps-ways"
EXTRAS = (Extra("ways", Output(WAYS, "children")),)


def content(reader: Reader, state: PageState, w: Wording) -> Content:
    """Read and analyse one state; nothing here knows a callback."""
    view = read_view(reader, state, w)
    reach = cache(lambda: find_reach(view))
    made: dict[str, Chart | Later] = {
        "parts": parts_chart(view),
        "sides": Later(SIDES_DEPENDS, lambda: sides_chart(reader, view)),
        "fifths": fifths_chart(view),
        "goals": Later(REACH_DEPENDS, lambda: goals_chart(reach())),
        "sets": Later(REACH_DEPENDS, lambda: sets_chart(reach())),
        "rooms": Later(REACH_DEPENDS, lambda: rooms_chart(reach())),
        "years": Later(YEARS_DEPENDS, lambda: years_chart(reader, view)),
        "trends": Later(TRENDS_DEPENDS, lambda: trends_chart(view)),
        "movers": Later(TRENDS_DEPENDS, lambda: movers_chart(view)),
        "movers-by-part": Later(TRENDS_DEPENDS, lambda: by_part_chart(view)),
    }
    return Content(
        finding=finding(view),
        charts={name: made[name] for name in CHARTS},
        extras={"ways": ways(view)},
    )


def layout(content: Content, state: PageState, w: Wording) -> list[Component]:
    """Build the body: filters; where the gap comes from beside what closing it takes."""
    cards = {name: chart_card(PAGE, chart, state, w) for name, chart in content.charts.items()}
    steps = html.Nav(
        content.extras["ways"], id=WAYS, className="ways", **{"aria-label": w.t("Parts")}
    )
    return [
        filter_bar(PAGE, state, w, load_catalogue()),
        html.Div(
            [
                html.Div(
                    [cards[LEFT[0]], steps, *(cards[one] for one in LEFT[1:])], className="stack"
                ),
                html.Div([cards[one] for one in RIGHT], className="stack"),
            ],
            className="columns",
        ),
        html.Div([cards[one] for one in BELOW], className="columns"),
    ]


def register_callbacks(app: Dash, site: Site) -> None:
    """Connect filters, charts and the links to parts."""
    register_update(app, site, sys.modules[__name__])

"""Gaps: where a unit's gap comes from, how it moved and what closing it takes."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from dash import Dash, Output, html
from dash.development.base_component import Component

from indices.reference import load_catalogue
from layouts.components.chart import Later, chart_card
from layouts.components.filters import filter_bar
from layouts.pages.gap_fifths import fifths_chart
from layouts.pages.gap_goals import goals_charts
from layouts.pages.gap_parts import parts_chart, ways
from layouts.pages.gap_trends import DEPENDS as TRENDS_DEPENDS
from layouts.pages.gap_trends import movers_chart, trends_chart
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
CHARTS = ("parts", "fifths", "goals", "rooms", "years", "trends", "movers")
WAYS = "gaps-ways"
EXTRAS = (Extra("ways", Output(WAYS, "children")),)


def content(reader: Reader, state: PageState, w: Wording) -> Content:
    """Read and analyse one state; nothing here knows a callback."""
    view = read_view(reader, state, w)
    goals, rooms = goals_charts(view)
    return Content(
        finding=finding(view),
        charts={
            "parts": parts_chart(view),
            "fifths": fifths_chart(view),
            "goals": goals,
            "rooms": rooms,
            "years": Later(YEARS_DEPENDS, lambda: years_chart(reader, view)),
            "trends": Later(TRENDS_DEPENDS, lambda: trends_chart(reader, view)),
            "movers": Later(TRENDS_DEPENDS, lambda: movers_chart(reader, view)),
        },
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
                html.Div([cards["parts"], steps, cards["fifths"]], className="stack"),
                html.Div([cards["goals"], cards["rooms"], cards["years"]], className="stack"),
            ],
            className="columns",
        ),
        html.Div([cards["trends"], cards["movers"]], className="columns"),
    ]


def register_callbacks(app: Dash, site: Site) -> None:
    """Connect filters, charts and the links to parts."""
    register_update(app, site, sys.modules[__name__])

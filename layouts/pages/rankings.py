"""Rankings: every unit of one index, indicator and year, on a grid, on a map and over the years."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING

from dash import Dash, Output, html
from dash.development.base_component import Component

from indices.reference import load_catalogue
from layouts.components.chart import Later, chart_card, table_links
from layouts.components.filters import filter_bar
from layouts.components.grid import TONES, grid, grid_options
from layouts.components.segments import choice, segments
from layouts.pages.standings import read_standings
from layouts.pages.standings_charts import (
    HERE,
    LINES,
    MAP,
    bump_chart,
    distribution_chart,
    grid_file,
    map_chart,
)
from layouts.pages.standings_grid import columns, focus_row, grid_rows
from layouts.pages.standings_ranges import KINDS
from layouts.pages.standings_words import finding, grid_notes
from layouts.site import Content, Extra, Site
from layouts.updates import register_update
from layouts.urls import Page, PageState
from layouts.wording import N_, Wording

if TYPE_CHECKING:
    from indices.database.reader import Reader

PAGE = Page(
    path="/rankings",
    name="rankings",
    title=N_("Rankings"),
    order=2,
    defaults={
        "index": "PAPI",
        "year": 0,
        "indicator": "total",
        "region": "",
        "units": (),
        "text": "",
    },
    views={"ranks": N_("Ranks"), "scores": N_("Scores")},
    labels={"units": N_("Add to the lines"), "view": N_("Lines show")},
    options={"range": choice(KINDS)},
    most_units=3,
)
CHARTS = ("map", "bump", "distribution")
GRID = "rankings-grid"
NOTE = "rankings-grid-note"
EXTRAS = (
    Extra(
        "rows", Output(GRID, "rowData"), ("index", "year", "indicator", "region", "text", "range")
    ),
    Extra("note", Output(NOTE, "children"), ("index", "year", "indicator", "range")),
    Extra("options", Output(GRID, "dashGridOptions"), ("index", "year", "indicator", "range")),
)


def content(reader: Reader, state: PageState, w: Wording) -> Content:
    """Read and analyse one state; nothing here knows a callback."""
    standings = read_standings(reader, state, w)
    return Content(
        finding=finding(standings),
        charts={
            "map": Later(MAP, partial(map_chart, standings)),
            "bump": Later(LINES, partial(bump_chart, standings)),
            "distribution": Later(HERE, partial(distribution_chart, standings)),
        },
        extras={
            "rows": grid_rows(standings),
            "note": [html.P(sentence, className="note") for sentence in grid_notes(standings)],
            "options": grid_options(w, pinned=[focus_row(standings)]),
        },
        tables={"grid": grid_file(standings)},
    )


def layout(content: Content, state: PageState, w: Wording) -> list[Component]:
    """Build the body: filters, grid and map, then lines and distribution."""
    charts = {name: chart_card(PAGE, chart, state, w) for name, chart in content.charts.items()}
    table = html.Section(
        [
            html.H2(w.t("All units"), className="unseen"),
            grid(
                GRID,
                columns(state, w),
                content.extras["rows"],
                content.extras["options"],
                height=724,
                classes=TONES,
                row_id="params.data.place",
            ),
            html.Div(content.extras["note"], id=NOTE, className="card-foot"),
            table_links(PAGE, content.tables["grid"], state, w),
        ],
        className="card",
    )
    bar = filter_bar(PAGE, state, w, load_catalogue())
    bar.children.append(segments(PAGE, "range", w.t("Rank range"), KINDS, state, w))
    return [
        bar,
        html.Div([table, charts["map"]], className="columns wide-left"),
        html.Div([charts["bump"], charts["distribution"]], className="columns wide-left"),
    ]


def register_callbacks(app: Dash, site: Site) -> None:
    """Connect filters, grid and charts."""
    register_update(app, site, sys.modules[__name__])

"""How sure: what errors of measurement and the choice of method leave of a ranking."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from dash import Dash, Output, html
from dash.development.base_component import Component

from indices.analysis.robustness import ANY, NEAR
from indices.reference import load_catalogue
from layouts.components.chart import chart_card, table_links
from layouts.components.filters import filter_bar
from layouts.components.grid import TONES, grid, grid_options
from layouts.components.rank_ranges import ASSUMED, PUBLISHED
from layouts.components.segments import choice, segments
from layouts.pages import gaps
from layouts.pages.certainty_choices import ALONE, SHARES, choices_chart
from layouts.pages.certainty_intervals import intervals_chart
from layouts.pages.certainty_methods import frequency_chart, methods_chart
from layouts.pages.certainty_rows import (
    columns,
    grid_notes,
    grid_rows,
    robustness_file,
)
from layouts.pages.certainty_view import finding, read_sure
from layouts.site import Content, Extra, Site
from layouts.updates import register_update
from layouts.urls import Page, PageState
from layouts.wording import N_, Wording

if TYPE_CHECKING:
    from indices.database.reader import Reader

ERRORS = {PUBLISHED: N_("As published"), ASSUMED: N_("Assumed where none")}
WEIGHTS = {NEAR: N_("Near the published"), ANY: N_("Any")}
PAGE = Page(
    path="/gaps/certainty",
    name="certainty",
    title=N_("How sure"),
    order=31,
    defaults=gaps.PAGE.defaults,
    views={ALONE: N_("Each choice alone"), SHARES: N_("Shares of the variation (Sobol)")},
    against=gaps.PAGE.against,
    labels={**gaps.PAGE.labels, "view": N_("What moves ranks")},
    options={"errors": choice(ERRORS), "weights": choice(WEIGHTS)},
    navigated=False,
)
CHARTS = ("choices", "frequency", "intervals", "methods")
GRID, NOTE = "certainty-grid", "certainty-grid-note"
_ROWS = ("index", "year", "indicator", "unit", "errors", "weights")
EXTRAS = (
    Extra("rows", Output(GRID, "rowData"), _ROWS),
    Extra("options", Output(GRID, "dashGridOptions"), _ROWS),
    Extra("note", Output(NOTE, "children"), _ROWS),
)


def content(reader: Reader, state: PageState, w: Wording) -> Content:
    """Read and analyse one state; nothing here knows a callback."""
    sure = read_sure(reader, state, w)
    rows = grid_rows(sure)
    return Content(
        finding=finding(sure),
        charts={
            "choices": choices_chart(sure),
            "frequency": frequency_chart(sure),
            "intervals": intervals_chart(sure),
            "methods": methods_chart(sure),
        },
        extras={
            "rows": rows,
            "options": grid_options(w, [row for row in rows if row["code"] == state.unit]),
            "note": [html.P(sentence, className="note") for sentence in grid_notes(sure)],
        },
        tables={"robustness": robustness_file(sure)},
    )


def layout(content: Content, state: PageState, w: Wording) -> list[Component]:
    """Build the body: filters, the robustness table, then what moves ranks and all ranges."""
    cards = {name: chart_card(PAGE, chart, state, w) for name, chart in content.charts.items()}
    table = html.Section(
        [
            html.H2(w.t("Robustness table"), className="card-title"),
            grid(
                GRID,
                columns(state, w),
                content.extras["rows"],
                content.extras["options"],
                height=560,
                classes=TONES,
                row_id="params.data.place",
            ),
            html.Div(content.extras["note"], id=NOTE, className="card-foot"),
            table_links(PAGE, content.tables["robustness"], state, w),
        ],
        className="card",
    )
    bar = filter_bar(PAGE, state, w, load_catalogue())
    bar.children += [
        segments(PAGE, "errors", w.t("Standard errors"), ERRORS, state, w),
        segments(PAGE, "weights", w.t("Other weights"), WEIGHTS, state, w),
    ]
    return [
        bar,
        table,
        html.Div([cards["choices"], cards["frequency"]], className="columns"),
        html.Div([cards["intervals"], cards["methods"]], className="columns"),
    ]


def register_callbacks(app: Dash, site: Site) -> None:
    """Connect filters, table and charts."""
    register_update(app, site, sys.modules[__name__])

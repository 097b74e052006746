"""Did it help: the city before and after its tours, against units that ran alike, and chance."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Any

from dash import Dash, Output, dcc, html
from dash.development.base_component import Component

from indices.reference import load_catalogue
from layouts.components.chart import chart_card, table_links
from layouts.components.filters import control_id, dropdown_labels, filter_bar
from layouts.pages import effect_parts as parts
from layouts.pages.effect_view import month_label, read_results
from layouts.site import Content, Extra, Site
from layouts.updates import register_update
from layouts.urls import Option, Page, PageState
from layouts.wording import N_, Wording

if TYPE_CHECKING:
    from indices.database.reader import Reader

_MONTH = re.compile(r"20[0-4]\d-(0[1-9]|1[0-2])")
MONTHS = tuple(sorted({stop.start[:7] for stop in load_catalogue().tours}))


def _month(value: str) -> str | None:
    return value if _MONTH.fullmatch(value) else None


PAGE = Page(
    path="/destinations/effects",
    name="effects",
    title=N_("Did it help"),
    order=4,
    defaults={"index": "PAPI"},
    options={"tour": Option(MONTHS[0], _month)},
    navigated=False,
)
CHARTS = (parts.CHANCE,)
EXTRAS = (
    Extra("warnings", Output("effects-warnings", "children")),
    Extra("table", Output("effects-table", "children")),
)


def content(reader: Reader, state: PageState, w: Wording) -> Content:
    """Read and analyse one state; nothing here knows a callback."""
    results = read_results(reader, state, w)
    return Content(
        finding=parts.finding(results),
        charts={parts.CHANCE: parts.chance_chart(results)},
        extras={"warnings": parts.warnings(results), "table": parts.shown_table(results)},
        tables={parts.TABLE: parts.table_file(results)},
    )


def layout(content: Content, state: PageState, w: Wording) -> list[Component]:
    """Build the body: which tours, warnings before numbers, the chart, the table."""
    return [
        filter_bar(PAGE, state, w, load_catalogue()),
        html.Div(_tours(state, w), className="filters"),
        html.Div(content.extras["warnings"], id="effects-warnings"),
        chart_card(PAGE, content.charts[parts.CHANCE], state, w),
        html.Section(
            [
                html.H3(w.t("Every number"), className="card-title"),
                html.Div(
                    content.extras["table"], id="effects-table", className="scrolled", tabIndex=0
                ),
                table_links(PAGE, content.tables[parts.TABLE], state, w),
            ],
            className="card",
        ),
    ]


def register_callbacks(app: Dash, site: Site) -> None:
    """Connect filters, chart and table."""
    register_update(app, site, sys.modules[__name__])


def _tours(state: PageState, w: Wording) -> list[Any]:
    """Return the choice of tours by the month in which they began; an address may name another."""
    identity = control_id(PAGE, "tour")
    months = sorted({*MONTHS, state.option("tour")})
    return [
        html.Div(
            [
                html.Label(w.t("Tours of"), htmlFor=identity, className="label"),
                dcc.Dropdown(
                    id=identity,
                    options=[{"value": one, "label": month_label(one, w)} for one in months],
                    value=state.option("tour"),
                    clearable=False,
                    searchable=False,
                    labels=dropdown_labels(w),
                ),
            ],
            className="field",
        )
    ]

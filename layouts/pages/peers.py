"""Who is like us: units by their distance in what a visitor weighs, and groups of units."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from dash import Dash, Output, dcc, html
from dash.development.base_component import Component

from indices.analysis.peers import VARIABLES
from indices.reference import load_catalogue
from layouts.components.chart import chart_card
from layouts.components.filters import control_id, filter_bar
from layouts.components.groups import group_names
from layouts.components.markup import aria, data
from layouts.pages.peers_charts import distances_chart, finding, nearest_table, standing_chart
from layouts.pages.peers_view import (
    NEAREST_TEXT,
    View,
    default_weight,
    read_count,
    read_view,
    read_weight,
    variable_names,
)
from layouts.site import Content, Extra, Site
from layouts.updates import register_update
from layouts.urls import Option, Page, PageState, href
from layouts.wording import N_, Wording

if TYPE_CHECKING:
    from indices.database.reader import Reader

PAGE = Page(
    path="/gaps/peers",
    name="peers",
    title=N_("Who is like us"),
    order=3,
    defaults={"unit": load_catalogue().focus, "index": "PAPI", "year": 0},
    options={
        **{name: Option(default_weight(name), read_weight) for name in VARIABLES},
        "k": Option(NEAREST_TEXT, read_count),
    },
    navigated=False,
)
CHARTS = ("distances", "standing")
TABLE, GROUPS = "peers-table", "peers-groups"
EXTRAS = (Extra("table", Output(TABLE, "children")), Extra("groups", Output(GROUPS, "children")))
# Where a group can be used: path and name of the page.
_USES = (("/gaps", N_("Gap")), ("/compare", N_("Compare")), ("/rankings", N_("Rankings")))


def content(reader: Reader, state: PageState, w: Wording) -> Content:
    """Read and analyse one state; nothing here knows a callback."""
    view = read_view(reader, state, w)
    return Content(
        finding=finding(view),
        charts={"distances": distances_chart(view), "standing": standing_chart(view)},
        extras={"table": nearest_table(view), "groups": _groups(view)},
    )


def layout(content: Content, state: PageState, w: Wording) -> list[Component]:
    """Build the body: filters, weights, distances beside standings, the table, the groups."""
    cards = {name: chart_card(PAGE, chart, state, w) for name, chart in content.charts.items()}
    return [
        filter_bar(PAGE, state, w, load_catalogue()),
        _weights(state, w),
        html.Div([cards["distances"], cards["standing"]], className="columns"),
        html.Section(
            [
                html.H3(w.t("Distances, term by term"), className="card-title"),
                html.Div(content.extras["table"], id=TABLE, className="scroll", tabIndex=0,
                         role="region", **aria(label=w.t("Distances, term by term"))),
            ],
            className="card",
        ),
        html.Section(
            [
                html.H3(w.t("Groups to compare with"), className="card-title"),
                html.Div(content.extras["groups"], id=GROUPS),
                _own(w),
            ],
            className="card",
        ),
    ]  # fmt: skip


def _weights(state: PageState, w: Wording) -> Component:
    """A field for the weight of each variable, and how many units count as the nearest."""
    names = {**variable_names(w), "k": w.t("How many nearest")}
    fields = [
        html.Div(
            [
                html.Label(name, className="label", htmlFor=control_id(PAGE, key)),
                dcc.Input(id=control_id(PAGE, key), value=state.option(key), type="text",
                          inputMode="decimal", debounce=True, maxLength=6, autoComplete="off"),
            ],
            className="field",
        )
        for key, name in names.items()
    ]  # fmt: skip
    return html.Div(
        [html.P(w.t("Weights: 0 leaves a variable out."), className="muted"), *fields],
        className="filters weights",
        role="group",
        **aria(label=w.t("Weights")),
    )


def _groups(view: View) -> Component:
    """Links to the pages where each named group, and that of the nearest, can be used."""
    w, state = view.w, view.state
    nearest = ",".join(view.nearest)
    groups = {**group_names(w)}
    groups.pop("@near")
    lines = [_line(name, code, state, w) for code, name in groups.items()]
    if nearest:
        name = w.n("The {n} nearest by these weights", "The {n} nearest by these weights",
                   len(view.nearest))  # fmt: skip
        lines.append(_line(name, nearest, state, w))
    return html.Ul([*lines, html.Li(hidden=True, **data(nearest=nearest))], className="groups")


def _line(name: str, units: str, state: PageState, w: Wording) -> Component:
    links: list[str | Component] = []
    for path, message in _USES:
        given = {"unit": state.unit} if path == "/gaps" else {}
        address = href(state, path, index=state.index, year=state.year, units=units, **given)
        links += [dcc.Link(w.t(message), href=address), " "]
    return html.Li([html.Strong(name), ": ", *links])


def _own(w: Wording) -> Component:
    """Groups of the visitor's own, which `assets/groups.js` keeps in this browser."""
    labels = {
        "open": w.t("Gap"), "compare": w.t("Compare"), "rankings": w.t("Rankings"),
        "delete": w.t("Delete"), "own": w.t("own group"),
        "none": w.t("No group of your own is kept in this browser yet."),
    }  # fmt: skip
    return html.Div(
        [
            html.Div(
                [
                    html.Div(
                        [
                            html.Label(w.t("Name of an own group"), className="label",
                                       htmlFor="peers-own-name"),
                            dcc.Input(id="peers-own-name", type="text", maxLength=40,
                                      autoComplete="off"),
                        ],
                        className="field",
                    ),
                    html.Div(
                        [
                            html.Label(w.t("Codes of its units; empty: the nearest above"),
                                       className="label", htmlFor="peers-own-units"),
                            dcc.Input(id="peers-own-units", type="text", maxLength=190,
                                      placeholder="01,22,48", autoComplete="off"),
                        ],
                        className="field",
                    ),
                    html.Button(w.t("Keep this group in this browser"), type="button",
                                className="plain", **data(groups="keep")),
                ],
                className="keeping",
            ),
            html.P(id="peers-own-wrong", className="wrong", role="status",
                   **data(wrong=w.t("Give a name, and codes of two digits with commas between, "
                                    "such as 01,22."))),
            html.Div(className="what-if-kept", **data(own_groups="list", **labels)),
        ]
    )  # fmt: skip


def register_callbacks(app: Dash, site: Site) -> None:
    """Connect filters, weights and charts."""
    register_update(app, site, sys.modules[__name__])

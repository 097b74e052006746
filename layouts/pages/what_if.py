"""What it would take: other scores for some parts of a unit, and where it would then stand."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from dash import ClientsideFunction, Dash, Input, Output, dcc, html
from dash.development.base_component import Component

from indices.reference import load_catalogue
from layouts.components.chart import Later, chart_card
from layouts.components.facts import fact_list
from layouts.components.filters import control_id, filter_bar
from layouts.components.markup import data
from layouts.memo import Memo
from layouts.pages.gap_view import BEST, MEAN, MEDIAN
from layouts.pages.what_if_charts import changes_chart, field_chart, scenarios_chart
from layouts.pages.what_if_sheet import aim_name, sheet, values
from layouts.pages.what_if_targets import DEPENDS as TARGETS_DEPENDS
from layouts.pages.what_if_targets import targets_chart
from layouts.pages.what_if_view import LONGEST_NAME, read_name, read_others, read_set, read_view
from layouts.pages.what_if_words import facts, finding
from layouts.site import Content, Extra, Site
from layouts.updates import register_update
from layouts.urls import Option, Page, PageState
from layouts.wording import N_, Wording

if TYPE_CHECKING:
    from indices.database.reader import Reader

PAGE = Page(
    path="/gaps/what-if",
    name="what-if",
    title=N_("What it would take"),
    order=3,
    defaults={"unit": load_catalogue().focus, "index": "PAPI", "year": 0},
    against={
        BEST: N_("Best of all provinces"),
        MEAN: N_("Mean of all provinces"),
        MEDIAN: N_("Median of all provinces"),
    },
    labels={"against": N_("Scores to take over")},
    options={
        "set": Option("", read_set, of_index=True),
        "name": Option("", read_name),
        "others": Option("", read_others, of_index=True),
    },
    navigated=False,
)
CHARTS = ("changes", "field", "scenarios", "targets")
_FIELDS = ("index", "year", "unit", "against")
# The rows to change stay the same while their scores are changed.
_SHEETS = Memo(64)
EXTRAS = (
    Extra("facts", Output("what-if-facts", "children")),
    Extra("sheet", Output("what-if-sheet", "data"), depends=_FIELDS),
    Extra("values", Output("what-if-values", "data")),
    Extra("whole", Output("what-if-whole", "children"), depends=_FIELDS),
)


def content(reader: Reader, state: PageState, w: Wording) -> Content:
    """Read and analyse one state; nothing here knows a callback."""
    view = read_view(reader, state, w)
    key = (reader.build().build_id, *(getattr(state, name) for name in (*_FIELDS, "lang")))
    return Content(
        finding=finding(view),
        charts={
            "changes": changes_chart(view),
            "field": field_chart(view),
            "scenarios": scenarios_chart(view),
            "targets": Later(TARGETS_DEPENDS, lambda: targets_chart(reader, view)),
        },
        extras={
            "facts": fact_list(facts(view)),
            "sheet": _SHEETS.get(key, lambda: sheet(view)),
            "values": values(view),
            "whole": w.t("Take every dimension of {aim}", aim=aim_name(view)),
        },
    )


def layout(content: Content, state: PageState, w: Wording) -> list[Component]:
    """Build the body: filters, what follows, the rows to change beside what they change."""
    cards = {name: chart_card(PAGE, chart, state, w) for name, chart in content.charts.items()}
    return [
        filter_bar(PAGE, state, w, load_catalogue()),
        html.Div(content.extras["facts"], id="what-if-facts", className="what-if-facts"),
        html.Div(
            [
                html.Div([_editor(content, state, w), _kept(state, w)], className="stack"),
                html.Div([cards["changes"], cards["field"], cards["scenarios"]], className="stack"),
            ],
            className="columns",
        ),
        cards["targets"],
        dcc.Store(id="what-if-sheet", data=content.extras["sheet"]),
        dcc.Store(id="what-if-values", data=content.extras["values"]),
        dcc.Store(id="what-if-drawn"),
        *(
            html.Div(
                dcc.Input(id=control_id(PAGE, key), value=state.option(key), type="hidden"),
                hidden=True,
            )
            for key in ("set", "others")
        ),
    ]


def _editor(content: Content, state: PageState, w: Wording) -> Component:
    """The rows that `assets/whatif.js` draws, and what changes all of them."""
    return html.Section(
        [
            html.H3(w.t("Change scores"), className="card-title", id="what-if-head"),
            html.Div(
                [
                    html.Button(
                        content.extras["whole"], id="what-if-whole", type="button",
                        className="plain", **data(whatif="whole"),
                    ),
                    html.Button(
                        w.t("Undo all changes"), type="button", className="plain",
                        **data(whatif="clear"),
                    ),
                ],
                className="buttons",
            ),
            html.Div(id="what-if-rows", className="what-if-rows"),
        ],
        className="card",
    )  # fmt: skip


def _kept(state: PageState, w: Wording) -> Component:
    """Scenarios that this browser keeps: name and keep this one, open, compare, delete others."""
    name = control_id(PAGE, "name")
    return html.Section(
        [
            html.H3(w.t("Kept scenarios"), className="card-title"),
            html.Div(
                [
                    html.Div(
                        [
                            html.Label(w.t("Name of this scenario"), className="label",
                                       htmlFor=name),
                            dcc.Input(id=name, value=state.option("name"), type="text",
                                      debounce=True, maxLength=LONGEST_NAME, autoComplete="off"),
                        ],
                        className="field",
                    ),
                    html.Button(
                        w.t("Keep in this browser"), type="button", className="plain",
                        **data(whatif="keep"),
                    ),
                ],
                className="keeping",
            ),
            html.Div(id="what-if-kept", className="what-if-kept"),
        ],
        className="card",
    )  # fmt: skip


def register_callbacks(app: Dash, site: Site) -> None:
    """Connect filters and charts; the rows to change are drawn by the browser."""
    register_update(app, site, sys.modules[__name__])
    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction("whatif", "draw"),
        Output("what-if-drawn", "data"),
        Input("what-if-sheet", "data"),
        Input("what-if-values", "data"),
    )

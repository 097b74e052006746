"""Several indices at once: who stands above on all, two against each other, an own composite."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from dash import Dash, dcc, html
from dash.development.base_component import Component

from indices.reference import load_catalogue
from layouts.components.chart import chart_card
from layouts.components.filters import control_id, dropdown_labels, filter_bar
from layouts.components.markup import aria
from layouts.pages.several_charts import above_chart, finding, pair_chart
from layouts.pages.several_composite import composite_chart
from layouts.pages.several_view import (
    NORMALISATIONS,
    read_index,
    read_indices,
    read_scale,
    read_view,
    read_weight,
    weight_key,
)
from layouts.site import Content, Site
from layouts.updates import register_update
from layouts.urls import Option, Page, PageState
from layouts.wording import N_, Wording

if TYPE_CHECKING:
    from indices.database.reader import Reader

_CLAIMED = load_catalogue().claim_indices
PAGE = Page(
    path="/gaps/indices",
    name="several",
    title=N_("Several indices"),
    order=3,
    defaults={"unit": load_catalogue().focus, "year": 0, "units": ()},
    labels={"units": N_("Mark in the charts")},
    most_units=20,
    options={
        "with": Option(",".join(_CLAIMED), read_indices, many=True),
        "x": Option(_CLAIMED[0], read_index),
        "y": Option(_CLAIMED[-1], read_index),
        "scale": Option(next(iter(NORMALISATIONS)), read_scale),
        **{weight_key(code): Option("", read_weight) for code in load_catalogue().indices},
    },
    navigated=False,
)
CHARTS = ("above", "pair", "composite")


def content(reader: Reader, state: PageState, w: Wording) -> Content:
    """Read and analyse one state; nothing here knows a callback."""
    view = read_view(reader, state, w)
    return Content(
        finding=finding(view),
        charts={
            "above": above_chart(view),
            "pair": pair_chart(view),
            "composite": composite_chart(view),
        },
    )


def layout(content: Content, state: PageState, w: Wording) -> list[Component]:
    """Build the body: filters, who stands above beside the pair, the composite with its weights."""
    cards = {name: chart_card(PAGE, chart, state, w) for name, chart in content.charts.items()}
    indices = {one.code: w.name(one.short_name) for one in load_catalogue().indices.values()}
    return [
        filter_bar(PAGE, state, w, load_catalogue()),
        html.Div(
            [
                html.Div(
                    [_choice("with", w.t("Indices"), indices, state, w), cards["above"]],
                    className="stack",
                ),
                html.Div(
                    [
                        html.Div(
                            [
                                _choice("x", w.t("Across"), indices, state, w),
                                _choice("y", w.t("Upwards"), indices, state, w),
                            ],
                            className="keeping",
                        ),
                        cards["pair"],
                        _weights(indices, state, w),
                        cards["composite"],
                    ],
                    className="stack",
                ),
            ],
            className="columns",
        ),
    ]


def _weights(indices: dict[str, str], state: PageState, w: Wording) -> Component:
    """Fields for the user's own weights; empty ones mean equal weights."""
    scales = {key: w.t(name) for key, name in NORMALISATIONS.items()}
    fields = [
        _field(
            weight_key(code),
            w.t("Weight of {index}", index=name),
            dcc.Input(id=control_id(PAGE, weight_key(code)), value=state.option(weight_key(code)),
                      type="text", inputMode="decimal", debounce=True, maxLength=8,
                      autoComplete="off"),
        )
        for code, name in indices.items()
    ]  # fmt: skip
    note = w.t("Your own composite: weights from 0 to 1 that add up to 1; all empty means equal.")
    return html.Div(
        [html.P(note, className="muted"), *fields,
         _choice("scale", w.t("Scale"), scales, state, w)],
        className="filters weights",
        role="group",
        **aria(label=w.t("Weights")),
    )  # fmt: skip


def _choice(
    key: str, name: str, offered: dict[str, str], state: PageState, w: Wording
) -> Component:
    option = PAGE.options[key]
    control = dcc.Dropdown(
        id=control_id(PAGE, key),
        options=[{"value": value, "label": label} for value, label in offered.items()],
        value=option.shown(state.option(key)),
        multi=option.many,
        clearable=False,
        closeOnSelect=not option.many,
        searchable=False,
        labels=dropdown_labels(w),
    )
    return _field(key, name, control)


def _field(key: str, name: str, control: Component) -> Component:
    identity = control_id(PAGE, key)
    head = html.Label(name, className="label", htmlFor=identity, id=f"{identity}-label")
    return html.Div([head, control], className="field")


def register_callbacks(app: Dash, site: Site) -> None:
    """Connect filters and charts."""
    register_update(app, site, sys.modules[__name__])

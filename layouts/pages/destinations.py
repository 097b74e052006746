"""Destinations: whom to learn from, which set of hosts to visit, and how past sets compare."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from dash import Dash, Output, html
from dash.development.base_component import Component

from indices.reference import load_catalogue
from layouts.components.chart import chart_card, table_links
from layouts.components.filters import control_id, filter_bar
from layouts.components.grid import grid, grid_options
from layouts.components.learning import OPTIONS, SET_OPTIONS, WEIGHTS, find_sets
from layouts.pages import destination_controls as asks
from layouts.pages import destination_grid as grids
from layouts.pages import destination_list as listed
from layouts.pages import destination_past as past
from layouts.pages import destination_sets as sets
from layouts.pages.destination_view import View, read_view
from layouts.site import Content, Extra, Site
from layouts.updates import register_update
from layouts.urls import Page, PageState
from layouts.wording import N_, Wording

if TYPE_CHECKING:
    from indices.database.reader import Reader

PAGE = Page(
    path="/destinations",
    name="destinations",
    title=N_("Destinations"),
    order=4,
    defaults={"unit": load_catalogue().focus, "index": "PAPI", "year": 0},
    labels={"unit": N_("Who wants to learn")},
    options={**OPTIONS, **SET_OPTIONS},
)
CHARTS = (sets.COVER,)
GRID = "destinations-grid"
_HOSTS = ("index", "year", "unit", *OPTIONS)
_SETS = (*_HOSTS, *SET_OPTIONS)


def _part(name: str) -> str:
    return f"{PAGE.name}-{name}"


EXTRAS = (
    Extra("first", Output(_part("first"), "children"), _HOSTS),
    Extra("columns", Output(GRID, "columnDefs")),
    Extra("rows", Output(GRID, "rowData"), _HOSTS),
    Extra("note", Output(_part("note"), "children"), _HOSTS),
    Extra("summary", Output(_part("summary"), "children"), _SETS),
    Extra("sets", Output(_part("sets"), "children"), _SETS),
    Extra("declines", Output(_part("declines"), "children"), _SETS),
    Extra("past", Output(_part("past"), "children"), ("index", "unit", *OPTIONS)),
    Extra("weak", Output(control_id(PAGE, "weak"), "options"), ("index", "year", "unit")),
    *(Extra(key, Output(asks.label_id(PAGE, key), "children"), (key,)) for key in asks.SLIDERS),
    *(
        Extra(f"{key}-label", Output(asks.label_id(PAGE, key), "children"), _HOSTS)
        for key in WEIGHTS
    ),
    *(
        Extra(f"{key}-style", Output(asks.field_id(PAGE, key), "style"), ("index", "year", "unit"))
        for key in WEIGHTS
    ),
)


def content(reader: Reader, state: PageState, w: Wording) -> Content:
    """Read and analyse one state; nothing here knows a callback."""
    view = read_view(reader, state, w, state.unit)
    chosen = find_sets(view.found, view.catalogue, dict(state.options))
    pasts = past.pasts_of(reader, view)
    return Content(
        finding=finding(view),
        charts={sets.COVER: sets.cover_chart(view, chosen)},
        extras={
            "first": listed.first_hosts(view),
            "columns": grids.columns(view),
            "rows": grids.rows(view),
            "note": listed.notes(view),
            "summary": sets.summary(view, chosen),
            "sets": sets.shown_table(
                view, sets.sets_columns(view, chosen), w.t("The ten best sets")
            ),
            "declines": sets.shown_table(
                view, sets.declines_columns(view, chosen), w.t("When a host declines")
            ),
            "past": past.sentences(view, pasts),
            "weak": asks.weak_options(view),
            **asks.slider_texts(view),
        },
        tables={
            grids.LIST: grids.list_file(view),
            sets.SETS: sets.sets_file(view, chosen),
            sets.DECLINES: sets.declines_file(view, chosen),
            past.PAST: past.past_file(view, pasts),
        },
    )


def finding(view: View) -> str:
    """Name the weak indicators and the first hosts, or say why nobody can."""
    w = view.w
    if view.why_empty:
        return f"{view.title}: {view.why_empty}."
    first = [one for one in view.hosts if one.rank is not None][:3]
    weak = w.t("{name} is weak in {list}", name=view.name, list=view.code_names(view.found.codes))
    if view.found.weakness.alone:
        weak = w.t("only the total is known")
    if not first or not first[0].potential:
        return f"{view.title}: {weak}; {w.t('no province is known to be ahead')}."
    most = w.t("most may be learnt in {names}", names=view.names(one.unit for one in first))
    return f"{view.title}: {weak}; {most}."


def layout(content: Content, state: PageState, w: Wording) -> list[Component]:
    """Build the body: filters, the list, the portfolio, the look back."""
    extras, tables = content.extras, content.tables
    return [
        filter_bar(PAGE, state, w, load_catalogue()),
        asks.controls(PAGE, state, w, extras),
        html.Ol(extras["first"], id=_part("first"), className="first-hosts"),
        html.Section(
            [
                html.H2(w.t("All hosts"), className="card-title"),
                grid(
                    GRID,
                    extras["columns"],
                    extras["rows"],
                    grid_options(w, row_height=52),
                    height=560,
                    classes=grids.CLASSES,
                    row_id="params.data.place",
                ),
                html.Div(extras["note"], id=_part("note"), className="card-foot"),
                table_links(PAGE, tables[grids.LIST], state, w),
            ],
            className="card",
        ),
        html.H2(w.t("Which hosts to visit"), className="section"),
        asks.set_controls(PAGE, state, w),
        html.Div(extras["summary"], id=_part("summary")),
        html.Div(
            [
                chart_card(PAGE, content.charts[sets.COVER], state, w),
                _card(w.t("When a host declines"), "declines", content, state, w),
            ],
            className="columns",
        ),
        _card(w.t("The ten best sets"), "sets", content, state, w),
        _card(w.t("Looking back"), "past", content, state, w),
    ]


def register_callbacks(app: Dash, site: Site) -> None:
    """Connect filters, sliders, list and portfolio."""
    register_update(app, site, sys.modules[__name__])


def _card(title: str, name: str, content: Content, state: PageState, w: Wording) -> Component:
    return html.Section(
        [
            html.H3(title, className="card-title"),
            html.Div(content.extras[name], id=_part(name), className="scrolled", tabIndex=0),
            table_links(PAGE, content.tables[name], state, w),
        ],
        className="card",
    )

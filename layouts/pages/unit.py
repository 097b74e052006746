"""Unit profile: one province or city on all indices, among all others and over the years."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from dash import Dash, Output, dcc, html
from dash.development.base_component import Component

from indices.catalogue import Catalogue, Index
from indices.database.known_sources import with_imported_sources
from indices.reference import load_catalogue
from layouts.components import terms
from layouts.components.chart import Chart, chart_card
from layouts.components.facts import fact_list
from layouts.components.filters import filter_bar
from layouts.components.groups import group_places
from layouts.components.result_facts import grade_fact, rank_fact, score_fact
from layouts.memo import Memo
from layouts.pages.profile import NEW, OLD, Profile, Record, read_profile
from layouts.pages.profile_about import about, constituents, onward
from layouts.pages.profile_absences import absence_table
from layouts.pages.profile_history import history_chart
from layouts.pages.profile_parts_chart import parts_chart
from layouts.pages.profile_words import finding
from layouts.site import Content, Extra, Site
from layouts.updates import register_update
from layouts.urls import Page, PageState, href
from layouts.wording import N_, Wording

if TYPE_CHECKING:
    from indices.database.reader import Reader

PAGE = Page(
    path="/units/<code>",
    name="unit",
    title=N_("Unit profile"),
    order=90,
    defaults={"index": "PAPI", "year": 0, "indicator": "total"},
    views={OLD: N_("63 units (until 30 June 2025)"), NEW: N_("34 units (since 1 July 2025)")},
    navigated=False,
)
HISTORIES = tuple(code.lower() for code in load_catalogue().indices)
CHARTS = (*HISTORIES, "parts")
# What depends on unit, vintage and language alone.
_LASTING = Memo(128)
EXTRAS = (
    Extra("about", Output("unit-about", "children"), ("view",)),
    Extra("onward", Output("unit-onward", "children"), ("view", "index", "year")),
    Extra("results", Output("unit-results", "children"), ("view",)),
    *(Extra(name, Output(f"unit-{name}-facts", "children"), ("view",)) for name in HISTORIES),
    Extra("groups", Output("unit-groups", "children"), ("view", "index", "year", "indicator")),
    Extra("absences", Output("unit-absences", "children"), ("view",)),
)


def exists(catalogue: Catalogue, path: str) -> bool:
    """Whether a path names a unit; every code of the 34 was one of the 63, too."""
    return (63, PAGE.code(path)) in catalogue.units


def content(reader: Reader, state: PageState, w: Wording) -> Content:
    """Read and draw one state; what index and year do not change is made once per unit."""
    key = (reader.build().build_id, state.unit, state.view, w.lang)
    profile, told, lasting, extras = _LASTING.get(key, lambda: _lasting(reader, state, w))
    return Content(
        finding=told,
        charts={**lasting, "parts": parts_chart(reader, profile, state)},
        extras={
            **extras,
            "onward": onward(profile, state),
            "groups": _inside_groups(reader, profile, state),
        },
    )


def _lasting(
    reader: Reader, state: PageState, w: Wording
) -> tuple[Profile, str, dict[str, Chart], dict[str, Any]]:
    """Return the profile, its finding, its histories and its lists."""
    profile = read_profile(reader, state, w, with_imported_sources(load_catalogue(), reader))
    indices = profile.catalogue.indices.values()
    charts = {index.code.lower(): history_chart(reader, profile, index) for index in indices}
    extras = {
        "about": about(reader, profile),
        "results": constituents(reader, profile) if profile.is_new else "",
        **{index.code.lower(): _facts(profile, index) for index in indices},
        "absences": absence_table(profile),
    }
    return profile, finding(profile), charts, extras


def layout(content: Content, state: PageState, w: Wording) -> list[Component]:
    """Build the body: what the unit is, its indices, its dimensions, what is missing."""
    catalogue, extras = load_catalogue(), content.extras
    columns = [
        html.Section(
            [
                html.H2(_index_link(index, state, w)),
                html.Div(extras[name], id=f"unit-{name}-facts"),
                chart_card(PAGE, content.charts[name], state, w),
            ],
            className="record",
        )
        for index, name in zip(catalogue.indices.values(), HISTORIES, strict=True)
    ]
    return [
        html.Div(extras["about"], id="unit-about", className="about-unit"),
        html.P(extras["onward"], id="unit-onward", className="onward"),
        filter_bar(replace(PAGE, defaults={}), state, w, catalogue),
        html.Div(extras["results"], id="unit-results"),
        html.Div(columns, className="records"),
        html.H2(w.t("Part by part"), className="part-by-part"),
        filter_bar(replace(PAGE, views={}), state, w, catalogue),
        html.Div(
            [
                html.Div(
                    [
                        html.Div(extras["groups"], id="unit-groups"),
                        chart_card(PAGE, content.charts["parts"], state, w),
                    ],
                    className="stack",
                ),
                html.Section(
                    [
                        html.H3(w.t("What is missing and why"), className="card-title"),
                        html.Div(extras["absences"], id="unit-absences"),
                    ],
                    className="card",
                ),
            ],
            className="columns wide-left",
        ),
    ]


def register_callbacks(app: Dash, site: Site) -> None:
    """Connect filters, charts, facts and address."""
    register_update(app, site, sys.modules[__name__])


def _inside_groups(reader: Reader, profile: Profile, state: PageState) -> list[Component]:
    """Return the rank inside each named group; nothing for a unit of the 34, not ranked yet."""
    if profile.is_new:
        return []
    w, catalogue = profile.w, profile.catalogue
    head = html.H3(w.t("Rank inside groups"), className="card-title")
    return [head, html.Ul(group_places(reader, state, catalogue, w), className="inside-groups")]


def _index_link(index: Index, state: PageState, w: Wording) -> Component:
    address = href(state, "/rankings", index=index.code, year=index.years[-1])
    return dcc.Link(w.name(index.short_name), href=address)


def _facts(profile: Profile, index: Index) -> list[Component]:
    """Return score, rank and group of the newest results; units of the 34 have a table instead."""
    if profile.is_new:
        return []
    record = profile.records[index.code][0]
    w, parts = profile.w, []
    later = _later(record, w)
    if later:
        parts.append(html.P(later, className="later"))
    for result in record.results():
        facts = [
            score_fact(index, result, w),
            rank_fact(result, w),
            grade_fact(index, result, w),
        ]
        parts.append(
            html.Div(
                [html.H3(html.Strong(terms.index_year(index, result.year, w))), fact_list(facts)],
                className="result",
            )
        )
    return parts


def _later(record: Record, w: Wording) -> str:
    """Say why the newest year shows nothing of a unit of which older years are known."""
    known = record.known("score", "rank")
    newest = record.years[-1]
    if not known or known[-1] == newest:
        return ""
    total = record.total(newest) or {}
    reason = terms.missing_reason(total.get("missing_reason"), w)
    return w.t("{year}: {reason}", year=newest, reason=reason)

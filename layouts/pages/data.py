"""Data: what is known, from whom, where sources differ, what was corrected, what is missing."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from dash import Dash, Output, dcc, html
from dash.development.base_component import Component

from indices.catalogue import Catalogue
from indices.database.known_sources import with_imported_sources
from indices.reference import load_catalogue
from layouts.components.chart import chart_card
from layouts.components.filters import filter_bar
from layouts.components.grid import grid
from layouts.memo import Memo
from layouts.pages.data_corrections import corrections_table
from layouts.pages.data_coverage import Coverage, coverage_chart, read_coverage
from layouts.pages.data_load import build_lines
from layouts.pages.data_missing import missing_table, not_found
from layouts.pages.data_rivals import Rivals, left_out
from layouts.pages.data_sources import columns, options, source_detail, source_rows
from layouts.site import Content, Extra, Site
from layouts.updates import register_update
from layouts.urls import Page, PageState, href
from layouts.wording import N_, Wording

if TYPE_CHECKING:
    from indices.database.reader import Reader

_DEEDS = {"/data/import": N_("Import figures"), "/reports": N_("Reports and workbook of a year")}
PAGE = Page(
    path="/data",
    name="data",
    title=N_("Data"),
    order=4,
    defaults={"text": "", "source": ""},
)
CHARTS = ("coverage",)
GRID = "data-sources"
ALL_SOURCES, ONE_SOURCE = 520, 110
EXTRAS = (
    Extra("rows", Output(GRID, "rowData"), ("text", "source")),
    Extra("detail", Output("data-source", "children"), ("source",)),
)
SECTIONS = {
    "coverage": N_("Coverage"),
    "sources": N_("Sources"),
    "conflicts": N_("Where sources differ"),
    "corrections": N_("Corrections"),
    "missing": N_("Missing figures"),
    "findings": N_("Findings of the last load"),
}
# What does not depend on search text and chosen source, by build and language.
_LASTING = Memo(8)


def content(reader: Reader, state: PageState, w: Wording) -> Content:
    """Read one state; the long tables are made once per build and language."""
    catalogue = with_imported_sources(load_catalogue(), reader)
    key = (reader.build().build_id, w.lang)
    lasting = _LASTING.get(key, lambda: _lasting(reader, state, catalogue, w))
    return Content(
        finding=lasting["finding"],
        charts={"coverage": lasting["coverage"]},
        extras={
            **lasting,
            "rows": source_rows(reader.sources(), state, w),
            "detail": source_detail(reader, state, catalogue, w),
        },
    )


def layout(content: Content, state: PageState, w: Wording) -> list[Component]:
    """Build the body: coverage and build, sources, conflicts, corrections, missing, findings."""
    extras = content.extras
    return [
        _jumps(w),
        html.P(
            [
                dcc.Link(w.t(name), href=href(state, path), className="button quiet")
                for path, name in _DEEDS.items()
            ],
            className="deeds",
        ),
        html.Div(
            [
                html.Div(
                    [_head("coverage", w), chart_card(PAGE, content.charts["coverage"], state, w)]
                ),
                html.Section([html.H2(w.t("This build")), *extras["build"]]),
            ],
            className="columns",
        ),
        _section(
            "sources",
            w,
            [
                html.Div(extras["detail"], id="data-source", className="source-detail"),
                filter_bar(PAGE, state, w, load_catalogue()),
                grid(
                    GRID,
                    columns(w),
                    extras["rows"],
                    options(w),
                    height=ONE_SOURCE if state.source else ALL_SOURCES,
                    row_id="params.data.code",
                ),
            ],
        ),
        _section(
            "conflicts",
            w,
            [
                html.P(
                    w.t(
                        "Nothing is overwritten: every figure is kept, and a written rule picks "
                        "the one that is shown. Rounded figures that agree with an exact one are "
                        "no conflict."
                    ),
                    className="lead",
                ),
                extras["conflicts"],
                *extras["left_out"],
            ],
        ),
        _section("corrections", w, [extras["corrections"]]),
        _section("missing", w, [extras["missing"], html.P(extras["not_found"], className="note")]),
        _section("findings", w, [extras["findings"]]),
    ]


def register_callbacks(app: Dash, site: Site) -> None:
    """Connect search, grid, chosen source and address."""
    register_update(app, site, sys.modules[__name__])


def _lasting(reader: Reader, state: PageState, catalogue: Catalogue, w: Wording) -> dict[str, Any]:
    known = read_coverage(reader.coverage(), catalogue)
    rivals = Rivals(reader, catalogue, w)
    findings = reader.findings()
    return {
        "finding": _finding(reader, known, len(rivals.rows), w),
        "coverage": coverage_chart(known, reader.build().build_id, w),
        "build": build_lines(reader, w),
        "conflicts": _onward(
            w.n(
                "On {n} figure the sources differ.",
                "On {n} figures the sources differ.",
                len(rivals.rows),
            ),
            w.t("Work through them, with filters and export"),
            href(state, "/data/conflicts"),
        ),
        "left_out": [html.P(left_out(rivals.uncompared, w), className="note")]
        if rivals.uncompared
        else [],
        "corrections": corrections_table(catalogue, findings, state, w),
        "missing": missing_table(reader.missing(), catalogue, w),
        "not_found": not_found(known, w),
        "findings": _onward(
            w.n(
                "The checks found {n} thing, corrections included.",
                "The checks found {n} things, corrections included.",
                len(findings),
            ),
            w.t("Work through them, with filters and export"),
            href(state, "/data/findings"),
        ),
    }


def _onward(sentence: str, link: str, address: str) -> Component:
    return html.P([sentence, " ", dcc.Link(link, href=address)])


def _finding(reader: Reader, known: Coverage, n_conflicts: int, w: Wording) -> str:
    """Say how much there is, how much of the totals that is, and how often sources differ."""
    counts = reader.sources()["n_observations"]
    shares = [
        w.t(
            "{index} {n} of {of}",
            index=w.name(index.short_name),
            n=w.number(known.total(index, "n_scores"), 0),
            of=w.number(known.total(index, "n_expected"), 0),
        )
        for index in known.indices
    ]
    total, n_sources = w.number(counts.sum(), 0), int((counts > 0).sum())
    amount = w.t("{n} figures from {sources} sources", n=total, sources=n_sources)
    totals = w.t("scores of totals known: {indices}", indices=", ".join(shares))
    differ = w.n(
        "on {n} figure the sources differ", "on {n} figures the sources differ", n_conflicts
    )
    return f"{amount}; {totals}; {differ}."


def _jumps(w: Wording) -> Component:
    links = [html.A(w.t(title), href=f"#{name}") for name, title in SECTIONS.items()]
    return html.Nav(links, className="jumps", **{"aria-label": w.t("On this page")})


def _head(name: str, w: Wording) -> Component:
    return html.H2(w.t(SECTIONS[name]), id=name)


def _section(name: str, w: Wording, parts: list[Any]) -> Component:
    return html.Section([_head(name, w), *parts], className="data-section")

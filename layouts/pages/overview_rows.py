"""One row of the overview: an index with its newest result and, apart, its newest score."""

from __future__ import annotations

from dash import dcc, html
from dash.development.base_component import Component

from indices.analysis.standing import Result, Standing
from indices.catalogue import Catalogue
from layouts.components.facts import fact_list, source_link
from layouts.components.gap_facts import best_fact, mean_fact, target_fact
from layouts.components.result_facts import grade_fact, rank_fact, score_fact
from layouts.urls import PageState, href
from layouts.wording import Wording


def index_row(
    standing: Standing,
    trend: Component,
    catalogue: Catalogue,
    state: PageState,
    w: Wording,
) -> Component:
    """Return the row of an index: facts by year at the left, the trend at the right."""
    index = standing.index
    years = {"year": standing.results[0].year} if standing.results else {}
    name = dcc.Link(
        w.name(index.short_name), href=href(state, "/rankings", index=index.code, **years)
    )
    about = [w.name(index.name), w.name(index.publisher)]
    if index.grading.kind == "quartiles":
        about.append(w.t("publishes groups, not ranks; the ranks are computed here"))
    results = [_result(standing, result, catalogue, state, w) for result in standing.results]
    if not results:
        results = [html.P(_nothing(standing, w), className="note")]
    facts = html.Div([html.H2(name), html.P(" · ".join(about), className="muted"), *results])
    return html.Section([facts, trend], className="standing")


def _nothing(standing: Standing, w: Wording) -> str:
    """Say why an index shows nothing: no figures come with the product, or none is found."""
    if standing.index.supplied:
        return w.t("No result is known yet.")
    return w.t("No figures come with this product; import the publisher's workbook to see them.")


def _result(
    standing: Standing, result: Result, catalogue: Catalogue, state: PageState, w: Wording
) -> Component:
    index = standing.index
    facts = [
        score_fact(index, result, w),
        rank_fact(result, w),
        grade_fact(index, result, w),
        mean_fact(index, result, catalogue, w),
        best_fact(index, result, catalogue, w),
        target_fact(index, result, catalogue, state, w),
    ]
    head = html.H3([html.Strong(str(result.year)), f" · {_what(standing, result, w)}"])
    return html.Div(
        [head, fact_list(facts), _sources(result, catalogue, state, w)], className="result"
    )


def _what(standing: Standing, result: Result, w: Wording) -> str:
    """Say why this year is shown, and whether its method is that of the newest result."""
    newest = standing.results[0]
    if result is newest:
        return w.t("newest result")
    if standing.index.comparable(result.year, newest.year):
        return w.t("newest score known")
    return w.t("newest score known; older method, not comparable with {year}", year=newest.year)


def _sources(result: Result, catalogue: Catalogue, state: PageState, w: Wording) -> Component:
    codes = str(result.row["sources"] or "").split(";")
    more = len(codes) - 1
    line: list[str | Component] = [source_link(codes[0], catalogue, state, w)] if codes[0] else []
    if more:
        line.append(w.n(" and {n} more", " and {n} more", more))
    return html.P(line, className="source")

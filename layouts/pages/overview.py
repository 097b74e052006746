"""Overview: where Ho Chi Minh City stands, where it is furthest behind, a claim checked."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from dash import Dash, dcc, html
from dash.development.base_component import Component

from indices.analysis.standing import Result, Standing, read_standing
from indices.catalogue import Catalogue
from indices.database.known_sources import with_imported_sources
from indices.database.reader import Reader
from indices.reference import load_catalogue
from layouts.components import terms
from layouts.components.chart import chart_card, table_links
from layouts.components.facts import source_link
from layouts.components.gap_facts import mean_rounded, unit_name
from layouts.components.result_facts import points
from layouts.pages.overview_claims import claims_chart, claims_table, read_claims
from layouts.pages.overview_gaps import furthest_chart, newest_with_parts
from layouts.pages.overview_measures import overdue_section
from layouts.pages.overview_rows import index_row
from layouts.pages.overview_trends import trend_chart
from layouts.site import Content, Site
from layouts.updates import register_update
from layouts.urls import Page, PageState, href
from layouts.wording import N_, Wording

PAGE = Page(path="/", name="overview", title=N_("Overview"), order=1)
CHARTS = (*(f"trend-{code.lower()}" for code in load_catalogue().indices), "furthest")


def content(reader: Reader, state: PageState, w: Wording) -> Content:
    """Read all that the page shows: standings, trends, parts furthest behind, claim check."""
    catalogue = with_imported_sources(load_catalogue(), reader)
    standings = [
        read_standing(reader, catalogue, index, catalogue.focus)
        for index in catalogue.indices.values()
    ]
    claims = read_claims(reader, catalogue)
    charts = [trend_chart(standing, catalogue, w) for standing in standings]
    newest = newest_with_parts(standings)
    charts.append(furthest_chart(newest, reader, catalogue, w))
    return Content(
        finding=finding(standings, catalogue, w),
        charts={chart.name: chart for chart in charts},
        extras={
            "standings": standings,
            "claims": claims,
            "newest": newest,
        },
        tables={"claims": claims_chart(claims, reader, catalogue, w)},
    )


def finding(standings: Sequence[Standing], catalogue: Catalogue, w: Wording) -> str:
    """Return the newest results as one sentence; indices with a known gap come first."""
    newest = [(one, one.results[0]) for one in standings if one.results]
    if not newest:
        unit = w.name(catalogue.focus_name)
        return w.t("No result of {unit} is known yet.", unit=unit)
    newest.sort(key=lambda pair: pair[1].mean["gap"] is None)
    clauses = [_clause(standing, result, w) for standing, result in newest]
    return f"{w.name(catalogue.focus_name)} – {'; '.join(clauses)}."


def _clause(standing: Standing, result: Result, w: Wording) -> str:
    row, gap = result.row, result.mean["gap"]
    parts = []
    if row["rank"] is not None:
        rank = w.rank(row["rank"], row["rank_of"], result.tied)
        if row["rank_basis"] != "published":
            rank = f"{rank} ({terms.rank_basis(row['rank_basis'], w)})"
        parts.append(w.t("rank {place}", place=rank))
    if gap is not None:
        size = points(standing.index, abs(gap), w, mean_rounded(result))
        message = (
            w.t("{points} points behind the mean of the benchmark provinces")
            if gap > 0
            else w.t("{points} points ahead of the mean of the benchmark provinces")
        )
        parts.append(message.format(points=size.removesuffix(" %")))
    head = terms.index_year(standing.index, result.year, w)
    return f"{head}: {', '.join(parts)}"


def layout(content: Content, state: PageState, w: Wording) -> list[Component]:
    """Return the body: one row an index, the parts furthest behind, the claim check."""
    catalogue = load_catalogue()
    names = [unit_name(code, catalogue, w) for code in catalogue.benchmark]
    lead = w.t(
        "The year is the year measured. Where the newest result has no score yet, the newest score "
        "stands below it; the two are never mixed. – means unknown, with the reason. Benchmark "
        "provinces, the destinations of December 2022: {names}.",
        names=w.listing(names),
    )
    rows = [
        index_row(standing, _trend(standing, content, state, w), catalogue, state, w)
        for standing in content.extras["standings"]
    ]
    return [
        html.P(lead, className="lead muted"),
        *overdue_section(catalogue, state, w),
        *rows,
        html.Div(
            [
                _furthest(content, catalogue, state, w),
                _claims(content, catalogue, state, w),
            ],
            className="columns wide-right",
        ),
        html.P(dcc.Link(w.t("Reports and workbook of a year"), href=href(state, "/reports"))),
    ]


def register_callbacks(app: Dash, site: Site) -> None:
    """Connect the page."""
    register_update(app, site, sys.modules[__name__])


def _trend(standing: Standing, content: Content, state: PageState, w: Wording) -> Component:
    return chart_card(PAGE, content.charts[f"trend-{standing.index.code.lower()}"], state, w)


def _furthest(content: Content, catalogue: Catalogue, state: PageState, w: Wording) -> Component:
    card = chart_card(PAGE, content.charts["furthest"], state, w)
    parts = [html.H2(w.t("Parts in which the city is furthest behind")), card]
    newest = content.extras["newest"]
    if newest:
        index, result = newest
        to = href(state, "/compare", index=index.code, year=result.year)
        parts.append(html.P(dcc.Link(w.t("Compare all parts and provinces"), href=to)))
    return html.Section(parts)


def _claims(content: Content, catalogue: Catalogue, state: PageState, w: Wording) -> Component:
    chart = content.tables["claims"]
    tour = next(stop for stop in catalogue.tours if stop.unit in catalogue.benchmark)
    lead = w.t(
        "The notice on the study tours of December 2022 says that every destination stands above "
        "the city in both group and rank on PAR INDEX, SIPAS and PAPI. Checked against the results "
        "of {year}, those known then.",
        year=catalogue.claim_year,
    )
    return html.Section(
        [
            html.H2(w.t("Claim check: do all destinations stand above the city?")),
            html.P([lead, " ", source_link(tour.source, catalogue, state, w)], className="lead"),
            html.H3(chart.title, className="card-title"),
            claims_table(content.extras["claims"], catalogue, state, w),
            html.P(w.t("Source: {source}", source=chart.source), className="source"),
            table_links(PAGE, chart, state, w),
        ],
        className="claims-section",
    )

"""Methodology: what each index is, how its figures come about, and how rankings mislead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import Dash, html
from dash.development.base_component import Component

from indices.catalogue import Index, Indicator
from indices.reference import load_catalogue
from layouts.pages.methodology_methods import method_sections
from layouts.site import Content, Site
from layouts.urls import Page, PageState
from layouts.wording import N_, Wording

if TYPE_CHECKING:
    from indices.database.reader import Reader

PAGE = Page(path="/methodology", name="methodology", title=N_("Methodology"), order=5)
CHARTS = ()
RULE = (
    N_("Accepted before disputed; rejected figures are never shown."),
    N_("Official sources before data sets before academic works before the press."),
    N_("Exact figures before rounded ones before derived ones."),
    N_("More decimals before fewer."),
    N_("The newer source before the older one."),
)
MISSING = (
    (N_("Not surveyed"), N_("The publisher did not survey the unit that year.")),
    (N_("Withheld"), N_("The publisher surveyed the unit and does not print the figure.")),
    (N_("Unit did not exist"), N_("The unit was formed later or merged earlier.")),
    (N_("Indicator did not exist"), N_("The index had no such part that year.")),
    (N_("Not found yet"), N_("We have not found a source; this says nothing about the publisher.")),
)
RANKS = (
    (N_("Published"), N_("A source prints the rank of that year.")),
    (
        N_("Derived"),
        N_(
            "No source prints it, but the next year's source prints its rank and the change in "
            "places."
        ),
    ),
    (
        N_("Computed"),
        N_(
            "Worked out here from unrounded scores, and only where every ranked unit has one. "
            "Units with the same score share the better rank, written =12."
        ),
    ),
    (
        N_("None"),
        N_("A year known only in part gets no rank from us: the missing units could be anywhere."),
    ),
)
MISLEAD = (
    (
        N_("An exact order claims more than a survey knows"),
        N_(
            "For most units the margin of error is wider than the distance to their neighbours "
            "(Goldstein and Spiegelhalter, 1996). Read groups and gaps first, ranks second; a "
            "table still helps to find good practice."
        ),
    ),
    (
        N_("A rank can change although nothing changed in the unit"),
        N_(
            "It is enough that others move, that units are withheld, or that the method is revised."
        ),
    ),
    (
        N_("A measure that becomes a target is worked on for its own sake"),
        N_("Look at the values and at what stands behind them beside the rank."),
    ),
    (
        N_("Extreme units move towards the middle without any action"),
        N_(
            "A unit that was very low one year tends to be higher the next: that alone is no "
            "success."
        ),
    ),
    (
        N_("Weights decide"),
        N_(
            "Another weighting of the same parts gives another order. PAPI prints a weighted and "
            "an unweighted total for 2019; its groups use the unweighted one, and so does this "
            "product."
        ),
    ),
)


def content(reader: Reader, state: PageState, w: Wording) -> Content:
    """Say the page's message; everything below follows from the catalogue."""
    return Content(
        finding=w.t(
            "{n} indices, each with breaks of method: what may be compared, and how every figure "
            "shown here comes about.",
            n=len(load_catalogue().indices),
        )
    )


def layout(page: Content, state: PageState, w: Wording) -> list[Component]:
    """Return the sections, with a table of contents whose links are anchors."""
    indices = list(load_catalogue().indices.values())
    sections = [
        *(
            (index.code.lower(), index.short_name.get(w.lang), _index(index, w))
            for index in indices
        ),
        ("choice", w.t("Which figure is shown"), _choice(w)),
        ("ranks", w.t("How ranks and grades come about"), _ranks(w)),
        ("uncertainty", w.t("How sure the figures are"), _uncertainty(w)),
        *method_sections(w),
        ("missing", w.t("Why a figure is missing"), _terms(MISSING, w)),
        ("units", w.t("63 and 34 units"), _units(w)),
        ("misleading", w.t("How rankings mislead"), _terms(MISLEAD, w)),
    ]
    toc = html.Nav(
        html.Ol([html.Li(html.A(title, href=f"#{slug}")) for slug, title, _ in sections]),
        className="toc",
        **{"aria-label": w.t("On this page")},
    )
    body = [html.Section([html.H2(title, id=slug), *parts]) for slug, title, parts in sections]
    return [html.Div([toc, html.Div(body, className="prose")], className="with-toc")]


def register_callbacks(app: Dash, site: Site) -> None:
    """Register nothing: the page has no controls."""


def _index(index: Index, w: Wording) -> list[Component]:
    return [
        html.P(index.name.get(w.lang), className="lead"),
        html.P(w.t("Published by {publisher}.", publisher=index.publisher.get(w.lang))),
        html.P(index.about.get(w.lang)),
        html.H3(w.t("Schemes: years in which figures are comparable")),
        _schemes(index, w),
        html.Details(
            [
                html.Summary(w.t("Indicators: years and maxima")),
                _indicators(index, w),
            ],
            open=index.dimension_scale is not None,
        ),
    ]


def _schemes(index: Index, w: Wording) -> Component:
    basis = {
        "stated": w.t("stated by a source"),
        "inferred": w.t("inferred from dates"),
        "unknown": w.t("unclear"),
    }
    rows = [
        [
            scheme.code,
            _years(scheme.first_year, scheme.last_year),
            scheme.decision.get(w.lang),
            basis[scheme.basis],
            scheme.note.get(w.lang),
        ]
        for scheme in index.schemes
    ]
    rows += [
        ["", str(inner.year), ", ".join(inner.indicators), "", inner.text.get(w.lang)]
        for inner in index.breaks
    ]
    heads = [w.t("Scheme"), w.t("Years"), w.t("Decision"), w.t("Basis"), w.t("What changed")]
    return _table(heads, rows)


def _indicators(index: Index, w: Wording) -> Component:
    rows = [
        [
            indicator.code,
            html.Div(indicator.name.get(w.lang), className=f"level-{indicator.level}"),
            _years(indicator.first_year, indicator.last_year),
            _maximum(index, indicator, w),
        ]
        for indicator in index.indicators
    ]
    return _table([w.t("Code"), w.t("Name"), w.t("Years"), w.t("Maximum, newest scheme")], rows)


def _maximum(index: Index, indicator: Indicator, w: Wording) -> str:
    year = min(index.years[-1], indicator.last_year or index.years[-1])
    points = index.max_points(indicator.code, year)
    return w.t("unknown") if points is None else w.number(points, 2)


def _years(first: int, last: int | None) -> str:
    if last == first:
        return str(first)
    return f"{first}–{last or ''}"


def _choice(w: Wording) -> list[Component]:
    return [
        html.P(
            w.t(
                "Several sources may print the same figure, and they do not always agree. Nothing "
                "is overwritten: all are kept, one is shown, and a written rule picks it."
            )
        ),
        html.Ol([html.Li(w.t(step)) for step in RULE]),
    ]


def _ranks(w: Wording) -> list[Component]:
    return [
        *_terms(RANKS, w),
        html.P(
            w.t(
                "PAR INDEX grades A, B and C follow thresholds of the score, known for 2020–2024. "
                "Where only the rank is known, the published number of units in each grade "
                "decides. PAPI groups are quartiles of the total: only units exactly on a cut can "
                "differ from the printed groups. SIPAS has no grades."
            )
        ),
    ]


def _uncertainty(w: Wording) -> list[Component]:
    return [
        html.P(
            w.t(
                "Only the PAPI workbook of 2019 prints standard errors. Its bounds are labelled "
                "95 %, but in all 63 provinces they are the score ± 1.645 standard errors, which "
                "is a 90 % interval; a 95 % interval is the score ± 1.96 standard errors."
            )
        ),
        html.P(
            w.t(
                "For every other year and index no interval is published. On request the standard "
                "errors of 2019 are assumed for a year of the same scale, and said to be assumed; "
                "other methods say how far a rank depends on weights, scale and mean."
            )
        ),
    ]


def _units(w: Wording) -> list[Component]:
    return [
        html.P(
            w.t(
                "Until 30 June 2025 there were 63 provinces and cities, from 1 July 2025 there are "
                "34 (Resolution 202/2025/QH15). Seven codes mean another territory since then. Old "
                "and new Ho Chi Minh City are two units: they are never joined by a line and never "
                "averaged; the new one shows its constituents."
            )
        )
    ]


def _terms(pairs: tuple[tuple[str, str], ...], w: Wording) -> list[Component]:
    return [
        html.Dl([part for head, text in pairs for part in (html.Dt(w.t(head)), html.Dd(w.t(text)))])
    ]


def _table(heads: list[str], rows: list[list[str | Component]]) -> Component:
    return html.Div(
        html.Table(
            [
                html.Thead(html.Tr([html.Th(head, scope="col") for head in heads])),
                html.Tbody([html.Tr([html.Td(cell) for cell in row]) for row in rows]),
            ]
        ),
        className="table-scroll",
        tabIndex=0,
        role="region",
        **{"aria-label": ", ".join(heads)},
    )

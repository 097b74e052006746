"""The sources: a grid of all, and what one of them gives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
from dash import dcc, html
from dash.development.base_component import Component

from indices.catalogue import Catalogue, Index, Source
from layouts.components.external import external_link, safe_url
from layouts.components.grid import grid_options
from layouts.components.terms import kind_name
from layouts.components.trend import spans
from layouts.urls import PageState, href
from layouts.wording import Wording, fold

if TYPE_CHECKING:
    from indices.database.reader import Reader


def columns(w: Wording) -> list[dict[str, Any]]:
    """Return the column definitions; `assets/grid.js` and `assets/sources.js` draw the cells."""
    return [
        {
            "field": "code",
            "headerName": w.t("Code"),
            "cellRenderer": "LinkCell",
            "width": 76,
            "pinned": "left",
        },
        {
            "field": "title",
            "headerName": w.t("Title"),
            "cellRenderer": "SourceCell",
            "flex": 2,
            "minWidth": 260,
            "tooltipField": "title",
        },
        {
            "field": "publisher",
            "headerName": w.t("Publisher"),
            "flex": 1,
            "minWidth": 170,
            "tooltipField": "publisher",
        },
        {"field": "kind", "headerName": w.t("Kind"), "width": 124},
        {
            "field": "published_text",
            "headerName": w.t("Published"),
            "comparator": {"function": "byPublished"},
            "width": 116,
        },
        {
            "field": "figures_text",
            "headerName": w.t("Figures"),
            "comparator": {"function": "byFigures"},
            "width": 96,
            "cellClass": "right",
            "headerClass": "ag-right-aligned-header",
            "sortingOrder": ["desc", "asc", None],
        },
    ]


def options(w: Wording) -> dict[str, Any]:
    """Return what the grid does beside its rows."""
    return {
        **grid_options(w),
        "localeText": {"noRowsToShow": w.t("No source fits the search.")},
        # Far down the page the grid would be empty to screen readers and printers until it is seen.
        "suppressContentVisibilityAuto": True,
    }


def source_rows(sources: pd.DataFrame, state: PageState, w: Wording) -> list[dict[str, Any]]:
    """Return the sources that the search text and the chosen source leave, as grid rows."""
    asked = fold(state.text)
    rows = []
    for row in sources.where(sources.notna(), "").to_dict("records"):
        if state.source and row["source"] != state.source:
            continue
        made = _row(row, state, w)
        if asked in fold(" ".join((made["code"], made["title"], made["publisher"], made["kind"]))):
            rows.append(made)
    return rows


def source_detail(reader: Reader, state: PageState, catalogue: Catalogue, w: Wording) -> list[Any]:
    """Say of the chosen source who it is and what it gives; nothing where none is chosen."""
    if not state.source:
        return []
    source = catalogue.sources[state.source]
    about = [source.publisher, kind_name(source.kind, w)]
    about += [w.date(source.published)] if source.published else []
    given = [
        html.Li(_given(index, years, state, w))
        for index in catalogue.indices.values()
        if (years := _years_given(reader, index, source))
    ]
    return [
        html.H3(external_link(source.title or source.code, source.url), className="card-title"),
        html.P(" · ".join([source.code, *(part for part in about if part)]), className="muted"),
        html.Ul(given) if given else html.P(w.t("No shown figure of an index rests on it.")),
        html.P(dcc.Link(w.t("Show all sources"), href=href(state, source="", text=""))),
    ]


def _row(row: dict[Any, Any], state: PageState, w: Wording) -> dict[str, Any]:
    code = row["source"]
    return {
        "code": code,
        "code_href": href(state, source=code, text=""),
        "title": row["title"] or row["url"] or code,
        "title_url": safe_url(row["url"]),
        "publisher": row["publisher"],
        "kind": kind_name(row["kind"], w),
        "published": row["published"],
        "published_text": w.date(row["published"]) if row["published"] else "–",
        "figures": int(row["n_observations"]),
        "figures_text": w.number(row["n_observations"], 0),
    }


def _years_given(reader: Reader, index: Index, source: Source) -> list[int]:
    """Return the years of an index in which a shown or rival figure comes from a source."""
    scores = reader.scores(index.code)
    codes, texts = pd.factorize(scores["sources"])
    naming = [place for place, text in enumerate(texts) if source.code in str(text).split(";")]
    found: list[int] = scores.loc[pd.Series(codes).isin(naming).to_numpy(), "year"].tolist()
    return sorted(set(found))


def _given(index: Index, years: list[int], state: PageState, w: Wording) -> list[str | Component]:
    link = dcc.Link(
        w.t("see the newest in the rankings"),
        href=href(state, "/rankings", index=index.code, year=years[-1]),
    )
    return [f"{w.name(index.short_name)}: {spans(years)} (", link, ")"]

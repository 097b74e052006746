"""Reasons that the publishers gave for figures that do not exist, and how many we did not find."""

from __future__ import annotations

from typing import Any

import pandas as pd
from dash import html
from dash.development.base_component import Component

from indices.catalogue import Catalogue, Index
from layouts.components import terms
from layouts.pages.data_coverage import Coverage
from layouts.wording import Wording, sort_key

MOST_NAMES = 8


def missing_table(missing: pd.DataFrame, catalogue: Catalogue, w: Wording) -> Component:
    """Return one row per index, year and reason with the units and parts concerned."""
    heads = [w.t("Year"), w.t("Reason"), w.t("Units")]
    groups: Any = missing.groupby(["index", "year", "reason"], sort=False)
    order = {code: place for place, code in enumerate(catalogue.indices)}
    found = sorted(groups, key=lambda item: (order[item[0][0]], -item[0][1], item[0][2]))
    body = [
        html.Tr(
            [
                html.Th(terms.index_year(catalogue.indices[index], year, w), scope="row"),
                html.Td(terms.missing_reason(reason, w)),
                html.Td(_units(rows, catalogue.indices[index], year, catalogue, w)),
            ]
        )
        for (index, year, reason), rows in found
    ]
    return html.Table(
        [
            html.Caption(w.t("Reasons for missing figures"), className="unseen"),
            html.Thead(html.Tr([html.Th(head, scope="col") for head in heads])),
            html.Tbody(body),
        ],
        className="plain",
    )


def not_found(known: Coverage, w: Wording) -> str:
    """Say how many totals of each index nobody found yet, of all that the publisher covers."""
    parts = [
        w.t(
            "{index} {n} of {of}",
            index=w.name(index.short_name),
            n=known.total(index, "n_expected") - known.total(index, "n_scores"),
            of=known.total(index, "n_expected"),
        )
        for index in known.indices
    ]
    return w.t(
        "All other figures that are missing were not found by us yet, which says nothing about the "
        "publisher: {indices} scores of totals.",
        indices=", ".join(parts),
    )


def _units(rows: pd.DataFrame, index: Index, year: int, catalogue: Catalogue, w: Wording) -> str:
    """Name the units, each with the parts concerned where it is not all of them."""
    parts: dict[str, list[str]] = {}
    for code, indicator in zip(rows["unit"].tolist(), rows["indicator"].tolist(), strict=True):
        parts.setdefault(code, []).append(indicator)
    if len(parts) > MOST_NAMES:
        return w.n("{n} unit", "{n} units", len(parts))
    n_dimensions = len(index.children("total", year))
    names = []
    for code, indicators in parts.items():
        name = w.unit_name(catalogue.unit(code, catalogue.vintage(year)))
        whole = "total" in indicators or len(indicators) == n_dimensions
        names.append(name if whole else f"{name} ({', '.join(sorted(indicators))})")
    return ", ".join(sorted(names, key=sort_key))

"""Known errors of the sources that are corrected on load."""

from __future__ import annotations

from typing import Any

import pandas as pd
from dash import dcc, html
from dash.development.base_component import Component

from indices.catalogue import Catalogue
from indices.loaders.corrections import Correction, read_corrections
from layouts.components import terms
from layouts.components.remarks import remark
from layouts.components.stacked import stacked_table
from layouts.urls import PageState, href
from layouts.wording import UNKNOWN, Wording


def corrections_table(
    catalogue: Catalogue, findings: pd.DataFrame, state: PageState, w: Wording
) -> Component:
    """Return the corrections of data/corrections and whether the last load applied them."""
    idle = " ".join(findings.loc[(findings["code"] == "idle_correction").to_numpy(), "expected"])
    rows = [
        [
            _fact(code, correction, catalogue, w),
            *_change(code, correction, catalogue, w),
            _reason(correction, str(correction) not in idle, state, w),
        ]
        for code in catalogue.indices
        for correction in read_corrections(catalogue.root / "corrections", code)
    ]
    if not rows:
        return html.P(w.t("None."), className="note")
    heads = [w.t("Figure"), w.t("As received"), w.t("Corrected to"), w.t("Why")]
    return stacked_table(w.t("Corrections applied"), heads, rows)


def _fact(code: str, correction: Correction, catalogue: Catalogue, w: Wording) -> list[Any]:
    unit = catalogue.unit(correction.unit, catalogue.vintage(correction.year))
    title = terms.index_year(catalogue.indices[code], correction.year, w)
    return [html.Span(w.unit_name(unit)), html.Span(title, className="line muted")]


def _change(code: str, correction: Correction, catalogue: Catalogue, w: Wording) -> tuple[str, str]:
    """Return what was received and what is set instead; indicators by name."""
    index, year = catalogue.indices[code], correction.year
    received, corrected = [], []
    for column, value in correction.changes.items():
        if column == "indicator":
            received.append(terms.indicator_name(index, correction.indicator, year, w))
            corrected.append(terms.indicator_name(index, str(value), year, w))
        else:
            corrected.append(f"{column}: {value}")
    return ", ".join(received) or UNKNOWN, ", ".join(corrected)


def _reason(correction: Correction, applied: bool, state: PageState, w: Wording) -> list[Component]:
    basis = w.t("stated by a source") if correction.status == "stated" else w.t("inferred by us")
    if not applied:
        basis = w.t("{basis}; not applied, no such row", basis=basis)
    source = dcc.Link(correction.source, href=href(state, source=correction.source, text=""))
    return [
        html.Span(remark(correction.reason, w), className="line"),
        html.Span([f"{basis} (", source, ")"], className="line muted"),
    ]

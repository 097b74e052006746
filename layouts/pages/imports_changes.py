"""What importing a file would change: counts by kind, and the rows of each."""

from __future__ import annotations

from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from indices.catalogue import Catalogue
from layouts.components.markup import aria
from layouts.components.terms import indicator_name
from layouts.urls import PageState, href
from layouts.wording import N_, UNKNOWN, Wording

KINDS = {
    "new": N_("new"),
    "revised": N_("revised"),
    "conflicting": N_("conflicting"),
    "same": N_("same"),
}
_MEANINGS = {
    "new": N_("Nobody has stated these figures yet."),
    "revised": N_("The same source stated another figure before; both are kept, the newer shows."),
    "conflicting": N_("Another source states another figure; both are kept, the rule chooses."),
    "same": N_("A stored figure says the same."),
}


def changes_part(
    answer: dict[str, Any], state: PageState, catalogue: Catalogue, w: Wording
) -> Component:
    """Build the counts as a switch, and the rows of the chosen kind."""
    counts = answer["counts"]
    kinds = [kind for kind in KINDS if counts.get(kind)]
    chosen = state.option("kind") if state.option("kind") in kinds else (kinds or [""])[0]
    links = [_link(kind, counts[kind], kind == chosen, state, w) for kind in kinds]
    parts: list[Component] = [html.H2(w.t("What it would change"), id="changes")]
    if not kinds:
        parts.append(html.P(w.t("The file holds no figure that can be stored."), className="note"))
        return html.Section(parts, className="card")
    rows = answer["changes"].get(chosen, [])
    parts += [
        html.Nav(links, className="kinds", **aria(label=w.t("Kinds of change"))),
        html.P(w.t(_MEANINGS[chosen]), className="lead"),
        html.Div(_table(rows, catalogue, w), className="wide-table rows", tabIndex=0,
                 role="region", **aria(label=w.t("What it would change"))),
    ]  # fmt: skip
    hidden = counts[chosen] - len(rows)
    if hidden > 0:
        parts.append(html.P(w.n("and {n} more row", "and {n} more rows", hidden), className="note"))
    return html.Section(parts, className="card")


def _link(kind: str, n: int, current: bool, state: PageState, w: Wording) -> Component:
    address = href(state.with_options(kind=kind))
    return dcc.Link(
        f"{w.number(n, 0)} {w.t(KINDS[kind])}",
        href=f"{address}#changes",
        className="kind current" if current else "kind",
    )


def _table(rows: list[dict[str, Any]], catalogue: Catalogue, w: Wording) -> Component:
    heads = [w.t("Province"), w.t("Year"), w.t("Indicator"), w.t("In the file"), w.t("Cell"),
             w.t("Stored"), w.t("Source"), w.t("Shown afterwards")]  # fmt: skip
    head = html.Tr([html.Th(one, scope="col") for one in heads])
    return html.Table(
        [html.Thead(head), html.Tbody([_row(row, catalogue, w) for row in rows])],
        className="plain",
    )


def _row(row: dict[str, Any], catalogue: Catalogue, w: Wording) -> Component:
    unit = catalogue.units.get((int(row["vintage"]), row["unit"]))
    index = catalogue.indices[row["index"]]
    year, code = int(row["year"]), row["indicator"]
    name = indicator_name(index, code, year, w) if code in index else code
    # A row of which nothing could be read as a figure has a number and no column.
    cell = "" if (row["cell"] or "").isdigit() else row["cell"]
    place = " ".join(part for part in (row["sheet"], cell) if part)
    source = catalogue.sources.get(row["stored_source"] or "")
    stored = _figure(row, "stored_", w)
    shown = w.t("the file's") if row["shown"] == "file" else w.t("the stored one")
    cells = [
        html.Td(str(year)),
        html.Td(name),
        html.Td(_figure(row, "", w), className="number"),
        html.Td(place, className="muted"),
        html.Td(stored, className="number"),
        html.Td(f"{source.publisher} ({row['stored_source']})" if source
                else row["stored_source"] or UNKNOWN),
        html.Td(shown),
    ]  # fmt: skip
    return html.Tr([html.Th(w.unit_name(unit) if unit else row["unit"], scope="row"), *cells])


def _figure(row: dict[str, Any], prefix: str, w: Wording) -> str:
    """Write score, rank and grade of a row, as far as it states them."""
    parts = []
    score, decimals = row[f"{prefix}score"], row[f"{prefix}decimals"]
    if score is not None:
        parts.append(w.number(score, int(decimals) if decimals is not None else 2))
    if row[f"{prefix}rank"] is not None:
        parts.append(w.t("rank {rank}", rank=int(row[f"{prefix}rank"])))
    if row[f"{prefix}grade"] is not None:
        parts.append(w.t("grade {grade}", grade=row[f"{prefix}grade"]))
    return " · ".join(parts) or UNKNOWN

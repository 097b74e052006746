"""What the notice of December 2022 says, held against the results known then."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial
from typing import Any

import pandas as pd
from dash import dcc, html
from dash.development.base_component import Component

from indices.analysis.claims import Claim, Standing, claim_check
from indices.catalogue import Catalogue, Index
from indices.database.reader import Reader
from indices.facts import fact_key
from layouts.components import terms
from layouts.components.chart import Chart
from layouts.components.gap_facts import unit_name
from layouts.components.keyed import Keyed, fact_button
from layouts.components.result_facts import points
from layouts.theme import empty_figure
from layouts.urls import PageState, href
from layouts.wording import UNKNOWN, Wording

SIGNS = {"yes": "✓", "no": "✗", "unknown": "?"}


def read_claims(reader: Reader, catalogue: Catalogue) -> list[Claim]:
    """Check every destination on every index in the year known when the notice was written."""
    totals = [
        reader.scores(code, catalogue.claim_year, "total") for code in catalogue.claim_indices
    ]
    return claim_check(pd.concat(totals), catalogue)


def claims_chart(
    claims: Sequence[Claim], reader: Reader, catalogue: Catalogue, w: Wording
) -> Chart:
    """Return the check as a table that can be downloaded; the page shows it as `claims_table`."""
    return Chart(
        name="claims",
        title=claims_sentence(claims, w),
        figure=empty_figure(""),
        table=partial(_flat_table, claims, catalogue, w),
        source=_source(claims, reader, catalogue, w),
    )


def claims_sentence(claims: Sequence[Claim], w: Wording) -> str:
    """Count what holds, what does not, and what cannot be checked."""
    counts = Counter(claim.verdict for claim in claims)
    return w.t(
        "Of {all} statements {yes} hold, {no} do not, {unknown} cannot be checked.",
        all=len(claims),
        yes=counts["yes"],
        no=counts["no"],
        unknown=counts["unknown"],
    )


def claims_table(
    claims: Sequence[Claim], catalogue: Catalogue, state: PageState, w: Wording
) -> Component:
    """Return destinations × indices: verdict, figures and reason; the city's own figures on top."""
    indices = [catalogue.indices[code] for code in dict.fromkeys(one.index for one in claims)]
    heads = [html.Th(w.t("Destination"), scope="col")]
    heads += [html.Th(_index_link(index, catalogue, state, w), scope="col") for index in indices]
    own = [_of(claims, index=index.code)[0] for index in indices]
    rows = [_focus_row(own, catalogue, state, w)]
    for unit in dict.fromkeys(claim.unit for claim in claims):
        name = unit_name(unit, catalogue, w)
        link = dcc.Link(name, href=href(state, f"/units/{unit}"))
        cells = [_cell(claim, catalogue, w) for claim in _of(claims, unit=unit)]
        rows.append(html.Tr([html.Th(link, scope="row"), *cells]))
    caption = html.Caption(w.t("Does each destination stand above the city?"), className="unseen")
    body = [caption, html.Thead(html.Tr(heads)), html.Tbody(rows)]
    return html.Table(body, className="plain claims")


def figures_text(index: Index, standing: Standing, w: Wording) -> str:
    """Write score, rank and group of one unit: "86.05 % · 43/63 · group B"; "–" for nothing."""
    rounded = standing.precision == "rounded"
    parts = [
        "" if standing.score is None else points(index, standing.score, w, rounded),
        "" if standing.rank is None else w.rank(standing.rank, standing.rank_of),
        _grade_text(index, standing, w),
    ]
    return " · ".join(part for part in parts if part) or UNKNOWN


def basis_text(standing: Standing, w: Wording) -> str:
    """Say how rank and group came about: "rank published, group from rank and counts"."""
    rank = terms.rank_basis(standing.rank_basis, w)
    grade = terms.grade_basis(standing.grade_basis, w)
    if rank and rank == grade:
        parts = [w.t("rank and group {basis}", basis=rank)]
    else:
        parts = [w.t("rank {basis}", basis=rank)] if rank else []
        parts += [w.t("group {basis}", basis=grade)] if grade else []
    parts += [w.t("disputed")] if standing.status == "disputed" else []
    return ", ".join(parts)


def _of(claims: Sequence[Claim], index: str = "", unit: str = "") -> list[Claim]:
    return [one for one in claims if index in ("", one.index) and unit in ("", one.unit)]


def _index_link(index: Index, catalogue: Catalogue, state: PageState, w: Wording) -> Component:
    year = catalogue.claim_year
    to = href(state, "/rankings", index=index.code, year=year)
    return dcc.Link(terms.index_year(index, year, w), href=to)


def _focus_row(
    own: Sequence[Claim], catalogue: Catalogue, state: PageState, w: Wording
) -> Component:
    cells = []
    for claim in own:
        index = catalogue.indices[claim.index]
        about = basis_text(claim.focus, w) or terms.missing_reason(claim.focus.missing_reason, w)
        lines = [
            fact_button(
                figures_text(index, claim.focus, w),
                fact_key(claim.index, claim.year, catalogue.focus),
                "figures",
            ),
            html.Span(about, className="about"),
        ]
        cells.append(html.Td(lines, **_label(index, w)))
    link = dcc.Link(w.name(catalogue.focus_name), href=href(state, f"/units/{catalogue.focus}"))
    return html.Tr([html.Th(link, scope="row"), *cells], className="focus")


def _cell(claim: Claim, catalogue: Catalogue, w: Wording) -> Component:
    index = catalogue.indices[claim.index]
    verdict = html.Strong(f"{SIGNS[claim.verdict]} {_verdict(claim, w)}")
    lines = [
        html.Span([verdict, f" · {reason_text(claim, catalogue, w)}"], className="verdict"),
        fact_button(
            figures_text(index, claim.other, w),
            fact_key(claim.index, claim.year, claim.unit),
            "figures",
        ),
        html.Span(basis_text(claim.other, w), className="about"),
    ]
    if claim.other.unknown:
        lines = lines[:2]
    return html.Td(lines, className=claim.verdict, **_label(index, w))


def _label(index: Index, w: Wording) -> dict[str, Any]:
    """Return what names a cell on a phone, where the column heads are not shown."""
    return {"data-label": w.name(index.short_name)}


def _verdict(claim: Claim, w: Wording) -> str:
    words = {"yes": w.t("holds"), "no": w.t("does not hold"), "unknown": w.t("cannot be checked")}
    return words[claim.verdict]


def reason_text(claim: Claim, catalogue: Catalogue, w: Wording) -> str:
    """Say in words why a statement holds, does not hold or cannot be checked."""
    if claim.verdict == "unknown":
        return _why_unknown(claim, catalogue, w)
    if claim.verdict == "no":
        return {
            "neither_above": w.t("neither rank nor group is above"),
            "rank_not_above": w.t("the rank is not above"),
            "grade_not_above": _same_grade(claim, w),
        }[str(claim.reason)]
    if claim.basis == "rank_only":
        return w.t("above in rank; this index has no groups")
    return w.t("above in rank and group")


def _same_grade(claim: Claim, w: Wording) -> str:
    if claim.focus.grade == claim.other.grade:
        return w.t("above in rank, but in the same group")
    return w.t("above in rank, but not in group")


def _why_unknown(claim: Claim, catalogue: Catalogue, w: Wording) -> str:
    name = w.name(catalogue.focus_name)
    if claim.reason == "focus_unknown":
        reason = terms.missing_reason(claim.focus.missing_reason, w)
        return w.t("{unit}: {reason}", unit=name, reason=reason)
    if claim.reason == "rank_unknown":
        return w.t("the rank is unknown")
    if claim.reason == "grade_unknown":
        return w.t("the group is unknown")
    return terms.missing_reason(claim.other.missing_reason, w)


def _grade_text(index: Index, standing: Standing, w: Wording) -> str:
    if standing.grade is None:
        return ""
    name = terms.grade_name(index, standing.grade, w).partition(" (")[0]
    return w.t("group {group}", group=name)


def _source(claims: Sequence[Claim], reader: Reader, catalogue: Catalogue, w: Wording) -> str:
    year = catalogue.claim_year
    units = [catalogue.focus, *dict.fromkeys(claim.unit for claim in claims)]
    lines = []
    for index in (catalogue.indices[code] for code in catalogue.claim_indices):
        rows = reader.scores(index.code, year, "total", tuple(units))
        lines.append(terms.source_line(rows["sources"], index, year, catalogue, w))
    return "; ".join(lines)


def _flat_table(claims: Sequence[Claim], catalogue: Catalogue, w: Wording) -> Keyed:
    own = w.name(catalogue.focus_name)
    records = []
    facts: dict[str, list[str]] = {}
    for claim in claims:
        index = catalogue.indices[claim.index]
        record: dict[str, Any] = {
            w.t("Destination"): unit_name(claim.unit, catalogue, w),
            w.t("Index"): w.name(index.short_name),
            w.t("Year"): str(claim.year),
            w.t("Holds"): _verdict(claim, w),
            w.t("Reason"): reason_text(claim, catalogue, w),
        }
        for name, unit, standing in (
            (w.t("destination"), claim.unit, claim.other),
            (own, catalogue.focus, claim.focus),
        ):
            for head, figure in ((w.t("Score, {unit}", unit=name), "score"),
                                 (w.t("Rank, {unit}", unit=name), "rank")):  # fmt: skip
                key = fact_key(claim.index, claim.year, unit, figure=figure)
                facts.setdefault(head, []).append(key)
            rank_basis = terms.rank_basis(standing.rank_basis, w)
            if standing.status == "disputed":
                rank_basis = f"{rank_basis}, {w.t('disputed')}"
            grade_basis = terms.grade_basis(standing.grade_basis, w)
            record |= {
                w.t("Score, {unit}", unit=name): standing.score,
                w.t("Rank, {unit}", unit=name): standing.rank,
                w.t("Ranked units, {unit}", unit=name): standing.rank_of,
                w.t("Basis of the rank, {unit}", unit=name): rank_basis,
                w.t("Group, {unit}", unit=name): terms.grade_name(index, standing.grade, w),
                w.t("Basis of the group, {unit}", unit=name): grade_basis,
            }
        records.append(record)
    return Keyed(pd.DataFrame(records, dtype=object), facts)

"""What is missing of a unit and why, as few lines as say it."""

from __future__ import annotations

from collections.abc import Mapping

from dash import html
from dash.development.base_component import Component

from indices.catalogue import Index
from layouts.components import terms
from layouts.components.trend import spans
from layouts.pages.profile import Profile, Record, Row
from layouts.wording import Wording

Line = tuple[str, str, str, str]
# Reasons of the publisher first; ours, that nobody found the figure yet, last.
_ORDER = ("withheld", "not_surveyed", "unit_did_not_exist", "not_found")


def absence_table(profile: Profile) -> Component:
    """Return a table of index, what is missing, years, and the reason in words."""
    w = profile.w
    if len(profile.subjects) > 1 or profile.subjects[0] != profile.unit:
        return html.P(
            w.t("The profile of each constituent unit says what is missing of it and why."),
            className="note",
        )
    body = [row for records in profile.records.values() for row in _rows(_lines(records[0], w))]
    heads = [w.t("Index"), w.t("What is missing"), w.t("Years, and why")]
    return html.Table(
        [
            html.Caption(w.t("What is missing and why"), className="unseen"),
            html.Thead(html.Tr([html.Th(head, scope="col") for head in heads])),
            html.Tbody(body),
        ],
        className="plain absences",
    )


def _rows(lines: list[Line]) -> list[Component]:
    """Return the lines of one index as rows; its name stands beside all of them."""
    rows = []
    for place, (index, what, years, why) in enumerate(lines):
        head = [html.Th(index, scope="rowgroup", rowSpan=len(lines))] if place == 0 else []
        reason = html.Td([html.Span(years), html.Span(why, className="muted")])
        rows.append(html.Tr([*head, html.Td(what), reason]))
    return rows


def _lines(record: Record, w: Wording) -> list[Line]:
    """Return the lines of one index: years with the same gap and reason are joined."""
    index = w.name(record.index.short_name)
    lines = []
    for reason in _ORDER:
        totals = _totals(record, reason, w)
        parts: dict[str, list[int]] = {}
        for year in record.years:
            if what := _parts(record.index, record.parts(year), reason, w):
                parts.setdefault(what, []).append(year)
        for what, years in (totals | parts).items():
            if years:
                why = terms.missing_reason(reason, w)
                lines.append((index, what, _unbroken(spans(years)), why))
    return lines


def _unbroken(text: str) -> str:
    """Keep first and last year of a span on one line."""
    return text.replace("–", "\u2060–\u2060")


def _totals(record: Record, reason: str, w: Wording) -> dict[str, list[int]]:
    """Return the years in which score or rank of the total is missing for a reason."""
    scores, ranks = [], []
    for year in record.years:
        total = record.cells[(year, "total")]
        if total["missing_reason"] == reason:
            scores.append(year)
        # A rank that is missing beside a known score was not found; no source says more.
        if total["rank"] is None and (total["missing_reason"] or "not_found") == reason:
            ranks.append(year)
    if scores == ranks:
        return {w.t("score and rank"): scores}
    return {w.t("score"): scores, w.t("rank"): ranks}


def _parts(index: Index, below: Mapping[str, Row], reason: str, w: Wording) -> str:
    """Name the parts of a year that are missing for a reason: those whose whole is not missing."""
    gone = [code for code, row in below.items() if row["missing_reason"] == reason]
    if gone and len(gone) == len(below):
        return w.t("all parts")
    top = [code for code in gone if index.indicator(code).parent not in gone]
    if all(index.indicator(code).level == "dimension" for code in top):
        return ", ".join(joined_codes(top))
    return w.n("{n} of {of} parts", "{n} of {of} parts", len(gone), of=len(below))


def joined_codes(codes: list[str]) -> list[str]:
    """Write dimensions that follow each other as "D1–D8"."""
    numbers = [int(code[1:]) for code in codes if code[1:].isdigit()]
    if len(numbers) < len(codes):
        return codes
    return [f"D{run.replace('–', '–D')}" for run in spans(numbers).split(", ") if run]

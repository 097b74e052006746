"""Checks on the small files beside the observations, and on reference files that name codes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from indices.catalogue import MISSING_REASONS, VINTAGES, Catalogue
from indices.findings import Finding, Place
from indices.said import Said, quoted, said
from indices.table import Facts, Table

Unread = Mapping[str, Sequence[int]]
OURS = "not_found"


def check_missing(
    table: Table, rows: pd.DataFrame, unread: Unread, catalogue: Catalogue
) -> list[Finding]:
    """Find reasons for missing figures that name an unknown code."""
    reasons = [reason for reason in MISSING_REASONS if reason != OURS]
    indicators = {
        (index.code, float(year), item.code)
        for index in catalogue.indices.values()
        for year in index.years
        for item in index.indicators_in(year)
    }
    named = pd.MultiIndex.from_frame(rows[["index", "year", "indicator"]])
    return [
        *_numbers(table, unread),
        *_flag(table, ~rows["index"].isin(list(catalogue.indices)), "index", "unknown_index"),
        *_flag(table, ~named.isin(list(indicators)), "indicator", "indicator_not_in_year"),
        *_flag(table, rows["unit"].isna(), "unit", "unknown_unit"),
        *_flag(table, ~rows["reason"].isin(reasons), "reason", "unknown_reason"),
        *_sources(table, rows, catalogue),
        *_flag(
            table,
            rows.duplicated(["index", "year", "unit", "indicator"]),
            "indicator",
            "repeated_row",
        ),
    ]


def check_grade_counts(
    table: Table, rows: pd.DataFrame, unread: Unread, catalogue: Catalogue
) -> list[Finding]:
    """Find counts of no grade or year of PAR INDEX, and years whose counts leave units out."""
    index = catalogue.indices["PAR"]
    grades = [code for code, _ in index.grading.groups]
    n_units = rows["vintage"].map({v: len(catalogue.units_of(v)) for v in VINTAGES})
    total = rows.groupby(["year", "source"])["n_units"].transform("sum")
    return [
        *_numbers(table, unread),
        *_flag(table, ~rows["year"].isin(index.years), "year", "year_not_published"),
        *_flag(table, ~rows["grade"].isin(grades), "grade", "unknown_grade"),
        *_sources(table, rows, catalogue),
        *_flag(table, total != n_units, "n_units", "grade_counts_unlike_units"),
        *_flag(table, rows.duplicated(["year", "grade", "source"]), "grade", "repeated_row"),
    ]


def check_covariates(
    table: Table, rows: pd.DataFrame, unread: Unread, catalogue: Catalogue
) -> list[Finding]:
    """Find covariates of no unit or source."""
    return [
        *_numbers(table, unread),
        *_flag(table, rows["unit"].isna(), "unit", "unknown_unit"),
        *_flag(table, rows["variable"].isna(), "variable", "unknown_variable"),
        *_sources(table, rows, catalogue),
        *_flag(table, rows.duplicated(["year", "unit", "variable"]), "variable", "repeated_row"),
    ]


def check_absent(facts: Facts, missing: pd.DataFrame) -> list[Finding]:
    """Find figures that the list of missing figures says do not exist."""
    key = ["year", "unit", "indicator"]
    of_index = missing[missing["index"] == facts.index] if "index" in missing else missing
    absent = of_index.drop_duplicates(key)
    if absent.empty:
        return []
    reason = facts.rows[key].merge(absent, "left", key)["reason"]
    wrong = reason.notna().to_numpy() & ~facts.among("status", ["rejected"])
    return facts.flag(
        wrong,
        "score",
        "figure_said_missing",
        lambda position: said(
            "no figure, since missing.csv says {reason}", reason=repr(reason[position])
        ),
        severity="warning",
    )


def check_reference(catalogue: Catalogue) -> list[Finding]:
    """Find targets and tour stops that name codes which nothing answers to."""
    findings = []
    for target in catalogue.targets:
        index = catalogue.indices.get(target.index)
        if index is None or target.indicator not in index:
            what = f"{target.index} {target.indicator}"
            findings.append(_reference("targets.csv", said("an index and its indicator"), what))
        if target.source not in catalogue.sources:
            findings.append(
                _reference("targets.csv", said("a source of sources.csv"), target.source)
            )
    for stop in catalogue.tours:
        if (stop.vintage, stop.unit) not in catalogue.units:
            findings.append(_reference("tours.csv", said("a unit of its vintage"), stop.unit))
        if stop.source not in catalogue.sources:
            findings.append(_reference("tours.csv", said("a source of sources.csv"), stop.source))
    return findings


def _reference(file: str, expected: Said, found: str) -> Finding:
    place = Place(f"data/reference/{file}")
    return Finding("unknown_reference", "blocking", place, expected, quoted(found))


_EXPECTED = {
    "unknown_index": said("the code of an index"),
    "indicator_not_in_year": said("an indicator of the index in that year"),
    "unknown_unit": said("a name or code of a unit of the year"),
    "unknown_reason": said("one of {words}", words=[r for r in MISSING_REASONS if r != OURS]),
    "unknown_source": said("a code of data/reference/sources.csv"),
    "unknown_grade": said("a grade of the index"),
    "unknown_variable": said("the name of a variable"),
    "year_not_published": said("a year for which the index was published"),
    "repeated_row": said("one row for each fact"),
    "grade_counts_unlike_units": said("counts of one year and source that add up to all units"),
    "not_a_number": said("a number"),
}


def _flag(table: Table, wrong: Iterable[bool], column: str, code: str) -> list[Finding]:
    return [
        Finding(
            code, "blocking", table.place(column, row), _EXPECTED[code], table.found(column, row)
        )
        for row, flagged in zip(table.text.index, wrong, strict=True)
        if flagged
    ]


def _numbers(table: Table, unread: Unread) -> list[Finding]:
    return [
        finding
        for column, rows in unread.items()
        for finding in _flag(table, table.text.index.isin(list(rows)), column, "not_a_number")
    ]


def _sources(table: Table, rows: pd.DataFrame, catalogue: Catalogue) -> list[Finding]:
    known = rows["source"].isin(list(catalogue.sources))
    return _flag(table, ~known, "source", "unknown_source")

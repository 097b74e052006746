"""Whether every number of a row is one, lies within its scale and agrees with its neighbours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from indices.catalogue import Index
from indices.findings import Finding, counted
from indices.said import Said, said
from indices.table import Facts, Table

# PAPI prints its scales rounded ("0.33-3.33" for a third of 1-10), and figures follow them.
SCALE_TOLERANCE = 0.005
WHOLE = ("rank", "rank_of", "respondents")


def check_numbers(
    tables: Sequence[Table],
    unread: Sequence[Mapping[str, Sequence[int]]],
    most_told: int | None = None,
) -> list[Finding]:
    """Find cells of number columns that hold something else; `check_year` looks at the years.

    Args:
        tables: the sheets.
        unread: for each sheet, the rows by column whose cell could not be read as a number.
        most_told: of a column; all when None.
    """
    expected = said("a number such as 86,05 or 86.05, or a blank")
    findings = []
    for table, columns in zip(tables, unread, strict=True):
        for column, rows in columns.items():
            if column != "year":
                told = [
                    Finding(
                        "not_a_number",
                        "blocking",
                        table.place(column, row),
                        expected,
                        table.found(column, row),
                    )
                    for row in rows[:most_told]
                ]
                findings += counted(told, len(rows))
    return findings


def check_whole(facts: Facts) -> list[Finding]:
    """Find ranks and counts that are not whole, or ranks below 1."""
    findings = []
    for column in WHOLE:
        value = facts.rows[column].dropna()
        low = 0 if column == "respondents" else 1
        wrong = np.zeros(len(facts.rows), dtype=bool)
        wrong[value.index] = (value % 1 != 0) | (value < low)
        expected = said("a whole number from {low}", low=low)
        findings += facts.flag(wrong, column, "not_a_whole_number", expected)
    return findings


def check_scale(facts: Facts, index: Index) -> list[Finding]:
    """Find scores outside the scale of their indicator in their year."""
    lowest, highest = _limits(facts, index)

    def expected(position: int) -> Said:
        year, code = facts.at(position, "year"), facts.at(position, "indicator")
        indicator = index.indicator(code).name if code in index else code
        low, high = float(lowest[position]), float(highest[position])
        return said(
            "{indicator} ({code}) of {year} between {low} and {high}",
            indicator=indicator, code=code, year=f"{year:.0f}", low=low, high=high,
        )  # fmt: skip

    return facts.flag(outside_scale(facts, index), "score", "outside_scale", expected)


def outside_scale(facts: Facts, index: Index) -> NDArray[np.bool_]:
    """Say of each row whether its score lies outside the scale of its indicator in its year."""
    lowest, highest = _limits(facts, index)
    score = facts.rows["score"].to_numpy()
    low = np.maximum(lowest - SCALE_TOLERANCE, 0)
    high = np.minimum(highest + SCALE_TOLERANCE, 100)
    outside: NDArray[np.bool_] = (score < low) | (score > high)
    return outside


def _limits(facts: Facts, index: Index) -> NDArray[np.float64]:
    """Return low and high of every row; 0 and 100 where the indicator or its year is unknown."""
    limits = np.tile([[0.0], [100.0]], len(facts.rows))
    codes, distinct = facts.codes("indicator")
    for year in index.years:
        own = np.flatnonzero(facts.among("year", [year]))
        if own.size:
            scales = {item.code: index.scale(item.code, year) for item in index.indicators_in(year)}
            known = [scales.get(code, (0.0, 100.0)) for code in distinct] + [(0.0, 100.0)]
            limits[:, own] = np.array(known)[codes[own]].T
    return limits


def check_maximum(facts: Facts, index: Index) -> list[Finding]:
    """Find scores above their maximum, two maxima in one row, and maxima unlike the scheme's."""
    rows = facts.rows
    stated, printed = rows["max_points"], rows["printed_maximum"]
    return [
        *facts.flag(
            rows["score"] > stated,
            "score",
            "above_maximum",
            lambda position: said("at most the maximum of {maximum}", maximum=stated[position]),
        ),
        *facts.flag(
            (stated <= 0) | (stated > 100),
            "max_points",
            "outside_scale",
            said("a maximum above 0 and up to 100"),
        ),
        *facts.flag(
            printed.notna() & (printed != stated),
            "max_points",
            "two_maxima",
            lambda position: said(
                "the maximum printed beside the score, {maximum}", maximum=printed[position]
            ),
        ),
        *_unlike_scheme(facts, index),
    ]


def _unlike_scheme(facts: Facts, index: Index) -> list[Finding]:
    stated = facts.rows["max_points"]
    scheme = np.full(len(stated), np.nan)
    asked = stated.notna().to_numpy() & facts.among("year", index.years)
    for position in np.flatnonzero(asked).tolist():
        code = facts.at(position, "indicator")
        if code in index:
            points = index.max_points(code, int(facts.at(position, "year")))
            scheme[position] = np.nan if points is None else points
    return facts.flag(
        np.abs(scheme - stated) > SCALE_TOLERANCE,
        "max_points",
        "maximum_unlike_scheme",
        lambda position: said("the maximum of the scheme, {maximum}", maximum=scheme[position]),
        found=lambda position: said("a maximum of {maximum}", maximum=stated[position]),
        severity="warning",
    )


def check_rank(facts: Facts, n_units: Mapping[int, int]) -> list[Finding]:
    """Find ranks beyond the number of ranked units, and more ranked units than there are."""
    rows = facts.rows
    units, last = rows["vintage"].map(n_units), _last_rank(facts, n_units)
    return [
        *facts.flag(
            beyond_last(facts, n_units),
            "rank",
            "rank_beyond_last",
            lambda position: said("a rank of at most {last}", last=f"{last[position]:.0f}"),
        ),
        *facts.flag(
            rows["rank_of"] > units,
            "rank_of",
            "more_ranked_than_units",
            lambda position: said("at most the {n} units of the year", n=f"{units[position]:.0f}"),
        ),
    ]


def beyond_last(facts: Facts, n_units: Mapping[int, int]) -> NDArray[np.bool_]:
    """Say of each row whether its rank is beyond the number of ranked units."""
    beyond = facts.rows["rank"] > _last_rank(facts, n_units)
    return beyond.to_numpy(dtype=bool)


def _last_rank(facts: Facts, n_units: Mapping[int, int]) -> pd.Series[float]:
    rank_of = facts.rows["rank_of"]
    # What is no number of ranked units has its own finding.
    return rank_of.where(rank_of >= 1).fillna(facts.rows["vintage"].map(n_units))


def check_interval(facts: Facts) -> list[Finding]:
    """Find negative standard errors and bounds that do not enclose their score."""
    rows = facts.rows
    score = rows["score"]
    return [
        *facts.flag(
            rows["standard_error"] < 0, "standard_error", "negative_error", said("0 or more")
        ),
        *facts.flag(
            (rows["lower"] > score) | (rows["lower"] > rows["upper"]),
            "lower",
            "bounds_without_score",
            lambda position: said("at most the score {score}", score=score[position]),
        ),
        *facts.flag(
            rows["upper"] < score,
            "upper",
            "bounds_without_score",
            lambda position: said("at least the score {score}", score=score[position]),
        ),
    ]


def check_grade(facts: Facts, index: Index) -> list[Finding]:
    """Find grades that the published thresholds do not give to the score beside them."""
    rows = facts.rows
    graded = facts.has("grade") & rows["score"].notna().to_numpy()
    graded &= facts.among("status", ["accepted"]) & facts.among("year", index.grading.years)
    by_score = {
        position: _grade_of(index, rows["score"][position])
        for position in np.flatnonzero(graded).tolist()
    }
    unlike = np.zeros(len(rows), dtype=bool)
    unlike[[at for at, grade in by_score.items() if grade not in (None, rows["grade"][at])]] = True
    return facts.flag(
        unlike,
        "grade",
        "grade_unlike_score",
        lambda position: said(
            "{grade}, the grade of {score}", grade=by_score[position], score=rows["score"][position]
        ),
        severity="warning",
    )


def _grade_of(index: Index, score: float) -> str | None:
    return next((grade for grade, low in index.grading.thresholds if score >= low), None)

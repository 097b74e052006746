"""A claim that data can check: every destination stands above the city in grade and in rank."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from indices.analysis.grading import grade_order
from indices.catalogue import Catalogue, Index

Verdict = Literal["yes", "no", "unknown"]


@dataclass(frozen=True)
class Standing:
    """Where a unit stands: what is known of its total, and why the rest is not."""

    score: float | None = None
    decimals: int | None = None
    precision: str | None = None
    rank: int | None = None
    rank_of: int | None = None
    rank_basis: str | None = None
    grade: str | None = None
    grade_basis: str | None = None
    status: str | None = None
    missing_reason: str | None = None

    @property
    def unknown(self) -> bool:
        """Whether neither score nor rank nor grade is known."""
        return self.score is None and self.rank is None and self.grade is None


@dataclass(frozen=True)
class Claim:
    """One destination on one index.

    `basis` is "rank_only" for an index without grades, else "grade_and_rank". `reason` says why the
    verdict is unknown (focus_unknown, unit_withheld, unit_not_found …, rank_unknown, grade_unknown)
    or what refutes the claim (rank_not_above, grade_not_above, neither_above); it is None for yes.
    """

    unit: str
    index: str
    year: int
    verdict: Verdict
    reason: str | None
    basis: str
    focus: Standing
    other: Standing


def claim_check(
    scores: pd.DataFrame,
    catalogue: Catalogue,
    year: int | None = None,
    units: Sequence[str] | None = None,
) -> list[Claim]:
    """Check for every unit and index whether the unit stands above the focus unit.

    Yes only if both grade and rank are known to be above (for an index without grades: the rank);
    no as soon as a known one is not above; unknown otherwise.

    Args:
        scores: SCORE_COLUMNS of the totals of that year, of all indices together.
        catalogue: the focus unit, the benchmark units and the order of grades.
        year: the year measured; the catalogue's `claim_year` when None.
        units: codes; the benchmark units when None.

    Returns:
        Claims, unit by unit, on the indices that the notice names.
    """
    at = catalogue.claim_year if year is None else year
    checked = catalogue.benchmark if units is None else units
    totals = scores[
        (scores["year"] == at)
        & (scores["indicator"] == "total")
        & scores["unit"].isin([catalogue.focus, *checked])
    ]
    known = {(row["index"], row["unit"]): _standing(row) for row in _records(totals)}
    return [
        _claim(
            unit, index, at, known.get((index.code, catalogue.focus)), known.get((index.code, unit))
        )
        for unit in checked
        for index in map(catalogue.indices.__getitem__, catalogue.claim_indices)
        if at in index.years
    ]


def _records(totals: pd.DataFrame) -> Iterator[dict[str, Any]]:
    plain = totals.astype(object)
    yield from plain.where(plain.notna(), None).to_dict("records")  # type: ignore[misc]


def _standing(row: dict[str, Any]) -> Standing:
    return Standing(**{name: row[name] for name in Standing.__dataclass_fields__})


_NOBODY = Standing(missing_reason="unit_did_not_exist")


def _claim(
    unit: str, index: Index, year: int, focus: Standing | None, other: Standing | None
) -> Claim:
    mine, theirs = focus or _NOBODY, other or _NOBODY
    graded = index.grading.kind != "none"
    rank_above = _above(theirs.rank, mine.rank)
    order = grade_order(index.grading)
    grade_above = _above(order.get(theirs.grade or ""), order.get(mine.grade or ""))
    verdict, reason = _verdict(rank_above, grade_above, graded)
    if verdict == "unknown" and mine.unknown:
        reason = "focus_unknown"
    elif verdict == "unknown" and theirs.unknown:
        reason = f"unit_{theirs.missing_reason}"
    basis = "grade_and_rank" if graded else "rank_only"
    return Claim(unit, index.code, year, verdict, reason, basis, mine, theirs)


def _above(theirs: int | None, mine: int | None) -> bool | None:
    """Compare places, the smaller above; None when either is unknown."""
    return None if theirs is None or mine is None else theirs < mine


def _verdict(
    rank_above: bool | None, grade_above: bool | None, graded: bool
) -> tuple[Verdict, str | None]:
    parts = {"rank": rank_above} | ({"grade": grade_above} if graded else {})
    refuted = [name for name, above in parts.items() if above is False]
    open_parts = [name for name, above in parts.items() if above is None]
    if len(refuted) == 2:
        return "no", "neither_above"
    if refuted:
        return "no", f"{refuted[0]}_not_above"
    if open_parts:
        return "unknown", f"{open_parts[0]}_unknown"
    return "yes", None

"""How far the scores and ranks of a ranking can be trusted, by the kind that is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from indices.analysis.composition import NoComposition
from indices.analysis.rank_sets import LEVEL
from indices.analysis.robustness import NEAR
from indices.analysis.uncertainty import told_apart
from indices.catalogue import Index
from indices.frames import Row
from layouts.components.rank_ranges import (
    ASSUMED,
    PUBLISHED,
    no_variation,
    read_uncertainty,
    read_variation,
    span,
)
from layouts.wording import N_, Wording

if TYPE_CHECKING:
    from indices.database.reader import Reader

METHODS = "methods"
KINDS = {
    PUBLISHED: N_("By published error"),
    ASSUMED: N_("By assumed error"),
    METHODS: N_("By method"),
}
PERCENT = round(100 * LEVEL)


@dataclass(frozen=True)
class RankRange:
    """Bounds of one unit's score and rank; None where unknown.

    `open` says that a test of the difference cannot tell it from the focus unit.
    """

    lower: float | None = None
    upper: float | None = None
    best: int | None = None
    worst: int | None = None
    open: bool = False

    @property
    def text(self) -> str:
        """The ranks as a grid shows them: "6–57", with a sign where units cannot be told apart."""
        ranks = span(self.best, self.worst)
        return f"≈ {ranks}" if self.open and ranks else ranks


UNKNOWN = RankRange()


@dataclass(frozen=True, eq=False)
class Ranges:
    """Ranges of all units of one ranking.

    Attributes:
        kind: one of KINDS.
        rows: by unit.
        lender: year whose standard errors are assumed; None otherwise.
        could_lend: year whose standard errors serve this one, itself where it has some, or None.
        why: why there are no ranks under other methods.
    """

    kind: str
    rows: Mapping[str, RankRange] = field(default_factory=dict)
    lender: int | None = None
    could_lend: int | None = None
    why: NoComposition | None = None

    def of(self, unit: str) -> RankRange:
        """Return the range of a unit."""
        return self.rows.get(unit, UNKNOWN)

    def note(self, name: str, year: int, w: Wording) -> str:
        """Say what the ranges are, or why there are none; `name` is the focus unit's."""
        if self.kind == METHODS:
            return _methods_note(self, w)
        if not self.rows:
            return _none_note(self, w)
        said = w.t(
            "Line beside the dot: interval at {level} %. Rank range: ranks that a province may "
            "have at {level} %, all its differences being tested together. ≈ and bracket: the test "
            "of the difference cannot tell it from {name}.", level=PERCENT, name=name,
        )  # fmt: skip
        if self.lender is None:
            return said
        assumed = w.t(
            "Assumed, not published: standard errors of {year}; {asked} has no published interval.",
            year=self.lender, asked=year,
        )  # fmt: skip
        return f"{assumed} {said}"


def read_ranges(
    reader: Reader, index: Index, year: int, indicator: str, kind: str, focus: str
) -> Ranges:
    """Return the ranges of all units.

    Args:
        reader: answers the question for scores.
        index: the index.
        year: the year measured.
        indicator: code of the indicator.
        kind: one of KINDS.
        focus: unit from which others may not be told apart.
    """
    if not index.indicator(indicator).exists_in(year):
        return Ranges(kind)
    if kind == METHODS:
        return _by_method(reader, index, year, indicator)
    found = read_uncertainty(reader, index, year, indicator, kind)
    could_lend = found.could_lend
    if could_lend is None or (kind == PUBLISHED and could_lend != year):
        return Ranges(kind, could_lend=could_lend)
    rows = _by_error(found.rows, focus)
    return Ranges(kind, rows, found.lender, could_lend)


def _by_error(rows: list[Row], focus: str) -> dict[str, RankRange]:
    apart = told_apart(rows, focus)
    return {
        row["unit"]: RankRange(
            row["lower"],
            row["upper"],
            row["best_rank"],
            row["worst_rank"],
            apart.get(row["unit"]) == 0,
        )
        for row in rows
        if row["standard_error"] is not None and row["score"] is not None
    }


def _by_method(reader: Reader, index: Index, year: int, indicator: str) -> Ranges:
    variation, why = read_variation(reader, index, year, indicator, NEAR)
    if variation is None:
        return Ranges(METHODS, why=why)
    bounds = zip(variation.composition.units, variation.bounds.tolist(), strict=True)
    rows = {unit: RankRange(best=best, worst=worst) for unit, (best, worst) in bounds}
    return Ranges(METHODS, rows)


def _methods_note(ranges: Ranges, w: Wording) -> str:
    if ranges.why is not None:
        return w.t("No other method can be tried: {reason}.", reason=no_variation(ranges.why, w))
    return w.t(
        "Rank range: ranks in {level} % of 2,000 other methods (weights, scale, mean, a part left "
        "out); this is no error of measurement.", level=PERCENT,
    )  # fmt: skip


def _none_note(ranges: Ranges, w: Wording) -> str:
    if ranges.could_lend is None:
        return w.t("No interval published, so that no rank range is known.")
    return w.t(
        "No interval published, so that no rank range is known; the standard errors of {year} can "
        "be assumed.", year=ranges.could_lend,
    )  # fmt: skip

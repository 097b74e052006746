"""Where a unit would stand with another total, if all other units stood still.

Ranks and groups follow the rules of the year: a tie shares the best rank, groups of PAPI are
quartiles that move with the unit's own total, grades of PAR INDEX have thresholds. Where not every
score is known, the ranks that a source prints still enclose the new rank: every unit ranked above
one that beats the new total beats it too.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from indices.analysis.absence import NOT_RANKED
from indices.analysis.arrays import Floats
from indices.analysis.cube import Cube
from indices.analysis.goals import Goal, goals
from indices.analysis.grading import quartile_groups, threshold_grade
from indices.analysis.ranking import NOISE_DECIMALS, competition_ranks
from indices.analysis.whatif import Refusal, Scenario, scenario
from indices.catalogue import Catalogue
from indices.frames import Row
from indices.index import Index

# Columns of SCORE_COLUMNS that decide where a unit stands.
FIGURES = (
    "unit", "score", "decimals", "standard_error", "rank", "rank_of", "grade", "precision",
    "status", "missing_reason",
)  # fmt: skip
_NOBODY: Row = dict.fromkeys(FIGURES)


@dataclass(frozen=True)
class Place:
    """A total and where it stands.

    Attributes:
        total: NaN where unknown.
        rank: None where it is not known exactly; it then lies between `low` and `high`.
        rank_of: how many units are ranked, this one included; None where unknown.
        low, high: the best and the worst rank it may be; None where nobody can say, or where the
            published ranks and scores contradict each other.
        tied: whether another unit has the same total.
        grade: grade or group, None where the index has none or it cannot be known.
        grade_reason: why not: no_grades (the index has none), year_unknown (nobody knows how that
            year's grades came about), scores_incomplete, total_unknown, ungraded (below the
            lowest grade, or too close to a threshold for a rounded figure).
    """

    total: float = math.nan
    rank: int | None = None
    rank_of: int | None = None
    low: int | None = None
    high: int | None = None
    tied: bool = False
    grade: str | None = None
    grade_reason: str | None = None


@dataclass(frozen=True)
class Outcome:
    """A scenario and what it would lead to: the place now, the place then, and the next goals."""

    scenario: Scenario
    before: Place
    after: Place
    goals: list[Goal]

    @property
    def change(self) -> float:
        """Points that the total wins or, negative, loses; NaN where either total is unknown."""
        return round(self.after.total - self.before.total, NOISE_DECIMALS) + 0.0


def what_if(
    cube: Cube,
    catalogue: Catalogue,
    index: Index,
    year: int,
    unit: str,
    changes: Mapping[str, float],
    refused: Sequence[Refusal] = (),
    totals: Sequence[Row] | None = None,
) -> Outcome:
    """Return what other scores of one unit would lead to, if all other units stood still.

    Args:
        cube: of the index.
        catalogue: the focus unit and its targets.
        index: the index.
        year: the year measured.
        unit: code of the unit.
        changes: {indicator: new score}.
        refused: what could not even be read; nothing is computed then.
        totals: FIGURES of all units' totals where their standard errors are assumed, which widens
            the goals' margins and nothing else; None takes those of the year.

    Returns:
        The outcome; with refused changes or unknown parts the place then is empty and says why. A
        scenario that leaves the total as it is leaves the published rank and grade, too.
    """
    own = cube.of_unit(year, unit, ("score",))
    made = scenario({code: row["score"] for code, row in own.items()}, index, year, changes)
    if refused:
        made = Scenario(refusals=[*refused, *made.refusals])
    if totals is None:
        totals = list(cube.of_indicator(year, "total", FIGURES).values())
    before = standing_now(totals, index, unit)
    same = round(made.total, NOISE_DECIMALS) == round(before.total, NOISE_DECIMALS)
    if same or not (changes or refused):
        after = before
    else:
        after = standing_at(totals, index, year, unit, made.total)
    known = not math.isnan(after.total)
    reached = goals_at(totals, catalogue, index, year, unit, after) if known else []
    return Outcome(made, before, after, reached)


def standing_at(totals: Sequence[Row], index: Index, year: int, unit: str, total: float) -> Place:
    """Return where a unit would stand with a total.

    Args:
        totals: FIGURES of the year's totals, all units, with None for what is unknown.
        index: the index.
        year: the year measured.
        unit: code of the unit; its own figures are set aside.
        total: the new total; NaN gives an empty place.
    """
    if math.isnan(total):
        reason = "no_grades" if index.grading.kind == "none" else "total_unknown"
        return Place(grade_reason=reason)
    among, value = _Among(totals, unit), round(total, NOISE_DECIMALS)
    low, high, rank_of = _ranks(among, value)
    grade, missing = _grade(among, index, year, total)
    rank = low if low == high else None
    tied = rank is not None and among.complete and bool((among.rounded == value).any())
    return Place(total, rank, rank_of, low, high, tied, grade, missing)


def standing_now(totals: Sequence[Row], index: Index, unit: str) -> Place:
    """Return where a unit stands, with total, rank and grade as published or computed."""
    own = _Among(totals, unit).own
    score, rank, grade = own["score"], own["rank"], own["grade"]
    tied = rank is not None and sum(row["rank"] == rank for row in totals) > 1
    graded = index.grading.kind != "none"
    reason = None if grade else "total_unknown" if graded else "no_grades"
    total = math.nan if score is None else score
    return Place(total, rank, own["rank_of"], rank, rank, tied, grade, reason)


def goals_at(
    totals: Sequence[Row],
    catalogue: Catalogue,
    index: Index,
    year: int,
    unit: str,
    place: Place,
) -> list[Goal]:
    """Return what the unit could reach next from a new place, as `goals.goals` does."""
    among = _Among(totals, unit)
    moved = {"score": place.total, "rank": place.rank, "grade": place.grade}
    others = [
        {**row, "rank": None if rank != rank else int(rank)}
        for row, rank in zip(among.others, _others_ranks(among, place).tolist(), strict=True)
    ]
    return goals([{**among.own, **moved}, *others], catalogue, index, year, unit)


@dataclass(frozen=True, eq=False)
class _Among:
    """One unit among all others, in FIGURES of a year's totals."""

    totals: Sequence[Row]
    unit: str

    @cached_property
    def own(self) -> Row:
        """The unit's own row."""
        return next((row for row in self.totals if row["unit"] == self.unit), _NOBODY)

    @cached_property
    def others(self) -> list[Row]:
        """The rows of all other units."""
        return [row for row in self.totals if row["unit"] != self.unit]

    @cached_property
    def complete(self) -> bool:
        """Whether every other ranked unit has a score."""
        return all(
            row["score"] is not None or row["missing_reason"] in NOT_RANKED for row in self.others
        )

    @cached_property
    def scores(self) -> Floats:
        """The others' scores, NaN where unknown."""
        return np.array([row["score"] for row in self.others], dtype="float64")

    @cached_property
    def rounded(self) -> Floats:
        """The same without the noise of sums."""
        return np.round(self.scores, NOISE_DECIMALS)

    @cached_property
    def places(self) -> Floats:
        """The others' printed ranks without the unit, NaN where unknown.

        Of a unit at place r, r − 1 others stand above it; the unit itself is none of them.
        """
        places = np.array([row["rank"] for row in self.others], dtype="float64")
        former = self.own["rank"]
        return places if former is None else places - (former < places)


def _ranks(among: _Among, value: float) -> tuple[int | None, int | None, int | None]:
    """Return the best and the worst rank that a total may have, and how many units are ranked."""
    others, places = among.rounded, among.places
    above = int((others > value).sum())
    if among.complete:
        return above + 1, above + 1, int((~np.isnan(others)).sum()) + 1
    rank_of = {row["rank_of"] for row in among.totals} - {None}
    if len(rank_of) != 1:
        return None, None, None
    (of,) = rank_of
    doubted = np.array([row["status"] == "disputed" for row in among.others])
    sure = ~np.isnan(places) & ~np.isnan(others) & ~doubted
    # An equal figure proves nothing here: sources rank by decimals that they do not print.
    beating, beaten = sure & (others > value), sure & (others < value)
    low = max(above, int(places[beating].max(initial=0)))
    high = int(min(places[beaten].min(initial=math.inf) - 1, float(of) - 1))
    if low > high:
        return None, None, of
    return low + 1, high + 1, of


def _grade(among: _Among, index: Index, year: int, total: float) -> tuple[str | None, str | None]:
    grading, own = index.grading, among.own
    if grading.kind == "none":
        return None, "no_grades"
    if grading.kind == "thresholds":
        if year not in grading.years:
            return None, "year_unknown"
        precision = "rounded" if own["precision"] == "rounded" else "exact"
        decimals = index.decimals if own["decimals"] is None else own["decimals"]
        grade = threshold_grade(total, grading, precision, decimals)
        return grade, None if grade else "ungraded"
    if not among.complete:
        return None, "scores_incomplete"
    codes = [code for code, _ in grading.groups]
    return quartile_groups(np.append(among.scores, total), codes)[-1], None


def _others_ranks(among: _Among, place: Place) -> Floats:
    """Return the others' ranks beside the unit in its new place; NaN where they are unknown."""
    if place.rank is None:
        return np.full(len(among.others), np.nan)
    if among.complete:
        return competition_ranks(np.append(among.scores, place.total))[:-1]
    level = among.rounded == round(place.total, NOISE_DECIMALS)
    ranks: Floats = among.places + ((among.places >= place.rank) & ~level)
    return ranks

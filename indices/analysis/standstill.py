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
from typing import Any

import numpy as np
import pandas as pd

from indices.analysis.absence import NOT_RANKED
from indices.analysis.arrays import Floats
from indices.analysis.goals import Goal, goals
from indices.analysis.grading import quartile_groups, threshold_grade
from indices.analysis.ranking import NOISE_DECIMALS, competition_ranks
from indices.analysis.whatif import Refusal, Scenario, scenario
from indices.catalogue import Catalogue
from indices.index import Index

_USED = [
    "index", "year", "unit", "indicator", "score", "decimals", "standard_error", "rank", "rank_of",
    "grade", "precision", "status", "missing_reason",
]  # fmt: skip


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
    scores: pd.DataFrame,
    catalogue: Catalogue,
    index: Index,
    year: int,
    unit: str,
    changes: Mapping[str, float],
    refused: Sequence[Refusal] = (),
    totals: pd.DataFrame | None = None,
) -> Outcome:
    """Return what other scores of one unit would lead to, if all other units stood still.

    Args:
        scores: SCORE_COLUMNS of the index and year, all units and indicators.
        catalogue: the focus unit and its targets.
        index: the index.
        year: the year measured.
        unit: code of the unit.
        changes: {indicator: new score}.
        refused: what could not even be read; nothing is computed then.
        totals: SCORE_COLUMNS of the year's totals where their standard errors are assumed, which
            widens the goals' margins and nothing else; None takes those of `scores`.

    Returns:
        The outcome; with refused changes or unknown parts the place then is empty and says why. A
        scenario that leaves the total as it is leaves the published rank and grade, too.
    """
    made = scenario(scores, index, year, unit, changes)
    if refused:
        made = Scenario(refusals=[*refused, *made.refusals])
    held = scores if totals is None else totals
    chosen = ((held["indicator"] == "total") & (held["year"] == year)).to_numpy()
    totals = held.loc[chosen, _USED].reset_index(drop=True)
    before = standing_now(totals, index, unit)
    same = round(made.total, NOISE_DECIMALS) == round(before.total, NOISE_DECIMALS)
    if same or not (changes or refused):
        after = before
    else:
        after = standing_at(totals, index, year, unit, made.total)
    known = not math.isnan(after.total)
    reached = goals_at(totals, catalogue, index, year, unit, after) if known else []
    return Outcome(made, before, after, reached)


def standing_at(totals: pd.DataFrame, index: Index, year: int, unit: str, total: float) -> Place:
    """Return where a unit would stand with a total.

    Args:
        totals: SCORE_COLUMNS of the index, year and total, all units.
        index: the index.
        year: the year measured.
        unit: code of the unit; its own figures are set aside.
        total: the new total; NaN gives an empty place.
    """
    if math.isnan(total):
        reason = "no_grades" if index.grading.kind == "none" else "total_unknown"
        return Place(grade_reason=reason)
    own = (totals["unit"] == unit).to_numpy()
    others = np.round(totals["score"].to_numpy("float64")[~own], NOISE_DECIMALS)
    value = round(total, NOISE_DECIMALS)
    low, high, rank_of = _ranks(totals, own, others, value)
    grade, missing = _grade(totals, index, year, own, total)
    rank = low if low == high else None
    tied = rank is not None and _complete(totals[~own]) and bool((others == value).any())
    return Place(total, rank, rank_of, low, high, tied, grade, missing)


def standing_now(totals: pd.DataFrame, index: Index, unit: str) -> Place:
    """Return where a unit stands, with total, rank and grade as published or computed."""
    graded = index.grading.kind != "none"
    rows = np.flatnonzero((totals["unit"] == unit).to_numpy())
    if not rows.size:
        return Place(grade_reason="total_unknown" if graded else "no_grades")
    figures = ("score", "rank", "rank_of", "grade")
    row: dict[str, Any] = {name: totals[name].iloc[int(rows[0])] for name in figures}
    rank = None if pd.isna(row["rank"]) else int(row["rank"])
    rank_of = None if pd.isna(row["rank_of"]) else int(row["rank_of"])
    grade = None if pd.isna(row["grade"]) else str(row["grade"])
    tied = rank is not None and int((totals["rank"] == rank).sum()) > 1
    reason = None if grade else "total_unknown" if graded else "no_grades"
    return Place(float(row["score"]), rank, rank_of, rank, rank, tied, grade, reason)


def goals_at(
    totals: pd.DataFrame, catalogue: Catalogue, index: Index, year: int, unit: str, place: Place
) -> list[Goal]:
    """Return what the unit could reach next from a new place, as `goals.goals` does."""
    moved = totals.copy()
    own = (moved["unit"] == unit).to_numpy()
    moved["rank"] = _others_ranks(moved, own, place)
    row = moved.index[own][0]
    moved.loc[row, ["score", "rank"]] = [place.total, pd.NA if place.rank is None else place.rank]
    moved["grade"] = moved["grade"].astype(object)
    moved.loc[row, "grade"] = place.grade
    return goals(moved, catalogue, index, year, unit)


def _complete(totals: pd.DataFrame) -> bool:
    """Whether every ranked unit has a score, the unit's own figure set aside."""
    accounted = totals["score"].notna() | totals["missing_reason"].isin(NOT_RANKED)
    return bool(accounted.all())


def _ranks(
    totals: pd.DataFrame, own: Any, others: Floats, value: float
) -> tuple[int | None, int | None, int | None]:
    """Return the best and the worst rank that a total may have, and how many units are ranked."""
    rest = totals[~own]
    above = int((others > value).sum())
    if _complete(rest):
        return above + 1, above + 1, int((~np.isnan(others)).sum()) + 1
    rank_of = totals["rank_of"].dropna().unique()
    if len(rank_of) != 1:
        return None, None, None
    places = rest["rank"].astype("float64").to_numpy()
    former = totals["rank"].astype("float64").to_numpy()[own]
    # Of a unit at place r, r − 1 others stand above it; the unit itself is none of them.
    places = places - (former[0] < places) if len(former) and not np.isnan(former[0]) else places
    sure = ~np.isnan(places) & ~np.isnan(others) & (rest["status"] != "disputed").to_numpy()
    # An equal figure proves nothing here: sources rank by decimals that they do not print.
    beating, beaten = sure & (others > value), sure & (others < value)
    low = max(above, int(places[beating].max(initial=0)))
    high = int(min(places[beaten].min(initial=math.inf) - 1, float(rank_of[0]) - 1))
    if low > high:
        return None, None, int(rank_of[0])
    return low + 1, high + 1, int(rank_of[0])


def _grade(
    totals: pd.DataFrame, index: Index, year: int, own: Any, total: float
) -> tuple[str | None, str | None]:
    grading = index.grading
    if grading.kind == "none":
        return None, "no_grades"
    if grading.kind == "thresholds":
        if year not in grading.years:
            return None, "year_unknown"
        row = totals[own].iloc[0]
        rounded = row["precision"] == "rounded"
        decimals = index.decimals if pd.isna(row["decimals"]) else int(row["decimals"])
        precision = "rounded" if rounded else "exact"
        grade = threshold_grade(total, grading, precision, decimals)
        return grade, None if grade else "ungraded"
    if not _complete(totals[~own]):
        return None, "scores_incomplete"
    values = totals["score"].to_numpy("float64").copy()
    values[own] = total
    groups = quartile_groups(values, [code for code, _ in grading.groups])
    return groups[int(np.flatnonzero(own)[0])], None


def _others_ranks(totals: pd.DataFrame, own: Any, place: Place) -> pd.Series[Any]:
    """Return everybody's rank beside the unit in its new place; NA where it cannot be known."""
    if place.rank is None:
        return pd.Series(pd.NA, index=totals.index, dtype="Int64")
    values = totals["score"].to_numpy("float64").copy()
    values[own] = place.total
    if _complete(totals[~own]):
        return pd.Series(competition_ranks(values), index=totals.index).astype("Int64")
    places = totals["rank"].astype("float64").to_numpy()
    former = places[own][0]
    if not np.isnan(former):
        places = places - (former < places)
    level = np.round(values, NOISE_DECIMALS) == round(place.total, NOISE_DECIMALS)
    places = places + ((places >= place.rank) & ~level)
    return pd.Series(places, index=totals.index).astype("Int64")

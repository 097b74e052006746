"""What it would take: points to the next rank, group, grade or target.

Everything is said on the condition that all other units stood still; ranks are relative, so they
will not. A distance smaller than its own uncertainty is no distance that anybody has measured.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import Literal

import numpy as np
import pandas as pd

from indices.analysis.absence import NOT_RANKED
from indices.analysis.arrays import Floats
from indices.analysis.grading import QUARTILES, grade_order
from indices.analysis.rank_sets import LEVEL
from indices.analysis.ranking import NOISE_DECIMALS
from indices.analysis.uncertainty import margin
from indices.catalogue import Catalogue, Index, Target
from indices.frames import Row, plain_rows

Kind = Literal["rank", "grade", "target"]
# Columns of SCORE_COLUMNS that decide goals.
FIGURES = ("unit", "score", "standard_error", "rank", "grade", "missing_reason")


@dataclass(frozen=True)
class Goal:
    """Something a unit could reach.

    Attributes:
        kind: rank (the next one up), grade (the next grade or group), or target.
        aim: what a target asks for: rank_at_most, group_at_least or score_above; "" otherwise.
        value: the rank, the grade or the score that is aimed at, as text.
        points: how many points are missing; 0 where it is reached already, None where unknown.
        score: the score at which it is reached; `above` says whether it must be exceeded.
        above: see `score`.
        unit: whose score it is, where it is a unit's.
        margin: uncertainty of the distance at 95 %, in points; None where none is published.
        reason: why `points` is unknown: own_score_unknown, other_score_unknown, scores_incomplete.
    """

    kind: Kind
    value: str
    points: float | None = None
    score: float | None = None
    above: bool = False
    unit: str | None = None
    margin: float | None = None
    reason: str | None = None
    aim: str = ""

    @property
    def within_uncertainty(self) -> bool | None:
        """Whether the distance is smaller than its uncertainty; None where none is published."""
        if self.points is None or self.margin is None:
            return None
        return self.points <= self.margin


def goals(
    rows: Sequence[Row],
    catalogue: Catalogue,
    index: Index,
    year: int,
    unit: str,
    indicator: str = "total",
) -> list[Goal]:
    """Return what a unit could reach next, the nearest kind first: rank, grade, own targets.

    Args:
        rows: FIGURES of each unit, with None for what is unknown.
        catalogue: the focus unit and its targets.
        index: the index.
        year: the year measured.
        unit: code of the unit.
        indicator: grades are given to the total alone; targets may speak of any indicator.

    Returns:
        Goals; a goal of which the distance is unknown has a `reason`. A unit at the top has no next
        rank, one in the best group no next grade.
    """
    standing = _standing(rows, index, unit, indicator)
    found = [_next_rank(standing), _next_grade(standing, year)]
    if unit == catalogue.focus:
        found += [
            _target(standing, target)
            for target in catalogue.targets
            if (target.index, target.year, target.indicator) == (index.code, year, indicator)
        ]
    return [goal for goal in found if goal is not None]


def target_goal(scores: pd.DataFrame, index: Index, unit: str, target: Target) -> Goal | None:
    """Return what a unit lacks for a target in the figures of one year, whichever year that is.

    None where nobody knows how that year's grades came about.

    Args:
        scores: SCORE_COLUMNS of the index and one year.
        index: the index.
        unit: code of the unit.
        target: its year is not looked at, except for grades by thresholds.
    """
    own = (scores["indicator"] == target.indicator) & (scores["index"] == index.code)
    rows = plain_rows(scores, np.flatnonzero(own), FIGURES)
    return _target(_standing(rows, index, unit, target.indicator), target)


@dataclass(frozen=True)
class _Standing:
    """One unit's row and those of all others, as plain mappings with None for what is unknown."""

    index: Index
    indicator: str
    own: Row
    others: list[Row]

    @property
    def complete(self) -> bool:
        """Whether every ranked unit has a score."""
        rows = [self.own, *self.others]
        return all(row["score"] is not None or row["missing_reason"] in NOT_RANKED for row in rows)

    @property
    def known(self) -> Floats:
        """The others' scores, ascending."""
        return np.sort([row["score"] for row in self.others if row["score"] is not None])


_NOBODY: Row = dict.fromkeys(FIGURES)


def _standing(rows: Sequence[Row], index: Index, unit: str, indicator: str) -> _Standing:
    others = [row for row in rows if row["unit"] != unit]
    own = next((row for row in rows if row["unit"] == unit), _NOBODY)
    return _Standing(index, indicator, own, others)


def _next_rank(standing: _Standing) -> Goal | None:
    own = standing.own
    if own["rank"] in (None, 1):
        return None
    goal = Goal("rank", str(own["rank"] - 1))
    if own["score"] is None:
        return replace(goal, reason="own_score_unknown")
    above = [row for row in standing.others if (row["rank"] or own["rank"]) < own["rank"]]
    if not standing.complete:
        # Of a list with unknown places only the place just above leaves no unit in between.
        above = [row for row in above if row["rank"] == own["rank"] - 1 and row["score"]]
    if not above:
        return replace(goal, reason="other_score_unknown")
    nearest = min(above, key=lambda row: float(row["score"]))
    return _reached_at(standing, replace(goal, value=str(nearest["rank"])), nearest)


def _reached_at(standing: _Standing, goal: Goal, row: Row) -> Goal:
    """Fill in a goal that is reached where another unit stands."""
    errors = standing.own["standard_error"], row["standard_error"]
    spread = None if None in errors else float(np.hypot(*errors))
    return _filled(standing, replace(goal, unit=row["unit"]), row["score"], spread)


def _filled(standing: _Standing, goal: Goal, score: float | None, spread: float | None) -> Goal:
    """Fill in the distance to a score, with `spread` as the standard error of that distance."""
    own = standing.own["score"]
    if own is None or score is None:
        reason = "own_score_unknown" if own is None else "other_score_unknown"
        return replace(goal, score=score, reason=reason)
    missing = round(float(score) - float(own), NOISE_DECIMALS)
    half = None if spread is None else margin(float(spread), LEVEL)
    return replace(goal, points=max(0.0, missing), score=float(score), margin=half)


def _next_grade(standing: _Standing, year: int) -> Goal | None:
    grade = standing.own["grade"]
    if standing.indicator != "total" or grade is None:
        return None
    place = grade_order(standing.index.grading)[grade]
    if place == 0:
        return None
    return _graded(standing, Goal("grade", standing.index.grading.groups[place - 1][0]), year)


def _graded(standing: _Standing, goal: Goal, year: int) -> Goal | None:
    """Fill in the goal of a grade; None where nobody knows how that year's grades came about."""
    grading, error = standing.index.grading, standing.own["standard_error"]
    if grading.kind == "thresholds":
        low = dict(grading.thresholds).get(goal.value) if year in grading.years else None
        return None if low is None else _filled(standing, goal, low, error)
    if not standing.complete:
        return replace(goal, reason="scores_incomplete")
    if standing.own["score"] is None:
        return replace(goal, reason="own_score_unknown")
    percent = QUARTILES[grade_order(grading)[goal.value]]
    return _filled(standing, goal, quartile_entry(standing.known, percent), error)


def quartile_entry(others: Floats, percent: int) -> float:
    """Return the score at which one more unit reaches the group above a percentile.

    The cut moves with the unit's own score. With n units it lies h = (n − 1) · percent / 100 places
    above the lowest, interpolated; a unit is at or above it as soon as ⌈h⌉ others are at or below
    it.

    Args:
        others: scores of all other ranked units, ascending, shape (n − 1,).
        percent: 25, 50 or 75.
    """
    return float(others[ceil(len(others) * percent / 100) - 1])


def _target(standing: _Standing, target: Target) -> Goal | None:
    goal = Goal("target", target.value, aim=target.kind)
    if target.kind == "score_above":
        error = standing.own["standard_error"]
        return _filled(standing, replace(goal, above=True), float(target.value), error)
    if target.kind == "group_at_least":
        return _graded(standing, goal, target.year)
    rank = standing.own["rank"]
    if rank is not None and rank <= int(target.value):
        return replace(goal, points=0.0)
    holder = next((row for row in standing.others if row["rank"] == int(target.value)), None)
    if holder is None:
        return replace(goal, reason="other_score_unknown")
    return _reached_at(standing, goal, holder)

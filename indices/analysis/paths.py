"""The city's own targets over the years: what was lacking then, and what is lacking from here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd

from indices.analysis.goals import Goal, target_goal
from indices.analysis.targets import TargetCheck, check_target
from indices.catalogue import Catalogue, Index, vintage_of


@dataclass(frozen=True)
class TargetPath:
    """One target with its outcome and the way that is left.

    Attributes:
        check: the target held against the figure of its year.
        then: what was lacking in the target's own year; None where nobody published it.
        base: the newest year in which the unit's score is known; None without one.
        here: what would be lacking in the base year for the same aim; None with a `reason`.
        per_year: points a year from the base year to the target's year, where that lies ahead.
        reason: why there is no way from here: no_score, other_units (63 and 34 units are never
            compared), method_changed (points of two methods are never compared).
    """

    check: TargetCheck
    then: Goal | None
    base: int | None
    here: Goal | None
    per_year: float | None
    reason: str | None


def target_paths(scores: Mapping[str, pd.DataFrame], catalogue: Catalogue) -> list[TargetPath]:
    """Return every target of the focus unit, in the order of the catalogue.

    Args:
        scores: index code -> SCORE_COLUMNS of all years and units, at least of the targets'
            indicators.
        catalogue: the focus unit, its targets and the indices.
    """
    return [
        _path(target.index, scores[target.index], check, catalogue)
        for target in catalogue.targets
        for check in [check_target(target, scores[target.index], catalogue)]
    ]


def _path(code: str, scores: pd.DataFrame, check: TargetCheck, catalogue: Catalogue) -> TargetPath:
    target, index, unit = check.target, catalogue.indices[code], catalogue.focus
    rows = scores[(scores["indicator"] == target.indicator).to_numpy()]
    own = rows[(rows["unit"] == unit).to_numpy() & rows["score"].notna().to_numpy()]
    then = None
    if target.year in index.years:
        then = target_goal(_of_year(rows, target.year), index, unit, target)
    base = int(own["year"].max()) if len(own) else None
    reason = _no_way(index, check, base)
    if base is None or reason:
        return TargetPath(check, then, base, None, None, reason)
    here = target_goal(_of_year(rows, base), index, unit, replace(target, year=base))
    ahead, points = target.year - base, here.points if here else None
    per_year = points / ahead if points is not None and ahead > 0 else None
    return TargetPath(check, then, base, here, per_year, None)


def _of_year(rows: pd.DataFrame, year: int) -> pd.DataFrame:
    return rows[(rows["year"] == year).to_numpy()]


def _no_way(index: Index, check: TargetCheck, base: int | None) -> str | None:
    """Say why the way from the base year to a target cannot be measured; None where it can."""
    target = check.target
    if base is None:
        return "no_score"
    if vintage_of(base) != vintage_of(target.year):
        return "other_units"
    absolute = target.kind == "score_above"
    if absolute and not index.comparable(base, target.year, target.indicator):
        return "method_changed"
    return None

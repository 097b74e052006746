"""The city's own targets: met, missed or unknown, always with both values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from indices.analysis.grading import grade_order
from indices.catalogue import Catalogue, Target


@dataclass(frozen=True)
class TargetCheck:
    """A target beside what came of it.

    `outcome` is met, missed or unknown. `actual` is the rank (int), grade (str) or score (float)
    that the target speaks of, None when unknown; `basis` says how it came about (published,
    computed, derived, counts; a score has its precision). `reason` is None unless the outcome is
    unknown: "not_published" (nobody published that year) or the reason why the figure is missing.
    """

    target: Target
    outcome: str
    actual: int | float | str | None
    rank_of: int | None
    basis: str | None
    reason: str | None


# Which figure a kind of target speaks of, and which column says how it came about.
_FIGURES = {
    "rank_at_most": ("rank", "rank_basis"),
    "group_at_least": ("grade", "grade_basis"),
    "score_above": ("score", "precision"),
}


def check_target(target: Target, scores: pd.DataFrame, catalogue: Catalogue) -> TargetCheck:
    """Hold a target against the focus unit's figure.

    Args:
        target: rank_at_most (the rank is that or better), group_at_least (that group or a better
            one) or score_above (strictly above).
        scores: SCORE_COLUMNS that hold the target's index, year and indicator.
        catalogue: the focus unit and the order of groups.

    Returns:
        The check; unknown stays unknown and is neither met nor missed.
    """
    row = _row(target, scores, catalogue.focus)
    if row is None:
        return TargetCheck(target, "unknown", None, None, None, "not_published")
    figure, basis = _FIGURES[target.kind]
    actual = row[figure]
    if actual is None:
        reason = row["missing_reason"] or "not_found"
        return TargetCheck(target, "unknown", None, None, None, reason)
    met = _met(target, actual, grade_order(catalogue.indices[target.index].grading))
    rank_of = row["rank_of"] if target.kind == "rank_at_most" else None
    outcome = "met" if met else "missed"
    return TargetCheck(target, outcome, actual, rank_of, row[basis], None)


def _row(target: Target, scores: pd.DataFrame, unit: str) -> dict[str, Any] | None:
    found = scores[
        (scores["index"] == target.index)
        & (scores["year"] == target.year)
        & (scores["indicator"] == target.indicator)
        & (scores["unit"] == unit)
    ].astype(object)
    if found.empty:
        return None
    return {str(key): value for key, value in found.where(found.notna(), None).iloc[0].items()}


def _met(target: Target, actual: Any, order: dict[str, int]) -> bool:
    if target.kind == "group_at_least":
        return order[actual] <= order[target.value]
    if target.kind == "rank_at_most":
        return int(actual) <= int(target.value)
    return float(actual) > float(target.value)

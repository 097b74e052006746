"""What a unit could reach next, with the cheapest ways there, as plain dictionaries."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from indices.reports.items import Item

if TYPE_CHECKING:
    from indices.analysis.goals import Goal
    from indices.analysis.rooms import PartSet

# PAPI prints six decimals; more of them in a sum would be noise of the arithmetic.
_DECIMALS = 6


def goal_item(goal: Goal, error_year: int) -> Item:
    """Return one goal.

    It has the `margin` of its distance at 95 % and says whether it is `within_uncertainty`, by
    standard errors of `error_year`; all three are None where there are none.
    """
    return {
        "kind": goal.kind,
        "aim": goal.aim or None,
        "value": goal.value,
        "points": _rounded(goal.points),
        "score": _rounded(goal.score),
        "unit": goal.unit,
        "margin": _rounded(goal.margin),
        "within_uncertainty": goal.within_uncertainty,
        "error_year": None if goal.margin is None else error_year,
        "reason": goal.reason,
    }


def set_item(one: PartSet, scores: Mapping[str, float], room: Mapping[str, float]) -> Item:
    """Return one set of parts that yields a goal, each part with the score it needs.

    Args:
        one: the set.
        scores: the unit's scores of the parts.
        room: points from each part to the best observed practice.
    """
    return {
        "share_of_distance": _rounded(one.share),
        "distance": _rounded(one.room),
        "parts": [
            {
                "indicator": code,
                "score": _rounded(scores[code]),
                "needed": _rounded(scores[code] + one.share * room[code]),
            }
            for code in one.parts
        ],
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(float(value), _DECIMALS)

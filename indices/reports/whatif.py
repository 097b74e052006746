"""A what-if as plain dictionaries: what the API answers."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from indices.reports.goals import goal_item
from indices.reports.items import Item, unit_name

if TYPE_CHECKING:
    from indices.analysis.goals import Goal
    from indices.analysis.standstill import Outcome, Place
    from indices.catalogue import Catalogue

# PAPI prints six decimals; more of them in a sum would be noise of the arithmetic.
_DECIMALS = 6


def whatif_item(
    outcome: Outcome,
    catalogue: Catalogue,
    index: str,
    year: int,
    unit: str,
    lang: str,
    lender: int | None,
) -> Item:
    """Return one what-if: the new total, rank and group, those before, and every changed part.

    `rank` is None where it is not known exactly; it then lies between `rank_low` and `rank_high`.
    `changes` has one entry for each indicator whose score the scenario sets or moves; `outvoted`
    names dimensions that were set together with their own parts, which count. Goals are held
    against standard errors of `lender` where they are assumed, else of the year itself.
    """
    vintage = catalogue.vintage(year)
    after = _place(outcome.after)

    def goal(one: Goal | None) -> Item | None:
        return None if one is None else goal_item(one, lender or year)

    return {
        "index": index,
        "year": year,
        "vintage": vintage,
        "unit": unit,
        "unit_name": unit_name(catalogue, vintage, unit, lang),
        **after,
        "change": _number(outcome.change),
        "before": _place(outcome.before),
        "next_rank": goal(_of_kind(outcome, "rank")),
        "next_group": goal(_of_kind(outcome, "grade")),
        "targets": [goal(one) for one in outcome.goals if one.kind == "target"],
        "changes": _changes(outcome),
        "outvoted": outcome.scenario.outvoted,
        "unknown_parts": outcome.scenario.unknown,
    }


def _place(place: Place) -> Item:
    return {
        "total": _number(place.total),
        "rank": place.rank,
        "rank_of": place.rank_of,
        "rank_low": place.low,
        "rank_high": place.high,
        "tied": place.tied,
        "group": place.grade,
        "group_reason": place.grade_reason,
    }


def _changes(outcome: Outcome) -> list[Item]:
    return [
        {
            "indicator": part.indicator,
            "level": part.level,
            "parent": part.parent,
            "score": _number(part.score),
            "new_score": _number(part.new_score),
            "change": _number(part.change),
            "given": part.given,
        }
        for part in outcome.scenario.parts
        if part.given or (part.change and not math.isnan(part.new_score))
    ]


def _of_kind(outcome: Outcome, kind: str) -> Goal | None:
    return next((goal for goal in outcome.goals if goal.kind == kind), None)


def _number(value: float) -> float | None:
    return None if math.isnan(value) else round(value, _DECIMALS)

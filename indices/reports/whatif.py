"""A what-if as plain dictionaries: what the API answers."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

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
    names dimensions that were set together with their own parts, which count. A goal has the
    `margin` of its distance at 95 % and whether it is `within_uncertainty`, by standard errors of
    `error_year`: `lender` where they are assumed, the year itself where its source prints them.
    """
    vintage = catalogue.vintage(year)
    after = _place(outcome.after)

    def goal(one: Goal | None) -> Item | None:
        return None if one is None else _goal(one, lender or year)

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


def _goal(goal: Goal, error_year: int) -> Item:
    return {
        "kind": goal.kind,
        "aim": goal.aim or None,
        "value": goal.value,
        "points": None if goal.points is None else _number(goal.points),
        "score": None if goal.score is None else _number(goal.score),
        "unit": goal.unit,
        "margin": None if goal.margin is None else _number(goal.margin),
        "within_uncertainty": goal.within_uncertainty,
        "error_year": None if goal.margin is None else error_year,
        "reason": goal.reason,
    }


def _number(value: float) -> float | None:
    return None if math.isnan(value) else round(value, _DECIMALS)

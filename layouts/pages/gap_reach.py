"""What a unit could reach next: goals, what each part could yield, and how all this is called."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from indices.analysis.goals import FIGURES, Goal, goals
from indices.analysis.lending import figures_with_errors
from indices.analysis.rooms import PartSet, fewest_parts, rooms
from layouts.components.terms import grade_name
from layouts.pages.gap_view import View

# Sets of parts a goal in the tables.
MOST_SETS = 5
DEPENDS = ("index", "year", "indicator", "unit")


@dataclass(frozen=True, eq=False)
class Reach:
    """What the charts about closing a gap share.

    Attributes:
        view: the state of the page.
        goals: what the unit could reach.
        room: {part: points to the best observed practice}, the largest first.
        lender: year whose standard errors the margins of the goals assume; None where they are the
            year's own or there are none.
    """

    view: View
    goals: list[Goal]
    room: dict[str, float]
    lender: int | None

    @cached_property
    def missing(self) -> list[Goal]:
        """Goals that are not reached yet and whose distance is known."""
        return [goal for goal in self.goals if goal.points]

    @cached_property
    def sets(self) -> list[tuple[Goal, list[PartSet]]]:
        """The cheapest sets of parts for each of them."""
        return [
            (goal, fewest_parts(self.room, goal.points or 0.0, MOST_SETS)) for goal in self.missing
        ]

    @cached_property
    def aim(self) -> Goal | None:
        """The goal that the parts are held against: the next grade, else the next rank."""
        by_kind = {goal.kind: goal for goal in reversed(self.missing)}
        kinds = ("grade", "rank", "target")
        return next((by_kind[kind] for kind in kinds if kind in by_kind), None)


def find_reach(view: View) -> Reach:
    """Return what a unit could reach."""
    state, index = view.state, view.index
    about = (state.indicator, state.year)
    rows, lender = figures_with_errors(view.cube, index, *about, FIGURES)
    figures = list(rows.values())
    found = goals(figures, view.catalogue, index, state.year, state.unit, state.indicator)
    return Reach(view, found, rooms(list(view.gaps.values())), lender)


def goal_label(view: View, goal: Goal) -> str:
    """Say what the goal is, in words."""
    w = view.w
    if goal.kind == "rank":
        if goal.unit is None:
            return w.t("Rank {rank}", rank=goal.value)
        return w.t(
            "Level with {unit}, rank {rank}", unit=view.unit_name(goal.unit), rank=goal.value
        )
    if goal.kind == "grade":
        return group_name(view, goal.value)
    aim = {
        "rank_at_most": w.t("rank {value} or better", value=goal.value),
        "group_at_least": w.t("{group} or better", group=group_name(view, goal.value)),
        "score_above": w.t("more than {value} points", value=view.number(goal.score)),
    }[goal.aim]
    return w.t("The city's target: {aim}", aim=aim)


def group_name(view: View, grade: str) -> str:
    """Name a grade or group."""
    name = grade_name(view.index, grade, view.w)
    if view.index.grading.kind == "thresholds":
        return view.w.t("Grade {grade}", grade=name)
    return view.w.t("Group “{group}”", group=name)


def short_label(view: View, goal: Goal) -> str:
    """Name a goal in a few signs, with the points that are missing."""
    if goal.kind == "rank":
        label = view.w.t("Rank {rank}", rank=goal.value)
    else:
        label = goal_label(view, goal)
    return f"{label}: {view.number(goal.points, sign=True)}"


def unknown_goal(view: View, goal: Goal) -> str:
    """Say why a distance is not known."""
    w = view.w
    return {
        "own_score_unknown": w.t("the score of {name} is not known", name=view.name),
        "other_score_unknown": w.t("the score at that rank is not known"),
        "scores_incomplete": w.t("not every score of this year is known"),
    }[goal.reason or "own_score_unknown"]


def parts_listed(view: View, one: PartSet) -> str:
    """Name the parts of a set."""
    return view.w.listing([view.indicator_name(code) for code in one.parts])


def no_room(view: View) -> str:
    """Say why nobody knows what the parts could yield."""
    w = view.w
    if not view.leaves:
        return w.t("This indicator has no parts that add up to it")
    return w.t("The parts of {name} or their best scores are not known", name=view.name)

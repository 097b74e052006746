"""What it would take: points to the next rank, group and target."""

from __future__ import annotations

import math
from functools import partial
from typing import Any

import pandas as pd

from indices.analysis.goals import Goal
from indices.analysis.rooms import fewest_parts
from layouts import theme
from layouts.components.chart import Chart
from layouts.figures.bars import Bar, bars, height
from layouts.pages.gap_reach import DEPENDS, Reach, goal_label, parts_listed, unknown_goal
from layouts.pages.gap_view import View
from layouts.pages.gap_words import capital

NAME = "goals"


def goals_chart(reach: Reach) -> Chart:
    """Return the points that are missing."""
    view, found = reach.view, reach.goals
    w = view.w
    known = [goal for goal in found if goal.points is not None]
    empty = "" if known else _no_goal(view, found)
    unit = w.t("{points} missing", points=view.points)
    return Chart(
        name=NAME,
        title=empty or _title(view, known),
        figure=theme.empty_figure(empty)
        if empty
        else bars([_bar(view, goal) for goal in found], unit),
        table=partial(_table, reach),
        source=view.source,
        note="" if empty else _note(reach),
        empty=empty,
        height=height(len(found)),
        depends=DEPENDS,
    )


def _bar(view: View, goal: Goal) -> Bar:
    w, label = view.w, goal_label(view, goal)
    if goal.points is None:
        return Bar(label, math.nan, math.nan, w.t("unknown"), unknown_goal(view, goal))
    text = view.number(goal.points, sign=True) if goal.points else w.t("reached")
    lines = [label, text]
    if goal.score is not None:
        lines.append(w.t("reached at {score}", score=view.number(goal.score)))
    if goal.margin is not None:
        lines.append(w.t("uncertainty ± {margin}", margin=view.number(goal.margin)))
    return Bar(label, 0.0, goal.points, text, "<br>".join(lines))


def _title(view: View, known: list[Goal]) -> str:
    """Name the points to the next rank and grade, or say that all is reached."""
    w = view.w
    missing = [goal for goal in known if goal.points and goal.kind != "target"]
    missing = missing or [goal for goal in known if goal.points]
    if not missing:
        return w.t("{name} has reached every goal whose distance is known", name=view.name)
    said = "; ".join(
        f"{goal_label(view, goal)}: {view.number(goal.points, sign=True)} {view.points}"
        for goal in missing[:2]
    )
    return w.t("What {name} lacks if all others stood still – {goals}", name=view.name, goals=said)


def _note(reach: Reach) -> str:
    view, w = reach.view, reach.view.w
    notes = [_errors_note(reach)]
    graded = any(goal.kind == "grade" for goal in reach.goals)
    if graded and view.index.grading.kind == "quartiles":
        notes.append(w.t("Groups are quartiles, computed here; the cut moves with all provinces."))
    notes += [
        f"{goal_label(view, goal)}: {unknown_goal(view, goal)}."
        for goal in reach.goals
        if goal.reason
    ]
    return " ".join(note for note in notes if note)


def _errors_note(reach: Reach) -> str:
    """Warn of distances that may be chance, by published errors or by assumed ones."""
    view, w = reach.view, reach.view.w
    within = "; ".join(goal_label(view, one) for one in reach.missing if one.within_uncertainty)
    unsure = any(goal.margin is None for goal in reach.missing)
    if reach.lender is None or (unsure and not within):
        if within:
            return w.t("Smaller than its own uncertainty at 95 %, so nobody can say that it is "
                       "missing: {goals}.", goals=within)  # fmt: skip
        if unsure:
            return w.t("No interval published: how much of these distances is chance, nobody can "
                       "say.")  # fmt: skip
        return ""
    if within:
        return w.t("No interval published. Under the standard errors of {year} (assumed, not "
                   "published) smaller than its own uncertainty at 95 %: {goals}.",
                   year=reach.lender, goals=within)  # fmt: skip
    return w.t("No interval published. Under the standard errors of {year} (assumed, not "
               "published) every distance is larger than its own uncertainty at 95 %.",
               year=reach.lender)  # fmt: skip


def _no_goal(view: View, found: list[Goal]) -> str:
    w = view.w
    if found:
        reasons = dict.fromkeys(unknown_goal(view, goal) for goal in found)
        return w.t("No distance is known: {reasons}", reasons="; ".join(reasons))
    if view.whole["rank"] == 1:
        return w.t("{name} ranks first", name=view.name)
    return w.t("No distance is known: {reasons}",
               reasons=w.t("the rank of {name} is not known", name=view.name))  # fmt: skip


def _table(reach: Reach) -> pd.DataFrame:
    """Return every goal with its distance, its uncertainty and the cheapest set of parts."""
    view, found = reach.view, reach.goals
    w = view.w
    sets = [next(iter(fewest_parts(reach.room, goal.points)), None) if goal.points else None
            for goal in found]  # fmt: skip
    numbers: dict[str, list[Any]] = {
        w.t("Score needed"): [goal.score for goal in found],
        capital(w.t("{points} missing", points=view.points)): [goal.points for goal in found],
        w.t("Uncertainty of the distance (±)"): [goal.margin for goal in found],
    }
    return pd.DataFrame(
        {
            w.t("Goal"): [goal_label(view, goal) for goal in found],
            **{name: pd.Series(values, dtype="float64") for name, values in numbers.items()},
            w.t("Standard errors"): [_errors_of(reach, goal) for goal in found],
            w.t("Fewest parts that yield it"): [
                parts_listed(view, one) if one else "" for one in sets
            ],
            w.t("Share of their distance to the best (%)"): pd.Series(
                [100 * one.share if one else math.nan for one in sets], dtype="float64"
            ),
            w.t("Remark"): [unknown_goal(view, goal) if goal.reason else "" for goal in found],
        }
    )


def _errors_of(reach: Reach, goal: Goal) -> str:
    w = reach.view.w
    if goal.margin is None:
        return w.t("none published")
    if reach.lender is None:
        return w.t("published")
    return w.t("assumed from {year}", year=reach.lender)

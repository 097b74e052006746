"""Sentences of the what-if page: its finding, what is not known, what is taken for granted."""

from __future__ import annotations

import math

from layouts.components.facts import Fact, make_fact
from layouts.components.terms import missing_reason
from layouts.pages.what_if_view import View
from layouts.wording import UNKNOWN


def finding(view: View) -> str:
    """Say where the scenario leads, or which change cannot be used."""
    return f"{view.title}: {after_words(view)}."


def after_words(view: View) -> str:
    """Say total, rank and group of the scenario beside those of today, without index and year."""
    w, outcome = view.w, view.current.outcome
    if view.current.refusals:
        return view.said(view.current.refusals[0]).rstrip(".")
    before, after = outcome.before, outcome.after
    if math.isnan(after.total):
        return _unknown(view)
    values = {
        "name": view.name,
        "total": view.number(after.total),
        "points": view.points,
        "rank": view.rank(after),
        "old": view.rank(before),
        "change": view.number(outcome.change, sign=True),
    }
    if not view.current.text:
        return w.t("{name} has {total} {points} and rank {rank}; change a score to see what "
                   "follows", **values)  # fmt: skip
    if math.isnan(before.total):
        said = w.t("with these scores {name} has {total} {points} and rank {rank}", **values)
    else:
        said = w.t("with these scores {name} has {total} {points} ({change}) and rank {rank} "
                   "instead of {old}", **values)  # fmt: skip
    groups = view.grade(before), view.grade(after)
    if all(groups) and groups[0] != groups[1]:
        said += "; " + w.t("group “{after}” instead of “{before}”",
                           after=groups[1], before=groups[0])  # fmt: skip
    return said


def facts(view: View) -> list[Fact]:
    """Return total, rank, group and the distance to the next rank and group."""
    w, outcome = view.w, view.current.outcome
    before, after = outcome.before, outcome.after
    shown = [
        make_fact(
            w.t("Total in the scenario"),
            view.number(after.total),
            [w.t("now {value}", value=view.number(before.total)), w.change(outcome.change)],
            leading=True,
        ),
        make_fact(
            w.t("Rank in the scenario"),
            view.rank(after),
            [w.t("now {value}", value=view.rank(before)), _rank_note(view)],
            leading=True,
        ),
        make_fact(
            w.t("Group or grade"),
            view.grade(after) or UNKNOWN,
            [w.t("now {value}", value=view.grade(before) or UNKNOWN), grade_note(view)],
        ),
    ]
    return [*shown, *_next(view)]


def _next(view: View) -> list[Fact]:
    w, found = view.w, []
    labels = {"rank": w.t("To the next rank"), "grade": w.t("To the next group or grade")}
    for kind, label in labels.items():
        goal = next((one for one in view.current.outcome.goals if one.kind == kind), None)
        if goal is None or goal.points is None:
            found.append(make_fact(label, UNKNOWN, [_no_goal(view, kind)]))
            continue
        value = w.t("{points} more", points=view.number(goal.points, sign=True))
        whose = view.unit_name(goal.unit) if goal.unit else ""
        name = view.w.name(view.index.grading.name(goal.value)) if kind == "grade" else whose
        notes = [name, w.t("at {score}", score=view.number(goal.score))]
        if goal.within_uncertainty:
            notes.append(_within(view))
        found.append(make_fact(label, value, notes))
    return found


def _within(view: View) -> str:
    """Warn of a distance that may be chance, and say whose standard errors say so."""
    w, lender = view.w, view.current.lender
    if lender is None:
        return w.t("smaller than its own uncertainty at 95 %")
    return w.t("smaller than its uncertainty at 95 % under the standard errors of {year} (assumed)",
               year=lender)  # fmt: skip


def _no_goal(view: View, kind: str) -> str:
    w, after = view.w, view.current.outcome.after
    if kind == "rank" and after.rank == 1:
        return w.t("none above")
    if kind == "grade" and view.index.grading.groups:
        best = view.index.grading.groups[0][0]
        return w.t("none above") if after.grade == best else grade_note(view)
    return w.t("not every score of this year is known") if kind == "rank" else grade_note(view)


def grade_note(view: View) -> str:
    """Say how the group came about or why there is none."""
    w = view.w
    reason = view.current.outcome.after.grade_reason
    return {
        "no_grades": w.t("this index has no groups or grades"),
        "year_unknown": w.t("how that year's grades came about is not known"),
        "scores_incomplete": w.t("not every score of this year is known"),
        "total_unknown": w.t("the total is not known"),
        "ungraded": w.t("below the lowest grade, or too close to a threshold"),
    }.get(reason or "", "")


def _rank_note(view: View) -> str:
    w, after = view.w, view.current.outcome.after
    if after.rank is None and after.low is not None:
        return w.t("between these, as far as the published ranks say")
    return w.t("shares this rank") if after.tied else ""


def stand_still(view: View) -> str:
    """Say what every number of this page takes for granted."""
    w = view.w
    said = w.t("If all other units stood still, which they will not.")
    if view.current.lender is not None:
        return said + " " + w.t(
            "No interval published; distances are held against the standard errors of {year}, "
            "which are assumed.", year=view.current.lender,
        )  # fmt: skip
    if view.current.outcome.goals and any(
        goal.margin is None for goal in view.current.outcome.goals if goal.points
    ):
        said += " " + w.t("No interval published: small differences may be chance.")
    return said


def _unknown(view: View) -> str:
    w, outcome = view.w, view.current.outcome
    if outcome.scenario.unknown:
        names = [view.indicator_name(code) for code in outcome.scenario.unknown[:3]]
        return w.t(
            "no new total can be given; not known of {name}: {names}; set the missing parts or the "
            "total itself", names=w.listing(names), name=view.name,
        )  # fmt: skip
    own = view.totals.get(view.state.unit)
    reason = own["missing_reason"] if own else "unit_did_not_exist"
    return w.t(
        "the total of {name} is not known ({reason}); set it, or its parts, to see where it would "
        "stand", name=view.name, reason=missing_reason(reason, w),
    )  # fmt: skip

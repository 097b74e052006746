"""What it would take: points to the next rank, group and target, and the parts that hold them."""

from __future__ import annotations

import math
from functools import partial
from typing import Any

import pandas as pd

from indices.analysis.goals import Goal, PartSet, fewest_parts, goals, rooms
from layouts import theme
from layouts.components.chart import Chart
from layouts.components.keyed import Keyed
from layouts.components.terms import grade_name
from layouts.figures.bars import Bar, Rule, bars, height
from layouts.pages.gap_view import View
from layouts.pages.gap_words import capital

GOALS, ROOMS = "goals", "rooms"
MOST_ROOMS = 8
_DEPENDS = ("index", "year", "indicator", "unit")


def goals_charts(view: View) -> tuple[Chart, Chart]:
    """Return the points that are missing, and where they could be won."""
    state = view.state
    found = goals(view.rows, view.catalogue, view.index, state.year, state.unit, state.indicator)
    room = rooms(view.table)
    return _goals_chart(view, found, room), _rooms_chart(view, found, room)


def _goals_chart(view: View, found: list[Goal], room: dict[str, float]) -> Chart:
    w = view.w
    known = [goal for goal in found if goal.points is not None]
    empty = "" if known else _no_goal(view, found)
    unit = w.t("{points} missing", points=view.points)
    return Chart(
        name=GOALS,
        title=empty or _title(view, known),
        figure=theme.empty_figure(empty)
        if empty
        else bars([_bar(view, goal) for goal in found], unit),
        table=partial(_table, view, found, room),
        source=view.source,
        note="" if empty else _note(view, found),
        empty=empty,
        height=160 if empty else height(len(found)),
        depends=_DEPENDS,
    )


def _rooms_chart(view: View, found: list[Goal], room: dict[str, float]) -> Chart:
    """Return each part's distance to the best observed practice beside the points needed."""
    w, goal = view.w, _aimed_at(found)
    shown = dict(list(room.items())[:MOST_ROOMS])
    empty = "" if room else _no_room(view)
    rules = [Rule(goal.points or 0.0, _short(view, goal))] if goal else []
    rows = [_room_bar(view, code, points, goal) for code, points in shown.items()]
    unit = w.t("{points} to the best of all provinces", points=view.points)
    notes = [
        w.t("A bar that crosses the dashed line could yield the points alone.") if rules else "",
        w.t("{n} more parts in the table view.", n=len(room) - len(shown))
        if len(room) > len(shown)
        else "",
        w.t("The best is the highest score that any province reached in that part this year."),
    ]
    return Chart(
        name=ROOMS,
        title=empty or _title_of_rooms(view, goal, room),
        figure=theme.empty_figure(empty) if empty else bars(rows, unit, rules),
        table=partial(_table_of_rooms, view, room, goal),
        source=view.source,
        note="" if empty else " ".join(note for note in notes if note),
        empty=empty,
        height=160 if empty else height(len(rows)),
        depends=_DEPENDS,
    )


def _aimed_at(found: list[Goal]) -> Goal | None:
    """Return the goal that the parts are held against: the next grade, else the next rank."""
    missing = [goal for goal in found if goal.points]
    by_kind = {goal.kind: goal for goal in reversed(missing)}
    return next((by_kind[kind] for kind in ("grade", "rank", "target") if kind in by_kind), None)


def _label(view: View, goal: Goal) -> str:
    """Say what the goal is, in words."""
    w = view.w
    if goal.kind == "rank":
        if goal.unit is None:
            return w.t("Rank {rank}", rank=goal.value)
        return w.t(
            "Level with {unit}, rank {rank}", unit=view.unit_name(goal.unit), rank=goal.value
        )
    if goal.kind == "grade":
        return _group(view, goal.value)
    aim = {
        "rank_at_most": w.t("rank {value} or better", value=goal.value),
        "group_at_least": w.t("{group} or better", group=_group(view, goal.value)),
        "score_above": w.t("more than {value} points", value=view.number(goal.score)),
    }[goal.aim]
    return w.t("The city's target: {aim}", aim=aim)


def _group(view: View, grade: str) -> str:
    name = grade_name(view.index, grade, view.w)
    if view.index.grading.kind == "thresholds":
        return view.w.t("Grade {grade}", grade=name)
    return view.w.t("Group “{group}”", group=name)


def _short(view: View, goal: Goal) -> str:
    if goal.kind == "rank":
        label = view.w.t("Rank {rank}", rank=goal.value)
    else:
        label = _label(view, goal)
    return f"{label}: {view.number(goal.points, sign=True)}"


def _bar(view: View, goal: Goal) -> Bar:
    w, label = view.w, _label(view, goal)
    if goal.points is None:
        return Bar(label, math.nan, math.nan, w.t("unknown"), _unknown(view, goal))
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
        f"{_label(view, goal)}: {view.number(goal.points, sign=True)} {view.points}"
        for goal in missing[:2]
    )
    return w.t("What {name} lacks if all others stood still – {goals}", name=view.name, goals=said)


def _note(view: View, found: list[Goal]) -> str:
    w, missing = view.w, [goal for goal in found if goal.points]
    notes = []
    within = [_label(view, goal) for goal in missing if goal.within_uncertainty]
    if within:
        notes.append(
            w.t("Smaller than its own uncertainty at 95 %, so nobody can say that it is missing: "
                "{goals}.", goals="; ".join(within))
        )  # fmt: skip
    elif any(goal.margin is None for goal in missing):
        notes.append(
            w.t("No interval published: how much of these distances is chance, nobody can say.")
        )
    if any(goal.kind == "grade" for goal in found) and view.index.grading.kind == "quartiles":
        notes.append(w.t("Groups are quartiles, computed here; the cut moves with all provinces."))
    notes += [f"{_label(view, goal)}: {_unknown(view, goal)}." for goal in found if goal.reason]
    return " ".join(notes)


def _unknown(view: View, goal: Goal) -> str:
    """Say why a distance is not known."""
    w = view.w
    return {
        "own_score_unknown": w.t("the score of {name} is not known", name=view.name),
        "other_score_unknown": w.t("the score at that rank is not known"),
        "scores_incomplete": w.t("not every score of this year is known"),
    }[goal.reason or "own_score_unknown"]


def _no_goal(view: View, found: list[Goal]) -> str:
    w = view.w
    if found:
        reasons = dict.fromkeys(_unknown(view, goal) for goal in found)
        return w.t("No distance is known: {reasons}", reasons="; ".join(reasons))
    if view.whole["rank"] == 1:
        return w.t("{name} ranks first", name=view.name)
    return w.t("No distance is known: {reasons}",
               reasons=w.t("the rank of {name} is not known", name=view.name))  # fmt: skip


def _no_room(view: View) -> str:
    w = view.w
    if not view.leaves:
        return w.t("This indicator has no parts that add up to it")
    return w.t("The parts of {name} or their best scores are not known", name=view.name)


def _title_of_rooms(view: View, goal: Goal | None, room: dict[str, float]) -> str:
    w = view.w
    first = next(iter(room))
    if goal is None:
        return w.t(
            "{name} is farthest from the best in {part}: {room} {points}",
            name=view.name, part=view.indicator_name(first), room=view.number(room[first]),
            points=view.points,
        )  # fmt: skip
    sets = fewest_parts(room, goal.points or 0.0)
    values = {"goal": _short(view, goal)}
    if not sets:
        return w.t("{goal} is more than a few parts could yield at the best level", **values)
    values |= {"parts": _parts(view, sets[0]), "share": w.number(100 * sets[0].share, 0)}
    if len(sets[0].parts) == 1:
        enough = sum(one >= (goal.points or 0.0) for one in room.values())
        return w.n(
            "{goal}: {n} part could yield it alone; in {parts} it takes {share} % of the distance "
            "to the best",
            "{goal}: {n} parts could each yield it alone; in {parts} it takes {share} % of the "
            "distance to the best",
            enough,
            **values,
        )
    return w.t(
        "{goal}: no part yields it alone; {parts} together do with {share} % of their distance to "
        "the best", **values,
    )  # fmt: skip


def _parts(view: View, one: PartSet) -> str:
    return view.w.listing([view.indicator_name(code) for code in one.parts])


def _room_bar(view: View, code: str, points: float, goal: Goal | None) -> Bar:
    gap, name = view.gaps[code], view.indicator_name(code)
    units = [view.unit_name(unit) for unit in (gap["best_unit"] or "").split(";") if unit]
    lines = [
        name,
        f"{view.name}: {view.number(gap['score'])}",
        f"{view.w.listing(units)}: {view.number(gap['best'])}",
    ]
    enough = goal is not None and points >= (goal.points or 0.0)
    color = theme.FIFTHS[1] if enough else theme.FIFTHS[2]
    return Bar(name, 0.0, points, view.number(points, sign=True), "<br>".join(lines), color)


def _table(view: View, found: list[Goal], room: dict[str, float]) -> pd.DataFrame:
    """Return every goal with its distance, its uncertainty and the cheapest set of parts."""
    w = view.w
    sets = [next(iter(fewest_parts(room, goal.points)), None) if goal.points else None
            for goal in found]  # fmt: skip
    numbers: dict[str, list[Any]] = {
        w.t("Score needed"): [goal.score for goal in found],
        capital(w.t("{points} missing", points=view.points)): [goal.points for goal in found],
        w.t("Uncertainty of the distance (±)"): [goal.margin for goal in found],
    }
    return pd.DataFrame(
        {
            w.t("Goal"): [_label(view, goal) for goal in found],
            **{name: pd.Series(values, dtype="float64") for name, values in numbers.items()},
            w.t("Fewest parts that yield it"): [_parts(view, one) if one else "" for one in sets],
            w.t("Share of their distance to the best (%)"): pd.Series(
                [100 * one.share if one else math.nan for one in sets], dtype="float64"
            ),
            w.t("Remark"): [_unknown(view, goal) if goal.reason else "" for goal in found],
        }
    )


def _table_of_rooms(view: View, room: dict[str, float], goal: Goal | None) -> Keyed:
    w, needed = view.w, goal.points if goal else None
    best = [view.gaps[code]["best_unit"] or "" for code in room]
    table = {
        w.t("Part"): [view.indicator_name(code) for code in room],
        view.name: [view.gaps[code]["score"] for code in room],
        w.t("Best"): [view.gaps[code]["best"] for code in room],
        w.t("Best province"): [
            ", ".join(view.unit_name(unit) for unit in codes.split(";") if unit) for codes in best
        ],
        w.t("Distance to the best"): list(room.values()),
    }
    if needed:
        share = [
            100 * needed / points if points >= needed else math.nan for points in room.values()
        ]
        table[w.t("Share of it that yields the goal alone (%)")] = share
    units = [codes.partition(";")[0] for codes in best]
    facts = {
        view.name: [view.key(code) for code in room],
        w.t("Best"): [
            view.key(code, unit) if unit else "" for code, unit in zip(room, units, strict=True)
        ],
    }
    return Keyed(pd.DataFrame(table), facts)

"""Where points could be won: each part's distance to the best observed practice."""

from __future__ import annotations

import math
from functools import partial

import pandas as pd

from indices.analysis.goals import Goal
from indices.analysis.rooms import fewest_parts
from layouts import theme
from layouts.components.chart import Chart
from layouts.components.keyed import Keyed
from layouts.figures.bars import Bar, Rule, bars, height
from layouts.pages.gap_reach import DEPENDS, Reach, no_room, parts_listed, short_label
from layouts.pages.gap_view import View

NAME = "rooms"
MOST_ROOMS = 8


def rooms_chart(reach: Reach) -> Chart:
    """Return each part's distance to the best observed practice beside the points needed."""
    view, room, goal = reach.view, reach.room, reach.aim
    w = view.w
    shown = dict(list(room.items())[:MOST_ROOMS])
    empty = "" if room else no_room(view)
    rules = [Rule(goal.points or 0.0, short_label(view, goal))] if goal else []
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
        name=NAME,
        title=empty or _title_of_rooms(view, goal, room),
        figure=theme.empty_figure(empty) if empty else bars(rows, unit, rules),
        table=partial(_table_of_rooms, view, room, goal),
        source=view.source,
        note="" if empty else " ".join(note for note in notes if note),
        empty=empty,
        height=height(len(rows)),
        depends=DEPENDS,
    )


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
    values = {"goal": short_label(view, goal)}
    if not sets:
        return w.t("{goal} is more than a few parts could yield at the best level", **values)
    values |= {"parts": parts_listed(view, sets[0]), "share": w.number(100 * sets[0].share, 0)}
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

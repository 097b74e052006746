"""The cheapest ways to a goal: sets of fewest parts, by their share of the way to the best."""

from __future__ import annotations

from functools import partial
from typing import Any

import pandas as pd

from indices.analysis.goals import Goal
from indices.analysis.rooms import PartSet
from layouts import theme
from layouts.components.chart import Chart
from layouts.figures.bars import Bar, bars, height, n_lines
from layouts.pages.gap_reach import (
    DEPENDS,
    MOST_SETS,
    Reach,
    goal_label,
    no_room,
    parts_listed,
    short_label,
)

NAME = "sets"
# Sets a goal in the chart.
SHOWN = 2


def sets_chart(reach: Reach) -> Chart:
    """Return the cheapest sets of parts for each goal that is not reached."""
    view, w = reach.view, reach.view.w
    found = [(goal, one) for goal, sets in reach.sets for one in sets[:SHOWN]]
    empty = "" if found else _empty(reach)
    rows = [
        _bar(reach, goal, one, again=place > 0 and found[place - 1][0] is goal)
        for place, (goal, one) in enumerate(found)
    ]
    unit = w.t("% of the distance to the best")
    return Chart(
        name=NAME,
        title=empty or _title(reach),
        figure=theme.empty_figure(empty)
        if empty
        else bars(rows, unit),
        table=partial(_table, reach),
        source=view.source,
        note="" if empty else w.t(
            "Cheapest: the fewest parts that together hold the points, and of these the ones that "
            "need the smallest share of their distance to the best score of any province; each "
            "part closes the same share. {n} sets a goal in the table view. Costs in money or "
            "effort are not known.", n=MOST_SETS,
        ),
        empty=empty,
        height=height(len(rows), max((n_lines(row.label) for row in rows), default=1)),
        depends=DEPENDS,
    )  # fmt: skip


def _empty(reach: Reach) -> str:
    view, w = reach.view, reach.view.w
    if not reach.room:
        return no_room(view)
    if not reach.missing:
        return w.t("{name} has reached every goal whose distance is known", name=view.name)
    return w.t("Every goal is more than a few parts could yield at the best level")


def _title(reach: Reach) -> str:
    """Name the cheapest set of the goal that asks for most, which the others lie below."""
    view, w = reach.view, reach.view.w
    ways = [(goal, sets[0]) for goal, sets in reach.sets if sets]
    goal, one = max(ways, key=lambda way: way[0].points or 0.0)
    return w.t(
        "{goal}: cheapest by {parts}, {share} % of the distance to the best",
        goal=short_label(view, goal),
        parts=parts_listed(view, one),
        share=w.number(100 * one.share, 0),
    )


def _steps(reach: Reach, one: PartSet) -> list[tuple[str, float, float]]:
    """Return each part's score today and the one it needs."""
    return [
        (code, float(reach.view.gaps[code]["score"]),
         float(reach.view.gaps[code]["score"]) + one.share * reach.room[code])
        for code in one.parts
    ]  # fmt: skip


def _said(reach: Reach, one: PartSet) -> str:
    view = reach.view
    return "; ".join(
        f"{view.indicator_name(code)} {view.number(now)} → {view.number(then)}"
        for code, now, then in _steps(reach, one)
    )


def _bar(reach: Reach, goal: Goal, one: PartSet, again: bool) -> Bar:
    view, w = reach.view, reach.view.w
    text = w.t("{share} %", share=w.number(100 * one.share, 0))
    said = _said(reach, one)
    label = w.t("or {parts}", parts=said) if again else f"{goal_label(view, goal)}: {said}"
    hover = f"{short_label(view, goal)}<br>{said}<br>{text}"
    return Bar(label, 0.0, 100 * one.share, text, hover, theme.FIFTHS[2])


def _table(reach: Reach) -> pd.DataFrame:
    """Return every goal's cheapest sets: parts, points, share, new scores, and who is best."""
    view, w = reach.view, reach.view.w
    rows: list[dict[str, Any]] = [
        {
            w.t("Goal"): goal_label(view, goal),
            w.t("Points needed"): goal.points,
            w.t("Parts"): parts_listed(view, one),
            w.t("Number of parts"): len(one.parts),
            w.t("Their distance to the best"): one.room,
            w.t("Share of their distance to the best (%)"): 100 * one.share,
            w.t("Scores needed"): _said(reach, one),
            w.t("Best province"): "; ".join(_best(reach, code) for code in one.parts),
        }
        for goal, sets in reach.sets
        for one in sets
    ]
    return pd.DataFrame(rows)


def _best(reach: Reach, code: str) -> str:
    view = reach.view
    units = (view.gaps[code]["best_unit"] or "").split(";")
    return view.w.listing([view.unit_name(unit) for unit in units if unit])

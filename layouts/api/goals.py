"""Endpoint of goals: points to the next rank, group and target, and the cheapest ways there."""

from __future__ import annotations

from indices.analysis.gaps import gap_rows
from indices.analysis.goals import FIGURES, goals
from indices.analysis.lending import figures_with_errors
from indices.analysis.rooms import fewest_parts, rooms
from indices.reports.codes import check_indicator, check_unit, check_year
from indices.reports.goals import goal_item, set_item
from indices.reports.items import Item
from layouts.api.question import Endpoint, Question
from layouts.components.cubes import read_cube

# As many sets a goal as the table of the page lists.
_SETS = 5


def _goals(question: Question) -> list[Item]:
    catalogue, year, unit = question.catalogue, question.year, question.values["unit"]
    index = check_year(catalogue, question.values["index"], year)
    indicator = question.values.get("indicator", "total")
    check_indicator(index, indicator)
    check_unit(catalogue, unit, catalogue.vintage(year))
    cube = read_cube(question.reader, index.code)
    rows, lender = figures_with_errors(cube, index, indicator, year, FIGURES)
    gaps = gap_rows(cube, index, year, unit, "best", indicator)
    room, own = rooms(gaps), {gap["indicator"]: gap["score"] for gap in gaps}
    return [
        goal_item(goal, lender or year)
        | {"sets": [set_item(one, own, room) for one in fewest_parts(room, goal.points, _SETS)]
           if goal.points else []}
        for goal in goals(list(rows.values()), catalogue, index, year, unit, indicator)
    ]  # fmt: skip


ENDPOINTS = {"v1/goals": Endpoint(_goals, ("index", "year", "unit"), ("indicator",))}

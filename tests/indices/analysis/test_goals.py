"""Points to the next rank, group, grade and target, and the parts that can yield them."""

from __future__ import annotations

import numpy as np
import pytest

from indices.analysis.cube import Cube
from indices.analysis.gaps import gap_rows
from indices.analysis.goals import FIGURES, goals, quartile_entry
from indices.analysis.grading import quartile_groups
from indices.analysis.ranking import competition_ranks
from indices.analysis.rooms import fewest_parts, rooms


def goals_of(reader, catalogue, index, year, unit="79", indicator="total"):
    rows = Cube(reader.scores(index)).of_indicator(year, indicator, FIGURES).values()
    found = goals(list(rows), catalogue, catalogue.indices[index], year, unit, indicator)
    return {goal.kind: goal for goal in found}


def totals(reader, year):
    scores = reader.scores("PAPI", year, "total")
    return scores[scores["score"].notna()].reset_index(drop=True)


@pytest.mark.parametrize("year", range(2011, 2025))
def test_reaching_the_next_rank_gives_that_rank(reader, catalogue, year):
    goal, scores = goals_of(reader, catalogue, "PAPI", year)["rank"], totals(reader, year)
    own = (scores["unit"] == "79").to_numpy()
    moved = np.where(own, goal.score, scores["score"])
    assert competition_ranks(moved)[own][0] == int(goal.value)
    assert goal.points == pytest.approx(goal.score - scores["score"][own].iloc[0])


@pytest.mark.parametrize("n", range(4, 13))
@pytest.mark.parametrize("percent", [25, 50, 75])
def test_the_entry_of_a_group_is_the_lowest_score_that_reaches_it(n, percent):
    others = np.sort(np.random.default_rng(n).normal(40, 2, n - 1))
    entry, place = quartile_entry(others, percent), (75, 50, 25).index(percent)
    groups = [0, 1, 2, 3]
    assert quartile_groups(np.append(others, entry), groups)[-1] <= place
    assert quartile_groups(np.append(others, entry - 1e-6), groups)[-1] > place


def test_grade_a_of_par_index_is_90_per_cent(reader, catalogue):
    goal = goals_of(reader, catalogue, "PAR", 2023)["grade"]
    assert (goal.value, goal.points) == ("A", pytest.approx(90 - 86.97))
    assert goal.within_uncertainty is None


def test_without_a_score_the_distance_is_unknown_with_its_reason(reader, catalogue):
    goal = goals_of(reader, catalogue, "SIPAS", 2024)["rank"]
    assert (goal.points, goal.reason) == (None, "own_score_unknown")


def test_of_a_partial_list_only_the_place_just_above_counts(reader, catalogue):
    """PAR INDEX 2023: 30 of 63 scores; a farther one would pass over unknown units."""
    scores = reader.scores("PAR", 2023)
    above = scores[(scores["indicator"] == "total") & (scores["rank"] == 32)]
    goal = goals_of(reader, catalogue, "PAR", 2023)["rank"]
    if above["score"].notna().any():
        assert goal.score == above["score"].iloc[0]
    else:
        assert goal.reason == "other_score_unknown"


def test_a_distance_smaller_than_its_uncertainty_is_marked(reader, catalogue):
    goal = goals_of(reader, catalogue, "PAPI", 2019)["rank"]
    assert goal.within_uncertainty
    assert goal.margin > 1.96 * 0.548


def test_the_first_has_no_next_rank(reader, catalogue):
    assert "rank" not in goals_of(reader, catalogue, "PAPI", 2021, "46")


def test_targets_are_the_focus_units_own(reader, catalogue):
    target = goals_of(reader, catalogue, "PAPI", 2022, indicator="D1")["target"]
    assert (target.value, target.above) == ("6.00", True)
    assert "target" not in goals_of(reader, catalogue, "PAPI", 2022, "22", "D1")


def test_rooms_are_distances_of_the_smallest_parts_to_the_best(reader, catalogue):
    scores = reader.scores("PAPI", 2021)
    room = rooms(gap_rows(Cube(scores), catalogue.indices["PAPI"], 2021, "79", "best"))
    part = scores[scores["indicator"] == "water_quality"]
    own = part.loc[part["unit"] == "79", "score"].iloc[0]
    assert room["water_quality"] == pytest.approx(part["score"].max() - own)
    assert "D7" not in room


def test_one_part_that_suffices_is_cheaper_than_two():
    found = fewest_parts({"a": 1.0, "b": 0.5, "c": 0.2}, 0.4)
    assert [one.parts for one in found] == [("a",), ("b",)]
    assert found[0].share == pytest.approx(0.4)


def test_more_points_need_more_parts():
    found = fewest_parts({"a": 1.0, "b": 0.5, "c": 0.2}, 1.15)
    assert [one.parts for one in found] == [("a", "b"), ("a", "c")]


@pytest.mark.parametrize("points", [1.8, 1.71])
def test_points_beyond_the_best_practice_cannot_be_had(points):
    assert fewest_parts({"a": 1.0, "b": 0.5, "c": 0.2}, points) == []

"""What-ifs: sums that hold, places by the year's rules, and nothing computed from nonsense."""

from __future__ import annotations

import math

import numpy as np
import pytest

from indices.analysis.cube import Cube
from indices.analysis.standstill import FIGURES, standing_at, what_if
from indices.analysis.whatif import read_changes
from indices.frames import plain_rows


@pytest.fixture
def ask(catalogue, reader):
    def outcome(query, index="PAPI", year=2021, unit="79"):
        changes, refusals = read_changes(query)
        assert not refusals
        cube = Cube(reader.scores(index, year))
        return what_if(cube, catalogue, catalogue.indices[index], year, unit, changes)

    return outcome


def test_hcmc_2021_with_better_control_of_corruption(ask):
    """Checked by hand against the printed scores: D4 6.607 and D5 6.624 at first, 40.677 in all."""
    found = ask("D4:7.5,D5:7.9")
    old = {part.indicator: part.score for part in found.scenario.parts}
    assert found.change == pytest.approx(7.5 - old["D4"] + 7.9 - old["D5"], abs=1e-9)
    assert (found.before.rank, found.before.rank_of, found.before.grade) == (46, 60, "low")
    assert (found.after.rank, found.after.grade) == (23, "upper_medium")


def test_a_unit_that_takes_the_best_total_ties_with_it(ask, reader):
    top = reader.scores("PAPI", 2021, "total", "46")
    found = ask(f"total:{top['score'].iloc[0]:.6f}")
    assert (found.after.rank, found.after.tied, found.after.grade) == (1, True, "high")
    assert [goal.kind for goal in found.goals if goal.kind != "target"] == []


def test_a_dimension_is_the_sum_of_its_parts(ask):
    parts = {part.indicator: part for part in ask("air_quality:3.1").scenario.parts}
    assert parts["D7"].change == pytest.approx(parts["air_quality"].change)
    assert parts["total"].change == pytest.approx(parts["air_quality"].change)
    assert ask(f"D7:{parts['D7'].new_score:.9f}").after == ask("air_quality:3.1").after


def test_parts_count_where_their_dimension_is_set_too(ask):
    both = ask("D7:9,air_quality:3.1")
    assert both.scenario.outvoted == ["D7"]
    assert both.after == ask("air_quality:3.1").after


def test_a_dimension_set_as_a_whole_says_nothing_of_its_parts(ask):
    parts = {part.indicator: part for part in ask("D7:9").scenario.parts}
    assert math.isnan(parts["air_quality"].new_score)
    assert parts["civic_knowledge"].new_score == parts["civic_knowledge"].score


@pytest.mark.parametrize(
    ("query", "index", "year", "reason"),
    [
        ("D4:10.1", "PAPI", 2021, "above"),
        ("D4:0.9", "PAPI", 2021, "below"),
        ("air_quality:3.4", "PAPI", 2021, "above"),
        ("construction_permits:2", "PAPI", 2021, "unknown_indicator"),
        ("weighted_total:40", "PAPI", 2019, "no_summand"),
        ("total:41,D4:7", "PAPI", 2021, "total_and_parts"),
        ("D1:9,impact:30", "PAR", 2023, "two_breakdowns"),
        ("D1:90", "SIPAS", 2020, "not_additive"),
        ("total:100.5", "SIPAS", 2020, "above"),
    ],
)
def test_what_cannot_be_is_refused_and_gives_no_total(query, index, year, reason, ask):
    found = ask(query, index, year)
    assert [refusal.reason for refusal in found.scenario.refusals] == [reason]
    assert math.isnan(found.after.total) and found.after.rank is None and not found.goals


@pytest.mark.parametrize(
    ("text", "reason"),
    [("D4:abc", "not_a_number"), ("D4:nan", "not_a_number"), ("D4:1e1", "not_a_number"),
     ("D4:", "not_a_number"), ("D4:٧", "not_a_number"), ("D4", "malformed"), (":7", "malformed"),
     ("D4:7,D4:8", "repeated")],
)  # fmt: skip
def test_what_is_no_change_is_not_guessed(text, reason):
    assert [refusal.reason for refusal in read_changes(text)[1]] == [reason]


def test_changes_are_read_in_their_order_and_empty_ones_passed_over():
    changes, refusals = read_changes(" D4:7.50, air_quality:3.333333 ,,")
    assert list(changes.items()) == [("D4", 7.5), ("air_quality", 3.333333)] and not refusals


def test_a_withheld_total_is_known_once_all_its_parts_are(ask):
    """Quảng Ninh 2018: D2 and D4 withheld, so both are needed before a total can be."""
    one, both = ask("D2:6", year=2018, unit="22"), ask("D2:6,D4:7", year=2018, unit="22")
    assert math.isnan(one.after.total) and one.scenario.unknown == ["D4"]
    kept = sum(part.score for part in both.scenario.parts
               if part.parent == "total" and not part.given)  # fmt: skip
    assert both.after.total == pytest.approx(kept + 13)
    assert both.after.rank_of == both.before.rank_of if both.before.rank_of else 62


def test_unknown_parts_leave_the_total_unknown(ask):
    assert ask("D1:9", "PAR", 2023).scenario.unknown
    assert math.isnan(ask("D1:9", "PAR", 2023).after.total)


def test_published_ranks_enclose_a_rank_where_scores_are_missing(catalogue, reader):
    """PAR 2023: 30 of 63 scores known; the true rank of each lies within what the others allow."""
    totals = plain_rows(reader.scores("PAR", 2023, "total"))
    known = [row for row in totals if None not in (row["score"], row["rank"])]
    for row in known:
        place = standing_at(totals, catalogue.indices["PAR"], 2023, row["unit"], row["score"])
        assert place.low <= row["rank"] <= place.high
        assert place.rank is None or place.rank == row["rank"]
    assert len(known) > 20


def test_grades_of_par_follow_thresholds_in_the_years_they_are_known(ask):
    assert ask("total:90", "PAR", 2023).after.grade == "A"
    assert ask("total:89.99", "PAR", 2023).after.grade == "B"
    assert ask("total:90", "PAR", 2015).after.grade_reason == "year_unknown"
    assert ask("total:90", "SIPAS", 2020).after.grade_reason == "no_grades"


def test_nothing_changed_leaves_everything_as_published(ask):
    for index, year in (("PAR", 2023), ("SIPAS", 2023), ("PAPI", 2024)):
        found = ask("", index, year)
        assert found.after == found.before


def test_the_input_is_left_alone(catalogue, reader):
    cube, index = Cube(reader.scores("PAPI", 2021)), catalogue.indices["PAPI"]
    before = cube.values("score").copy(), cube.of_indicator(2021, "total", FIGURES)
    what_if(cube, catalogue, index, 2021, "79", {"D4": 9.0})
    assert np.array_equal(cube.values("score"), before[0], equal_nan=True)
    assert cube.of_indicator(2021, "total", FIGURES) == before[1]

from __future__ import annotations

import pytest

from indices.validation.duplicates import check_duplicates, compare_with_earlier
from tests.indices.sheets import facts_of, told

ROW = {"year": 2020, "unit": "56", "score": 82.57}


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        ({"score": 82.58}, [("contradicting_duplicate", "blocking", "D3")]),
        ({}, [("repeated_row", "warning", "D3")]),
        ({"rank": 48}, []),
        ({"score": "", "rank": 48}, []),
        ({"score": 82.58, "source": "b012"}, []),
        ({"score": 82.58, "status": "rejected"}, []),
        ({"score": 82.58, "unit": "58"}, []),
        ({"score": 82.58, "year": 2021}, []),
    ],
)
def test_one_source_states_a_figure_once(second, expected):
    assert told(check_duplicates(facts_of("PAR", ROW, ROW | second))) == expected


def test_rows_that_repeat_the_same_are_told_of_once_with_their_number():
    other = ROW | {"unit": "58"}
    once, twice = check_duplicates(facts_of("PAR", ROW, other, ROW, other, ROW))
    assert (once.place.cell, once.found) == ("D4", "score 82.57, 2 left out")
    assert (twice.place.cell, twice.found) == ("D5", "score 82.57")


def test_both_places_and_figures_are_named():
    finding = check_duplicates(facts_of("PAR", ROW, ROW | {"score": 82.58}))[0]
    assert "test.csv B2 (score 82.57)" in finding.expected
    assert finding.found == "score 82.58"


def test_a_rejected_row_is_repeated_only_by_its_like():
    rejected = ROW | {"status": "rejected"}
    facts = facts_of("PAR", rejected, rejected | {"score": 80}, rejected)
    contradicting, repeating = compare_with_earlier(facts)
    assert contradicting.tolist() == [False, False, False]
    assert repeating.tolist() == [False, False, True]


def test_a_row_is_compared_with_all_earlier_ones():
    facts = facts_of("PAR", ROW, ROW | {"score": "", "rank": 48}, ROW | {"rank": 48})
    assert compare_with_earlier(facts)[1].tolist() == [False, False, True]

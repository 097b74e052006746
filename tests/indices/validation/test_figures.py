from __future__ import annotations

import pytest

from indices.validation import figures
from tests.indices.sheets import CATALOGUE, facts_of, part_of, told

PAR, PAPI = CATALOGUE.indices["PAR"], CATALOGUE.indices["PAPI"]
N_UNITS = {63: 63, 34: 34}


def par(**cells: object):
    return facts_of("PAR", {"year": 2023, "unit": "79", "score": 86.97} | cells)


def papi(**cells: object):
    return facts_of("PAPI", {"year": 2019, "unit": "79", "score": 43.785} | cells)


def test_a_cell_that_is_no_number_is_named_with_what_stands_there():
    part = part_of("PAR", {"year": "x", "unit": "79", "score": "86..97", "rank": "1st"})
    findings = figures.check_numbers([part.table], [part.unread])
    assert told(findings) == [
        ("not_a_number", "blocking", "D2"),
        ("not_a_number", "blocking", "F2"),
    ]
    assert findings[0].found == "'86..97'"


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (par(score=100.2), "Total (total) of 2023 between 0 and 100"),
        (par(score=-1), "Total (total) of 2023 between 0 and 100"),
        (
            par(indicator="D1", score=9.6),
            "PAR steering and direction (D1) of 2023 between 0 and 9.5",
        ),
        (papi(score=5.2), "Total (unweighted) (total) of 2019 between 8 and 80"),
        (
            papi(indicator="D1", score=0.5),
            "Participation at local levels (D1) of 2019 between 1 and 10",
        ),
        (
            papi(indicator="civic_knowledge", score=2.6),
            "Civic knowledge (civic_knowledge) of 2019 between 0.25 and 2.5",
        ),
        (papi(year=2011, score=61), "Total (unweighted) (total) of 2011 between 6 and 60"),
    ],
)
def test_a_score_lies_within_the_scale_of_its_year(facts, expected):
    findings = figures.check_scale(facts, CATALOGUE.indices[facts.index])
    assert told(findings) == [("outside_scale", "blocking", "D2")]
    assert findings[0].expected == expected


def test_the_publishers_rounded_scale_is_allowed():
    row = papi(year=2020, indicator="e_government_portals", score=0.332)
    assert figures.check_scale(row, PAPI) == []


def test_an_unknown_maximum_is_no_limit_but_a_hundred():
    assert figures.check_scale(par(indicator="D7", score=15), PAR) == []


def test_a_score_above_its_own_maximum_blocks():
    findings = figures.check_maximum(par(indicator="D7", score="16,5/16"), PAR)
    assert told(findings) == [("above_maximum", "blocking", "D2")]


def test_two_maxima_in_one_row_block():
    findings = figures.check_maximum(par(indicator="D7", score="9/10", max_points=11), PAR)
    assert told(findings) == [("two_maxima", "blocking", "E2")]


def test_a_maximum_unlike_that_of_the_scheme_is_a_warning():
    findings = figures.check_maximum(par(indicator="D1", score="9/10"), PAR)
    assert told(findings) == [("maximum_unlike_scheme", "warning", "E2")]


@pytest.mark.parametrize(
    ("cells", "code", "cell"),
    [
        ({"rank": 64}, "rank_beyond_last", "F2"),
        ({"rank": 11, "rank_of": 10}, "rank_beyond_last", "F2"),
        ({"rank": 5, "rank_of": 64}, "more_ranked_than_units", "G2"),
    ],
)
def test_a_rank_is_at_most_the_number_of_ranked_units(cells, code, cell):
    assert told(figures.check_rank(par(**cells), N_UNITS)) == [(code, "blocking", cell)]


@pytest.mark.parametrize(
    ("rank", "wrong"), [("1", False), ("0", True), ("2,5", True), ("-1", True)]
)
def test_ranks_are_whole_numbers_from_one(rank, wrong):
    findings = figures.check_whole(par(rank=rank))
    assert told(findings) == [("not_a_whole_number", "blocking", "F2")] * wrong


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"lower": 43, "upper": 44}, []),
        ({"standard_error": -0.1}, [("negative_error", "blocking", "E2")]),
        ({"lower": 44}, [("bounds_without_score", "blocking", "F2")]),
        ({"upper": 43}, [("bounds_without_score", "blocking", "G2")]),
    ],
)
def test_bounds_enclose_their_score(cells, expected):
    assert told(figures.check_interval(papi(**cells))) == expected


def test_a_grade_unlike_its_score_is_a_warning():
    findings = figures.check_grade(par(grade="A"), PAR)
    assert told(findings) == [("grade_unlike_score", "warning", "H2")]
    assert findings[0].expected == "B, the grade of 86.97"
    assert figures.check_grade(par(grade="B"), PAR) == []

from __future__ import annotations

import pytest

from indices.loaders.facts import make_facts
from indices.sums import sums_of_parts
from indices.validation.facts import check_facts
from indices.validation.figures import check_rank
from indices.validation.orders import check_order
from tests.indices.sheets import CATALOGUE, facts_of, part_of, told


def found(*rows: tuple[object, ...], **shared: object) -> list[tuple[str, str, str]]:
    """Findings for rows of (unit, score, rank[, source])."""
    names = ("unit", "score", "rank", "source")
    made = [{"year": 2023, **dict(zip(names, row, strict=False)), **shared} for row in rows]
    return told(check_order(facts_of("PAR", *made), CATALOGUE.units))


def test_better_ranks_have_scores_at_least_as_high():
    assert found(("01", 91.4, 3), ("22", 92.5, 1), ("31", 91.9, 2), ("48", 91.4, 4)) == []


def test_within_one_source_disorder_blocks_and_names_the_row():
    assert found(("01", 90, 1), ("22", 91, 2)) == [("rank_against_score", "blocking", "F3")]


def test_between_sources_disorder_is_a_warning():
    assert found(("01", 90, 1), ("22", 91, 2, "c14")) == [("rank_against_score", "warning", "F3")]


def test_ties_may_not_hide_a_lower_score():
    rows = [("01", 92, 1), ("22", 90, 1), ("31", 91, 3)]
    assert found(*rows) == [("rank_against_score", "blocking", "F4")]


@pytest.mark.parametrize(
    "shared", [{"status": "rejected"}, {"status": "disputed"}, {"precision": "rounded"}]
)
def test_doubtful_and_rounded_rows_are_not_compared(shared):
    assert found(("01", 90, 1), ("22", 91, 2), **shared) == []


@pytest.mark.parametrize("rank", [0, -1, 1.5])
def test_a_rank_that_is_none_has_one_finding_and_no_others_follow(rank):
    rows = [{"unit": "01", "score": 90, "rank": rank, "rank_of": 63},
            {"unit": "22", "score": 91, "rank": 2},
            {"unit": "31", "score": 80, "rank": 3}]  # fmt: skip
    facts = facts_of("PAR", *({"year": 2023, **row} for row in rows))
    sums = sums_of_parts(facts, CATALOGUE.indices["PAR"])
    found = told(check_facts(facts, sums, CATALOGUE))
    assert [one for one in found if one[1] == "blocking"] == [
        ("not_a_whole_number", "blocking", "F2")
    ]


def test_a_rank_beyond_the_last_has_one_finding_and_no_others_follow():
    rows = [{"unit": "01", "score": 90, "rank": 64}, {"unit": "22", "score": 80, "rank": 63}]
    facts = facts_of("PAR", *({"year": 2023, **row} for row in rows))
    sums = sums_of_parts(facts, CATALOGUE.indices["PAR"])
    assert told(check_facts(facts, sums, CATALOGUE)) == [("rank_beyond_last", "blocking", "F2")]


def test_no_ranked_units_are_one_finding():
    facts = facts_of("PAR", {"year": 2023, "unit": "01", "score": 90, "rank": 2, "rank_of": 0})
    assert check_rank(facts, {63: 63, 34: 34}) == []


def test_a_row_that_repeats_another_is_not_out_of_order_again():
    assert len(found(("01", 90, 1), ("22", 91, 2), ("22", 91, 2))) == 1


def test_years_and_indicators_are_not_mixed():
    rows = [{"year": 2022, "unit": "01", "score": 90, "rank": 1},
            {"year": 2023, "unit": "22", "score": 91, "rank": 2}]  # fmt: skip
    assert check_order(facts_of("PAR", *rows), CATALOGUE.units) == []


def test_both_units_are_named():
    rows = [{"year": 2023, "unit": "01", "score": 90, "rank": 1},
            {"year": 2023, "unit": "22", "score": 91, "rank": 2}]  # fmt: skip
    finding = check_order(facts_of("PAR", *rows), CATALOGUE.units)[0]
    assert "Ha Noi with the lower score 90" in finding.expected
    assert finding.found == "rank 2 for Quang Ninh with 91 (source c13)"


def test_the_row_of_the_later_file_is_named_once():
    earlier = [{"year": 2023, "unit": unit, "score": score, "rank": rank}
               for unit, score, rank in (("22", 91, 2), ("31", 90.5, 3))]  # fmt: skip
    later = {"year": 2023, "unit": "01", "score": 90, "rank": 1, "source": "c14"}
    parts = [part_of("PAR", *earlier), part_of("PAR", later, file="more.csv")]
    findings = check_order(make_facts("PAR", parts, [])[0], CATALOGUE.units)
    assert [(str(item.place), item.severity) for item in findings] == [("more.csv F2", "warning")]
    assert "a rank worse than 2" in findings[0].expected

from __future__ import annotations

import pytest

from indices.sums import sums_of_parts
from indices.validation.facts import check_facts
from indices.validation.sums import check_sums
from tests.indices.sheets import CATALOGUE, facts_of, papi_parts, told

PAPI = CATALOGUE.indices["PAPI"]


def found(*rows: dict[str, object]) -> list[tuple[str, str, str]]:
    facts = facts_of("PAPI", *rows)
    return told(check_sums(facts, sums_of_parts(facts, PAPI)))


def printed(indicator: str, score: object, **cells: object) -> dict[str, object]:
    return {"year": 2021, "unit": "79", "indicator": indicator, "score": score, **cells}


@pytest.mark.parametrize(("score", "wrong"), [("4", 0), ("4.001", 0), ("4.0011", 1), ("3.99", 1)])
def test_a_dimension_is_the_sum_of_its_parts_within_a_thousandth(score, wrong):
    rows = found(printed("D1", score), *papi_parts(2021, "79"))
    assert rows == [("dimension_unlike_sum", "blocking", "D2")] * wrong


def test_a_total_is_the_sum_of_its_dimensions():
    dimensions = [printed(f"D{number}", 5) for number in range(1, 9)]
    assert found(printed("total", "40.5"), *dimensions) == [("total_unlike_sum", "blocking", "D2")]
    assert found(printed("total", "40"), *dimensions) == []


def test_a_rounded_figure_may_differ_by_the_rounding():
    parts = papi_parts(2021, "79", 1.01)
    assert found(printed("D1", "4.06", precision="rounded"), *parts) == []
    assert found(printed("D1", "4.09", precision="rounded"), *parts) != []


def test_nothing_is_compared_across_sources_or_with_missing_parts():
    assert found(printed("D1", 9, source="d02"), *papi_parts(2021, "79")) == []
    assert found(printed("D1", 9), *papi_parts(2021, "79")[1:]) == []
    assert found(printed("D1", 9, status="rejected"), *papi_parts(2021, "79")) == []


@pytest.mark.parametrize(("dimension", "part", "cell"), [(44, 1, "D2"), (4, 9, "D4")])
def test_a_score_outside_its_scale_has_one_finding_and_other_sums_are_judged(dimension, part, cell):
    parts = papi_parts(2021, "79")
    parts[0]["score"] = part
    facts = facts_of("PAPI", printed("D1", dimension), printed("D2", 9), *parts)
    found = told(check_facts(facts, sums_of_parts(facts, PAPI), CATALOGUE))
    assert found == [
        ("outside_scale", "blocking", cell),
        ("dimension_unlike_sum", "blocking", "D3"),
    ]

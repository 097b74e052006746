from __future__ import annotations

import pytest

from indices.validation import codes
from tests.indices.sheets import CATALOGUE, facts_of, told

PAPI, PAR = CATALOGUE.indices["PAPI"], CATALOGUE.indices["PAR"]


@pytest.mark.parametrize(
    ("year", "code"),
    [
        ("2023", None),
        ("", "not_a_year"),
        ("MMXX", "not_a_year"),
        ("2023,5", "not_a_year"),
        ("23", "not_a_year"),
        ("2010", "year_not_published"),
        ("2099", "year_not_published"),
    ],
)
def test_a_year_is_one_for_which_the_index_was_published(year, code):
    findings = codes.check_year(facts_of("PAR", {"year": year, "unit": "79", "score": 80}), PAR)
    assert told(findings) == ([(code, "blocking", "A2")] if code else [])


def test_an_unknown_unit_is_named_with_the_nearest_name():
    findings = codes.check_unit(
        facts_of("PAR", {"year": 2023, "unit": "Bắc Ning", "score": 80}), CATALOGUE
    )
    assert told(findings) == [("unknown_unit", "blocking", "B2")]
    assert findings[0].expected.endswith("perhaps 'Bắc Ninh'")
    assert findings[0].found == "'Bắc Ning'"


@pytest.mark.parametrize("text", ["Bà Rịa - Vũng Tàu", "ba ria - vung tau", "77"])
def test_a_unit_of_the_63_is_told_where_it_went(text):
    row = {"year": 2025, "unit": text, "score": 80}
    findings = codes.check_unit(facts_of("PAR", row), CATALOGUE)
    assert "Ba Ria - Vung Tau has been part of Ho Chi Minh" in findings[0].expected


@pytest.mark.parametrize(
    ("year", "indicator", "code"),
    [
        (2021, "D5", None),
        (2017, "access_to_information", "indicator_not_in_year"),
        (2021, "construction_permits", "indicator_not_in_year"),
        (2018, "peoples_inspection_boards", "indicator_not_in_year"),
        (2021, "D9", "unknown_indicator"),
        (2021, "", "unknown_indicator"),
    ],
)
def test_an_indicator_exists_in_its_year(year, indicator, code):
    row = {"year": year, "unit": "79", "indicator": indicator, "score": 1}
    findings = codes.check_indicator(facts_of("PAPI", row), PAPI)
    assert told(findings) == ([(code, "blocking", "C2")] if code else [])


def test_the_years_of_an_indicator_are_said():
    row = {"year": 2021, "unit": "79", "indicator": "construction_permits", "score": 1}
    assert "2011–2020" in codes.check_indicator(facts_of("PAPI", row), PAPI)[0].expected


def test_an_unknown_source_blocks():
    row = {"year": 2023, "unit": "79", "score": 80, "source": "zz"}
    findings = codes.check_source(facts_of("PAR", row), CATALOGUE.sources)
    assert told(findings) == [("unknown_source", "blocking", "K2")]


def test_words_outside_the_vocabulary_block_and_blanks_do_not():
    facts = facts_of(
        "PAR",
        {"year": 2023, "unit": "79", "score": 80, "status": "okay"},
        {"year": 2023, "unit": "01", "score": 80, "status": "Accepted"},
        {"year": 2023, "unit": "22", "score": 80},
    )
    findings = codes.check_vocabulary(facts, "status", ("accepted", "disputed", "rejected"))
    assert told(findings) == [("unknown_status", "blocking", "J2")]

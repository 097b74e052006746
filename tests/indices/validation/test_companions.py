from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from indices.catalogue import Target
from indices.loaders import companions as reading
from indices.validation import companions as checks
from tests.indices.sheets import CATALOGUE, MISSING_HEADING, facts_of, told, write_csv


def missing(tmp_path: Path, *rows: list[object]):
    path = write_csv(tmp_path / "missing.csv", [MISSING_HEADING, *rows])
    return reading.read_companion(path, reading.MISSING, "missing.csv", CATALOGUE)


@pytest.mark.parametrize(
    ("row", "code", "cell"),
    [
        (["PAPI", 2021, "22", "D1", "withheld", "d01"], None, ""),
        (["PAPI", 2021, "22", "D1", "not_found", "d01"], "unknown_reason", "E2"),
        (["PAPI", 2021, "HN", "D1", "withheld", "d01"], "unknown_unit", "C2"),
        (["PAPI", 2021, "22", "D9", "withheld", "d01"], "indicator_not_in_year", "D2"),
        (["PAPI", 2021, "22", "D1", "withheld", "zz"], "unknown_source", "F2"),
    ],
)
def test_a_reason_for_a_missing_figure_names_known_codes(tmp_path, row, code, cell):
    read = missing(tmp_path, row)
    findings = checks.check_missing(read.table, read.rows, read.unread, CATALOGUE)
    assert told(findings) == ([(code, "blocking", cell)] if code else [])


def test_a_figure_that_is_said_to_be_missing_is_a_warning(tmp_path):
    read = missing(tmp_path, ["PAPI", 2021, "Quảng Ninh", "D1", "withheld", "d01"])
    row = {"year": 2021, "unit": "22", "indicator": "D1", "score": 5}
    findings = checks.check_absent(facts_of("PAPI", row, row | {"unit": "79"}), read.rows)
    assert told(findings) == [("figure_said_missing", "warning", "D2")]


@pytest.mark.parametrize(
    ("rows", "codes"),
    [
        ([[2023, "A", 7, "c13"], [2023, "B", 56, "c13"]], []),
        ([[2023, "A", 7, "c13"], [2023, "B", 55, "c13"]], ["grade_counts_unlike_units"] * 2),
        ([[2023, "E", 63, "c13"]], ["unknown_grade"]),
    ],
)
def test_counts_of_grades_cover_all_units(tmp_path, rows, codes):
    path = write_csv(tmp_path / "counts.csv", [["year", "grade", "n_units", "source"], *rows])
    read = reading.read_companion(path, reading.GRADE_COUNTS, "counts.csv", CATALOGUE)
    findings = checks.check_grade_counts(read.table, read.rows, read.unread, CATALOGUE)
    assert [finding.code for finding in findings] == codes


def test_covariates_are_numbers_of_known_units(tmp_path):
    heading = ["year", "vintage", "unit", "variable", "value", "source"]
    rows = [[2022, 63, "01", "population_thousand", "many", "d03"], [2022, 63, "xx", "a", 1, "d03"]]
    path = write_csv(tmp_path / "covariates.csv", [heading, *rows])
    read = reading.read_companion(path, reading.COVARIATES, "covariates.csv", CATALOGUE)
    findings = checks.check_covariates(read.table, read.rows, read.unread, CATALOGUE)
    assert told(findings) == [
        ("not_a_number", "blocking", "E2"),
        ("unknown_unit", "blocking", "C3"),
    ]


def test_a_target_of_an_unknown_indicator_blocks():
    target = Target("PAPI", 2022, "D9", "score_above", "6", "e03")
    findings = checks.check_reference(replace(CATALOGUE, targets=(target,)))
    assert [(item.code, item.found) for item in findings] == [("unknown_reference", "'PAPI D9'")]

from __future__ import annotations

import pytest

from indices.loaders.template import TEMPLATES, make_table
from indices.validation.headings import check_heading, check_rows

PAR = TEMPLATES["PAR"]
NEEDED = ["year", "unit", "indicator", "score", "source"]


def found(*rows: list[str]) -> list[tuple[str, str, str]]:
    findings = check_heading(make_table("a.csv", "", list(rows), PAR), PAR.names, PAR.required)
    return [(item.code, item.place.cell, item.found) for item in findings]


def test_a_complete_heading_with_a_row_is_right():
    assert found(NEEDED, ["2023", "79", "total", "1", "c13"]) == []


@pytest.mark.parametrize(
    ("heading", "row", "expected"),
    [
        ([*NEEDED, "scores"], ["1"], ("unknown_column", "F1", "'scores'")),
        (NEEDED, ["1", "", "", "", "", "stray"], ("unknown_column", "F1", "a blank cell")),
        ([*NEEDED, "Score "], ["1"], ("repeated_column", "F1", "'score'")),
        (NEEDED[:-1], ["1"], ("missing_column", "A1", "year, unit, indicator, score")),
    ],
)
def test_a_flaw_of_the_heading_is_named_with_its_cell(heading, row, expected):
    assert found(heading, row) == [expected]


def test_an_empty_file_lacks_everything():
    assert [code for code, _, _ in found()] == ["missing_column"] * 5


def test_a_template_that_nobody_filled_in_has_no_rows():
    empty, filled = (make_table("a.csv", "", rows, PAR) for rows in ([NEEDED], [NEEDED, ["2023"]]))
    assert [(item.code, item.place.cell) for item in check_rows(empty)] == [("no_rows", "A2")]
    assert check_rows(filled) == []

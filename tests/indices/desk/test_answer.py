"""What the page of a file shows of its sheets."""

from __future__ import annotations

from indices.desk.answer import MOST_ROWS, sheets
from indices.findings import Finding, Place, Severity
from indices.loaders.book import open_book
from indices.said import said
from tests.indices.sheets import write_csv


def flaw(row: int, severity: Severity) -> Finding:
    place = Place("a.csv", "", f"B{row}")
    return Finding("x", severity, place, said("a number"), said("a blank cell"))


def test_rows_are_shown_around_the_findings_that_are_listed_first(tmp_path):
    book = open_book(write_csv(tmp_path / "a.csv", [["x", row] for row in range(1, 301)]))
    found = [*(flaw(row, "warning") for row in range(100, 300)), flaw(300, "blocking")]
    (sheet,) = sheets(book, found)
    shown = [row["number"] for row in sheet["rows"]]
    assert {299, 300, 100} <= set(shown) and 250 not in shown
    assert len(shown) <= MOST_ROWS and sheet["marked"]["B300"]["severity"] == "blocking"

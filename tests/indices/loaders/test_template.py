from __future__ import annotations

import pytest

from indices.loaders.book import open_book
from indices.loaders.template import TEMPLATES, index_of, make_table, read_table
from tests.indices.sheets import grid, write_csv

PAR = TEMPLATES["PAR"]


def test_rows_know_their_place_even_behind_blank_lines():
    sheet = grid("PAR", {"year": 2023, "unit": "79", "score": "86,97"})
    table = make_table("a.csv", "", [sheet[0], [], ["", " "], sheet[1]], PAR)
    assert table.text.index.tolist() == [4]
    assert str(table.place("score", 4)) == "a.csv D4"
    assert table.found("score", 4) == "'86,97'"
    assert table.found("rank", 4) == "a blank cell"


def test_columns_are_found_by_name_in_any_order():
    table = make_table("a.csv", "", [["Score", " unit ", "YEAR"], ["1", "79", "2023"]], PAR)
    assert table.letters == {"score": "A", "unit": "B", "year": "C"}
    assert table.text.loc[2].to_dict() == {"year": "2023", "unit": "79", "score": "1"}


def test_short_and_long_rows_are_kept_whole():
    table = make_table("a.csv", "", [["year", "unit"], ["2023"], ["2023", "79", "x"]], PAR)
    assert table.text.loc[2, "unit"] == ""
    assert table.heading[-1] == ("C", "")


def test_an_empty_file_is_an_empty_table():
    table = make_table("a.csv", "", [], PAR)
    assert (len(table.text), table.heading) == (0, ())


def test_a_file_that_cannot_be_read_is_a_finding(tmp_path):
    table, findings = read_table(tmp_path / "none.csv", PAR)
    assert table.text.empty
    assert [(item.code, item.severity) for item in findings] == [("unreadable_file", "blocking")]


@pytest.mark.parametrize("index", list(TEMPLATES))
def test_the_index_of_a_file_is_seen_from_its_heading(tmp_path, index):
    assert index_of(open_book(write_csv(tmp_path / "a.csv", grid(index)))) == index


def test_a_file_with_another_heading_says_nothing_about_its_index(tmp_path):
    assert index_of(open_book(write_csv(tmp_path / "a.csv", [["year", "unit", "score"]]))) is None

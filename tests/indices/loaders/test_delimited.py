from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indices.loaders.book import Unreadable, open_book
from indices.loaders.delimited import TextGrid
from indices.loaders.formats import recognise
from indices.loaders.grids import HEAD_ROWS
from tests.indices.sheets import CATALOGUE, write_csv

NAMES = st.sampled_from([unit.name.vi for unit in CATALOGUE.units_of(63)])
CELLS = st.one_of(NAMES, st.decimals(0, 100, places=3).map(str))
TABLES = st.integers(2, 5).flatmap(
    lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=6)
)


# Files take as long as the disk takes.
@settings(deadline=None)
@given(TABLES)
def test_a_table_comes_back_as_it_was_written(table):
    with TemporaryDirectory() as folder:
        grid = open_book(write_csv(Path(folder) / "a", table)).sheets[0].grid
    assert [row for row in grid if row != [""]] == table


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_a_table_or_refused_in_one_sentence(content):
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a"
        path.write_bytes(content)
        try:
            assert open_book(path).sheets
        except Unreadable as error:
            assert len(str(error).splitlines()) == 1


def test_a_quotation_mark_that_is_never_closed_swallows_no_rows(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text('year,unit\n2016,"01\n2017,02\n', "utf-8")
    with pytest.raises(Unreadable, match="never closed"):
        open_book(path)
    path.write_text('year,unit\n2016,5" wide\n2017,02\n', "utf-8")
    assert len(open_book(path).sheets[0].grid) == 3


@settings(deadline=None)
@given(st.text('ab1,"\n\r \té;.', max_size=60))
def test_columns_hold_what_the_rows_hold(text):
    grid = TextGrid(text.encode(), ",")
    columns = grid.columns()
    if columns is not None:
        width = len(grid[0])
        rows = [(row + [""] * width)[:width] for row in grid[1:]]
        assert columns.astype(object).to_numpy().tolist() == rows


@settings(deadline=None)
@given(st.text('aă1,"\n\r \t;', max_size=60))
def test_rows_of_a_long_text_are_found_without_the_others(text):
    content = ("x\n" * HEAD_ROWS + text).encode()
    with suppress(Unreadable):
        whole, grid = list(TextGrid(content, ",")), TextGrid(content, ",")
        assert (len(grid), grid[:], grid[-1]) == (len(whole), whole, whole[-1])
        assert [grid[number] for number in range(len(whole))] == whole


def test_a_format_is_known_by_the_head_of_a_long_file(tmp_path, monkeypatch):
    lines = ["Tỉnh;Số lạ", *(f"Hà Nội;{number}" for number in range(3 * HEAD_ROWS))]
    path = tmp_path / "a.csv"
    path.write_text("\n".join(lines), "utf-8")
    book = open_book(path)
    monkeypatch.setattr(TextGrid, "_starts", property(lambda self: pytest.fail("all was read")))
    assert recognise(book, CATALOGUE) == []

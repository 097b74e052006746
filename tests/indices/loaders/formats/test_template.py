from __future__ import annotations

import pytest

from indices.loaders.book import open_book
from indices.loaders.formats import Request, Unrecognised, read_file, recognise
from tests.indices.sheets import CATALOGUE, grid, write_csv

ROW = {"year": 2023, "unit": "79", "score": "86,97"}


def test_the_template_is_recognised_and_read_with_its_cells(tmp_path):
    path = write_csv(tmp_path / "a.csv", grid("PAR", ROW))
    (match,) = recognise(open_book(path), CATALOGUE)
    assert (match.format.code, match.index, match.needs) == ("template", "PAR", ())
    reading = read_file(path, Request(CATALOGUE), file="letter.csv")
    (part,) = reading.parts
    assert (reading.index, reading.years) == ("PAR", (2023,))
    assert part.rows[["cell", "unit", "score"]].to_numpy().tolist() == [["D2", "79", 86.97]]
    assert part.table.file == "letter.csv"


def test_a_template_that_does_not_say_its_index_asks_for_it(tmp_path):
    rows = [["year", "unit", "indicator", "score", "source"], ["2023", "79", "total", "86", "c13"]]
    path = write_csv(tmp_path / "a.csv", rows)
    assert recognise(open_book(path), CATALOGUE)[0].needs == ("index",)
    assert read_file(path, Request(CATALOGUE)).needs == ("index",)
    assert len(read_file(path, Request(CATALOGUE, index="PAR")).parts[0].rows) == 1


def test_a_spelling_that_a_person_accepted_counts_from_then_on(tmp_path):
    path = write_csv(tmp_path / "a.csv", grid("PAR", ROW | {"unit": "TP Bác"}))
    assert read_file(path, Request(CATALOGUE)).parts[0].rows["unit"].isna().all()
    request = Request(CATALOGUE, spellings={(63, "tp bác"): "79", (34, "tp bác"): "01"})
    assert read_file(path, request).parts[0].rows["unit"].tolist() == ["79"]


def test_a_table_of_something_else_is_unrecognised(tmp_path):
    with pytest.raises(Unrecognised, match="none of the known layouts"):
        read_file(write_csv(tmp_path / "a.csv", [["a", "b"], ["1", "2"]]), Request(CATALOGUE))

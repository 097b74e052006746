"""A file of many rows goes through in blocks of whole years, and nobody sees it."""

from __future__ import annotations

import re

import numpy as np
import pytest

from indices import build
from indices.build import blocks, prepared
from indices.build.blocks import Figures
from indices.loaders.facts import make_facts
from tests.indices.sheets import CATALOGUE, part_of, small_data, write_csv
from tests.indices.test_imports import HEADING, MOHA, dump, undo, url_of

YEARS = (2023, 2021, 2022, 2021, "x", 2023)


def figures(*years: object, stored: dict[int, int] | None = None) -> Figures:
    rows = [{"year": year, "unit": f"{place + 1:02d}"} for place, year in enumerate(years)]
    part = part_of("PAR", *({**row, "score": 80 + place} for place, row in enumerate(rows)))
    return Figures("PAR", (part,), (), CATALOGUE, 101, stored or {})


@pytest.mark.parametrize(("most", "n_blocks"), [(1, 4), (3, 2), (100, 1)])
def test_every_row_is_in_one_block_with_its_year(monkeypatch, most, n_blocks):
    monkeypatch.setattr(blocks, "MOST_ROWS", most)
    made = figures(*YEARS)
    assert len(made.blocks) == n_blocks and made.years == (2021, 2022, 2023)
    places = np.concatenate([block.places[0] for block in made.blocks])
    assert sorted(places.tolist()) == list(range(len(YEARS)))
    whole, _ = make_facts("PAR", made.parts, ())
    together = [made.facts(block)[0].rows for block in made.blocks]
    cells = [cell for rows in together for cell in rows["cell"]]
    assert cells == whole.rows["cell"].to_numpy()[places].tolist()


def test_years_of_which_much_is_stored_are_compared_one_by_one(monkeypatch):
    monkeypatch.setattr(blocks, "MOST_ROWS", 10)
    made = figures(2021, 2022, 2023, stored={2021: 3, 2022: 7, 2023: 2})
    assert [block.years for block in made.blocks] == [(2021,), (2022,), (2023,)]
    assert len(figures(2021, 2022, 2023, stored={2022: 7}).blocks) == 1


def test_a_file_in_blocks_is_shown_in_its_order_stored_and_taken_back(tmp_path, monkeypatch):
    root, path = small_data(tmp_path / "data"), tmp_path / "indices.db"
    catalogue = root / "catalogue" / "par.toml"
    text = re.sub(r"^years = .*$", "years = [2022, 2023]", catalogue.read_text("utf-8"), flags=re.M)
    catalogue.write_text(text, "utf-8")
    build.load(url_of(path), root)
    rows = [2023, "01", "total", "91.5", ""], [2022, "22", "total", "90.1", 1]
    file = write_csv(tmp_path / "a.csv", [HEADING, *rows, [2023, "79", "total", "86.97", 33]])
    monkeypatch.setattr(blocks, "MOST_ROWS", 1)
    before, asked = dump(path), build.Asked("PAR")
    seen = build.preview(file, asked, MOHA, url_of(path), root)
    assert seen.changes["cell"].tolist() == ["D2", "D3", "D4"]
    assert seen.changes["change"].tolist() == ["new", "new", "same"]
    assert (seen.units, seen.indicators) == (("01", "22", "79"), ("total",))
    monkeypatch.setattr(prepared, "MOST_CHANGES", 1)
    few = build.preview(file, asked, MOHA, url_of(path), root)
    assert (few.counts, few.changes["cell"].tolist()) == (seen.counts, ["D2", "D4"])
    stored = build.import_file(file, asked, MOHA, "Lan", url_of(path), root)
    assert (stored.preview.n_stored, stored.preview.years) == (3, (2022, 2023))
    undo(path, stored.import_id)
    assert dump(path) == before

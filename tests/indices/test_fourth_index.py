"""PCI is a catalogue and a template: everything else works for it unchanged."""

from __future__ import annotations

import pytest

from indices import build
from indices.analysis.cube import Cube
from indices.analysis.gaps import furthest_behind, gap_rows
from indices.database.reader import Reader
from indices.reference import load_catalogue
from tests.indices.asked import gap_frame
from tests.indices.sheets import grid, rows_of, small_data, write_csv


@pytest.fixture(scope="module")
def imported(tmp_path_factory):
    """A database into which one PCI file was imported: three provinces, total and sub-indices."""
    folder = tmp_path_factory.mktemp("pci")
    root, path = small_data(folder / "data"), folder / "indices.db"
    figures = {"22": (73.20, 8.5), "79": (67.89, 7.0), "31": (74.84, 9.0)}
    rows = [
        {"year": 2024, "unit": unit, "indicator": code, "score": score}
        for unit, (total, part) in figures.items()
        for code, score in [("total", total), *((f"D{n}", part - n / 10) for n in range(1, 11))]
    ]
    file = write_csv(folder / "pci.csv", grid("PCI", *rows))
    answer = build.import_file(
        file, build.Asked(index="PCI"), None, "Lan", f"sqlite:///{path.as_posix()}", root
    )
    assert answer.written and not answer.report.blocking
    return root, path


def test_nothing_is_added_up_to_a_weighted_mean(imported):
    _, path = imported
    assert rows_of(path, "SELECT count(*) FROM observation WHERE index_code = 'PCI'") == [(33,)]
    assert rows_of(path, "SELECT count(*) FROM finding WHERE code LIKE '%sum%'") == [(0,)]


def test_gaps_have_no_residual_and_no_part_passes_for_a_share_of_the_total(imported):
    root, path = imported
    catalogue, reader = load_catalogue(root), Reader(f"sqlite:///{path.as_posix()}")
    about = (catalogue.indices["PCI"], 2024, "79", ("22", "31"))
    scores = reader.scores("PCI", 2024)
    gaps = gap_frame(scores, *about)
    assert gaps.loc["total", "gap"] == pytest.approx((73.20 + 74.84) / 2 - 67.89)
    assert gaps.loc["D1", "gap"] == pytest.approx(1.75)
    assert gaps["residual"].isna().all()
    assert furthest_behind(gap_rows(Cube(scores), *about)) == []


def test_no_rank_is_worked_out_of_three_provinces(imported):
    _, path = imported
    assert rows_of(path, "SELECT count(rank) FROM score WHERE index_code = 'PCI'") == [(0,)]


def test_a_missing_file_of_an_index_that_has_figures_still_blocks(tmp_path):
    root = small_data(tmp_path / "data")
    (root / "observations" / "sipas.csv").unlink()
    assert build.check(root).blocking

from __future__ import annotations

import math

from tests.indices.sheets import part_of


def test_labels_become_codes_and_numbers():
    part = part_of("PAR", {"year": "2023", "unit": "Tp.HCM", "score": "86,97", "rank": "33"})
    row = part.rows.iloc[0]
    assert (row["year"], row["vintage"], row["unit"], row["indicator"]) == (2023, 63, "79", "total")
    assert (row["score"], row["decimals"], row["rank"], row["cell"]) == (86.97, 2, 33, "D2")
    assert (row["precision"], row["status"]) == ("exact", "accepted")


def test_points_of_a_maximum_fill_the_maximum():
    part = part_of("PAR", {"year": 2023, "unit": "79", "indicator": "D1", "score": "9,42/9,5"})
    assert part.rows["max_points"].item() == 9.5


def test_the_cell_is_that_of_the_figure_that_is_there():
    rank = part_of("PAR", {"year": 2013, "unit": "14", "score": "KCDL", "rank": 63})
    grade = part_of("PAR", {"year": 2021, "unit": "14", "grade": "a"})
    assert (rank.rows["cell"].item(), grade.rows["cell"].item()) == ("F2", "H2")
    assert math.isnan(rank.rows["score"].item())
    assert grade.rows["grade"].item() == "A"


def test_a_unit_is_read_in_the_vintage_of_its_year():
    part = part_of(
        "PAR",
        {"year": 2024, "unit": "Lào Cai", "score": 80},
        {"year": 2025, "unit": "Lào Cai", "score": 80},
    )
    assert part.rows["unit"].tolist() == ["10", "15"]


def test_rows_of_regions_and_rows_without_a_figure_are_left_out_and_named():
    part = part_of(
        "SIPAS",
        {"year": 2022, "unit": "Đông Nam Bộ", "score": "81,2"},
        {"year": 2022, "unit": "Hà Giang", "score": "KCDL"},
        {"year": 2022, "unit": "79", "score": "80,1"},
    )
    assert part.rows["unit"].tolist() == ["79"]
    assert [(item.code, item.severity, item.place.cell) for item in part.findings] == [
        ("aggregate_row", "info", "B2"),
        ("no_figure", "info", "D3"),
    ]


def test_what_cannot_be_read_is_kept_for_the_checks():
    part = part_of("PAR", {"year": 2023, "unit": "HN", "score": "abc", "rank": "1st"})
    assert part.unread["score"] == part.unread["rank"] == [2]
    assert part.rows["unit"].isna().all()
    assert part.findings == []

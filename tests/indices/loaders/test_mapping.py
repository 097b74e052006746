"""A mapping reads what no format knows, and knows the next file of the same shape."""

from __future__ import annotations

import json

import pytest

from indices.loaders.book import open_book
from indices.loaders.formats import Request, recognise
from indices.loaders.mapping import (
    ColumnMapping,
    SheetMapping,
    WrongMapping,
    apply,
    check_mapping,
    signature,
)
from tests.indices.loaders.formats.made import figures, told
from tests.indices.sheets import CATALOGUE, write_csv

HEADING = ["Mã", "Nơi khảo sát", "Kết quả A 2022", "Vị trí"]


def book(path, *rows, title="Báo cáo 2022", heading=HEADING):
    return open_book(write_csv(path / "x.csv", [[title], heading, *rows]))


def mapped(one, **changes):
    columns = (ColumnMapping("C", "score", "total"), ColumnMapping("D", "rank", "total"))
    made = {"heading_row": 2, "unit_column": "B", "columns": columns} | changes
    return SheetMapping(signature(one.sheets[0]), "SIPAS", **made)


ROWS = (["x", "Hải Phòng", "88,1", 3], ["x", "TP.HCM", "80,2%", 20], ["", "Cả nước", "82", ""])


def test_a_mapped_file_is_read_with_its_cells(tmp_path):
    one = book(tmp_path, *ROWS)
    assert not recognise(one, CATALOGUE)
    reading = apply(one, mapped(one), Request(CATALOGUE, year=2022, source="c13"))
    assert figures(reading) == {
        (2022, "31", "total"): (88.1, "C3"),
        (2022, "79", "total"): (80.2, "C4"),
    }
    assert reading.parts[0].rows["rank"].tolist() == [3, 20]
    assert told(reading) == [("aggregate_row", "info", "B5")]


def test_next_years_file_has_the_same_shape_and_another_heading_has_not(tmp_path):
    one = book(tmp_path, *ROWS)
    heading = [HEADING[0], HEADING[1], "Kết quả A 2023", HEADING[3]]
    later = book(tmp_path, *ROWS[:1], title="Năm 2023", heading=heading)
    assert signature(one.sheets[0]) == signature(later.sheets[0])
    other = book(tmp_path, *ROWS, heading=[*HEADING[:2], HEADING[3], HEADING[2]])
    assert signature(other.sheets[0]) != signature(one.sheets[0])
    with pytest.raises(WrongMapping, match="map it anew"):
        apply(other, mapped(one), Request(CATALOGUE, year=2022))


def test_the_year_is_never_remembered(tmp_path):
    one = book(tmp_path, *ROWS)
    stored = json.loads(json.dumps(mapped(one).to_dict()))
    assert SheetMapping.from_dict(stored) == mapped(one)
    assert apply(one, SheetMapping.from_dict(stored), Request(CATALOGUE)).needs == ("year",)


def test_years_and_indicators_in_columns(tmp_path):
    heading = ["Năm", "Nơi khảo sát", "Nội dung", "Mức"]
    rows = [[2023, "Huế", "Cung cấp thông tin", "78"], [2020, "Bắc Ninh", "Thủ tục hành chính", 81],
            [2020, "Bắc Ninh", "Điều lạ", 81], ["?", "Bắc Ninh", "Điều lạ", 81],
            [2020, "Hà Nội", "Điều lạ", 82], ["?", "Hà Nội", "Điều lạ", 81]]  # fmt: skip
    one = book(tmp_path, *rows, heading=heading)
    mapping = mapped(one, year_column="A", indicator_column="C",
                     columns=(ColumnMapping("D", "score"),))  # fmt: skip
    reading = apply(one, mapping, Request(CATALOGUE))
    assert list(figures(reading)) == [(2023, "46", "policy_information"), (2020, "27", "D2")]
    assert told(reading) == [
        ("unknown_indicator", "blocking", "C5"),
        ("not_a_year", "blocking", "A6"),
    ]


def test_per_cent_of_a_maximum_is_left_out_and_named(tmp_path):
    one = book(tmp_path, *ROWS)
    mapping = mapped(one, columns=(ColumnMapping("C", "percent_of_maximum", "total"),))
    reading = apply(one, mapping, Request(CATALOGUE, year=2022))
    assert not figures(reading) and told(reading)[0] == ("percent_of_maximum", "warning", "C2")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"unit_column": "C"}, "chosen twice"),
        ({"unit_column": "7"}, "is no column"),
        ({"columns": ()}, "No column of figures"),
        ({"columns": (ColumnMapping("C", "score", "D99"),)}, "has no indicator 'D99'"),
        ({"columns": (ColumnMapping("C", "mood", "total"),)}, "is no measure"),
        ({"columns": (ColumnMapping("C", "score"),)}, "needs an indicator"),
    ],
)
def test_a_mapping_that_cannot_be_used_is_one_sentence(tmp_path, changes, sentence):
    with pytest.raises(WrongMapping, match=sentence):
        check_mapping(mapped(book(tmp_path, *ROWS), **changes), CATALOGUE)


@pytest.mark.parametrize("stored", [{}, {"columns": [{"x": 1}]}, {"columns": 3}])
def test_a_damaged_mapping_is_one_sentence(stored):
    with pytest.raises(WrongMapping, match="map the file again"):
        SheetMapping.from_dict(stored)

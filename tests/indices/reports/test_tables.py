"""Files hold the numbers of the screen, no formula, and say what they are."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import pandas as pd
import pytest
from openpyxl import load_workbook

from indices.reports.about import About
from indices.reports.tables import CONTENT_TYPES, FORMATS, write, write_csv, write_xlsx

ABOUT = About(
    title="PAPI 2021: điểm / hạng",
    build_id="b1",
    exported_on=date(2026, 1, 2),
    filters={"Năm": "2021"},
    sources=["UNDP, PAPI 2021"],
    notes=["60 trong 63 tỉnh"],
)
ROWS = pd.DataFrame(
    {
        "Đơn vị": ["TP. Hồ Chí Minh", "Quảng Ninh"],
        "Điểm": [40.677, None],
        "Hạng": pd.array([46, None], dtype="Int64"),
        "Nguồn": [["d01", "a02"], []],
    }
)


def sheets(content: bytes):
    return load_workbook(io.BytesIO(content)).worksheets


def test_csv_is_what_a_csv_reader_reads():
    content = write_csv(ROWS)
    assert content.startswith(b"\xef\xbb\xbf") and b"\r\n" in content
    assert list(csv.reader(io.StringIO(content.decode("utf-8-sig")))) == [
        ["Đơn vị", "Điểm", "Hạng", "Nguồn"],
        ["TP. Hồ Chí Minh", "40.677", "46", "d01; a02"],
        ["Quảng Ninh", "", "", ""],
    ]


def test_json_has_null_for_the_missing_and_lists_for_lists():
    answer = json.loads(write(ROWS, ABOUT, "json"))
    assert answer["count"] == 2 and answer["about"]["build_id"] == "b1"
    assert answer["items"][1] == {"Đơn vị": "Quảng Ninh", "Điểm": None, "Hạng": None, "Nguồn": []}


def test_xlsx_keeps_numbers_as_numbers_with_their_decimals():
    first, _ = sheets(write_xlsx(ROWS, ABOUT))
    assert (first["B2"].value, first["B2"].number_format) == (40.677, "0.000")
    assert (first["C2"].value, first["C2"].number_format) == (46, "0")
    assert first["B3"].value is None
    assert first.freeze_panes == "A2"


def test_xlsx_says_what_it_is():
    _, about = sheets(write_xlsx(ROWS, ABOUT))
    lines = {row[0]: row[1] for row in about.iter_rows(values_only=True)}
    assert about.title == "Về tệp này"
    assert lines["Bộ lọc: Năm"] == "2021" and lines["Phiên bản dữ liệu"] == "b1"
    assert lines["Nguồn"] == "UNDP, PAPI 2021" and lines["Ngày xuất"] == "2026-01-02"


@pytest.mark.parametrize("text", ["=1+1", "+84", "-", "@SUM(A1)", "\tx", "\r=x"])
def test_text_never_becomes_a_formula(text):
    rows = pd.DataFrame({text: [text], "number": [-1.5]})
    first, _ = sheets(write_xlsx(rows, ABOUT))
    assert first["A2"].data_type == "s" and first["A2"].value.startswith("'")
    assert first["B2"].value == -1.5
    header, row = csv.reader(io.StringIO(write_csv(rows).decode("utf-8-sig"), newline=""))
    assert header[0] == row[0] == f"'{text}" and row[1] == "-1.5"


def test_control_characters_do_not_break_a_workbook():
    first, _ = sheets(write_xlsx(pd.DataFrame({"a": ["x\x00\x1fy"]}), ABOUT))
    assert first["A2"].value == "xy"


@pytest.mark.parametrize("file_format", FORMATS)
def test_an_empty_table_is_still_a_file(file_format):
    assert write(ROWS.head(0), ABOUT, file_format) and file_format in CONTENT_TYPES
    assert write(pd.DataFrame(), ABOUT, file_format)

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.datavalidation import DataValidation

from indices.loaders.files import Unreadable, column_letters, number_text, read_grid, read_headings

ROWS = [["year", "unit", "score"], ["2023", "Hà Nội", "86,05"]]


def write(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_csv_of_excel_in_either_locale_is_read(tmp_path, delimiter, encoding):
    text = "\r\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in ROWS)
    path = write(tmp_path / "a.csv", text.encode(encoding))
    assert read_grid(path, "PAR") == ("", ROWS)


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("a.csv", b"year\xff\xfe,unit", "not UTF-8"),
        ("a.xlsx", b"PK\x03\x04 no workbook", "damaged or protected"),
        ("a.xlsx", b"", "damaged or protected"),
        ("a.xls", b"\xd0\xcf\x11\xe0", "kind '.xls'"),
        ("a", b"", "without ending"),
    ],
)
def test_a_file_that_is_no_table_is_refused_with_what_it_is(tmp_path, name, content, found):
    with pytest.raises(Unreadable, match=found):
        read_grid(write(tmp_path / name, content), "PAR")


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(Unreadable, match="No such file"):
        read_grid(tmp_path / "none.xlsx", "PAR")


@pytest.fixture
def book() -> Workbook:
    book = Workbook()
    book.active.title = "notes"
    sheet = book.create_sheet("par")
    sheet.append(["year", "unit", "score"])
    sheet.append([2023, 1, 84.7])
    sheet.append([2023, "Hà Nội", 0.8605])
    sheet["C2"].number_format = "0.00"
    sheet["C3"].number_format = "0.00%"
    return book


def test_cells_are_read_as_they_print(tmp_path, book):
    book.save(tmp_path / "a.xlsx")
    assert read_grid(tmp_path / "a.xlsx", "PAR") == (
        "par",
        [["year", "unit", "score"], ["2023", "1", "84.70"], ["2023", "Hà Nội", "86.05"]],
    )


def test_a_formula_that_was_never_calculated_is_shown_and_not_taken_for_a_blank(tmp_path, book):
    book["par"]["C2"] = "=1+1"
    book.save(tmp_path / "a.xlsx")
    assert read_grid(tmp_path / "a.xlsx", "PAR")[1][1] == ["2023", "1", "=1+1"]


def test_decorations_of_a_workbook_do_not_warn(tmp_path, book):
    offer = DataValidation("list", formula1='"a,b"')
    book["par"].add_data_validation(offer)
    offer.add("A1:A9")
    book.save(tmp_path / "a.xlsx")
    assert read_headings(tmp_path / "a.xlsx") == [("notes", []), ("par", ["year", "unit", "score"])]


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (86.05, "General", "86.05"),
        (86.05000000000001, "General", "86.05"),
        (85, "0.00", "85.00"),
        (84.6982, "0.00", "84.6982"),
        (0.5, "0%", "50"),
        (1e-7, "General", "0.0000001"),
        (2021, "General", "2021"),
    ],
)
def test_numbers_keep_their_digits_and_those_of_their_format(value, number_format, text):
    assert number_text(value, number_format) == text


def test_columns_are_lettered_as_in_a_spreadsheet():
    assert list(column_letters(28))[25:] == ["Z", "AA", "AB"]

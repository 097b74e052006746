from __future__ import annotations

import io
import unicodedata
import zipfile
from pathlib import Path

import pytest
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from openpyxl import Workbook
from openpyxl.worksheet.datavalidation import DataValidation

from indices.loaders import grids
from indices.loaders.book import Unreadable, open_book
from indices.loaders.grids import column_letters, number_text

ROWS = [["year", "unit", "score"], ["2023", "Hà Nội", "86,05"]]
WORDS = [["Tên tỉnh", "Điểm"], ["Thừa Thiên Huế", "46,5"], ["Đắk Lắk", "40,25"]]


def write(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def text_of(rows, delimiter=","):
    return "\r\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in rows)


def windows_1258(text: str) -> bytes:
    """Vietnamese as old Windows programs write it: letters with a mark, tones behind them."""
    return b"".join(
        encoded
        for letter in text
        for encoded in [_own_byte(letter) or _with_tone(letter).encode("cp1258")]
    )


def _own_byte(letter: str) -> bytes:
    return letter.encode("cp1258", "ignore")


def _with_tone(letter: str) -> str:
    base, *marks = unicodedata.normalize("NFD", letter)
    tone = next(mark for mark in marks if mark in "\u0300\u0301\u0303\u0309\u0323")
    rest = "".join(mark for mark in marks if mark != tone)
    return unicodedata.normalize("NFC", base + rest) + tone


def zipped(path: Path, change) -> Path:
    """Write a workbook again with `change` applied to each member's name and content."""
    with zipfile.ZipFile(path) as packed:
        members = {name: packed.read(name) for name in packed.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in change(members).items():
            packed.writestr(name, content)
    return path


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_csv_of_excel_in_either_locale_is_read(tmp_path, delimiter, encoding):
    path = write(tmp_path / "a.dat", text_of(ROWS, delimiter).encode(encoding))
    book = open_book(path)
    assert (book.kind, book.file, list(book.sheets[0].grid)) == ("csv", "a.dat", ROWS)


def test_windows_1258_is_composed_to_the_letters_that_people_type(tmp_path):
    path = write(tmp_path / "a.csv", windows_1258(text_of(WORDS, ";")))
    assert list(open_book(path).sheets[0].grid) == WORDS


def test_the_delimiter_is_the_one_that_the_lines_agree_on(tmp_path):
    lines = "PAPI, năm 2022\nTên tỉnh;Điểm\nHà Nội;43,96\nCà Mau;42,1\n"
    grid = open_book(write(tmp_path / "a.csv", lines.encode())).sheets[0].grid
    assert grid[1:4] == [["Tên tỉnh", "Điểm"], ["Hà Nội", "43,96"], ["Cà Mau", "42,1"]]


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"year\xff\xfe,unit", "neither UTF-8"),
        (b"\x00\x01binary", "neither text nor a workbook"),
        (b"PK\x03\x04 no workbook", "damaged or incomplete"),
        (b"", "an empty file"),
        (b"%PDF-1.7", "PDF"),
        (b"\xef\xbb\xbf<html><table>", "web page"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old Office document"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "protected by a password",
        ),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le") + b"\0" * 600,
            "damaged or incomplete",
        ),
    ],
)
def test_a_file_that_is_no_table_is_refused_with_what_it_is(tmp_path, content, found):
    with pytest.raises(Unreadable, match=found):
        open_book(write(tmp_path / "a.xlsx", content))


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(Unreadable, match="No such file"):
        open_book(tmp_path / "none.xlsx")


@pytest.fixture
def book() -> Workbook:
    book = Workbook()
    book.active.title = "notes"
    book.active.sheet_state = "hidden"
    sheet = book.create_sheet("par")
    sheet.append(["year", "unit", "score"])
    sheet.append([2023, 1, 84.7])
    sheet.append([2023, "Hà Nội", 0.8605])
    sheet["C2"].number_format = "0.00"
    sheet["C3"].number_format = "0.00%"
    return book


def saved(book: Workbook, path: Path) -> Path:
    # One sheet must be visible, and the first is not.
    book.active = len(book.worksheets) - 1
    book.save(path)
    return path


def test_cells_are_read_as_they_print_and_hidden_and_merged_ones_are_known(tmp_path, book):
    book["par"].merge_cells("E1:F2")
    notes, par = open_book(saved(book, tmp_path / "a.csv")).sheets
    assert (notes.hidden, par.hidden, par.merged) == (True, False, ((1, 5, 2, 6),))
    assert par.grid == [
        ["year", "unit", "score"],
        ["2023", "1", "84.70"],
        ["2023", "Hà Nội", "86.05"],
    ]


def test_old_workbooks_and_those_of_libreoffice_are_read_too(tmp_path):
    old = xlwt.Workbook()
    sheet = old.add_sheet("PAPI")
    sheet.write(1, 1, "Hà Nội")
    sheet.write(1, 2, 43.96)
    sheet.write_merge(3, 4, 0, 1, "x")
    old.save(str(tmp_path / "a.xls"))
    read = open_book(tmp_path / "a.xls")
    assert (read.kind, read.sheets[0].grid) == ("xls", [[], ["", "Hà Nội", "43.96"], [], ["x"]])
    assert read.sheets[0].merged == ((4, 1, 5, 2),)
    assert [item.code for item in read.findings] == ["old_workbook"]


def open_document(*rows) -> bytes:
    document = OpenDocumentSpreadsheet()
    table = Table(name="PAR")
    document.spreadsheet.addElement(table)
    for cells in rows:
        row = TableRow()
        table.addElement(row)
        for attributes in cells:
            row.addElement(TableCell(**attributes))
    content = io.BytesIO()
    document.write(content)
    return content.getvalue()


def test_per_cent_of_an_open_document_counts_as_it_shows(tmp_path):
    content = open_document(
        [{"numbercolumnsrepeated": 2}, {"valuetype": "percentage", "value": 0.8605}],
        [{"valuetype": "float", "value": 0.8605}],
    )
    read = open_book(write(tmp_path / "a", content))
    assert (read.kind, read.sheets[0].grid) == ("ods", [["", "", "86.05"], ["0.8605"]])


def test_one_cell_that_stands_for_a_million_is_refused(tmp_path):
    cell = {"valuetype": "float", "value": 1, "numbercolumnsrepeated": 16384}
    content = open_document(*[[cell]] * 70)
    with pytest.raises(Unreadable, match="more than 500000 cells"):
        open_book(write(tmp_path / "a.ods", content))


def formulas(tmp_path, **cells: str):
    book = Workbook()
    for cell, value in cells.items():
        book.active[cell] = value
    return open_book(saved(book, tmp_path / "a.xlsx"))


def test_sums_that_were_never_worked_out_are_worked_out(tmp_path):
    read = formulas(
        tmp_path, A1=1.5, B1=2.25, C1="=SUM(A1:B1)", D1="=+A1+B1+C1", E1="=SUM(C1,A1:B1,(D1+A1))"
    )
    assert read.sheets[0].grid == [["1.5", "2.25", "3.75", "7.5", "16.5"]]
    assert [(item.code, item.place.cell) for item in read.findings] == [
        ("worked_out", "C1"),
        ("worked_out", "D1"),
        ("worked_out", "E1"),
    ]


@pytest.mark.parametrize(
    "formula",
    [
        "=1+1",
        "=SUM(A1:C1)",
        "=A1-B1",
        "=AVERAGE(A1:B1)",
        "=D1",
        "=A1:B1",
        "=SUM(A1",
        "=A1+",
        "=Z!A1",
    ],
)
def test_what_is_no_sum_of_numbers_is_shown_and_found_and_never_guessed(tmp_path, formula):
    read = formulas(tmp_path, A1=1.5, B1=2.5, E1="text", D1=formula)
    assert read.sheets[0].grid[0][3] == formula
    assert [(item.code, item.severity) for item in read.findings] == [("formula", "warning")]


def test_a_sum_of_blanks_is_a_blank_and_never_zero(tmp_path):
    read = formulas(tmp_path, A1="x", D1="=SUM(B1:C1)")
    assert read.sheets[0].grid == [["x"]]


def test_a_zero_that_was_saved_for_a_sum_is_no_value(tmp_path):
    book = Workbook()
    book.active.append([1.5, 2.5, "=SUM(A1:B1)"])
    path = saved(book, tmp_path / "a.xlsx")

    def with_zero(members):
        sheet = members["xl/worksheets/sheet1.xml"]
        for blank in (b"<v></v>", b"<v/>", b"<v />"):
            sheet = sheet.replace(blank, b"<v>0</v>")
        return members | {"xl/worksheets/sheet1.xml": sheet}

    assert open_book(zipped(path, with_zero)).sheets[0].grid == [["1.5", "2.5", "4"]]


@pytest.mark.parametrize("formula", ['=WEBSERVICE("http://a/")', "=[1]Sheet1!A1", "=SUM([2]S!A:A)"])
def test_formulas_that_ask_outside_are_never_worked_out(tmp_path, formula):
    read = formulas(tmp_path, A1=formula)
    assert read.sheets[0].grid == [[formula]]
    assert [item.code for item in read.findings] == ["calls_out"]


def test_macros_and_links_to_other_files_are_left_alone_and_told(tmp_path, book):
    path = zipped(
        saved(book, tmp_path / "a.xlsm"),
        lambda members: (
            members | {"xl/vbaProject.bin": b"x", "xl/externalLinks/externalLink1.xml": b"<x/>"}
        ),
    )
    read = open_book(path)
    assert read.kind == "xlsm"
    assert [(item.code, item.severity) for item in read.findings] == [
        ("macros", "info"),
        ("external_links", "info"),
    ]


def test_decorations_of_a_workbook_do_not_warn(tmp_path, book):
    offer = DataValidation("list", formula1='"a,b"')
    book["par"].add_data_validation(offer)
    offer.add("A1:A9")
    assert len(open_book(saved(book, tmp_path / "a.xlsx")).sheets) == 2


def in_sheet(old: bytes, new: bytes):
    return lambda members: (
        members
        | {"xl/worksheets/sheet2.xml": members["xl/worksheets/sheet2.xml"].replace(old, new)}
    )


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (in_sheet(b'r="C3"', b'r="ZZZZZZ3"'), "outside of any sheet"),
        (in_sheet(b'<row r="3"', b'<row r="99999999"'), "outside of any sheet"),
        (in_sheet(b'<row r="3"', b'<row r="1048577"'), "outside of any sheet"),
        (
            in_sheet(
                b"<worksheet",
                b'<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet',
            ),
            "damaged or incomplete",
        ),
        (lambda members: {f"{i}": b"" for i in range(2001)}, "more than 2000 parts"),
        (lambda members: members | {"x": b"0" * 2_000_000}, "packed more than"),
        (lambda members: {"word/document.xml": b""}, "holds no workbook"),
        (lambda members: {"xl/workbook.bin": b""}, "XLSB"),
    ],
)
def test_hostile_workbooks_are_refused(tmp_path, book, change, found):
    with pytest.raises(Unreadable, match=found):
        open_book(zipped(saved(book, tmp_path / "a.xlsx"), change))


def test_a_cut_workbook_is_refused(tmp_path, book):
    path = saved(book, tmp_path / "a.xlsx")
    write(path, path.read_bytes()[:-200])
    with pytest.raises(Unreadable, match="damaged or incomplete"):
        open_book(path)


def test_more_cells_than_anybody_fills_are_refused(tmp_path, book, monkeypatch):
    monkeypatch.setattr(grids, "MOST_CELLS", 8)
    with pytest.raises(Unreadable, match="save the sheet as CSV"):
        open_book(saved(book, tmp_path / "a.xlsx"))


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


def test_an_old_workbook_that_leads_back_to_itself_takes_no_process_down(tmp_path):
    old = xlwt.Workbook()
    old.add_sheet("PAPI").write(0, 0, 1)
    old.save(str(tmp_path / "a.xls"))
    content = bytearray((tmp_path / "a.xls").read_bytes())
    table, directory = (int.from_bytes(content[at : at + 4], "little") for at in (76, 48))
    entry = 512 * (table + 1) + 4 * directory
    content[entry : entry + 4] = directory.to_bytes(4, "little")
    with pytest.raises(Unreadable, match="damaged or incomplete"):
        open_book(write(tmp_path / "b.xls", bytes(content)))


def test_values_that_a_program_saved_count_even_beside_formulas(tmp_path):
    book = Workbook()
    book.active.append([1.5, "=AVERAGE(A1,A1)", '=WEBSERVICE("http://a/")'])
    path = saved(book, tmp_path / "a.xlsx")

    def with_values(members):
        sheet = members["xl/worksheets/sheet1.xml"]
        for blank in (b"<v></v>", b"<v/>", b"<v />"):
            sheet = sheet.replace(blank, b"<v>7.5</v>")
        return members | {"xl/worksheets/sheet1.xml": sheet}

    read = open_book(zipped(path, with_values))
    assert read.sheets[0].grid == [["1.5", "7.5", "7.5"]]
    assert [(item.code, item.place.cell) for item in read.findings] == [("calls_out", "C1")]

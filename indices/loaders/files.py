"""CSV and XLSX files as grids of text: what each cell prints, before anybody interprets it."""

from __future__ import annotations

import csv
import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

Grid = list[list[str]]

CSV_SUFFIXES = (".csv", ".txt")
XLSX_SUFFIXES = (".xlsx", ".xlsm")
_DELIMITERS = ",;\t"
_DECIMALS = re.compile(r"0\.(0+)")
_MOST_BYTES = 512 * 1024 * 1024


class Unreadable(Exception):
    """The file cannot be read as a table; the message says what was found instead."""


def read_grid(path: Path, sheet: str) -> tuple[str, Grid]:
    """Read the sheet named `sheet`, or else the first one.

    Returns:
        The name of the sheet (empty for CSV) and its rows of text; row 1 comes first.

    Raises:
        Unreadable: no such file, another kind of file, or a damaged one.
    """
    with _readable(path):
        return _read_xlsx(path, sheet) if _is_workbook(path) else ("", _read_csv(path))


def read_headings(path: Path) -> list[tuple[str, list[str]]]:
    """Read name and first row of every sheet; a CSV file is one sheet without a name.

    Raises:
        Unreadable: as in `read_grid`.
    """
    with _readable(path):
        if not _is_workbook(path):
            return [("", row) for row in _read_csv(path)[:1]]
        with _workbook(path) as book:
            return [
                (name, next(iter(_texts(book[name], last_row=1)), [])) for name in book.sheetnames
            ]


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    try:
        yield
    except Unreadable:
        raise
    except OSError as error:
        raise Unreadable(error.strerror or type(error).__name__) from error
    except csv.Error as error:
        raise Unreadable(f"broken CSV ({error})") from error
    except Exception as error:
        if not _is_workbook(path):
            raise
        # A damaged workbook makes openpyxl and the XML reader raise errors of many unrelated
        # classes; all of them mean the same to the person who sent the file.
        raise Unreadable(f"a damaged or protected workbook ({type(error).__name__})") from error


def _is_workbook(path: Path) -> bool:
    suffix = path.suffix.casefold()
    if suffix not in CSV_SUFFIXES + XLSX_SUFFIXES:
        raise Unreadable(f"a file of the kind {suffix!r}" if suffix else "a file without ending")
    return suffix in XLSX_SUFFIXES


def _read_csv(path: Path) -> Grid:
    text = _decode(path.read_bytes())
    first = text[: text.find("\n")] if "\n" in text else text
    delimiter = max(_DELIMITERS, key=first.count)
    if '"' in text:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    # Without quotes every comma divides, and splitting is twice as fast.
    return [line.removesuffix("\r").split(delimiter) for line in text.split("\n")]


def _decode(content: bytes) -> str:
    """Decode UTF-8, or UTF-16 where its mark says so (Excel's "Unicode text")."""
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(f"text that is not UTF-8 (byte {error.start})") from error


def _read_xlsx(path: Path, sheet: str) -> tuple[str, Grid]:
    name, grid = _values(path, sheet)
    if _has_formulas(path):
        _show_unvalued(grid, _values(path, sheet, data_only=False)[1])
    return name, grid


def _values(path: Path, sheet: str, data_only: bool = True) -> tuple[str, Grid]:
    with _workbook(path, data_only) as book:
        names = book.sheetnames
        chosen = next((name for name in names if name.casefold() == sheet.casefold()), names[0])
        return chosen, _texts(book[chosen])


@contextmanager
def _workbook(path: Path, data_only: bool = True) -> Iterator[Workbook]:
    from openpyxl import load_workbook

    with zipfile.ZipFile(path) as packed:
        if sum(item.file_size for item in packed.infolist()) > _MOST_BYTES:
            raise Unreadable("a workbook of more than 512 MB")
    with warnings.catch_warnings():
        # openpyxl tells which decorations of a workbook it does not support; none holds a figure.
        warnings.simplefilter("ignore")
        book = load_workbook(path, read_only=True, data_only=data_only)
        try:
            yield book
        finally:
            book.close()


def _texts(sheet: Any, last_row: int | None = None) -> Grid:
    # Some programs write a wrong "dimension" that would hide rows.
    sheet.reset_dimensions()
    return [[_printed(cell) for cell in row] for row in sheet.iter_rows(max_row=last_row)]


def _has_formulas(path: Path) -> bool:
    with zipfile.ZipFile(path) as packed:
        sheets = [name for name in packed.namelist() if name.startswith("xl/worksheets/")]
        return any(b"<f" in packed.read(name) for name in sheets if name.endswith(".xml"))


def _show_unvalued(grid: Grid, formulas: Grid) -> None:
    """Put the formula where a formula was never calculated, so that it cannot pass for a blank."""
    for row, formula_row in zip(grid, formulas, strict=True):
        for place, formula in enumerate(formula_row):
            if formula.startswith("=") and not row[place]:
                row[place] = formula


def _printed(cell: Any) -> str:
    """Return what a cell shows; more digits than its format shows are kept."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return number_text(value, cell.number_format or "")
    return value.isoformat() if isinstance(value, date) else str(value)


def number_text(value: float, number_format: str) -> str:
    """Print a number with all its digits, at least the decimals of the format, "%" times 100."""
    shown = value * 100 if "%" in number_format else value
    plain = f"{Decimal(f'{shown:.15g}'):f}"
    whole, _, part = plain.partition(".")
    match = _DECIMALS.search(number_format)
    part = part.ljust(len(match[1]) if match else 0, "0")
    return f"{whole}.{part}" if part else whole


def column_letters(count: int) -> Iterable[str]:
    """Yield the letters of the first `count` columns: A, B … Z, AA …."""
    for number in range(1, count + 1):
        letters = ""
        rest = number
        while rest:
            rest, digit = divmod(rest - 1, 26)
            letters = chr(65 + digit) + letters
        yield letters

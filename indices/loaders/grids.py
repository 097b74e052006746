"""What a file holds before anybody interprets it: sheets as grids of text, as their cells print."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from indices.findings import Finding
from indices.said import Told, said

Grid = Sequence[list[str]]
Merged = tuple[int, int, int, int]

# About ten seconds of reading; every figure that this product has fits into one such workbook.
MOST_CELLS = 500_000
# A format is known by so many rows; every table of a workbook of the field is shorter.
HEAD_ROWS = 2_000
# The last row and column of any spreadsheet program.
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
_DECIMALS = re.compile(r"0\.(0+)")


class Unreadable(Told):
    """The file cannot be read as a table; the message says what was found instead."""


@dataclass(frozen=True)
class Sheet:
    """One sheet.

    Attributes:
        name: its name; empty for CSV.
        grid: what the cells print; `grid[0]` is row 1, rows end with their last filled cell.
        hidden: whether people do not see it.
        merged: merged areas as (row, column, last row, last column), from 1.
    """

    name: str
    grid: Grid
    hidden: bool = False
    merged: tuple[Merged, ...] = ()


@dataclass(frozen=True)
class Book:
    """A file as sheets.

    Attributes:
        file: name to show and to keep as the origin of figures.
        kind: "csv", "xlsx", "xlsm", "xls" or "ods", by content.
        sheets: in their order.
        findings: what a reader should know, such as formulas that have no value.
    """

    file: str
    kind: str
    sheets: tuple[Sheet, ...]
    findings: tuple[Finding, ...] = ()

    def head(self) -> Book:
        """Return the book with the first rows of its sheets, by which a format is known."""
        sheets = [replace(sheet, grid=sheet.grid[: HEAD_ROWS - 1]) for sheet in self.sheets]
        return replace(self, sheets=tuple(sheets))


class Budget:
    """Counts the cells of one workbook and refuses those that nobody fills by hand."""

    def __init__(self) -> None:
        self._left = MOST_CELLS

    def spend(self, cells: int, row: int) -> None:
        """Count the cells of a row.

        Raises:
            Unreadable: too many cells, or a row below the last one.
        """
        self._left -= cells
        if self._left < 0 or row > LAST_ROW:
            raise Unreadable(
                said(
                    "a workbook of more than {n} cells; delete empty formatted rows, or save the "
                    "sheet as CSV",
                    n=MOST_CELLS,
                )
            )


def printed(value: object, number_format: str = "") -> str:
    """Return what a cell shows; more digits than its format shows are kept."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return number_text(value, number_format)
    return value.isoformat() if isinstance(value, date) else str(value)


def number_text(value: float, number_format: str) -> str:
    """Print a number with all its digits, at least the decimals of the format, "%" times 100."""
    shown = value * 100 if "%" in number_format else value
    plain = f"{Decimal(f'{shown:.15g}'):f}"
    whole, _, part = plain.partition(".")
    match = _DECIMALS.search(number_format)
    part = part.ljust(len(match[1]) if match else 0, "0")
    return f"{whole}.{part}" if part else whole


def trimmed(row: list[str]) -> list[str]:
    """Return a row without the blank cells at its end."""
    while row and not row[-1]:
        row.pop()
    return row


def column_letters(count: int) -> Iterable[str]:
    """Yield the letters of the first `count` columns: A, B … Z, AA …."""
    return map(column_letter, range(1, count + 1))


def column_letter(number: int) -> str:
    """Return the letters of a column, counted from 1."""
    letters = ""
    while number:
        number, digit = divmod(number - 1, 26)
        letters = chr(65 + digit) + letters
    return letters


def column_number(letters: str) -> int:
    """Return the number of a column, counted from 1."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number

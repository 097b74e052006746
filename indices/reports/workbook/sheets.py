"""One sheet: named columns with number formats, a frozen header, filters; text is never a formula.

openpyxl is imported when a sheet is filled, so that a web process starts without it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import TYPE_CHECKING

from indices.reports.tables import harmless

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

Value = str | int | float | date | None

TEXT, WHOLE, POINTS, GAP = "@", "0", "0.00", "+0.00;-0.00;0.00"
_HEADER, _HEADER_INK, _FOCUS = "0B4F7A", "FFFFFF", "FDF1E7"
_HEADER_HEIGHT, _LINE_HEIGHT = 32, 15


@dataclass(frozen=True)
class Head:
    """A column: its heading, its width in letters, and how its values are written."""

    title: str
    width: float = 14
    number_format: str = TEXT


@dataclass(frozen=True)
class Sheet:
    """A sheet of rows; those of `focus` are about the city itself and marked."""

    title: str
    heads: Sequence[Head]
    rows: Sequence[Sequence[Value]]
    focus: frozenset[int] = frozenset()


def fill(book: Workbook, sheet: Sheet) -> Worksheet:
    """Add a sheet to a book and return it."""
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    made = book.create_sheet(sheet.title)
    made.append([harmless(head.title) for head in sheet.heads])
    for row in sheet.rows:
        made.append([harmless(value) if isinstance(value, str) else value for value in row])
    for place, head in enumerate(sheet.heads, start=1):
        made.column_dimensions[get_column_letter(place)].width = head.width
        for cell in (made.cell(number, place) for number in range(2, made.max_row + 1)):
            cell.number_format = head.number_format
            cell.alignment = Alignment(vertical="top", wrap_text=head.number_format == TEXT)
    for cell in made[1]:
        cell.font = Font(bold=True, color=_HEADER_INK)
        cell.fill = PatternFill("solid", fgColor=_HEADER)
        cell.alignment = Alignment(vertical="center", wrap_text=True)
    for number, row in enumerate(sheet.rows, start=2):
        made.row_dimensions[number].height = _LINE_HEIGHT * _n_lines(row, sheet.heads)
    for number in sheet.focus:
        for cell in made[number + 2]:
            cell.font = Font(bold=True)
            cell.fill = PatternFill("solid", fgColor=_FOCUS)
    lines = _n_lines([head.title for head in sheet.heads], sheet.heads)
    made.row_dimensions[1].height = max(_HEADER_HEIGHT, _LINE_HEIGHT * lines)
    made.freeze_panes = "B2"
    made.auto_filter.ref = made.dimensions
    _print(made)
    return made


def _n_lines(row: Sequence[Value], heads: Sequence[Head]) -> int:
    """Return how many lines the longest text of a row takes; not every program looks for itself."""
    return max(
        (
            sum(max(1, ceil(len(line) / head.width)) for line in value.split("\n"))
            for value, head in zip(row, heads, strict=False)
            if isinstance(value, str)
        ),
        default=1,
    )


def _print(sheet: Worksheet) -> None:
    """Print on A4 across, as wide as one page, with the header on every page."""
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"

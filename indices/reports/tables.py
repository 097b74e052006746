"""Tables as CSV, JSON and XLSX bytes: the same numbers as on the screen, never a formula.

A text cell that a spreadsheet would take for a formula is written with a leading apostrophe
(OWASP, "CSV injection"); numbers stay numbers. openpyxl is imported when the first workbook is
written, because the web process should not pay for it at start.
"""

from __future__ import annotations

import csv
import io
import json
import math
import numbers
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from indices.roundtrip import COLUMN

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from indices.reports.about import About

FORMATS = ("csv", "json", "xlsx")
CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_MOST_DECIMALS = 6
_WIDEST = 60
_CONTROL = {code: None for code in range(32) if chr(code) not in "\t\n\r"}
_SHEET_FORBIDDEN = str.maketrans("", "", "[]:*?/\\'")


def write(frame: pd.DataFrame, about: About, file_format: str) -> bytes:
    """The frame in one of FORMATS.

    Args:
        frame: one row per line of the file; column names are the header.
        about: what the file says about itself; a CSV file carries the rows alone.
        file_format: "csv", "json" or "xlsx".

    Returns:
        The bytes of the file, of type CONTENT_TYPES[file_format].
    """
    if file_format == "csv":
        return write_csv(frame)
    return {"json": write_json, "xlsx": write_xlsx}[file_format](frame, about)


def write_csv(frame: pd.DataFrame) -> bytes:
    """RFC 4180 with a UTF-8 byte order mark, so that Excel shows Vietnamese; missing is empty."""
    text = io.StringIO(newline="")
    rows = csv.writer(text)
    rows.writerow([harmless(str(name)) for name in frame.columns])
    rows.writerows([_cell(value) for value in row] for row in _rows(frame))
    return text.getvalue().encode("utf-8-sig")


def write_json(frame: pd.DataFrame, about: About) -> bytes:
    """{"items": […], "count": n, "about": {…}}; missing is null, never NaN."""
    names = [str(name) for name in frame.columns]
    items = [dict(zip(names, row, strict=True)) for row in _rows(frame)]
    answer = {"items": items, "count": len(items), "about": about.as_dict()}
    return json.dumps(answer, ensure_ascii=False, allow_nan=False, indent=2).encode()


def write_xlsx(frame: pd.DataFrame, about: About) -> bytes:
    """A workbook: the rows under a frozen header, and a sheet that says what they are.

    Raises:
        ValueError: the frame has more rows than a worksheet holds.
    """
    from openpyxl import Workbook

    book = Workbook()
    _fill(book.active, about.title, frame)
    sheet = book.create_sheet(about.sheet)
    for line in about.lines(len(frame)):
        sheet.append([harmless(part) for part in line])
    _look(sheet)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _fill(sheet: Worksheet, title: str, frame: pd.DataFrame) -> None:
    """Header, rows and number formats of the first sheet."""
    sheet.title = title.translate({**_SHEET_FORBIDDEN, **_CONTROL})[:31].strip() or "Data"
    sheet.append([harmless(str(name)) for name in frame.columns])
    for row in _rows(frame):
        sheet.append([_cell(value) for value in row])
    for column, (_, values) in zip(sheet.columns, frame.items(), strict=False):
        number_format = _number_format(values.tolist())
        for cell in column[1:]:
            if isinstance(cell.value, numbers.Real):
                cell.number_format = number_format
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    _look(sheet)
    last = sheet.cell(1, max(sheet.max_column, 1))
    if last.value == COLUMN:
        # Only the way back into the program reads it.
        sheet.column_dimensions[last.column_letter].hidden = True


def _look(sheet: Worksheet) -> None:
    """Bold first row or label column and columns as wide as their text."""
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    heading = sheet[1] if sheet.freeze_panes else [row[0] for row in sheet.iter_rows()]
    for cell in heading:
        cell.font = Font(bold=True)
    for number, column in enumerate(sheet.columns, start=1):
        longest = max(
            (len(str(cell.value)) for cell in column if cell.value is not None), default=0
        )
        sheet.column_dimensions[get_column_letter(number)].width = min(longest + 2, _WIDEST)


def _number_format(values: Sequence[Any]) -> str:
    """As many decimals as the most exact value of the column shows, six at most."""
    parts = [
        repr(float(value)).partition(".")[2]
        for value in values
        if isinstance(value, float) and math.isfinite(value)
    ]
    decimals = min(max((len(part) for part in parts), default=0), _MOST_DECIMALS)
    return f"0.{'0' * decimals}" if decimals else "0"


def _rows(frame: pd.DataFrame) -> list[list[Any]]:
    """Plain Python values, None for what is missing."""
    if not len(frame.columns):
        return []
    columns = [column.tolist() for _, column in frame.items()]
    return [[_plain(value) for value in row] for row in zip(*columns, strict=True)]


def _plain(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return list(value)
    return None if pd.isna(value) else value


def _cell(value: Any) -> Any:
    """A value as one cell: lists joined, text made harmless, numbers untouched."""
    if isinstance(value, list):
        return harmless("; ".join(str(part) for part in value)) or None
    return harmless(value) if isinstance(value, str) else value


def harmless(value: str) -> str:
    """A text that no spreadsheet takes for a formula, without signs that it cannot hold."""
    plain = value.translate(_CONTROL)
    return f"'{plain}" if plain.startswith(_FORMULA_STARTS) else plain

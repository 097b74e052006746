"""XLS and ODS by python-calamine, which tells values but not how they are shown.

Calamine runs in a process of its own: a damaged XLS can make it ask for memory without end, and
then the operating system ends the process that it lives in.
"""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from indices.findings import Finding, Place
from indices.loaders.grids import (
    LAST_COLUMN,
    LAST_ROW,
    MOST_CELLS,
    Budget,
    Merged,
    Sheet,
    Unreadable,
    printed,
    trimmed,
)
from indices.said import packed, said, unpacked

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

# Ten times what the most cells take; the processor's time, as other work may slow it down.
_MOST_SECONDS, _MOST_WAITING, _MOST_MEMORY = 9, 60, 1024**3
_PROJECT = Path(__file__).resolve().parents[2]
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"


@dataclass
class _Shown:
    """What an ODS says of its cells: which are per cent (row, column from 0), which are merged."""

    percent: set[tuple[int, int]] = field(default_factory=set)
    merged: list[Merged] = field(default_factory=list)


def read_calamine(path: Path, file: str, kind: str) -> tuple[list[Sheet], list[Finding]]:
    """Read every sheet of an old Excel or an OpenDocument workbook.

    Raises:
        Unreadable: damaged, protected, or larger than any workbook of the field.
    """
    command = [sys.executable, "-m", __name__, str(path.resolve()), kind]
    try:
        done = subprocess.run(
            command, cwd=_PROJECT, capture_output=True, timeout=_MOST_WAITING, check=True
        )
        answer = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError) as error:
        raise Unreadable(said("a damaged or incomplete workbook")) from error
    if "refused" in answer:
        raise Unreadable(unpacked(answer["refused"]))
    sheets = [
        Sheet(item["name"], item["grid"], item["hidden"], tuple(map(tuple, item["merged"])))
        for item in answer["sheets"]
    ]
    return sheets, [_unformatted(file)] if kind == "xls" else []


def main(path: Path, kind: str) -> None:
    """Print the sheets of a workbook, or why it is refused, as JSON."""
    _limit()
    try:
        answer: dict[str, Any] = {"sheets": [vars(sheet) for sheet in _sheets(path, kind)]}
    except Unreadable as error:
        answer = {"refused": packed(error.sentence)}
    sys.stdout.write(json.dumps(answer))


def _limit() -> None:
    try:
        import resource
    except ImportError:
        # Windows has no such limits; the waiting time ends there as well.
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_MOST_SECONDS, _MOST_SECONDS))


def _sheets(path: Path, kind: str) -> list[Sheet]:
    from python_calamine import PasswordError, SheetTypeEnum, SheetVisibleEnum, load_workbook

    shown = _shown(path) if kind == "ods" else {}
    budget = Budget()
    sheets = []
    try:
        # From its content, since calamine judges a path by its ending.
        book = load_workbook(io.BytesIO(path.read_bytes()))
    except PasswordError as error:
        raise Unreadable(said("a workbook protected by a password; save it without one")) from error
    with book:
        for about in book.sheets_metadata:
            if about.typ != SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_name(about.name)
            if sheet.total_height * sheet.total_width > 4 * MOST_CELLS:
                raise Unreadable(
                    said("a workbook with cells far apart; delete empty formatted cells")
                )
            hidden = about.visible != SheetVisibleEnum.Visible
            sheets.append(_sheet(sheet, hidden, shown.get(about.name, _Shown()), budget))
    return sheets


def _sheet(sheet: CalamineSheet, hidden: bool, shown: _Shown, budget: Budget) -> Sheet:
    grid = []
    # Leading blank rows and columns stay, so that cells keep their addresses.
    for row, values in enumerate(sheet.to_python(skip_empty_area=False)):
        budget.spend(len(values), row + 1)
        grid.append(
            trimmed(
                [
                    printed(value, "%" if (row, column) in shown.percent else "")
                    for column, value in enumerate(values)
                ]
            )
        )
    while grid and not grid[-1]:
        grid.pop()
    ranges = sheet.merged_cell_ranges or []
    merged = [(top + 1, left + 1, low + 1, right + 1) for (top, left), (low, right) in ranges]
    return Sheet(sheet.name, grid, hidden, tuple(merged or shown.merged))


def _unformatted(file: str) -> Finding:
    return Finding(
        "old_workbook",
        "info",
        Place(file),
        said("numbers as they print"),
        said(
            "an XLS workbook, whose number formats are not read: a cell shown as 86.05 % may count "
            "as 0.8605; save it as XLSX where it shows per cent"
        ),
    )


def _shown(path: Path) -> dict[str, _Shown]:
    """Look through the cells of an ODS before it is unpacked for good.

    One cell may stand for a million: such files are refused here, and entities as well.
    """
    from defusedxml.ElementTree import iterparse

    sheets: dict[str, _Shown] = {}
    cells = row = column = 0
    repeated = 1
    with zipfile.ZipFile(path) as packed, packed.open("content.xml") as content:
        for event, element in iterparse(content, events=("start", "end"), forbid_dtd=True):
            tag = element.tag
            if event == "start":
                if tag == f"{_TABLE}table":
                    current = sheets.setdefault(element.get(f"{_TABLE}name", ""), _Shown())
                    row = 0
                elif tag == f"{_TABLE}table-row":
                    repeated, column = _repeats(element, "rows", LAST_ROW), 0
                continue
            if tag in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
                times = _repeats(element, "columns", LAST_COLUMN)
                if element.get(f"{_OFFICE}value-type"):
                    cells += times * repeated
                    if cells > MOST_CELLS:
                        raise Unreadable(said("a workbook of more than {n} cells", n=MOST_CELLS))
                    _note(current, element, (row, column), (repeated, times))
                column += times
            elif tag == f"{_TABLE}table-row":
                row += repeated
                element.clear()
    return sheets


def _note(shown: _Shown, element: Any, place: tuple[int, int], repeated: tuple[int, int]) -> None:
    row, column = place
    if element.get(f"{_OFFICE}value-type") == "percentage":
        shown.percent.update(
            (row + down, column + right)
            for down in range(repeated[0])
            for right in range(repeated[1])
        )
    wide = int(element.get(f"{_TABLE}number-columns-spanned", "1"))
    high = int(element.get(f"{_TABLE}number-rows-spanned", "1"))
    if wide > 1 or high > 1:
        shown.merged.append((row + 1, column + 1, row + high, column + wide))


def _repeats(element: Any, what: str, most: int) -> int:
    times = int(element.get(f"{_TABLE}number-{what}-repeated", "1"))
    if not 0 < times <= most:
        raise Unreadable(said("a damaged workbook (a cell outside of any sheet)"))
    return times


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])

"""Exports of this product that come back: the column `fact_keys` says what each cell is.

A cell that holds what was exported is the statement of its own source; one that was edited is a
statement of the file, and gets the source that the importer names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from indices.catalogue import Catalogue, Text
from indices.facts import FactKey, known_fact, parse_key
from indices.findings import Finding, Place
from indices.index import Grading
from indices.loaders.book import Book, Sheet
from indices.loaders.formats.base import Match, Reading, Request, make_part
from indices.loaders.grids import column_letter
from indices.loaders.numbers import parse_number
from indices.roundtrip import COLUMN, COMPUTED, Entry, read_entries, same
from indices.said import said

Figure = Mapping[str, Any]


@dataclass(frozen=True)
class _Cell:
    """A cell that an export says the figure of: where it stands, what it is, what it holds now."""

    place: Place
    entry: Entry
    key: FactKey
    text: str


class ExportFormat:
    """Tables of pages and of `python -m indices export`, edited or not."""

    code = "export"
    name = Text("Bảng xuất từ phần mềm này", "Table exported from this product")
    expected = Text(
        "cột cuối fact_keys (ẩn trong XLSX) cho biết mỗi ô là số liệu nào",
        "a last column fact_keys, hidden in XLSX, that says which figure each cell is",
    )

    def match(self, book: Book, catalogue: Catalogue) -> Match | None:
        """Know an export by its column of keys."""
        sheet = _sheet(book)
        if sheet is None:
            return None
        keys = [cell.key for cell in _cells(book, sheet, catalogue)]
        indices = dict.fromkeys(key.index for key in keys)
        years = tuple(sorted({key.year for key in keys}))
        index = next(iter(indices)) if len(indices) == 1 else None
        needs = ("index",) if len(indices) > 1 else ()
        return Match(self, 1.0, index, years, self.expected, needs=needs)

    def read(self, book: Book, request: Request) -> Reading:
        """Read the cells that the export names, those of one index."""
        sheet = _sheet(book)
        cells = list(_cells(book, sheet, request.catalogue)) if sheet else []
        indices = dict.fromkeys(cell.key.index for cell in cells)
        index = request.index or (next(iter(indices)) if len(indices) == 1 else "")
        if sheet is None or (len(indices) > 1 and not index):
            return Reading(self.code, "", (), (), needs=("index",))
        own = [cell for cell in cells if cell.key.index == index]
        findings = [*book.findings, *_findings(book, sheet, cells, own)]
        grading = request.catalogue.indices[index].grading if index else Grading("none")
        figures = (_figure(cell, request.source, grading) for cell in own if cell.text)
        part = make_part(book.file, sheet.name, figures, request.source, findings)
        years = tuple(sorted({cell.key.year for cell in own}))
        return Reading(self.code, index, years, (part,))


def _sheet(book: Book) -> Sheet | None:
    return next((one for one in book.sheets if one.grid and COLUMN in one.grid[0]), None)


def _cells(book: Book, sheet: Sheet, catalogue: Catalogue) -> Iterator[_Cell]:
    """Go through all cells that the export names and that are still there."""
    heading = sheet.grid[0]
    places = {name: place for place, name in reversed(list(enumerate(heading)))}
    for number, row in enumerate(islice(sheet.grid, 1, None), start=2):
        told = row[places[COLUMN]] if len(row) > places[COLUMN] else ""
        for entry in read_entries(told):
            key, column = parse_key(entry.key), places.get(entry.heading)
            if key is None or column is None or known_fact(key, catalogue) is None:
                continue
            text = row[column] if column < len(row) else ""
            place = Place(book.file, sheet.name, f"{column_letter(column + 1)}{number}")
            yield _Cell(place, entry, key, text.strip().removeprefix("'"))


def _figure(cell: _Cell, source: str, grading: Grading) -> Figure:
    """Return a cell as a figure: as it was exported where it still says so."""
    text, number = cell.text, parse_number(cell.text)
    if cell.key.figure == "grade":
        text = grading.code(text) or text
    kept = same(cell.entry.text, text if number is None else number.value)
    figure: dict[str, Any] = {
        "cell": cell.place.cell,
        "year": cell.key.year,
        "unit": cell.key.unit,
        "indicator": cell.key.indicator,
        cell.key.figure: cell.entry.text if kept else text,
        "source": cell.entry.source if kept else source or None,
    }
    told = {"precision": cell.entry.precision, "status": cell.entry.status}
    return figure | (told if kept else {})


def _findings(book: Book, sheet: Sheet, cells: list[_Cell], own: list[_Cell]) -> Iterator[Finding]:
    heading, here = sheet.grid[0], Place(book.file, sheet.name, "")
    if not cells:
        told = {
            row[heading.index(COLUMN)]
            for row in islice(sheet.grid, 1, None)
            if len(row) >= len(heading)
        }
        computed = told <= {COMPUTED, ""}
        found = said("computed figures only") if computed else said("no figure that is known")
        yield Finding(
            "computed_view",
            "blocking",
            here,
            said(
                "a table of published figures; export the grid of the rankings page, edit and "
                "import that one"
            ),
            found,
        )
        return
    if len(own) < len(cells):
        others = sorted({cell.key.index for cell in cells} - {cell.key.index for cell in own})
        yield Finding(
            "other_index",
            "warning",
            here,
            said(
                "figures of one index at a time; import the file again for {others}", others=others
            ),
            said("{n} figures of other indices, which are left out", n=len(cells) - len(own)),
        )
    headings = {
        entry.heading for row in islice(sheet.grid, 1, None) for entry in _told(row, heading)
    }
    for name in sorted(headings - set(heading)):
        yield Finding(
            "column_gone",
            "warning",
            here,
            said("the column {name} of the export; its figures are left out", name=repr(name)),
            said("no such column"),
        )
    for cell in own:
        if not cell.text:
            yield Finding(
                "figure_removed",
                "info",
                cell.place,
                said("{figure}, as exported; an import removes nothing", figure=cell.entry.text),
                said("a blank cell"),
            )


def _told(row: list[str], heading: list[str]) -> list[Entry]:
    place = heading.index(COLUMN)
    return read_entries(row[place]) if place < len(row) else []


FORMAT = ExportFormat()

"""Data sets in tidy form: a row for each unit and year, columns known by name in the first row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from indices.catalogue import VINTAGES, Catalogue, Text, vintage_of
from indices.findings import Finding, Place, Severity
from indices.loaders.book import Book, Sheet
from indices.loaders.formats.base import Match, Reading, Request, make_part, years_of
from indices.loaders.formats.units import UnitLabels, cell_name, mixed_vintages
from indices.loaders.names import unit_names
from indices.loaders.numbers import clean, is_missing, parse_number
from indices.said import Said, as_is, quoted, said

Figure = dict[str, Any]
_PROVINCE = {"province", "provinces", "provincial", "tỉnh", "tỉnh, thành phố"}
_LOOKED_AT = 20_000


@dataclass(frozen=True)
class Line:
    """One row of a data set: its cells by column, its year and its unit."""

    number: int
    cells: Mapping[str, str]
    columns: Mapping[str, int]
    year: int = 0
    unit: str = ""

    def __getitem__(self, column: str) -> str:
        """Return what a cell prints; blank where there is no such column."""
        return self.cells.get(column, "")

    def cell(self, column: str) -> str:
        """Return the name of a cell."""
        return cell_name(self.number, self.columns[column])

    def has(self, column: str) -> bool:
        """Whether a cell holds anything but a mark for missing."""
        return not is_missing(self[column])

    def figure(self, column: str, indicator: str, **others: str) -> Figure:
        """Return the score of a column as `make_part` takes it."""
        return {
            "cell": self.cell(column),
            "year": self.year,
            "unit": self.unit,
            "indicator": indicator,
            "score": self[column],
            **others,
        }


@dataclass
class Notes:
    """What the reading of a sheet has to say, and how many rows were left out for which reason."""

    file: str
    sheet: str
    findings: list[Finding] = field(default_factory=list)
    _counts: Counter[tuple[str, Severity, Said, Said]] = field(default_factory=Counter)
    _cells: dict[tuple[str, Severity, Said, Said], str] = field(default_factory=dict)

    def say(self, code: str, severity: Severity, cell: str, expected: Said, found: Said) -> None:
        """Make one finding."""
        place = Place(self.file, self.sheet, cell)
        self.findings.append(Finding(code, severity, place, expected, found))

    def leave_out(
        self, code: str, severity: Severity, cell: str, expected: Said, found: Said
    ) -> None:
        """Count a figure or row that is left out; one finding tells of all of its kind."""
        key = (code, severity, expected, found)
        self._counts[key] += 1
        self._cells.setdefault(key, cell)

    def all(self) -> list[Finding]:
        """Return the findings; those of what was left out tell how many there are."""
        counted = [
            Finding(
                code,
                severity,
                Place(self.file, self.sheet, self._cells[code, severity, expected, found]),
                expected,
                said("{found}, {n} left out", found=found, n=count),
            )
            for (code, severity, expected, found), count in self._counts.items()
        ]
        return [*self.findings, *counted]


class TidyFormat:
    """A data set whose rows name year and unit; a subclass says what its other columns hold."""

    code = ""
    name = Text("", "")
    index = ""
    expected = Text("", "")
    required: frozenset[str] = frozenset()
    unit_column = "geo_name"

    def match(self, book: Book, catalogue: Catalogue) -> Match | None:
        """Know the data set by the names of its columns."""
        own = [sheet for sheet in book.sheets if self.fits(columns_of(sheet), catalogue)]
        if not own:
            return None
        years = {year for sheet in own for line in _lines(sheet, _LOOKED_AT) if (year := line.year)}
        return Match(self, 1.0, self.index, tuple(sorted(years)), self.expected)

    def fits(self, columns: Mapping[str, int], catalogue: Catalogue) -> bool:
        """Whether a sheet with these columns is one of this data set."""
        return self.required <= set(columns)

    def read(self, book: Book, request: Request) -> Reading:
        """Read every sheet that fits; rows of other units are left out and counted."""
        parts = []
        years: set[int] = set()
        for sheet in book.sheets:
            if not self.fits(columns_of(sheet), request.catalogue):
                continue
            notes = Notes(book.file, sheet.name)
            units = UnitLabels(book.file, sheet.name, request)
            figures = self._figures(sheet, request, units, notes)
            part = make_part(book.file, sheet.name, figures, request.source)
            own = years_of(part)
            part.findings[:] = [*notes.all(), *units.findings, *mixed_vintages(book.file, own)]
            parts.append(part)
            years |= own
        if parts:
            parts[0].findings[:0] = book.findings
        return Reading(self.code, self.index, tuple(sorted(years)), tuple(parts))

    def _figures(
        self, sheet: Sheet, request: Request, units: UnitLabels, notes: Notes
    ) -> Iterator[Figure]:
        meanings = self.meanings(columns_of(sheet), request.catalogue, notes)
        for line in _lines(sheet):
            if not line.year:
                expected, found = said("a year such as 2023"), quoted(line["year"])
                notes.say("not_a_year", "blocking", line.cell("year"), expected, found)
                continue
            if not _is_own(line, notes):
                continue
            column = line.columns[self.unit_column]
            unit = units.code(line[self.unit_column], line.year, line.number, column)
            if unit is not None:
                _check_code(line, unit, request.catalogue, notes)
                known = Line(line.number, line.cells, line.columns, line.year, unit)
                yield from self.figures(known, meanings, notes)

    def meanings(
        self, columns: Mapping[str, int], catalogue: Catalogue, notes: Notes
    ) -> Mapping[str, Any]:
        """Return what the columns of figures mean, where the catalogue decides it."""
        return {}

    def figures(self, line: Line, meanings: Mapping[str, Any], notes: Notes) -> Iterator[Figure]:
        """Yield the figures of one row, as `make_part` takes them."""
        raise NotImplementedError


def columns_of(sheet: Sheet) -> dict[str, int]:
    """Return the place of every named column of the first row."""
    heading = sheet.grid[0] if sheet.grid else []
    return {clean(text).casefold(): place for place, text in enumerate(heading) if clean(text)}


def _lines(sheet: Sheet, most: int | None = None) -> Iterator[Line]:
    columns = columns_of(sheet)
    for number, cells in enumerate(islice(sheet.grid, 1, most), start=1):
        if any(cells):
            row = {
                name: clean(cells[place]) if place < len(cells) else ""
                for name, place in columns.items()
            }
            yield Line(number, row, columns, _year(row.get("year", "")))


def _year(text: str) -> int:
    """Return a year, 0 where there is none."""
    number = parse_number(text)
    whole = number is not None and number.value % 1 == 0 and 1990 <= number.value <= 2100
    return int(number.value) if number is not None and whole else 0


def _is_own(line: Line, notes: Notes) -> bool:
    """Whether a row is about a unit of its year; ministries and other vintages are left out."""
    kind, system, vintage = line["unit_type"], line["geo_system"], vintage_of(line.year)
    if kind and kind.casefold() not in _PROVINCE:
        cell = line.cell("unit_type")
        notes.leave_out(
            "other_unit_type", "info", cell, as_is("unit_type 'province'"), quoted(kind)
        )
        return False
    told = [one for one in VINTAGES if str(one) in system]
    if len(told) == 1 and told[0] != vintage:
        expected = said(
            "figures of the {vintage} units of {year}, never mixed with others",
            vintage=vintage, year=line.year,
        )  # fmt: skip
        cell, found = line.cell("geo_system"), as_is(f"geo_system {system!r}")
        notes.leave_out("other_vintage", "warning", cell, expected, found)
        return False
    return True


def _check_code(line: Line, unit: str, catalogue: Catalogue, notes: Notes) -> None:
    """Find a code that is another unit's than the name beside it: one of the two is wrong."""
    column = "geo_code" if "geo_code" in line.columns else "unit_code"
    code, vintage = line[column], vintage_of(line.year)
    other = unit_names(catalogue, vintage).match(code) if code[:1].isdigit() else None
    if other is not None and other != unit:
        expected = said(
            "the code {unit} of the name beside it, among the {vintage} units",
            unit=unit, vintage=vintage,
        )  # fmt: skip
        notes.say("code_unlike_name", "blocking", line.cell(column), expected, quoted(code))

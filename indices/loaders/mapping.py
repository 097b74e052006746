"""A table that no format knows, read as a person says: which row, columns and indicators.

A mapping belongs to a shape, the headings of a sheet and where they stand, and can be remembered
for the next file of that shape. It never holds a year: next year's file has the same headings.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from itertools import islice
from typing import Any

from indices.catalogue import Catalogue
from indices.findings import Finding, Place
from indices.loaders.book import Book, Sheet
from indices.loaders.formats.base import Reading, Request, make_part, years_of
from indices.loaders.formats.plan import KINDS, make_figure
from indices.loaders.formats.units import UnitLabels, cell_name, mixed_vintages
from indices.loaders.grids import column_number
from indices.loaders.labels import IndicatorLabels, indicator_labels
from indices.loaders.names import fold
from indices.loaders.numbers import clean, is_missing, parse_number
from indices.said import Said, Told, quoted, said

FORMAT = "mapping"
MEASURES = (*KINDS, "percent_of_maximum")
_MOST_HEADING_ROWS = 15
_COLUMN = re.compile(r"[A-Z]{1,3}")


class WrongMapping(Told, ValueError):
    """A mapping cannot be used; the message is one sentence that says what to change."""


@dataclass(frozen=True)
class ColumnMapping:
    """What one column holds: a measure of an indicator.

    Attributes:
        column: its letters, such as "C".
        measure: one of MEASURES; points or per cent are the index's own unit ("score").
        indicator: code; empty where `indicator_column` names the indicator of each row.
    """

    column: str
    measure: str
    indicator: str = ""


@dataclass(frozen=True)
class SheetMapping:
    """How the sheets of one shape are read.

    Attributes:
        signature: the shape, as `signature` returns it.
        index: code of the index.
        heading_row: the last row of the heading, counted from 1; figures stand below it.
        unit_column: letters of the column of units.
        columns: the columns of figures.
        year_column: letters of the column of years; empty where the whole file is of one year.
        indicator_column: letters of the column that names indicators, empty where there is none.
    """

    signature: str
    index: str
    heading_row: int
    unit_column: str
    columns: tuple[ColumnMapping, ...]
    year_column: str = ""
    indicator_column: str = ""

    @property
    def letters(self) -> list[str]:
        """The letters of all columns that are read; one that is chosen twice stands twice."""
        others = (self.year_column, self.indicator_column)
        figures = (column.column for column in self.columns)
        return [self.unit_column, *figures, *filter(None, others)]

    def to_dict(self) -> dict[str, Any]:
        """Return the mapping as JSON can hold it."""
        return asdict(self) | {"columns": [asdict(column) for column in self.columns]}

    @classmethod
    def from_dict(cls, stored: Mapping[str, Any]) -> SheetMapping:
        """Return the mapping that `to_dict` made.

        Raises:
            WrongMapping: a field is missing, unknown or of another kind.
        """
        try:
            columns = tuple(ColumnMapping(**column) for column in stored["columns"])
            made = cls(**{**stored, "columns": columns})
            return SheetMapping(**{**vars(made), "heading_row": int(made.heading_row)})
        except (KeyError, TypeError, ValueError) as error:
            raise WrongMapping(said("The mapping is damaged; map the file again.")) from error


def signature(sheet: Sheet) -> str:
    """Return the shape of a sheet: the texts of its heading and where they stand, years left out.

    Files of another year, with other figures and another title, have the same signature.
    """
    shape = []
    for number, row in enumerate(sheet.grid[:_MOST_HEADING_ROWS]):
        texts = [(column, text) for column, text in enumerate(row) if text.strip()]
        # The first row with a figure ends the heading, even in a table of a single column of them.
        if any(parse_number(text) and not _is_year(text) for _, text in texts):
            break
        if len(texts) >= 2:
            shape += [(number, column, _plain(text)) for column, text in texts]
    return hashlib.sha256(repr(shape).encode()).hexdigest()[:32]


def check_mapping(mapping: SheetMapping, catalogue: Catalogue) -> None:
    """Make sure that a mapping can be used.

    Raises:
        WrongMapping: it names an index, indicator, measure or column that does not exist.
    """
    index = catalogue.indices.get(mapping.index)
    if index is None:
        raise WrongMapping(
            said(
                "There is no index {index}; choose one of {known}.",
                index=repr(mapping.index),
                known=list(catalogue.indices),
            )
        )
    letters = mapping.letters
    for letter in letters:
        if not _COLUMN.fullmatch(letter):
            raise WrongMapping(
                said("{column} is no column; give its letters, such as C.", column=repr(letter))
            )
    if len(set(letters)) < len(letters):
        raise WrongMapping(said("A column is chosen twice; give every column one meaning."))
    if not mapping.columns:
        raise WrongMapping(said("No column of figures is chosen; choose at least one."))
    if mapping.heading_row < 0:
        raise WrongMapping(
            said("The heading row is below zero; count rows from 1, 0 for no heading.")
        )
    pairs = [(column.indicator, column.measure) for column in mapping.columns]
    if len(set(pairs)) < len(pairs):
        raise WrongMapping(said("Two columns hold the same measure of one indicator; choose one."))
    for column in mapping.columns:
        if column.measure not in MEASURES:
            raise WrongMapping(
                said(
                    "{measure} is no measure; choose one of {measures}.",
                    measure=repr(column.measure),
                    measures=list(MEASURES),
                )
            )
        if bool(column.indicator) == bool(mapping.indicator_column):
            raise WrongMapping(
                said(
                    "Column {column} needs an indicator, or else a column that names them.",
                    column=column.column,
                )
            )
        if column.indicator and column.indicator not in index:
            raise WrongMapping(
                said(
                    "{index} has no indicator {code}.",
                    index=mapping.index,
                    code=repr(column.indicator),
                )
            )


def apply(book: Book, mapping: SheetMapping, request: Request) -> Reading:
    """Read every sheet of the mapping's shape.

    Args:
        book: the file.
        mapping: how to read it.
        request: catalogue, source, spellings, and the year of a file that names none.

    Raises:
        WrongMapping: as in `check_mapping`, or no sheet has the shape.
    """
    check_mapping(mapping, request.catalogue)
    sheets = [sheet for sheet in book.sheets if signature(sheet) == mapping.signature]
    if not sheets:
        raise WrongMapping(
            said("No sheet of the file has the headings of the mapping; map it anew.")
        )
    if request.year is None and not mapping.year_column:
        return Reading(FORMAT, mapping.index, (), (), needs=("year",))
    parts = []
    years: set[int] = set()
    for sheet in sheets:
        reader = _SheetReader(book.file, sheet, mapping, request)
        part = make_part(book.file, sheet.name, reader.figures(), request.source)
        own = years_of(part)
        part.findings[:] = [
            *reader.findings, *reader.units.findings, *mixed_vintages(book.file, own)
        ]  # fmt: skip
        parts.append(part)
        years |= own
    parts[0].findings[:0] = book.findings
    return Reading(FORMAT, mapping.index, tuple(sorted(years)), tuple(parts))


class _SheetReader:
    """Reads one sheet by a mapping."""

    def __init__(self, file: str, sheet: Sheet, mapping: SheetMapping, request: Request) -> None:
        self.file, self.sheet, self.mapping, self.request = file, sheet, mapping, request
        self.units = UnitLabels(file, sheet.name, request)
        self.findings: list[Finding] = []
        self.labels: dict[int, IndicatorLabels] = {}
        self._places = {letter: column_number(letter) - 1 for letter in mapping.letters}
        self._said: set[tuple[str, str, Said, Said]] = set()
        for column in mapping.columns:
            if column.measure == "percent_of_maximum":
                row = max(mapping.heading_row - 1, 0)
                heading = sheet.grid[row] if row < len(sheet.grid) else []
                expected = said("points; per cent of a maximum is another number and is left out")
                self._say("percent_of_maximum", "warning", row, heading, column.column, expected)

    def figures(self) -> Iterator[dict[str, Any]]:
        """Yield the figures of all rows."""
        mapping, first = self.mapping, self.mapping.heading_row
        for row, cells in enumerate(islice(self.sheet.grid, first, None), start=first):
            label = self._text(cells, mapping.unit_column)
            if not label or all(
                is_missing(self._text(cells, one.column)) for one in mapping.columns
            ):
                continue
            year = self._year(row, cells)
            if year is None:
                continue
            unit = self.units.code(label, year, row, self._places[mapping.unit_column])
            if unit is not None:
                yield from self._row(row, cells, year, unit)

    def _row(self, row: int, cells: list[str], year: int, unit: str) -> Iterator[dict[str, Any]]:
        groups: dict[str, list[ColumnMapping]] = {}
        named = self._indicator(row, cells, year) if self.mapping.indicator_column else ""
        for column in self.mapping.columns:
            if column.measure in KINDS:
                groups.setdefault(column.indicator or named, []).append(column)
        for code, columns in groups.items():
            texts = {one.measure: self._text(cells, one.column) for one in columns}
            names = {one.measure: f"{one.column}{row + 1}" for one in columns}
            figure = make_figure(year, unit, code, texts, names) if code else None
            if figure:
                yield figure

    def _year(self, row: int, cells: list[str]) -> int | None:
        if not self.mapping.year_column:
            return self.request.year
        number = parse_number(self._text(cells, self.mapping.year_column))
        if number is not None and number.value % 1 == 0 and 1990 <= number.value <= 2100:
            return int(number.value)
        expected = said("a year such as 2023")
        self._say("not_a_year", "blocking", row, cells, self.mapping.year_column, expected)
        return None

    def _indicator(self, row: int, cells: list[str], year: int) -> str:
        text = self._text(cells, self.mapping.indicator_column)
        if year not in self.labels:
            index = self.mapping.index
            self.labels[year] = indicator_labels(self.request.catalogue, index, year)
        code = self.labels[year].match(text)
        if code is None:
            expected = said("an indicator of {index} {year}", index=self.mapping.index, year=year)
            column = self.mapping.indicator_column
            self._say("unknown_indicator", "blocking", row, cells, column, expected)
        return code or ""

    def _text(self, cells: list[str], column: str) -> str:
        place = self._places[column]
        return clean(cells[place]) if place < len(cells) else ""

    def _say(
        self, code: str, severity: Any, row: int, cells: list[str], column: str, expected: Said
    ) -> None:
        """Say what is wrong with a cell, once for all cells of a column that hold the same."""
        found = quoted(self._text(cells, column))
        if (code, column, found, expected) in self._said:
            return
        self._said.add((code, column, found, expected))
        place = Place(self.file, self.sheet.name, cell_name(row, self._places[column]))
        self.findings.append(Finding(code, severity, place, expected, found))


def _is_year(text: str) -> bool:
    return bool(re.fullmatch(r"20[0-9]{2}", text.strip()))


def _plain(text: str) -> str:
    return fold(re.sub(r"20[0-9]{2}", " ", text))

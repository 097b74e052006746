"""Tables in sheets as people lay them out: titles above, headings of several rows, sub-headings.

A table is found by its content, the column in which names of units stand. What is above the first
unit and is no title is its heading; merged cells of a heading count for every column they cover.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from indices.catalogue import Catalogue
from indices.loaders.formats.units import cell_name
from indices.loaders.grids import Sheet
from indices.loaders.names import AGGREGATE, NATIONAL, fold, unit_names
from indices.loaders.numbers import is_missing, parse_number

# A province table of the field has at most this many rows above its first unit, and columns.
_LOOKED_AT = 400
_MOST_COLUMNS = 200
_HEADING_ROWS = 3
_MOST_TITLES = 12
_LEAST_UNITS = 3
_UNIT_HEADS = {
    "tinh", "tinhthanhpho", "tinhthanh", "tinhtp", "tentinh", "tentinhthanhpho", "diaphuong",
    "donvi", "tendonvi", "province", "provinces", "provincecity", "unit", "tinhthanhphotructhuoctw",
}  # fmt: skip
_RANK = re.compile(r"(xep|thu)?(thu)?hang|xephang.*|rank(ing)?")
_SERIAL_HEADS = {"stt", "tt", "no", "sott"}
_YEAR = re.compile(r"(?<![0-9])(20[0-3][0-9])(?![0-9])")
_DATE = re.compile(
    r"(ngày|tháng)\s+[0-9]{1,2}[^0-9]+(năm\s+)?20[0-9]{2}|[0-9]{1,2}[/.-][0-9]{1,2}[/.-]20[0-9]{2}",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class UnitTable:
    """One table of units.

    Attributes:
        sheet: the sheet it stands in.
        unit_column: place of the column of names, counted from 0 like all places here.
        columns: places of the columns that may hold its figures.
        heading: heading texts by column, the uppermost first.
        rows: places of the rows below its heading.
        title: what stands above the heading, the name of the sheet first.
    """

    sheet: Sheet
    unit_column: int
    columns: tuple[int, ...]
    heading: dict[int, tuple[str, ...]]
    rows: tuple[int, ...]
    title: tuple[str, ...]

    def text(self, row: int, column: int) -> str:
        """Return what a cell prints; blank beyond the end of its row."""
        cells = self.sheet.grid[row]
        return cells[column] if column < len(cells) else ""

    def cell(self, row: int, column: int) -> str:
        """Return the name of a cell."""
        return cell_name(row, column)

    def label(self, column: int) -> str:
        """Return the heading of a column in one line."""
        return " ".join(self.heading.get(column, ()))

    def has_numbers(self, column: int) -> bool:
        """Whether any number stands in a column."""
        return any(parse_number(self.text(row, column)) is not None for row in self.rows)

    def own(self, column: int) -> str:
        """Return the lowest heading of a column, below those of its group."""
        heading = self.heading.get(column, ())
        return heading[-1] if heading else ""

    def is_rank(self, column: int) -> bool:
        """Whether the heading of a column says that ranks stand there."""
        return bool(_RANK.fullmatch(plain(self.own(column))))

    def is_serial(self, column: int) -> bool:
        """Whether a column only numbers the rows."""
        return fold(self.label(column)) in _SERIAL_HEADS


def find_tables(sheet: Sheet, catalogue: Catalogue) -> list[UnitTable]:
    """Return the tables of a sheet from left to right, those below each other in order."""
    known = unit_names(catalogue, 63).match, unit_names(catalogue, 34).match
    starts = _starts(sheet, known)
    columns = [column for column, _ in starts]
    tables = []
    for place, (column, first_rows) in enumerate(starts):
        end = columns[place + 1] if place + 1 < len(columns) else _width(sheet)
        own = [one for one in range(0 if place == 0 else column, end) if one != column]
        for number, first in enumerate(first_rows):
            above = first_rows[number - 1] + 1 if number else 0
            last = first_rows[number + 1] if number + 1 < len(first_rows) else len(sheet.grid)
            tables.append(_table(sheet, column, tuple(own), above, first, last))
    return tables


def plain(heading: str) -> str:
    """Return a heading in folded letters, without its remarks in brackets and its year."""
    short = re.sub(r"\(.*?\)|(?:năm\s*)?20[0-9]{2}", " ", heading, flags=re.IGNORECASE)
    return fold(short) or fold(heading)


def years_named(texts: Iterable[str]) -> tuple[int, ...]:
    """Return the years that titles name, dates of decisions and announcements left out."""
    found = {int(year) for text in texts for year in _YEAR.findall(_DATE.sub(" ", text))}
    return tuple(sorted(found))


def _width(sheet: Sheet) -> int:
    return min(_MOST_COLUMNS, max((len(row) for row in sheet.grid[:_LOOKED_AT]), default=0))


def _starts(
    sheet: Sheet, known: tuple[Callable[[str], str | None], ...]
) -> list[tuple[int, list[int]]]:
    """Return the columns of units, each with the rows of the first unit below each heading."""
    rows: dict[int, list[int]] = {}
    heads: dict[int, list[int]] = {}
    for number, cells in enumerate(sheet.grid[:_LOOKED_AT]):
        for column, text in enumerate(cells[:_MOST_COLUMNS]):
            if not text or text[0].isdigit():
                continue
            if fold(text) in _UNIT_HEADS:
                heads.setdefault(column, []).append(number)
            elif any(_is_unit(match(text)) for match in known):
                rows.setdefault(column, []).append(number)
    starts = []
    for column, found in sorted(rows.items()):
        if len(found) < _LEAST_UNITS:
            continue
        firsts = [found[0]]
        for head in heads.get(column, []):
            below = next((row for row in found if row > head), None)
            if below is not None and below not in firsts:
                firsts.append(below)
        starts.append((column, firsts))
    return starts


def _is_unit(code: str | None) -> bool:
    return code is not None and code != AGGREGATE and code not in NATIONAL


def _table(
    sheet: Sheet, column: int, own: tuple[int, ...], above: int, first: int, last: int
) -> UnitTable:
    heading_rows = _heading_rows(sheet, (column, *own), above, first)
    top = heading_rows[0] if heading_rows else first
    title = _titles(sheet, (column, *own), above, top)
    covered = _merged_texts(sheet)
    heading = {
        place: tuple(
            dict.fromkeys(text for row in heading_rows if (text := _at(sheet, covered, row, place)))
        )
        for place in (column, *own)
    }
    below = heading_rows[-1] + 1 if heading_rows else first
    return UnitTable(sheet, column, own, heading, tuple(range(below, last)), (sheet.name, *title))


def _titles(sheet: Sheet, columns: tuple[int, ...], above: int, top: int) -> list[str]:
    """Return the texts above a heading that stand alone in their row or in its columns."""
    titles = []
    for row in sheet.grid[above:top]:
        filled = [(place, text.strip()) for place, text in enumerate(row) if text.strip()]
        titles += [text for place, text in filled if len(filled) == 1 or place in columns]
    return titles[-_MOST_TITLES:]


def _heading_rows(sheet: Sheet, columns: tuple[int, ...], above: int, first: int) -> list[int]:
    """Return the rows of a heading: filled in several places, above the first unit, at most 3."""
    found: list[int] = []
    for row in range(first - 1, above - 1, -1):
        cells = sheet.grid[row]
        filled = [
            cells[place].strip() for place in columns if place < len(cells) and cells[place].strip()
        ]
        if len(filled) < 2:
            if found:
                break
            continue
        if _is_numbering(filled) or _is_figures(filled):
            continue
        found.insert(0, row)
        if len(found) == _HEADING_ROWS:
            break
    return found


def _is_numbering(filled: list[str]) -> bool:
    """Whether a row only numbers the columns: (1) (2) (3), or 1 2 3."""
    return all(re.fullmatch(r"\(?[0-9A-Z]{1,2}\)?(=.*)?", text) for text in filled)


def _is_figures(filled: list[str]) -> bool:
    """Whether a row holds figures, such as a national mean above the first unit."""
    numbers = [text for text in filled if parse_number(text) is not None or is_missing(text)]
    years = [text for text in filled if _YEAR.fullmatch(text.strip())]
    return len(numbers) - len(years) > len(filled) / 2


def _merged_texts(sheet: Sheet) -> dict[tuple[int, int], str]:
    """Return the text of every cell that a merged cell covers."""
    texts = {}
    for row1, column1, row2, column2 in sheet.merged:
        if row2 - row1 > _HEADING_ROWS or row1 > len(sheet.grid):
            continue
        cells = sheet.grid[row1 - 1]
        text = cells[column1 - 1].strip() if column1 <= len(cells) else ""
        for row in range(row1 - 1, row2):
            for column in range(column1 - 1, min(column2, _MOST_COLUMNS)):
                texts[row, column] = text
    return texts


def _at(sheet: Sheet, covered: dict[tuple[int, int], str], row: int, column: int) -> str:
    cells = sheet.grid[row]
    own = cells[column].strip() if column < len(cells) else ""
    return " ".join((own or covered.get((row, column), "")).split())

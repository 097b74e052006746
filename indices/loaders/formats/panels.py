"""Tables of units by indicators, whichever way they lie: where units, labels and figures stand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import zip_longest

from indices.findings import Finding, Place, Severity
from indices.loaders.book import Grid, Sheet
from indices.loaders.grids import column_letter
from indices.loaders.names import AGGREGATE, NATIONAL
from indices.loaders.numbers import clean, parse_number
from indices.said import Said, quoted, said

Matcher = Callable[[str], str | None]
_UNIT_LINES, _HEADING_LINES = 8, 6


@dataclass
class Panel:
    """One sheet as units by labels.

    Attributes:
        file: name of the file.
        sheet: the sheet.
        transposed: whether units stand side by side and labels below each other.
        units: code of the unit in each line of the sheet (a row, or a column when transposed).
        labels: texts above each column of figures (or before each row, when transposed).
        headings: line, counted from 0, of each of these texts.
        findings: lines of units that were left out, each at its cell.
    """

    file: str
    sheet: Sheet
    transposed: bool
    grid: Grid
    units: dict[int, str] = field(default_factory=dict)
    labels: dict[int, list[str]] = field(default_factory=dict)
    headings: dict[int, list[int]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def text(self, line: int, column: int) -> str:
        """Return what the cell of a unit and a label prints."""
        row = self.grid[line] if line < len(self.grid) else []
        return clean(row[column]) if column < len(row) else ""

    def cell(self, line: int, column: int) -> str:
        """Return the address of that cell in the sheet."""
        row, column = (column, line) if self.transposed else (line, column)
        return f"{column_letter(column + 1)}{row + 1}"

    def place(self, line: int, column: int) -> Place:
        """Return the place of that cell."""
        return Place(self.file, self.sheet.name, self.cell(line, column))

    def label_place(self, column: int) -> Place:
        """Return the place of a label."""
        return self.place(self.headings[column][0], column)

    @property
    def n_columns(self) -> int:
        """How many labels have figures."""
        return sum(map(self.has_figures, self.labels))

    def has_figures(self, column: int) -> bool:
        """Whether any unit has a number under a label."""
        return any(parse_number(self.text(line, column)) for line in self.units)


def find_panel(
    file: str, sheet: Sheet, match: Matcher, nearest: Callable[[str], Said | None]
) -> Panel | None:
    """Find the units of a sheet, in a column or in a row; None when it names none.

    Args:
        file: name of the file.
        sheet: the sheet.
        match: code of the unit that a label names, as `UnitNames.match`.
        nearest: name of the unit that an unknown label is most like, as text.
    """
    across = [list(line) for line in zip_longest(*sheet.grid, fillvalue="")]
    ways = []
    for grid, transposed in ((sheet.grid, False), (across, True)):
        count, column = _unit_column(grid, match)
        if count:
            panel = Panel(file, sheet, transposed, grid)
            ways.append((panel, _read_units(panel, column, match)))
    if not ways:
        return None
    # One unit stands in a row as well as in a column; figures with labels tell which it is.
    panel, strangers = max(ways, key=lambda way: (len(way[0].units), way[0].n_columns))
    for line, column in strangers:
        near = nearest(panel.text(line, column))
        expected = said("the name or code of a unit")
        if near:
            expected = said(
                "the name or code of a unit; perhaps {near}, which a person must accept", near=near
            )
        finding = _finding(panel, "unknown_unit", "blocking", line, column, expected)
        panel.findings.append(finding)
    return panel


def _unit_column(grid: Grid, match: Matcher) -> tuple[int, int]:
    """Return how many units the fullest of the first columns names, and which column it is."""
    counts = [
        sum(_is_unit(row[column], match) for row in grid if column < len(row))
        for column in range(_UNIT_LINES)
    ]
    best = max(range(_UNIT_LINES), key=lambda column: counts[column])
    return counts[best], best


def _is_unit(text: str, match: Matcher) -> bool:
    """Whether a text names a unit; a bare number may be a code, but also a figure."""
    return bool(text) and parse_number(text) is None and match(text) not in (None, AGGREGATE)


def _read_units(panel: Panel, column: int, match: Matcher) -> list[tuple[int, int]]:
    """Read the units and labels of a panel; return the cells of unknown units with figures."""
    grid, strangers = panel.grid, []
    first = next(
        number
        for number, row in enumerate(grid)
        if column < len(row) and _is_unit(row[column], match)
    )
    beside = _columns_beside(panel, column, first, match)
    _read_labels(panel, first, {column, *beside})
    for line in range(first, len(grid)):
        # A figure in the column of names is no code.
        name = "" if parse_number(panel.text(line, column)) else panel.text(line, column)
        texts = [name, *(panel.text(line, at) for at in beside)]
        codes = {code for text in texts if text and (code := match(text)) is not None}
        if AGGREGATE in codes or codes & NATIONAL.keys():
            expected = said("a unit; rows of regions and of the country are left out")
            panel.findings.append(_finding(panel, "aggregate_row", "info", line, column, expected))
        elif len(codes) > 1:
            expected = said("one unit, and not a code and names of several")
            panel.findings.append(_finding(panel, "two_units", "blocking", line, column, expected))
        elif codes & set(panel.units.values()):
            expected = said("every unit once")
            finding = _finding(panel, "repeated_unit", "blocking", line, column, expected)
            panel.findings.append(finding)
        elif codes:
            panel.units[line] = codes.pop()
        elif any(texts) and any(parse_number(panel.text(line, at)) for at in panel.labels):
            strangers.append((line, column))
    return strangers


def _columns_beside(panel: Panel, column: int, first: int, match: Matcher) -> list[int]:
    """Return further columns that name the units, such as their codes or English names."""
    lines = range(first, len(panel.grid))
    names = {line: match(panel.text(line, column)) for line in lines}
    named = {line: code for line, code in names.items() if code not in (None, AGGREGATE)}
    # Whole figures may pass for codes, but not for those of the units beside them.
    return [
        other
        for other in range(_UNIT_LINES)
        if other != column
        and 2 * sum(match(panel.text(line, other)) == code for line, code in named.items())
        >= len(named)
    ]


def _read_labels(panel: Panel, first: int, unit_columns: set[int]) -> None:
    """Note the texts of the lines before the first unit, for each column of figures."""
    width = max(map(len, panel.grid))
    lines = range(max(0, first - _HEADING_LINES), first)
    for column in range(width):
        if column in unit_columns:
            continue
        found = [line for line in lines if panel.text(line, column)]
        if found:
            panel.headings[column] = found
            panel.labels[column] = [panel.text(line, column) for line in found]


def _finding(
    panel: Panel, code: str, severity: Severity, line: int, column: int, expected: Said
) -> Finding:
    text = panel.text(line, column)
    return Finding(code, severity, panel.place(line, column), expected, quoted(text))

"""What the columns of a table mean, and the figures that follow from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from indices.catalogue import Catalogue, Text, vintage_of
from indices.findings import Finding, Place, Severity
from indices.loaders.book import Book
from indices.loaders.formats.base import Format, Match, Reading, Request, make_part, years_of
from indices.loaders.formats.tables import UnitTable, find_tables, years_named
from indices.loaders.formats.units import UnitLabels, mixed_vintages
from indices.loaders.numbers import clean, is_missing, parse_number
from indices.said import Said, quoted, said

KINDS = ("score", "rank", "grade", "rank_of", "max_points")


@dataclass(frozen=True)
class Meaning:
    """What a column holds: a kind of figure of an indicator, and the year where columns differ."""

    indicator: str
    kind: str = "score"
    year: int | None = None


@dataclass(frozen=True)
class Plan:
    """How a table is read.

    Attributes:
        table: the table.
        meanings: what each column of figures holds; other columns are passed over.
        year: year of the figures whose columns name none.
        maxima: maximum of an indicator, as the heading prints it.
        findings: what there is to say about the columns.
        needs: what a person must say first; nothing is read until then.
    """

    table: UnitTable
    meanings: Mapping[int, Meaning]
    year: int = 0
    maxima: Mapping[str, str] | None = None
    findings: tuple[Finding, ...] = ()
    needs: tuple[str, ...] = ()


Planner = Callable[[UnitTable, str, Request], Plan | None]


def read_plans(book: Book, request: Request, format: str, index: str, planner: Planner) -> Reading:
    """Read every table of a book that a planner knows; hidden sheets are read and named."""
    parts, years, needs = [], set(), []
    for sheet in book.sheets:
        tables = find_tables(sheet, request.catalogue)
        plans = [plan for table in tables if (plan := planner(table, book.file, request))]
        if not plans:
            continue
        needs += [need for plan in plans for need in plan.needs]
        units = UnitLabels(book.file, sheet.name, request)
        ready = [plan for plan in plans if not plan.needs]
        figures = (figure for plan in ready for figure in planned_figures(plan, units))
        part = make_part(book.file, sheet.name, figures, request.source)
        own = years_of(part)
        findings = [finding for plan in plans for finding in plan.findings] + units.findings
        if sheet.hidden:
            findings.insert(0, _hidden(book.file, sheet.name))
        findings += mixed_vintages(book.file, own)
        part.findings[:] = findings
        parts.append(part)
        years |= own
    if needs:
        return Reading(format, index, (), (), needs=tuple(dict.fromkeys(needs)))
    if parts:
        parts[0].findings[:0] = book.findings
    return Reading(format, index, tuple(sorted(years)), tuple(parts))


def plans_of(book: Book, catalogue: Catalogue, planner: Planner) -> list[Plan]:
    """Return the tables of a book that a planner knows, before anybody says more about them."""
    request = Request(catalogue)
    tables = [table for sheet in book.sheets for table in find_tables(sheet, catalogue)]
    return [plan for table in tables if (plan := planner(table, book.file, request))]


def match_plans(
    format: Format, index: str, plans: Sequence[Plan], expected: Text, missing: tuple[str, ...]
) -> Match:
    """Return the match of a format whose tables were found; what is missing makes it weaker."""
    years = {year for plan in plans for year in years_named(plan.table.title)}
    needs = tuple(dict.fromkeys(need for plan in plans for need in plan.needs))
    fit = max(0.1, 0.95 - 0.15 * len(missing))
    return Match(format, fit, index, tuple(sorted(years)), expected, missing, needs)


def planned_figures(plan: Plan, units: UnitLabels) -> Iterator[dict[str, Any]]:
    """Yield the figures of a table: all that one row says of one indicator and year together.

    The cell is that of the score; of the rank or grade where no score stands beside it.
    """
    table = plan.table
    groups: dict[tuple[int, str], dict[str, int]] = {}
    for column, meaning in plan.meanings.items():
        key = (meaning.year or plan.year, meaning.indicator)
        groups.setdefault(key, {})[meaning.kind] = column
    vintages = {vintage_of(year): year for year, _ in groups}
    for row in table.rows:
        label = clean(table.text(row, table.unit_column))
        stated = [column for column in plan.meanings if _states(table.text(row, column))]
        codes = {
            vintage: units.code(label, year, row, table.unit_column, bool(stated))
            for vintage, year in vintages.items()
            if label or stated
        }
        for (year, indicator), columns in groups.items():
            code = codes.get(vintage_of(year))
            if code is not None:
                yield from _figure(plan, row, year, indicator, code, columns)


def _figure(
    plan: Plan, row: int, year: int, indicator: str, unit: str, columns: Mapping[str, int]
) -> Iterator[dict[str, Any]]:
    texts = {kind: clean(plan.table.text(row, column)) for kind, column in columns.items()}
    cells = {kind: plan.table.cell(row, column) for kind, column in columns.items()}
    figure = make_figure(year, unit, indicator, texts, cells)
    if figure and plan.maxima and indicator in plan.maxima and "max_points" not in texts:
        figure["max_points"] = plan.maxima[indicator]
    if figure:
        yield figure


def make_figure(
    year: int, unit: str, indicator: str, texts: Mapping[str, str], cells: Mapping[str, str]
) -> dict[str, Any] | None:
    """Return a figure as `make_part` takes it, None where neither score, rank nor grade stands.

    Args:
        year: the year measured.
        unit: code of the unit.
        indicator: code of the indicator.
        texts: what the cells print, by kind.
        cells: names of these cells; the figure's own is that of the first kind that is there.
    """
    told = [kind for kind in KINDS[:3] if not is_missing(texts.get(kind, ""))]
    if not told:
        return None
    grade = {"grade": texts["grade"].upper() or None} if "grade" in texts else {}
    cell = cells[told[0]]
    return {"cell": cell, "year": year, "unit": unit, "indicator": indicator, **texts, **grade}


def _states(text: str) -> bool:
    return parse_number(text) is not None or clean(text).upper() in ("A", "B", "C", "D")


def year_of(table: UnitTable, request: Request, file: str) -> tuple[int | None, list[Finding]]:
    """Return the year of a table, by its title, or else by the request; None when nobody says.

    A title that names another year than the request is a blocking finding.
    """
    named = years_named([*table.title, *(table.label(column) for column in table.columns)])
    if not named:
        return request.year, []
    if request.year in named:
        return request.year, []
    if len(named) > 1:
        return request.year, []
    if request.year is None:
        return named[0], []
    place = Place(file, table.sheet.name, "A1")
    return named[0], [another_year(place, request.year, named[0])]


def another_year(place: Place, asked: int, found: int) -> Finding:
    """Return the finding that a table names another year than the request."""
    expected = said("figures of {year}, as asked for", year=asked)
    return Finding("another_year", "blocking", place, expected, said("year {year}", year=found))


def column_finding(
    table: UnitTable, file: str, column: int, code: str, severity: Severity, expected: Said
) -> Finding:
    """Return a finding that stands on the heading of a column."""
    row = max(table.rows[0] - 1, 0) if table.rows else 0
    place = Place(file, table.sheet.name, table.cell(row, column))
    label = table.label(column)
    found = quoted(label) if label else said("no heading")
    return Finding(code, severity, place, expected, found)


def _hidden(file: str, sheet: str) -> Finding:
    expected = said("figures on sheets that people see; this one is read all the same")
    found = said("a hidden sheet")
    return Finding("hidden_sheet", "warning", Place(file, sheet), expected, found)

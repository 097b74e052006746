"""Read workbooks and CSV files of PAPI, whatever their layout; `papi_layouts` lists these."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from indices.catalogue import Catalogue, Text, vintage_of
from indices.findings import Finding, Place
from indices.loaders.book import Book, Sheet
from indices.loaders.formats.base import Match, Reading, Request, make_part
from indices.loaders.formats.panels import Matcher, Panel, find_panel
from indices.loaders.formats.papi_columns import (
    INDEX,
    Columns,
    missing_indicators,
    read_columns,
)
from indices.loaders.formats.papi_figures import Seen, read_figures
from indices.loaders.formats.papi_labels import Label, read_label, years_in, years_in_name
from indices.loaders.harmonise import Harmonised
from indices.loaders.labels import indicator_labels
from indices.loaders.names import unit_matcher
from indices.loaders.suggestions import suggest
from indices.said import Said, as_is, quoted, said

_LEAST_LABELS = 3
_GUESSED_YEAR = 2019


@dataclass(frozen=True)
class PapiFormat:
    """One layout.

    Attributes:
        code: as in "F1".
        name: what people call such a file.
        expected: what it looks for.
        suits: whether a panel lies in this layout.
        years_from_labels: whether a year beside "PAPI" in a label is that of the figures.
    """

    code: str
    name: Text
    expected: Text
    suits: Callable[[Panel, list[Label]], bool]
    years_from_labels: bool = True

    def match(self, book: Book, catalogue: Catalogue) -> Match | None:
        """Say how many of the year's sub-dimensions the fullest sheet in this layout has."""
        panels = self._panels(book, Request(catalogue))
        if not panels:
            return None
        index = catalogue.indices[INDEX]
        years = tuple(sorted({year for panel in panels for year in self._years(panel)}))
        panel = max(panels, key=lambda panel: len(panel.labels) * len(panel.units))
        year = min(self._years(panel), default=_GUESSED_YEAR)
        codes = read_columns(panel, year, self.code, catalogue).codes.values()
        if len({code for code, _ in codes}) < _LEAST_LABELS:
            return None
        absent = missing_indicators([code for code, _ in codes], year, index)
        levels = [item.level for item in index.indicators_in(year)]
        n_expected = levels.count("dimension") + levels.count("sub-dimension")
        fit = max(0.1, 1 - len(absent) / n_expected)
        needs = () if years else ("year",)
        return Match(self, fit, INDEX, years, self.expected, tuple(absent) if years else (), needs)

    def read(self, book: Book, request: Request) -> Reading:
        """Read every sheet in this layout; equal figures of further sheets are counted only."""
        panels = self._panels(book, request)
        known = {year for panel in panels for year in self._years(panel)}
        if not known and request.year is None:
            return Reading(self.code, INDEX, (), (), needs=("year",))
        seen = Seen()
        parts: list[Harmonised] = []
        loose: list[Finding] = [*book.findings, *_hidden(book)]
        for panel in sorted(panels, key=lambda panel: -len(panel.units) * len(panel.labels)):
            year, findings = self._year(panel, known, request)
            loose += findings
            if year is None:
                continue
            if vintage_of(year) != 63:
                panel = self._again(panel, book, request, year)
            columns = read_columns(panel, year, self.code, request.catalogue)
            if not columns.codes:
                continue
            figures, findings = read_figures(panel, columns, year, seen)
            remarks = [*panel.findings, *columns.findings]
            if not figures:
                # A sheet that only repeats others need not repeat its corrections.
                loose += [item for item in remarks if item.severity != "info"] + findings
                continue
            remarks += findings + self._remarks(panel, columns, year, request.catalogue)
            parts.append(make_part(book.file, panel.sheet.name, figures, request.source, remarks))
        if not parts:
            expected = said("figures of provinces under labels of PAPI")
            loose.append(
                Finding("no_rows", "blocking", Place(book.file), expected, said("no such figures"))
            )
            parts.append(make_part(book.file, "", [], request.source))
        # Remarks on the whole file stand with its first sheet.
        parts[0].findings[:0] = loose
        order = {sheet.name: number for number, sheet in enumerate(book.sheets)}
        parts.sort(key=lambda part: order.get(part.table.sheet, 0))
        years = {int(year) for part in parts for year in part.rows["year"].unique()}
        return Reading(self.code, INDEX, tuple(sorted(years)), tuple(parts))

    def _panels(self, book: Book, request: Request) -> list[Panel]:
        panels = [
            panel
            for sheet in book.sheets
            if not sheet.hidden and (panel := _panel(book, sheet, request, 2024)) is not None
        ]
        return [panel for panel in panels if self.suits(panel, _labels(panel))]

    def _again(self, panel: Panel, book: Book, request: Request, year: int) -> Panel:
        """Read the units again by their names and codes since 2025."""
        return _panel(book, panel.sheet, request, year) or replace(panel, units={})

    def _years(self, panel: Panel) -> set[int]:
        """Return the years that a sheet states, in its name before its labels."""
        if years := years_in_name(panel.sheet.name):
            return years
        if not self.years_from_labels:
            return set()
        return {
            year for texts in panel.labels.values() for text in texts for year in years_in(text)
        }

    def _year(
        self, panel: Panel, known: set[int], request: Request
    ) -> tuple[int | None, list[Finding]]:
        """Return the year of a sheet; a person is asked again who says another than the sheet."""
        place = Place(panel.file, panel.sheet.name)
        own = self._years(panel)
        stated = own or (known if len(known) == 1 else set())
        if request.year is not None and len(known) < 2:
            found = as_is(", ".join(map(str, sorted(stated))))
            expected = said("the year {year}, as asked", year=request.year)
            finding = Finding("another_year", "blocking", place, expected, found)
            if not stated or stated == {request.year}:
                return request.year, []
            return (next(iter(stated)) if len(stated) == 1 else None), [finding]
        if len(stated) == 1:
            return next(iter(stated)), []
        found = as_is(", ".join(map(str, sorted(stated)))) if stated else said("no year")
        expected = said("one year in a sheet")
        return None, [Finding("year_unknown", "blocking", place, expected, found)]

    def _remarks(
        self, panel: Panel, columns: Columns, year: int, catalogue: Catalogue
    ) -> list[Finding]:
        """Say which indicators the sheet lacks and which columns were left out."""
        index = catalogue.indices[INDEX]
        place = Place(panel.file, panel.sheet.name)
        findings = []
        codes = [code for code, _ in columns.codes.values()]
        if absent := missing_indicators(codes, year, index):
            names = "; ".join(f"{index.indicator(code).name.vi} ({code})" for code in absent)
            expected = said("every dimension and sub-dimension of PAPI {year}", year=year)
            found = said("no label for {names}", names=names)
            findings.append(Finding("missing_indicator", "warning", place, expected, found))
        if panel.transposed and columns.unknown:
            n = len(columns.unknown)
            found = said("{n} rows of indicators below them, left out", n=n)
            expected = said("totals, dimensions and sub-dimensions")
            findings.append(Finding("indicator_rows", "info", place, expected, found))
        elif columns.unknown:
            labels = indicator_labels(catalogue, INDEX)
            findings += [_unknown(panel, column, labels.nearest) for column in columns.unknown]
        return findings


def _panel(book: Book, sheet: Sheet, request: Request, year: int) -> Panel | None:
    vintage = vintage_of(year)
    match = unit_matcher(request.catalogue, vintage, request.spellings)
    codes = [unit.code for unit in request.catalogue.units_of(63)] if vintage == 63 else []

    def nearest(text: str) -> Said | None:
        near = suggest(text, request.catalogue, vintage)
        return near.told() if near else None

    return find_panel(book.file, sheet, _with_places(match, codes), nearest)


def _with_places(match: Matcher, codes: list[str]) -> Matcher:
    """Know P01 … P63 as well, the provinces in the order of their codes."""
    places = {f"P{number:02d}": code for number, code in enumerate(codes, start=1)}
    return lambda text: places.get(text.strip()) or match(text)


def _labels(panel: Panel) -> list[Label]:
    return [read_label(text) for texts in panel.labels.values() for text in texts]


def _unknown(panel: Panel, column: int, nearest: Matcher) -> Finding:
    near = next((name for text in panel.labels[column] if (name := nearest(text))), None)
    expected = said("the label of an indicator")
    if near:
        expected = said("the label of an indicator, perhaps {name}", name=repr(near))
    found = quoted(" / ".join(panel.labels[column]))
    return Finding("unknown_label", "warning", panel.label_place(column), expected, found)


def _hidden(book: Book) -> list[Finding]:
    return [
        Finding(
            "hidden_sheet",
            "info",
            Place(book.file, sheet.name),
            said("a sheet that people see"),
            said("a hidden sheet, left out"),
        )
        for sheet in book.sheets
        if sheet.hidden and any(sheet.grid)
    ]

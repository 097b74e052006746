"""F11: the PCI workbook: a summary of (province, score) pairs, and a sheet for each sub-index.

Each pair of the summary is sorted by its own scores, so every pair is a table of its own. Sheets of
sub-indices hold many survey questions; only the column of the sub-index itself is read.
"""

from __future__ import annotations

import re

from indices.catalogue import Catalogue, Index, Text
from indices.findings import Finding, Place
from indices.loaders.book import Book
from indices.loaders.formats.base import Match, Reading, Request
from indices.loaders.formats.plan import (
    Meaning,
    Plan,
    another_year,
    column_finding,
    match_plans,
    plans_of,
    read_plans,
)
from indices.loaders.formats.tables import UnitTable, plain, years_named
from indices.loaders.labels import IndicatorLabels, indicator_labels
from indices.loaders.names import fold
from indices.said import said

_NUMBERING = re.compile(
    r"^\s*(?:sub-?index|chỉ số thành phần|csth?p)?\s*([0-9]{1,2})?\s*[.:)_-]?\s*", re.I
)
_TOTAL = re.compile(
    r"(chiso)?pci(tonghop|chung|cotrongso|weighted|score|total)*|(tonghop|weighted|final|overall)pci"
    r"|(pci)?(weightedpci|pcitonghop)|provincialcompetitivenessindex|tongdiem(pci)?|finalpciscore"
)
_SCORE = re.compile(r"(tong)?(diem|score)(so)?(thanhphan|pci)?|subindex(score)?|chisothanhphan")
_SUMMARY = re.compile(r"summary|tonghop|tomtat|overall|ranking|xephang")


class PciWorkbook:
    """The workbook of the PCI project of VCCI."""

    code = "F11"
    name = Text("Tệp số liệu PCI", "PCI workbook")
    expected = Text(
        "trang tổng hợp gồm các cặp cột tỉnh và điểm, mỗi cặp xếp riêng; mỗi chỉ số thành phần một "
        "trang",
        "a summary sheet of pairs of province and score, each sorted by itself, and a sheet for "
        "each sub-index",
    )

    def match(self, book: Book, catalogue: Catalogue) -> Match | None:
        """Know the workbook by sub-indices and the total that its sheets and headings name."""
        plans = plans_of(book, catalogue, plan_table)
        found = {meaning.indicator for plan in plans for meaning in plan.meanings.values()}
        parts = found - {"total"}
        if not found or (len(parts) < 2 and not _says_pci(book)):
            return None
        index = catalogue.indices["PCI"]
        missing = tuple(item.code for item in index.indicators if item.code not in found)
        match = match_plans(self, "PCI", plans, self.expected, ())
        fit = 0.95 - 0.04 * len(missing)
        return Match(
            self, fit, "PCI", match.years, self.expected, _named(missing, index), match.needs
        )

    def read(self, book: Book, request: Request) -> Reading:
        """Read the summary and the sheets of sub-indices; other sheets are named."""
        reading = read_plans(book, request, self.code, "PCI", plan_table)
        if reading.parts:
            read = {part.table.sheet for part in reading.parts}
            others = [sheet.name for sheet in book.sheets if sheet.name not in read]
            reading.parts[0].findings.extend(_unread(book.file, name) for name in others)
        return reading


def _named(codes: tuple[str, ...], index: Index) -> tuple[str, ...]:
    return tuple(f"{code}: {index.indicator(code).name.vi}" for code in codes)


def _unread(file: str, sheet: str) -> Finding:
    expected = said("the total of PCI or one of its sub-indices by province; the sheet is left out")
    return Finding("sheet_left_out", "info", Place(file, sheet), expected, said("other content"))


def _says_pci(book: Book) -> bool:
    """Whether a sheet or one of its first rows names PCI."""
    texts = [sheet.name for sheet in book.sheets]
    texts += [text for sheet in book.sheets for row in sheet.grid[:4] for text in row[:20]]
    return any(
        re.search(r"\bPCI\b", text) or "nangluccanhtranh" in fold(text) for text in texts if text
    )


def plan_table(table: UnitTable, file: str, request: Request) -> Plan | None:
    """Return how a table of PCI is read, None when it names neither the total nor a sub-index."""
    labels = indicator_labels(request.catalogue, "PCI")
    index = request.catalogue.indices["PCI"]
    columns = [
        column
        for column in table.columns
        if not table.is_serial(column) and table.has_numbers(column)
    ]
    whole = _about(table, labels)
    meant = {c: _meaning(table, c, whole, len(columns), labels, index) for c in columns}
    meanings = {
        column: meaning
        for column, (meaning, sure) in meant.items()
        if meaning and (sure or (meaning, True) not in meant.values())
    }
    if not meanings:
        return None
    rest = [column for column in columns if column not in meanings]
    named = [year for year in years_named(table.title) if year in index.years]
    dated = all(meaning.year for meaning in meanings.values())
    year = named[0] if len(set(named)) == 1 else request.year
    needs = () if dated or year else ("year",)
    expected = said(
        "the score of the total or of a sub-index; columns of other figures are left out"
    )
    findings = (
        [column_finding(table, file, rest[0], "unknown_column", "info", expected)] if rest else []
    )
    if request.year and year and request.year != year and not dated:
        place = Place(file, table.sheet.name, "A1")
        findings.append(another_year(place, request.year, year))
    twice = [c for c, meaning in meanings.items() if list(meanings.values()).count(meaning) > 1]
    wanted = said("one column of its indicator; two of the same cannot both be read")
    findings += [
        column_finding(table, file, column, "repeated_column", "blocking", wanted)
        for column in twice
    ]
    return Plan(table, meanings, year or 0, findings=tuple(findings), needs=needs)


def _meaning(
    table: UnitTable,
    column: int,
    whole: str | None,
    n_columns: int,
    labels: IndicatorLabels,
    index: Index,
) -> tuple[Meaning | None, bool]:
    """Return what a column holds, and whether its lowest heading says so and not its group's.

    A column means the indicator it names, or, as the score, a rank or a year, that of its table.
    """
    year = _year(table.label(column), index)
    texts = [text for text in table.heading.get(column, ()) if not _is_year(text)]
    named = next((code for text in reversed(texts) if (code := _code(text, labels))), whole)
    if named is None:
        return None, False
    if table.is_rank(column):
        return Meaning(named, "rank", year), True
    own = texts[-1] if texts else ""
    if (code := _code(own, labels)) and whole in (None, code, "total"):
        return Meaning(code, year=year), True
    if (year and not texts) or _SCORE.fullmatch(plain(own)) or n_columns == 1:
        return Meaning(named, year=year), True
    grouped = any(_SCORE.fullmatch(plain(text)) for text in texts)
    return (Meaning(named, year=year), False) if grouped else (None, False)


def _is_year(text: str) -> bool:
    return bool(re.fullmatch(r"(năm|year)?\s*20[0-9]{2}", text.strip(), re.I))


def _about(table: UnitTable, labels: IndicatorLabels) -> str | None:
    """Return the indicator that a table's titles, its unit heading or its sheet name."""
    heading = table.heading.get(table.unit_column, ())
    for text in (*reversed(table.title[1:]), *heading, table.title[0]):
        if code := _code(text, labels):
            return code
    return "total" if _SUMMARY.search(fold(table.title[0])) else None


def _code(text: str, labels: IndicatorLabels) -> str | None:
    """Return the indicator that a text names, "total" for PCI itself."""
    name = _NUMBERING.sub("", text, count=1)
    if _TOTAL.fullmatch(plain(name)):
        return "total"
    code = labels.match(plain(name)) or labels.match(name)
    number = re.match(r"\s*(?:sub-?index|chỉ số thành phần|csth?p)\s*([0-9]{1,2})\b", text, re.I)
    if number and code is None and not plain(name):
        return f"D{number[1]}" if 1 <= int(number[1]) <= 10 else None
    return code


def _year(text: str, index: Index) -> int | None:
    years = [year for year in years_named([text]) if year in index.years]
    return years[0] if len(years) == 1 else None


FORMAT = PciWorkbook()

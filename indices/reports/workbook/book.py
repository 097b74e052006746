"""The workbook as a whole: its sheets in order, charts beside the cells they show, its bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from indices.catalogue import Catalogue, Text
from indices.reports.about import About
from indices.reports.archive import timeless
from indices.reports.blocks import Block, Paragraph, Table
from indices.reports.workbook import charts, figures
from indices.reports.workbook.measures import Measure, measures_sheet
from indices.reports.workbook.sheets import Head, Sheet, fill
from indices.reports.yearly import checks, sources, unknown
from indices.reports.yearly.words import Words

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from indices.analysis.yearly import IndexYear, Yearly

_TITLE = Text("Số liệu đối sánh năm {year}", "Benchmark figures {year}")
_FILTERS = (
    (Text("Năm", "Year"), "{year}"),
    (Text("Đơn vị", "Unit"), "{city}"),
    (Text("Tỉnh, thành phố đối sánh", "Benchmark provinces"), "{units}"),
    (Text("Chỉ số", "Indices"), "{indices}"),
)
_TEXT_SHEETS = (
    (Text("Chỉ tiêu", "Targets"), checks.targets),
    (Text("Không thống nhất", "Sources differ"), checks.conflicts),
    (Text("Còn thiếu", "Missing"), unknown.unknown),
    (Text("Nguồn", "Sources"), sources.sources),
)
_SCORES = Text(
    "Điểm của {city} và trung bình đối sánh, {year}", "Score of {city} and benchmark mean, {year}"
)
_ALL_SCORES = Text("{index}: điểm đã biết", "{index}: known scores")
_GAP_CHART = Text(
    "{index}: {city} so với trung bình đối sánh", "{index}: {city} against the benchmark mean"
)
_YEARS_CHART = Text(
    "{index}: điểm của {city}, cắt ở năm đổi phương pháp",
    "{index}: score of {city}, cut where the method changed",
)
_LETTERS_OF_SHARE, _CHART_ROWS = 14, 20


def write_workbook(
    found: Yearly, catalogue: Catalogue, measures: Sequence[Measure], on: date, lang: str
) -> bytes:
    """Return the workbook; the same content gives the same bytes apart from the day.

    Args:
        found: the year, as `indices.analysis.yearly` reads it.
        catalogue: names.
        measures: those that everybody may read.
        on: day on which it is made.
        lang: "vi" or "en".
    """
    from openpyxl import Workbook

    w = Words(lang, catalogue, found.year)
    book = Workbook()
    book.remove(book.worksheets[0])
    _overview(book, found, w)
    n_rows = 0
    for one in found.known:
        n_rows += _ranking(book, one, w)
    _gaps(book, found, w)
    _years(book, found, w)
    for title, chapter in _TEXT_SHEETS[:-1]:
        _texts(book, w.name(title), chapter(found, w))
    fill(book, measures_sheet(measures, w))
    _texts(book, w.name(_TEXT_SHEETS[-1][0]), _TEXT_SHEETS[-1][1](found, w))
    about = _about(found, w, on)
    fill(book, Sheet(about.sheet, [Head(about.title, 34), Head("", 100)], about.lines(n_rows)))
    return _content(book, about.title, on)


def _overview(book: Workbook, found: Yearly, w: Words) -> None:
    sheet = fill(book, figures.overview(found, w))
    last = len(found.indices) + 1
    title = w.say(_SCORES, city=w.city, year=w.year)
    charts.bars(sheet, f"A{last + 3}", title, 1, (3, 4), (2, last))


def _ranking(book: Workbook, one: IndexYear, w: Words) -> int:
    """Add the ranks of one index with a chart of the known scores; return the number of rows."""
    table = figures.ranking(one, w)
    sheet = fill(book, table)
    n_scores = sum(row["score"] is not None for row in one.totals)
    if n_scores:
        place = next(iter(table.focus), n_scores)
        focus = place + 2 if place < n_scores else None
        title = w.say(_ALL_SCORES, index=w.head(one.index))
        charts.bars(sheet, "N2", title, 1, (3,), (2, n_scores + 1), focus)
    return len(table.rows)


def _gaps(book: Workbook, found: Yearly, w: Words) -> None:
    """Add the gaps; the parts of a total stand below it, so that a chart can show them."""
    sheet = fill(book, figures.gaps(found, w))
    row, place = 2, 2
    for one in found.known:
        if one.parts:
            title = w.say(_GAP_CHART, index=w.head(one.index), city=w.city)
            charts.bars(sheet, f"N{place}", title, 1, (5, 6), (row + 1, row + len(one.parts)))
            place += _CHART_ROWS
        row += len(figures.ordered_gaps(one))


def _years(book: Workbook, found: Yearly, w: Words) -> None:
    table, columns = figures.years(found, w)
    sheet = fill(book, table)
    place = len(table.rows) + 4
    for one in found.indices:
        if columns[one.index.code]:
            title = w.say(_YEARS_CHART, index=w.name(one.index.short_name), city=w.city)
            rows = (2, len(table.rows) + 1)
            charts.lines(sheet, f"A{place}", title, 1, columns[one.index.code], rows)
            place += _CHART_ROWS


def _texts(book: Workbook, title: str, blocks: Iterable[Block]) -> Worksheet:
    """Add a chapter of the report as a sheet: its table, or the sentence that stands for one."""
    tables = [block for block in blocks if isinstance(block, Table)]
    if tables:
        heads = [Head(one.title, one.share * _LETTERS_OF_SHARE) for one in tables[0].columns]
        return fill(book, Sheet(title, heads, tables[0].rows))
    said = [(block.text,) for block in blocks if isinstance(block, Paragraph)]
    return fill(book, Sheet(title, [Head(title, 100)], said))


def _about(found: Yearly, w: Words, on: date) -> About:
    values = {
        "year": found.year,
        "city": w.city_in_full,
        "units": w.units(w.catalogue.benchmark),
        "indices": w.listing([w.name(one.index.short_name) for one in found.indices]),
    }
    codes = sources.source_codes(found)
    notes = [text for block in sources.method(found, w) for text in getattr(block, "texts", ())]
    return About(
        title=w.say(_TITLE, year=found.year),
        build_id=found.build_id,
        exported_on=on,
        filters={w.name(label): text.format(**values) for label, text in _FILTERS},
        sources=[f"{code}: {w.catalogue.sources[code].publisher}" for code in codes],
        notes=notes,
        lang=w.lang,
    )


def _content(book: Workbook, title: str, on: date) -> bytes:
    """Return the bytes of a book, without the times of its making."""
    from openpyxl.writer.excel import ExcelWriter

    about = book.properties
    about.title, about.creator = title, ""
    about.created = about.modified = datetime.combine(on, time())
    made = io.BytesIO()
    ExcelWriter(book, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED)).save()
    return timeless(made.getvalue())

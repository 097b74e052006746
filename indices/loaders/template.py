"""Read a file that follows a template, and tell which index a file belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import zip_longest
from pathlib import Path

import pandas as pd

from indices.findings import Finding, Place
from indices.loaders import papi, par, pci, sipas
from indices.loaders.book import Book, Grid, Sheet, Unreadable, open_book
from indices.loaders.columns import Template
from indices.loaders.grids import column_letters
from indices.loaders.numbers import clean
from indices.said import said
from indices.table import Table

TEMPLATES: Mapping[str, Template] = {
    template.index: template
    for template in (par.TEMPLATE, sipas.TEMPLATE, papi.TEMPLATE, pci.TEMPLATE)
}


def read_table(path: Path, template: Template, file: str = "") -> tuple[Table, list[Finding]]:
    """Read a file of any kind in the layout of a template.

    Args:
        path: the file.
        template: names the columns; a worksheet of the index's name is preferred, else the first.
        file: name to show in findings and to keep as the figures' origin; the path's name if empty.

    Returns:
        The table, empty when the file cannot be read, and the finding that says why.
    """
    name = file or path.name
    try:
        book = open_book(path, name)
    except Unreadable as error:
        expected = said("a workbook (XLSX, XLSM, XLS, ODS) or a CSV file")
        finding = Finding("unreadable_file", "blocking", Place(name), expected, error.sentence)
        return make_table(name, "", [], template), [finding]
    return table_of(book, template), list(book.findings)


def table_of(book: Book, template: Template) -> Table:
    """Read the sheet that bears the index's name, or else the first one."""
    sheet = next(
        (sheet for sheet in book.sheets if sheet.name.upper() == template.index), book.sheets[0]
    )
    return make_table(book.file, sheet.name, sheet.grid, template)


def make_table(file: str, sheet: str, grid: Grid, template: Template) -> Table:
    """Make the table of a grid whose first row is the heading."""
    labels = [clean(label).casefold() for label in grid[0]] if grid else []
    filled = [
        (number, row) for number, row in enumerate(grid[1:], start=2) if any(map(str.strip, row))
    ]
    columns = list(zip_longest(*(row for _, row in filled), fillvalue=""))
    columns += [("",) * len(filled)] * (len(labels) - len(columns))
    labels += [""] * (len(columns) - len(labels))
    heading = tuple(
        (letter, label)
        for letter, label, cells in zip(column_letters(len(labels)), labels, columns, strict=True)
        if label or any(map(str.strip, cells))
    )
    known = {name: columns[labels.index(name)] for name in template.names if name in labels}
    rows = pd.Index([number for number, _ in filled], dtype="int64")
    return Table(file, sheet, heading, pd.DataFrame(known, index=rows, dtype=object))


def index_of(book: Book) -> str | None:
    """Return the index whose name a worksheet bears, or whose heading the file has exactly.

    None means that nobody can tell.
    """
    named = (sheet.name.upper() for sheet in book.sheets if sheet.name.upper() in TEMPLATES)
    by_heading = (
        index
        for sheet in book.sheets
        for index, template in TEMPLATES.items()
        if heading_of(sheet) == set(template.names)
    )
    return next(named, None) or next(by_heading, None)


def heading_of(sheet: Sheet) -> set[str]:
    """Return the labels of the first row."""
    return {clean(label).casefold() for label in (sheet.grid[0] if sheet.grid else [])} - {""}

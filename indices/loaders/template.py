"""Read a file that follows a template, and tell which index a file belongs to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from indices.findings import Finding, Place
from indices.loaders import papi, par, pci, sipas
from indices.loaders.book import Book, Grid, Sheet, Unreadable, open_book
from indices.loaders.columns import Template
from indices.loaders.delimited import TextGrid
from indices.loaders.grids import column_letters
from indices.loaders.numbers import clean
from indices.said import said
from indices.table import Table, coded

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
    rows = grid.columns() if isinstance(grid, TextGrid) else None
    if rows is None:
        rows = _columns(grid[1:], len(labels))
    filled = np.zeros(len(rows), dtype=bool)
    heading = []
    labels += [""] * (len(rows.columns) - len(labels))
    for letter, label, (_, cells) in zip(
        column_letters(len(labels)), labels, rows.items(), strict=True
    ):
        stated = _stated(cells)
        filled |= stated
        if label or stated.any():
            heading.append((letter, label))
    known = {labels.index(name): name for name in template.names if name in labels}
    text = rows[list(known)].rename(columns=known)
    return Table(file, sheet, tuple(heading), text if filled.all() else text[filled])


def _columns(rows: Sequence[list[str]], width: int) -> pd.DataFrame:
    """Return cells column by column; blank ones where a row is shorter."""
    columns = list(zip_longest(*rows, fillvalue=""))
    columns += [("",) * len(rows)] * (width - len(columns))
    numbers = pd.RangeIndex(2, len(rows) + 2)
    return pd.DataFrame(dict(enumerate(columns)), index=numbers, dtype=object)


def _stated(cells: pd.Series[Any]) -> NDArray[np.bool_]:
    """Say of each cell whether it holds more than spaces."""
    places, texts = coded(cells)
    stated: NDArray[np.bool_] = np.array([bool(text.strip()) for text in texts], dtype=bool)
    return stated[places] if len(texts) else np.zeros(len(cells), dtype=bool)


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

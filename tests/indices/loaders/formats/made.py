"""Files that the tests of formats make, and readings of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from indices.loaders.book import open_book
from indices.loaders.formats import Reading, Request, read_file, recognise
from tests.indices.sheets import CATALOGUE

Rows = Sequence[Sequence[object]]


def workbook(path: Path, sheets: dict[str, Rows], merged: dict[str, Sequence[str]] | None = None):
    """Write a workbook of such rows; `merged` names areas by sheet."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        for area in (merged or {}).get(name, ()):
            sheet.merge_cells(area)
    book.save(path)
    return path


def read(path: Path, format: str | None = None, **known: Any) -> Reading:
    """Read a file by its content."""
    return read_file(path, Request(CATALOGUE, source="c13", **known), format)


def best(path: Path) -> str | None:
    """Code of the format that fits a file best."""
    matches = recognise(open_book(path), CATALOGUE)
    return matches[0].format.code if matches else None


def figures(reading: Reading) -> dict[tuple[int, str, str], tuple[float, str]]:
    """Score and cell of every figure, by year, unit and indicator."""
    return {
        (int(row["year"]), row["unit"], row["indicator"]): (row["score"], row["cell"])
        for part in reading.parts
        for _, row in part.rows.iterrows()
    }


def told(reading: Reading) -> list[tuple[str, str, str]]:
    """Code, severity and cell of every finding."""
    return [
        (finding.code, finding.severity, finding.place.cell)
        for part in reading.parts
        for finding in part.findings
    ]

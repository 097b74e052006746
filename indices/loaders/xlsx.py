"""XLSX and XLSM by openpyxl: saved values as they print, sums that were never worked out."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from indices.findings import Finding, Place, Severity
from indices.loaders.formulas import Cell, NoSum, Sums, calls_out
from indices.loaders.grids import (
    LAST_COLUMN,
    LAST_ROW,
    Budget,
    Merged,
    Sheet,
    Unreadable,
    column_letter,
    column_number,
    number_text,
    printed,
    trimmed,
)
from indices.said import Said, said

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

_MOST_FINDINGS = 50
_ENCODING = re.compile(rb"encoding\s*=\s*[\"'](?!utf-8[\"'])", re.IGNORECASE)
_ADDRESS = re.compile(rb"\br\s*=\s*[\"'](?:([A-Za-z]{3,})[0-9]|[A-Za-z]*([0-9]{7,}))")
_MERGED = re.compile(rb"mergeCell\s[^>]*?ref\s*=\s*[\"']([A-Z]{1,3})([0-9]+):([A-Z]{1,3})([0-9]+)")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_SETTLED = re.compile(
    rb"<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>(?P<formula>[^<]*)</(?:\w+:)?f>)"
    rb"\s*<(?:\w+:)?v(?:\s[^>]*)?>(?P<saved>[^<]+)<"
)


@dataclass
class _Read:
    """What one pass over a workbook gives, by sheet."""

    sheets: list[Sheet] = field(default_factory=list)
    grids: dict[str, list[list[str]]] = field(default_factory=dict)
    values: dict[str, list[list[Any]]] = field(default_factory=dict)
    formats: dict[Cell, str] = field(default_factory=dict)
    formulas: dict[Cell, str] = field(default_factory=dict)


def read_xlsx(path: Path, file: str, kind: str) -> tuple[list[Sheet], list[Finding]]:
    """Read every worksheet.

    Formulas keep their saved value. One without a value, or with the 0 that some programs save
    for a value, is worked out where it is a sum; otherwise its text stays in the cell and a
    finding names it. Nothing outside the file is ever asked.

    Raises:
        Unreadable: damaged, or larger than any workbook of the field.
    """
    with _workbook(path, data_only=True) as book, zipfile.ZipFile(path) as packed:
        findings = _remarks(packed, file, kind)
        # openpyxl tells nobody else where a read-only sheet lies in the archive.
        parts = {sheet.title: packed.read(sheet._worksheet_path) for sheet in book.worksheets}
        for part in parts.values():
            _refuse_hostile(part)
        open_formulas = not all(map(_is_settled, parts.values()))
        merged = {name: _merged(part) for name, part in parts.items()}
        del parts
        read = _read(book, merged, keep=open_formulas)
    if open_formulas:
        with _workbook(path, data_only=False) as book:
            _find_formulas(book, read)
        findings += _work_out(read, file)
    return read.sheets, findings


@contextmanager
def _workbook(path: Path, data_only: bool) -> Iterator[Workbook]:
    from openpyxl import load_workbook

    # From an open file, since openpyxl judges a path by its ending.
    with path.open("rb") as file, warnings.catch_warnings():
        # openpyxl tells which decorations of a workbook it does not support; none holds a figure.
        warnings.simplefilter("ignore")
        book = load_workbook(file, read_only=True, data_only=data_only, keep_links=False)
        try:
            yield book
        finally:
            book.close()


def _remarks(packed: zipfile.ZipFile, file: str, kind: str) -> list[Finding]:
    """Say what of the workbook is left alone."""
    findings = []
    if kind == "xlsm":
        expected, found = said("a workbook without macros"), said("macros, never run")
        findings.append(_info(file, "macros", expected, found))
    if any(name.startswith("xl/externalLinks/") for name in packed.namelist()):
        expected = said("figures of this file alone")
        found = said("links to other files, never followed; their values are those saved here")
        findings.append(_info(file, "external_links", expected, found))
    return findings


def _info(file: str, code: str, expected: Said, found: Said) -> Finding:
    return Finding(code, "info", Place(file), expected, found)


def _refuse_hostile(part: bytes) -> None:
    """Refuse sheets whose addresses would make a reader fill the memory with blank cells."""
    if b"\0" in part[:200] or _ENCODING.search(part[:200]):
        raise Unreadable(said("a damaged workbook (a sheet that is not UTF-8)"))
    for match in _ADDRESS.finditer(part):
        letters, row = match.groups()
        if row is not None and int(row) > LAST_ROW:
            raise Unreadable(said("a damaged workbook (a cell outside of any sheet)"))
        if letters is not None and column_number(letters.decode().upper()) > LAST_COLUMN:
            raise Unreadable(said("a damaged workbook (a cell outside of any sheet)"))


def _is_settled(part: bytes) -> bool:
    """Whether every formula of a sheet has a saved value, and none asks outside.

    Spreadsheet programs save values, and such a workbook need not be read twice.
    """
    settled = [
        match
        for match in _SETTLED.finditer(part)
        if match["saved"] != b"0" and not calls_out(unescape((match["formula"] or b"").decode()))
    ]
    return len(settled) == len(_FORMULA.findall(part))


def _merged(part: bytes) -> tuple[Merged, ...]:
    return tuple(
        (int(row), column_number(left.decode()), int(last), column_number(right.decode()))
        for left, row, right, last in _MERGED.findall(part)
        if int(last) <= LAST_ROW
    )


def _read(book: Workbook, merged: dict[str, tuple[Merged, ...]], keep: bool) -> _Read:
    read, budget = _Read(), Budget()
    for sheet in book.worksheets:
        # Some programs write a wrong "dimension" that would hide rows.
        sheet.reset_dimensions()
        grid, values = [], []
        for number, row in enumerate(sheet.iter_rows(), start=1):
            budget.spend(len(row), number)
            if row and row[-1].row != number:
                raise Unreadable(said("a damaged workbook (rows out of order)"))
            grid.append(trimmed([printed(cell.value, cell.number_format or "") for cell in row]))
            if keep:
                values.append([cell.value for cell in row])
        while grid and not grid[-1]:
            grid.pop()
        hidden = sheet.sheet_state != "visible"
        read.sheets.append(Sheet(sheet.title, grid, hidden, merged[sheet.title]))
        read.grids[sheet.title], read.values[sheet.title] = grid, values
    return read


def _find_formulas(book: Workbook, read: _Read) -> None:
    """Note every formula that has no saved value, or 0, or that asks outside."""
    for sheet in book.worksheets:
        sheet.reset_dimensions()
        values = read.values[sheet.title]
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is None or cell.data_type != "f":
                    continue
                formula = str(getattr(cell.value, "text", cell.value))
                saved = values[cell.row - 1][cell.column - 1]
                if saved is None or saved == 0 or calls_out(formula):
                    place = (sheet.title, cell.row, cell.column)
                    read.formulas[place] = formula
                    read.formats[place] = cell.number_format or ""


def _work_out(read: _Read, file: str) -> list[Finding]:
    """Put the sums into the grids, and formulas that are none, so that none passes for a blank."""
    sums = Sums(read.values, read.formulas)
    findings: list[Finding] = []
    for cell, formula in read.formulas.items():
        name, row, column = cell
        saved = read.values[name][row - 1][column - 1]
        place = Place(file, name, f"{column_letter(column)}{row}")
        severity: Severity = "warning"
        if calls_out(formula):
            code = "calls_out"
            found = (
                said("{formula}, never asked, and no value is saved", formula=repr(formula))
                if saved is None
                else said("{formula}, never asked; its saved value counts", formula=repr(formula))
            )
            text = formula if saved is None else None
        else:
            try:
                total = sums.value(cell)
                code, severity = "worked_out", "info"
                text = "" if total is None else number_text(total, read.formats[cell])
                found = said(
                    "{formula} without a saved value: {value}",
                    formula=repr(formula),
                    value=text or said("its cells are blank"),
                )
            except NoSum as error:
                if saved is not None:
                    continue
                code, text = "formula", formula
                found = said(
                    "{formula} without a saved value ({why})",
                    formula=repr(formula),
                    why=error.sentence,
                )
        if text is not None:
            _put(read.grids[name], row, column, text)
        expected = said("a number, or a sum of numbers")
        findings.append(Finding(code, severity, place, expected, found))
    return _abridged(findings, file)


def _put(grid: list[list[str]], row: int, column: int, text: str) -> None:
    grid.extend([] for _ in range(row - len(grid)))
    cells = grid[row - 1]
    cells.extend([""] * (column - len(cells)))
    cells[column - 1] = text
    trimmed(cells)


def _abridged(findings: list[Finding], file: str) -> list[Finding]:
    rest = findings[_MOST_FINDINGS:]
    if not rest:
        return findings
    found = said("{n} more such formulas, the next at {cell}", n=len(rest), cell=rest[0].place.cell)
    severity: Severity = "warning" if any(item.severity == "warning" for item in rest) else "info"
    expected = said("numbers or sums of numbers")
    more = Finding("formulas", severity, Place(file), expected, found)
    return [*findings[:_MOST_FINDINGS], more]

"""What reading a file found, as the pages show it: plain values that JSON can write."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from indices.build import Preview
from indices.catalogue import Catalogue, vintage_of
from indices.findings import MOST_TOLD, Finding, Severity
from indices.loaders.book import Book, Sheet
from indices.loaders.grids import LAST_COLUMN, column_letters
from indices.loaders.suggestions import suggest
from indices.said import Said, packed, said

Answer = dict[str, Any]

# The first rows of a sheet, and around each finding as many as make it understood.
FIRST_ROWS, MOST_ROWS, AROUND = 14, 60, 1
_SEVERITIES: tuple[Severity, ...] = ("blocking", "warning", "info")


def described(
    preview: Preview,
    book: Book,
    offered: Sequence[Mapping[str, Any]],
    catalogue: Catalogue,
    is_named: bool,
) -> Answer:
    """Describe a file that was read.

    Args:
        preview: what the engine found.
        book: the file as text, for the cells around findings.
        offered: the formats that fit, best first.
        catalogue: names of units, to suggest one where a name is unknown.
        is_named: whether anybody has said what the source of the file is.
    """
    findings = list(preview.report)
    code = preview.source.code if preview.source else ""
    name: Said | str = said("not named yet")
    if preview.source and is_named:
        name = preview.source.publisher
    told: Answer = {
        "findings": [
            _finding(one, preview.years, catalogue) for one in _worst_first(findings)[:MOST_TOLD]
        ],
        "sheets": sheets(book, findings),
    }
    return {
        "format": preview.format,
        "index": preview.index,
        "years": list(preview.years),
        "indicators": list(preview.indicators),
        "n_units": len(preview.units),
        "counts": preview.counts,
        "n_stored": preview.n_stored,
        "blocking": preview.report.blocking,
        "is_named": is_named,
        "formats": list(offered),
        "n_findings": {severity: preview.report.count(severity) for severity in _SEVERITIES},
        "changes": _changes(preview.changes),
        **_calling(code, packed(name), told),
    }


def _calling(code: str, name: Any, value: Any) -> Any:
    """Put a name where the code of the file's own source stands, which nobody can read yet."""
    if isinstance(value, Mapping):
        return {key: _calling(code, name, one) for key, one in value.items()}
    if isinstance(value, list):
        return [_calling(code, name, one) for one in value]
    return name if code and value == code else value


def sheets(book: Book, findings: Iterable[Finding] = ()) -> list[dict[str, Any]]:
    """Return the beginning of every sheet and what stands around its findings."""
    listed = list(findings)
    return [_sheet(sheet, [one for one in listed if one.place.sheet == sheet.name])
            for sheet in book.sheets]  # fmt: skip


def _sheet(sheet: Sheet, findings: Sequence[Finding]) -> dict[str, Any]:
    marked: dict[str, dict[str, Any]] = {}
    for one in _worst_first(findings):
        mark = {"severity": one.severity, "said": packed(one.expected)}
        marked.setdefault(one.place.cell, mark)
    wanted = set(range(1, FIRST_ROWS + 1))
    for cell in marked:
        row = _row_of(cell)
        if row and len(wanted) < MOST_ROWS:
            wanted |= set(range(row - AROUND, row + AROUND + 1))
    rows = [number for number in sorted(wanted) if 1 <= number <= len(sheet.grid)]
    width = min(LAST_COLUMN, max((len(sheet.grid[number - 1]) for number in rows), default=0))
    return {
        "name": sheet.name,
        "hidden": sheet.hidden,
        "n_rows": len(sheet.grid),
        "n_columns": max(map(len, sheet.grid), default=0),
        "letters": list(column_letters(width)),
        "rows": [
            {"number": number, "cells": (sheet.grid[number - 1] + [""] * width)[:width]}
            for number in rows
        ],
        "marked": {cell: mark for cell, mark in marked.items() if _row_of(cell) in wanted},
    }


def _row_of(cell: str) -> int:
    digits = cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return int(digits) if digits.isdigit() else 0


def _finding(finding: Finding, years: Sequence[int], catalogue: Catalogue) -> dict[str, Any]:
    return {
        "suggestion": _suggestion(finding, years, catalogue),
        "severity": finding.severity,
        "code": finding.code,
        "sheet": finding.place.sheet,
        "cell": finding.place.cell,
        "expected": packed(finding.expected),
        "found": packed(finding.found),
    }


def _suggestion(
    finding: Finding, years: Sequence[int], catalogue: Catalogue
) -> dict[str, str] | None:
    """Return the unit that an unknown name resembles, for a person to accept or not."""
    if finding.code != "unknown_unit" or not finding.found.startswith(("'", '"')):
        return None
    spelling = str(ast.literal_eval(finding.found))
    vintage = vintage_of(max(years)) if years else 63
    near = suggest(spelling, catalogue, vintage)
    if near is None:
        return None
    return {"vintage": str(vintage), "unit": near.code, "spelling": spelling}


def _worst_first(findings: Iterable[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda one: _SEVERITIES.index(one.severity))


def _changes(changes: pd.DataFrame) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of each kind of change; a missing value is None."""
    if changes.empty:
        return {}
    plain = changes.astype(object).where(changes.notna(), None)
    found: dict[str, Any] = {
        str(kind): rows.to_dict("records") for kind, rows in plain.groupby("change", sort=False)
    }
    return found

"""Whether a sheet has the columns that its template asks for, and any row at all."""

from __future__ import annotations

from collections.abc import Sequence

from indices.findings import Finding, Place
from indices.table import Table


def check_heading(table: Table, names: Sequence[str], required: Sequence[str]) -> list[Finding]:
    """Find unknown, repeated and missing columns.

    Args:
        table: the sheet as read.
        names: the columns of its template.
        required: those that no file may lack.
    """
    return [
        *_unknown_columns(table, names),
        *_repeated_columns(table, names),
        *_missing_columns(table, required),
    ]


def check_rows(table: Table) -> list[Finding]:
    """Find a sheet without rows, such as a template that nobody filled in."""
    if len(table.text):
        return []
    return [_finding(table, "no_rows", "A2", "at least one row under the heading", "no rows")]


def _unknown_columns(table: Table, names: Sequence[str]) -> list[Finding]:
    expected = f"one of the columns {', '.join(names)}"
    return [
        _finding(table, "unknown_column", f"{letter}1", expected, repr(label) if label else "none")
        for letter, label in table.heading
        if label not in names
    ]


def _repeated_columns(table: Table, names: Sequence[str]) -> list[Finding]:
    return [
        _finding(table, "repeated_column", f"{letter}1", "every column once", repr(label))
        for letter, label in table.heading
        if label in names and letter != table.letters[label]
    ]


def _missing_columns(table: Table, required: Sequence[str]) -> list[Finding]:
    labels = [label for _, label in table.heading]
    return [
        _finding(table, "missing_column", "A1", f"a column {name!r}", ", ".join(labels) or "none")
        for name in required
        if name not in labels
    ]


def _finding(table: Table, code: str, cell: str, expected: str, found: str) -> Finding:
    return Finding(code, "blocking", Place(table.file, table.sheet, cell), expected, found)

"""Whether a sheet has the columns that its template asks for, and any row at all."""

from __future__ import annotations

from collections.abc import Sequence

from indices.findings import Finding, Place
from indices.said import Said, as_is, quoted, said
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
    return [
        _finding(
            table, "no_rows", "A2", said("at least one row under the heading"), said("no rows")
        )
    ]


def _unknown_columns(table: Table, names: Sequence[str]) -> list[Finding]:
    expected = said("one of the columns {names}", names=list(names))
    return [
        _finding(table, "unknown_column", f"{letter}1", expected, quoted(label))
        for letter, label in table.heading
        if label not in names
    ]


def _repeated_columns(table: Table, names: Sequence[str]) -> list[Finding]:
    return [
        _finding(table, "repeated_column", f"{letter}1", said("every column once"), quoted(label))
        for letter, label in table.heading
        if label in names and letter != table.letters[label]
    ]


def _missing_columns(table: Table, required: Sequence[str]) -> list[Finding]:
    labels = [label for _, label in table.heading]
    return [
        _finding(
            table,
            "missing_column",
            "A1",
            said("a column {name}", name=repr(name)),
            as_is(", ".join(labels)) if labels else said("no columns"),
        )
        for name in required
        if name not in labels
    ]


def _finding(table: Table, code: str, cell: str, expected: Said, found: Said) -> Finding:
    return Finding(code, "blocking", Place(table.file, table.sheet, cell), expected, found)

"""Imports of people, one by one: their rows, sources and what they restate.

Each function takes the connection of a transaction.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Connection, delete, exists, func, select, update

from indices.catalogue import Source
from indices.database import schema
from indices.database.rows import FIRST_IMPORT, FIRST_IMPORTED_ROW, insert

_NUMBERED = {
    "observation": "observation_id",
    "statistic": "statistic_id",
    "finding": "finding_id",
}


@dataclass(frozen=True)
class StoredImport:
    """One file that somebody imported."""

    import_id: int
    file: str
    index: str
    years: tuple[int, ...]
    n_rows: int
    source: str | None
    imported_at: str
    imported_by: str


def imported_sources(connection: Connection) -> dict[str, Source]:
    """Return the sources that importers named, by code."""
    source = schema.source.c
    statement = (
        select(
            source.source_id,
            func.coalesce(source.url, ""),
            source.publisher,
            source.title,
            func.coalesce(source.published, ""),
            source.kind,
        )
        .where(source.origin == "import")
        .order_by(source.source_id)
    )
    return {row[0]: Source(*row) for row in connection.execute(statement)}


def next_import(connection: Connection) -> int:
    """Return the number of the next import."""
    last = connection.scalar(select(func.max(schema.import_.c.import_id)))
    return max(int(last or 0) + 1, FIRST_IMPORT)


def imports_of(connection: Connection) -> list[StoredImport]:
    """Return what people imported, oldest first."""
    item = schema.import_.c
    statement = select(schema.import_).where(item.origin == "import").order_by(item.import_id)
    return [
        StoredImport(
            row.import_id,
            row.file,
            row.index_code,
            tuple(int(year) for year in (row.years or "").split(";") if year),
            row.n_rows,
            row.source_id,
            row.imported_at,
            row.imported_by,
        )
        for row in connection.execute(statement)
    ]


def sources_of(connection: Connection, imports: Iterable[int]) -> set[str]:
    """Return the sources of the figures of some imports."""
    seen = schema.observation.c
    statement = select(seen.source_id).where(seen.import_id.in_(list(imports))).distinct()
    return set(connection.scalars(statement))


def hand_over(connection: Connection, import_id: int) -> int:
    """Give figures of an import to the next file that states them, too.

    Returns:
        How many stay for that reason.
    """
    table, seen = schema.restated, schema.observation
    own = select(seen.c.observation_id).where(seen.c.import_id == import_id)
    heirs = (
        select(table)
        .where(table.c.observation_id.in_(own), table.c.import_id > import_id)
        .order_by(table.c.import_id)
    )
    first: dict[int, Any] = {}
    for row in connection.execute(heirs):
        first.setdefault(row.observation_id, row)
    for row in first.values():
        connection.execute(
            update(seen)
            .where(seen.c.observation_id == row.observation_id)
            .values(import_id=row.import_id, sheet=row.sheet, cell=row.cell)
        )
        connection.execute(
            delete(table).where(
                table.c.observation_id == row.observation_id, table.c.import_id == row.import_id
            )
        )
    return len(first)


def remove_import(connection: Connection, item: StoredImport) -> None:
    """Delete an import, its rows, and its source where nothing else rests on that."""
    tables = (schema.restated, schema.finding, schema.statistic, schema.observation)
    for table in (*tables, schema.import_):
        connection.execute(delete(table).where(table.c.import_id == item.import_id))
    users = (schema.observation, schema.statistic, schema.import_)
    source = schema.source.c
    connection.execute(
        delete(schema.source).where(
            source.origin == "import",
            *(~exists().where(table.c.source_id == source.source_id) for table in users),
        )
    )


def remove_derived(connection: Connection, import_id: int, year: int) -> None:
    """Delete the sums of an import and year that nobody printed."""
    seen = schema.observation.c
    connection.execute(
        delete(schema.observation).where(
            seen.import_id == import_id, seen.year == year, seen.cell.is_(None)
        )
    )


def file_names(connection: Connection) -> dict[int, str]:
    """Return the name of every file that figures came from, by the number of its import."""
    statement = select(schema.import_.c.import_id, schema.import_.c.file)
    return {row[0]: row[1] for row in connection.execute(statement)}


def add_source(connection: Connection, source: Source) -> None:
    """Store a source that an importer named."""
    connection.execute(
        schema.source.insert(),
        {
            "source_id": source.code,
            "publisher": source.publisher,
            "title": source.title,
            "url": source.url or None,
            "published": source.published or None,
            "kind": source.kind,
            "origin": "import",
        },
    )


def add_import(connection: Connection, row: dict[str, Any]) -> None:
    """Store that a file was imported, by the columns of the table import."""
    connection.execute(schema.import_.insert(), row)


def add_rows(connection: Connection, name: str, rows: pd.DataFrame) -> None:
    """Store rows of an import that stands already; their numbers are given here.

    Args:
        connection: in a transaction.
        name: observation, statistic, finding or restated.
        rows: the columns of that table, but for the number.
    """
    insert(connection, schema.metadata.tables[name], _numbered(connection, name, rows))


def _numbered(connection: Connection, name: str, rows: pd.DataFrame) -> pd.DataFrame:
    column = _NUMBERED.get(name)
    if column is None or rows.empty:
        return rows
    last = connection.scalar(select(func.max(schema.metadata.tables[name].c[column])))
    first = max(int(last or 0) + 1, FIRST_IMPORTED_ROW)
    return rows.assign(**{column: np.arange(first, first + len(rows))})

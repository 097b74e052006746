"""Rows into tables by the fastest way of each database, and the numbers that rows bear."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import chain, islice
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Connection, Integer, Table

from indices.database.schema import metadata

# Files of data/ are numbered anew by every load; what people import keeps its numbers for good.
FIRST_IMPORT = 101
FIRST_IMPORTED_ROW = 10_000_001

# Rows of one INSERT: a tenth faster than one by one, and far below SQLite's limit of 32,766 values.
_BATCH = 100
# From here on making the indexes anew is faster than keeping them.
MANY = 200_000


@contextmanager
def bulk(connection: Connection, many: bool = True) -> Iterator[None]:
    """Make indexes after the rows, which is faster; readers of a SQLite file see neither step.

    On a server dropping an index would lock out the readers until the end of the transaction.

    Args:
        connection: in a transaction.
        many: whether so many rows follow that it is worth it.
    """
    indexes = [index for table in metadata.sorted_tables for index in table.indexes]
    if connection.dialect.name != "sqlite" or not many:
        indexes = []
    for index in indexes:
        index.drop(connection)
    yield
    for index in indexes:
        index.create(connection)


def insert(connection: Connection, table: Table, rows: pd.DataFrame) -> None:
    """Insert the rows of a frame, by the driver's own bulk path.

    Columns in which no row states anything are left out: each costs as much as any other.
    """
    if rows.empty:
        return
    columns = [
        column
        for column in table.columns
        if column.name in rows and rows[column.name].notna().any()
    ]
    quote = connection.dialect.identifier_preparer.quote
    target = f"{quote(table.name)} ({', '.join(quote(column.name) for column in columns)})"
    values = zip(*(values_of(rows[column.name], column.type) for column in columns), strict=True)
    cursor: Any = connection.connection.cursor()
    with closing(cursor):
        if connection.dialect.name == "postgresql":
            with cursor.copy(f"COPY {target} FROM STDIN") as copy:
                for row in values:
                    copy.write_row(row)
        else:
            marks = f"({', '.join('?' * len(columns))})"
            while batch := list(islice(values, _BATCH)):
                statement = f"INSERT INTO {target} VALUES {', '.join([marks] * len(batch))}"
                cursor.execute(statement, tuple(chain.from_iterable(batch)))


def values_of(column: pd.Series[Any], kind: object) -> list[Any]:
    """Return plain Python values, whole where the table wants them whole, None where missing."""
    missing = column.isna().to_numpy()
    if isinstance(kind, Integer):
        numbers = column.to_numpy(dtype="float64", na_value=np.nan)
        values = np.where(missing, 0, numbers).astype("int64")
    else:
        values = column.to_numpy()
    if missing.any():
        values = values.astype(object)
        values[missing] = None
    listed: list[Any] = values.tolist()
    return listed

"""Write everything in one transaction: until it is committed the old database keeps serving."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from itertools import chain, islice
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Connection, Engine, Integer, Table
from sqlalchemy.exc import SQLAlchemyError

from indices.database.engine import (
    safe_url,
    sentence,
    sqlite_path,
    unshared_engine,
    write_engine,
)
from indices.database.errors import DatabaseUnavailable
from indices.database.migrate import migrate
from indices.database.schema import metadata

Content = Mapping[str, pd.DataFrame]

# Rows of one INSERT: a tenth to a fifth faster than one by one, and far below SQLite's limit of
# 32,766 values.
_BATCH = 100


def replace_all(url: str, content: Content) -> None:
    """Replace every row of the database by `content`, or change nothing.

    A SQLite file that does not exist yet is built beside its place and moved there when complete,
    so that no half-made file ever bears its name. Call it while holding `lock.writing`.

    Args:
        url: the database.
        content: a frame for each table of the schema, columns named as there; NaN becomes NULL.

    Raises:
        DatabaseUnavailable: the database cannot be written; it is as it was before.
    """
    path = sqlite_path(url)
    try:
        if path is None or path.exists():
            _write(write_engine(url), content, url)
        else:
            with _beside(path) as unfinished:
                _write(unshared_engine(unfinished), content, url)
    except OSError as error:
        raise DatabaseUnavailable(
            f"The database {safe_url(url)} cannot be written ({error.strerror}); "
            "check the folder and the room on the disk."
        ) from error


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """Give the path to build at; move it into place when all went well, else remove it."""
    unfinished = path.with_name(f"{path.name}.new")
    _remove(unfinished)
    try:
        yield unfinished
        # Side files of a database that somebody deleted would be taken for the new one's.
        _remove(path)
        os.replace(unfinished, path)
    finally:
        _remove(unfinished)


def _remove(path: Path) -> None:
    for suffix in ("", "-wal", "-shm", "-journal"):
        path.with_name(f"{path.name}{suffix}").unlink(missing_ok=True)


def _write(engine: Engine, content: Content, url: str) -> None:
    driver = engine.dialect.loaded_dbapi
    try:
        with engine.begin() as connection:
            migrate(connection, safe_url(url))
            with _bulk(connection):
                for table in reversed(metadata.sorted_tables):
                    connection.execute(table.delete())
                for table in metadata.sorted_tables:
                    insert(connection, table, content[table.name])
    except (SQLAlchemyError, driver.Error) as error:
        raise DatabaseUnavailable(sentence(error, url)) from error
    finally:
        engine.dispose()


@contextmanager
def _bulk(connection: Connection) -> Iterator[None]:
    """Make indexes after the rows, which is faster; readers of a SQLite file see neither step.

    On a server dropping an index would lock out the readers until the end of the transaction.
    """
    indexes = [index for table in metadata.sorted_tables for index in table.indexes]
    if connection.dialect.name != "sqlite":
        indexes = []
    for index in indexes:
        index.drop(connection)
    yield
    for index in indexes:
        index.create(connection)


def insert(connection: Connection, table: Table, rows: pd.DataFrame) -> None:
    """Insert the rows of a frame, by the driver's own bulk path."""
    if rows.empty:
        return
    columns = [column for column in table.columns if column.name in rows]
    quote = connection.dialect.identifier_preparer.quote
    target = f"{quote(table.name)} ({', '.join(quote(column.name) for column in columns)})"
    values = zip(*(_values(rows[column.name], column.type) for column in columns), strict=True)
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


def _values(column: pd.Series[Any], kind: object) -> list[Any]:
    """Return plain Python values, whole where the table wants them whole, None where missing."""
    missing = column.isna().to_numpy()
    if isinstance(kind, Integer):
        whole = column.to_numpy(dtype="float64", na_value=np.nan)
        values = np.where(missing, 0, whole).astype("int64").astype(object)
    else:
        values = column.to_numpy(dtype=object, copy=True)
    values[missing] = None
    listed: list[Any] = values.tolist()
    return listed

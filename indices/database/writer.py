"""Write everything in one transaction: until it is committed the old database keeps serving."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pandas as pd
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from indices.database.engine import (
    safe_url,
    sentence,
    sqlite_path,
    unshared_engine,
    write_engine,
)
from indices.database.errors import DatabaseUnavailable
from indices.database.kept import Kept
from indices.database.migrate import migrate
from indices.database.rows import bulk, insert
from indices.database.schema import metadata
from indices.said import said

Content = Mapping[str, pd.DataFrame]
Finish = Callable[[Connection], None]


def replace_all(url: str, content: Content, finish: Finish) -> None:
    """Replace what came from data/ by `content`, keep imports and overrules, or change nothing.

    A SQLite file that does not exist yet is built beside its place and moved there when complete,
    so that no half-made file ever bears its name. Call it while holding `lock.writing`.

    Args:
        url: the database.
        content: frames for the tables of the schema, columns named as there; NaN becomes NULL.
        finish: what is still to do in the same transaction.

    Raises:
        DatabaseUnavailable: the database cannot be written; it is as it was before.
    """
    path = sqlite_path(url)
    try:
        if path is None or path.exists():
            _write(write_engine(url), content, finish, url)
        else:
            with _beside(path) as unfinished:
                _write(unshared_engine(unfinished), content, finish, url)
    except OSError as error:
        raise DatabaseUnavailable(
            said(
                "The database {where} cannot be written ({why}); check the folder and the room on "
                "the disk.",
                where=safe_url(url),
                why=error.strerror,
            )
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


def _write(engine: Engine, content: Content, finish: Finish, url: str) -> None:
    driver = engine.dialect.loaded_dbapi
    try:
        with engine.begin() as connection:
            migrate(connection, safe_url(url))
            kept = Kept(connection)
            with bulk(connection):
                for table in reversed(metadata.sorted_tables):
                    connection.execute(table.delete())
                for table in metadata.sorted_tables:
                    if table.name in content:
                        insert(connection, table, content[table.name])
                kept.put_back()
            finish(connection)
    except (SQLAlchemyError, driver.Error) as error:
        raise DatabaseUnavailable(sentence(error, url)) from error
    finally:
        engine.dispose()

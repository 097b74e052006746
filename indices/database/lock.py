"""One writer at a time: the second gets a sentence, and a killed one leaves nothing locked."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from indices.database.engine import safe_url, sentence, sqlite_path, write_engine
from indices.database.errors import DatabaseUnavailable
from indices.said import said

# Any number that other programs on the same PostgreSQL server are unlikely to lock.
_ADVISORY_KEY = 798_063_034


@contextmanager
def writing(url: str) -> Iterator[None]:
    """Hold the right to write to a database; the system takes it back when the process ends.

    Raises:
        DatabaseUnavailable: another process holds it, or the folder may not be written.
    """
    path = sqlite_path(url)
    with _file_lock(path, url) if path else _server_lock(url):
        yield


@contextmanager
def _file_lock(path: Path, url: str) -> Iterator[None]:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = path.with_name(f"{path.name}.lock").open("w")
    except OSError as error:
        raise DatabaseUnavailable(
            said(
                "The folder {folder} may not be written ({why}); allow it or name another database "
                "in DATABASE_URL.",
                folder=str(path.parent),
                why=error.strerror,
            )
        ) from error
    with lock:
        if not take(lock):
            raise _busy(url)
        yield


def take(lock: IO[str]) -> bool:
    """Hold an open file against every other process; False when one holds it already."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


@contextmanager
def _server_lock(url: str) -> Iterator[None]:
    engine = write_engine(url)
    try:
        with engine.connect() as connection:
            statement = text("SELECT pg_try_advisory_lock(:key)")
            if not connection.scalar(statement, {"key": _ADVISORY_KEY}):
                raise _busy(url)
            yield
    except SQLAlchemyError as error:
        raise DatabaseUnavailable(sentence(error, url)) from error
    finally:
        # Closing the connection, rather than pooling it, gives the lock back.
        engine.dispose()


def _busy(url: str) -> DatabaseUnavailable:
    return DatabaseUnavailable(
        said(
            "Another load or import is writing to {where}; wait until it has finished and run this "
            "again.",
            where=safe_url(url),
        )
    )

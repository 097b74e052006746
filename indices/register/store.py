"""Open the register: one way to read, one to write, and a sentence for all that can go wrong."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from threading import Lock

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from indices.database.engine import read_engine, sentence, write_engine
from indices.database.errors import DatabaseUnavailable
from indices.database.migrate import current_revision, migrate
from indices.register.folder import Folder
from indices.register.schema import REGISTER
from indices.said import said

_REMEDY = said("put the latest copy of the register's folder in its place")


class Register:
    """What people write, in one SQLite file; made by the first who writes.

    One object serves all threads of a process.
    """

    def __init__(self, path: Path) -> None:
        self.folder = Folder(path)
        self._checked = False
        self._lock = Lock()

    @contextmanager
    def reading(self) -> Iterator[Connection | None]:
        """Give a connection that cannot write; None when nobody has written anything yet.

        Raises:
            DatabaseUnavailable: the register cannot be read.
        """
        if not self.folder.exists:
            yield None
            return
        try:
            with self._reader.connect() as connection:
                revision = None if self._checked else current_revision(connection, REGISTER)
                if self._checked or revision == REGISTER.revision:
                    self._checked = True
                    yield connection
                    return
            if revision is None:
                yield None
                return
            # Made by an older version: bring it forward, then read.
            with self.writing():
                pass
            with self._reader.connect() as connection:
                yield connection
        except SQLAlchemyError as error:
            raise DatabaseUnavailable(sentence(error, self._url, _REMEDY)) from error

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection in a transaction that only one holds at a time, in any process.

        Raises:
            DatabaseUnavailable: the register cannot be written; it is as it was before.
        """
        try:
            self.folder.make()
            with self._writer.begin() as connection:
                if not self._checked:
                    migrate(connection, str(self.folder.database), REGISTER)
                yield connection
            self._checked = True
        except SQLAlchemyError as error:
            raise DatabaseUnavailable(sentence(error, self._url, _REMEDY)) from error
        except OSError as error:
            raise DatabaseUnavailable(
                said(
                    "The register {folder} cannot be written ({why}); allow it or name another "
                    "folder in REGISTER.",
                    folder=str(self.folder.path),
                    why=error.strerror,
                )
            ) from error

    def close(self) -> None:
        """Close every connection."""
        for name in ("_reader", "_writer"):
            if name in self.__dict__:
                self.__dict__.pop(name).dispose()

    @property
    def _url(self) -> str:
        return f"sqlite:///{self.folder.database}"

    @cached_property
    def _reader(self) -> Engine:
        with self._lock:
            return read_engine(self._url)

    @cached_property
    def _writer(self) -> Engine:
        with self._lock:
            return write_engine(self._url)


def now() -> str:
    """Return the time as the register keeps it: ISO 8601, UTC, in seconds."""
    return datetime.now(UTC).isoformat(timespec="seconds")

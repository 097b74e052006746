"""Engines: one that writes, one that only reads, and sentences for everything that can go wrong.

SQLite runs in WAL mode, so that pages read the old figures while new ones are written. The web
process opens the file with `mode=ro` and can damage nothing.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Engine, QueuePool, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, OperationalError, SQLAlchemyError

from indices.database.errors import DatabaseUnavailable
from indices.database.stamp import read_only_mode
from indices.said import Said, said, template

BUSY_SECONDS = 5.0
LOAD = said("run `python -m indices load`")
_ALLOWED = "sqlite:///<file> or postgresql+psycopg://<user>@<host>/<database>"


def parse_url(url: str) -> URL:
    """Return the parsed URL of a SQLite file or a PostgreSQL database.

    Raises:
        DatabaseUnavailable: not a URL, another kind of database, or no file is named.
    """
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise DatabaseUnavailable(
            said("DATABASE_URL cannot be understood; write it as {form}.", form=_ALLOWED)
        ) from error
    backend = parsed.get_backend_name()
    if backend not in ("sqlite", "postgresql"):
        raise DatabaseUnavailable(
            said(
                "DATABASE_URL names the unknown kind of database {kind}; write it as {form}.",
                kind=repr(backend),
                form=_ALLOWED,
            )
        )
    if backend == "sqlite" and parsed.database in (None, "", ":memory:"):
        raise DatabaseUnavailable(
            said("DATABASE_URL names no file; write it as sqlite:///data/build/indices.db.")
        )
    return parsed


def safe_url(url: str) -> str:
    """Return the URL as it may be shown: without password and without query string."""
    parsed = parse_url(url)
    if parsed.get_backend_name() == "sqlite":
        return str(parsed.database)
    return parsed.set(query={}).render_as_string(hide_password=True)


def sqlite_path(url: str) -> Path | None:
    """Return the file of a SQLite URL, None for PostgreSQL.

    Raises:
        DatabaseUnavailable: the URL is wrong or names a folder.
    """
    parsed = parse_url(url)
    if parsed.get_backend_name() != "sqlite":
        return None
    path = Path(str(parsed.database))
    if path.is_dir():
        raise DatabaseUnavailable(
            said("{path} is a folder; name a file in it in DATABASE_URL.", path=str(path))
        )
    return path


def read_engine(url: str) -> Engine:
    """Return an engine that cannot write.

    Nothing is opened yet; a SQLite file that does not exist is said at the first connection.

    Raises:
        DatabaseUnavailable: the URL is wrong or its driver is not installed.
    """
    path = sqlite_path(url)
    if path is None:
        options = {"options": "-c default_transaction_read_only=on"}
        return _create(parse_url(url), connect_args=options, pool_pre_ping=True)
    return _create(
        URL.create("sqlite"), creator=lambda: _connect_read_only(path), poolclass=QueuePool
    )


def write_engine(url: str) -> Engine:
    """Return an engine that writes; on SQLite every transaction takes the write lock at once.

    Raises:
        DatabaseUnavailable: the URL is wrong or its driver is not installed.
    """
    engine = _create(parse_url(url))
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_immediate)
    return engine


def unshared_engine(path: Path) -> Engine:
    """Return an engine for a new SQLite file that nobody else knows yet.

    Nothing has to survive a crash there, so it needs no journal; closing it makes it a WAL database
    that is safely on the disk.
    """
    engine = _create(URL.create("sqlite", database=str(path)))
    event.listen(engine, "connect", _prepare_unshared)
    event.listen(engine, "begin", _begin_immediate)
    event.listen(engine, "close", _finish_unshared)
    return engine


def sentence(error: Exception, url: str, remedy: Said = LOAD) -> Said:
    """Say in one sentence what a database error means and what to do; no password, no SQL.

    Args:
        error: what SQLAlchemy or the driver raised.
        url: the database.
        remedy: what makes the database whole again, as the end of a sentence.
    """
    where = safe_url(url)
    text = str(getattr(error, "orig", None) or error).lower()
    for part, meaning in _MEANINGS:
        if part in text:
            return said(meaning, where=where, load=remedy)
    if isinstance(error, OperationalError) and error.connection_invalidated:
        return said("The database {where} closed the connection; try again.", where=where)
    return said(
        "The database {where} refused the request ({why}); {load}.",
        where=where,
        why=type(error).__name__,
        load=remedy,
    )


_MEANINGS = (
    (
        "locked",
        template("The database {where} is locked by another program; close it and try again."),
    ),
    ("not a database", template("{where} is not a database; move it away and {load}.")),
    ("malformed", template("The database {where} is damaged; move it away and {load}.")),
    ("no such table", template("The database {where} is empty or of another program; {load}.")),
    ("no such column", template("The database {where} is of another version; {load}.")),
    ("undefinedtable", template("The database {where} is empty or of another program; {load}.")),
    (
        "does not exist",
        template("The database {where} is empty or does not exist; create it and {load}."),
    ),
    (
        "readonly",
        template("The database {where} may not be written; allow writing to the file and folder."),
    ),
    ("read-only", template("The database {where} may not be written; allow writing to it.")),
    (
        "unable to open",
        template("The database {where} cannot be opened; check the folder and its rights."),
    ),
    (
        "full",
        template("There is no room left for the database {where}; free some space and try again."),
    ),
    (
        "disk i/o",
        template("The disk failed under the database {where}; check the disk and try again."),
    ),
    (
        "password",
        template("The database {where} refused the user or password; check DATABASE_URL."),
    ),
    ("authentication", template("The database {where} refused the user; check DATABASE_URL.")),
    (
        "connection",
        template("The database {where} cannot be reached; check DATABASE_URL and the server."),
    ),
    ("resolve", template("The server of the database {where} is unknown; check DATABASE_URL.")),
    ("permission denied", template("The user of {where} may not do this; ask its administrator.")),
)


def _create(url: URL, **options: Any) -> Engine:
    try:
        return create_engine(url, **options)
    except NoSuchModuleError as error:
        raise DatabaseUnavailable(
            said(
                "DATABASE_URL names the unknown driver {driver}; write it as {form}.",
                driver=repr(url.drivername),
                form=_ALLOWED,
            )
        ) from error
    except ImportError as error:
        raise DatabaseUnavailable(
            said(
                "The driver for {driver} is not installed; run `pip install 'psycopg[binary]'`.",
                driver=repr(url.drivername),
            )
        ) from error
    except (SQLAlchemyError, TypeError, ValueError) as error:
        raise DatabaseUnavailable(
            said(
                "DATABASE_URL holds an option that is not understood; write it as {form}.",
                form=_ALLOWED,
            )
        ) from error


def _connect_read_only(path: Path) -> sqlite3.Connection:
    if not path.is_file():
        raise DatabaseUnavailable(
            said("The database {where} does not exist; {load}.", where=str(path), load=LOAD)
        )
    return sqlite3.connect(
        f"file:{quote(str(path.absolute()))}?{read_only_mode(path)}",
        uri=True,
        timeout=BUSY_SECONDS,
        check_same_thread=False,
    )


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    # SQLAlchemy's "begin" event starts transactions here; the driver's own habit of opening one
    # before the first INSERT would leave CREATE TABLE outside of it.
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout = {int(BUSY_SECONDS * 1000)}")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA foreign_keys = ON")


def _prepare_unshared(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA cache_size = -65536")
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA foreign_keys = ON")


def _finish_unshared(connection: sqlite3.Connection, _record: object) -> None:
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA journal_mode = WAL")


def _begin_immediate(connection: Any) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")

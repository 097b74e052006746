"""The fingerprint of the inputs that a database was made from, read without SQLAlchemy."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

_PREFIX = "sqlite:///"
_BUSY_SECONDS = 5.0


def stored_fingerprint(url: str) -> str | None:
    """Return the fingerprint of the last load, None when there is none that can be read.

    A load with the same inputs asks this first, so that it ends before anything heavy is imported.
    """
    if url.startswith(_PREFIX):
        return _of_file(Path(url.removeprefix(_PREFIX).partition("?")[0]))
    from sqlalchemy import select
    from sqlalchemy.exc import SQLAlchemyError

    from indices.database.engine import read_engine
    from indices.database.schema import build

    try:
        with read_engine(url).connect() as connection:
            fingerprint: str | None = connection.scalar(select(build.c.fingerprint))
    except SQLAlchemyError:
        return None
    return fingerprint


def _of_file(path: Path) -> str | None:
    if not path.is_file():
        return None
    address = f"file:{quote(str(path.absolute()))}?{read_only_mode(path)}"
    try:
        with closing(sqlite3.connect(address, uri=True, timeout=_BUSY_SECONDS)) as connection:
            row = connection.execute("SELECT fingerprint FROM build").fetchone()
    except sqlite3.Error:
        return None
    return None if row is None else str(row[0])


def read_only_mode(path: Path) -> str:
    """Return the URI options that open a SQLite file for reading only.

    A WAL database needs its side files even for reading; where the folder forbids them and no
    writer left any, nothing can change the file, so it may be opened as immutable.
    """
    frozen = not os.access(path.parent, os.W_OK) and not Path(f"{path}-wal").exists()
    return "mode=ro&immutable=1" if frozen else "mode=ro"

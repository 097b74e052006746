"""A database to ask what an import would do: the served one, or a fresh copy where it is stale."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from indices.build.loading import load, up_to_date
from indices.build.refused import Refused
from indices.database.engine import safe_url, sqlite_path
from indices.said import said


@contextmanager
def fresh_copy(url: str, root: Path) -> Iterator[str]:
    """Give the URL of a database that is made from `root` and holds the imports of `url`.

    Raises:
        Refused: data/ has flaws, or the database is on a server and older than data/.
        CatalogueError, DatabaseUnavailable: as in `load`.
    """
    if up_to_date(url, root):
        yield url
        return
    path = sqlite_path(url)
    if path is None:
        raise Refused(
            said(
                "The database {where} is older than data/; run `python -m indices load` first.",
                where=safe_url(url),
            )
        )
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "indices.db")
        if path.exists() and path.stat().st_size:
            _copy(path, copy)
        loaded = load(f"sqlite:///{copy.as_posix()}", root)
        if loaded.report.blocking:
            raise Refused(loaded.report.of("blocking")[0].sentence())
        yield f"sqlite:///{copy.as_posix()}"


def _copy(path: Path, target: Path) -> None:
    address = f"file:{quote(str(path.absolute()))}?mode=ro"
    with closing(sqlite3.connect(address, uri=True)) as source:
        try:
            with closing(sqlite3.connect(target)) as copy:
                source.backup(copy)
        except sqlite3.DatabaseError:
            # What is no database is said by the load that follows.
            target.write_bytes(path.read_bytes())

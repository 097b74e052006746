"""Load data/: read, harmonise, check, derive, score, write; what people imported stays."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection


from indices.build.choosing import choose_anew
from indices.build.content import make_content
from indices.build.deriving import derive_anew
from indices.build.intake import gather
from indices.build.preparing import known_catalogue
from indices.database.changes import renew_build
from indices.database.imports import imports_of
from indices.database.lock import writing
from indices.database.overrules import resolve_overrules
from indices.database.stamp import stored_fingerprint
from indices.database.writer import replace_all
from indices.findings import Report
from indices.inputs import fingerprint
from indices.reference import DATA


@dataclass(frozen=True)
class Loaded:
    """What a load found and how many rows of data/ it wrote; none when a finding blocks."""

    report: Report
    n_rows: int


def check(root: Path = DATA) -> Report:
    """Check everything below `root` and write nothing.

    Raises:
        CatalogueError: reference, catalogue or corrections cannot be read.
    """
    return gather(root).report


def up_to_date(url: str, root: Path) -> bool:
    """Say whether the database was made from just what stands below `root`."""
    return stored_fingerprint(url) == fingerprint(root)


def load(url: str, root: Path = DATA, locked: bool = False) -> Loaded:
    """Make the database anew from `root`; imports, their sources and overrules stay.

    Args:
        url: the database.
        root: the folder data/.
        locked: whether the caller holds `lock.writing` already.

    Raises:
        CatalogueError: reference, catalogue or corrections cannot be read.
        DatabaseUnavailable: the database cannot be read or written; it is as it was.
    """
    with nullcontext() if locked else writing(url), _uncollected():
        inputs = fingerprint(root)
        gathered = gather(root)
        if gathered.report.blocking:
            return Loaded(gathered.report, 0)
        content = make_content(gathered, inputs)

        def finish(connection: Connection) -> None:
            _with_imports(connection, root)
            renew_build(connection)

        replace_all(url, content, finish)
    return Loaded(gathered.report, sum(map(len, content.values())))


def _with_imports(connection: Connection, root: Path) -> None:
    """Derive and choose anew what imports and overrules bring about among the new rows."""
    imports = imports_of(connection)
    concerned: dict[str, set[int]] = {}
    for index, year in resolve_overrules(connection):
        concerned.setdefault(index, set()).add(year)
    if not imports and not concerned:
        return
    catalogue = known_catalogue(connection, root)
    for item in imports:
        derive_anew(connection, catalogue.indices[item.index], item)
        concerned.setdefault(item.index, set()).update(item.years)
    resolve_overrules(connection)
    for index, years in concerned.items():
        if index in catalogue.indices:
            choose_anew(connection, catalogue, index, years)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Leave cycles alone for a moment: among a million small objects the search costs a tenth."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()

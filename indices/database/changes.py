"""Single changes of a database: an import more or less, scores chosen anew, the build renamed.

Each takes the connection of a transaction; what happens in one transaction is seen at once or not
at all.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sqlalchemy import Connection, bindparam, func, select, update
from sqlalchemy.exc import SQLAlchemyError

from indices import frames
from indices.database import schema
from indices.database.engine import read_engine, sentence, write_engine
from indices.database.errors import DatabaseUnavailable
from indices.database.queries import fetch, scores
from indices.database.rows import values_of
from indices.said import said


@contextmanager
def transaction(url: str) -> Iterator[Connection]:
    """Give a connection whose changes are kept together, or not at all.

    Raises:
        DatabaseUnavailable: the database cannot be written; it is as it was before.
    """
    engine = write_engine(url)
    driver = engine.dialect.loaded_dbapi
    try:
        with engine.begin() as connection:
            yield connection
    except (SQLAlchemyError, driver.Error) as error:
        raise DatabaseUnavailable(sentence(error, url)) from error
    finally:
        engine.dispose()


@contextmanager
def looking(url: str) -> Iterator[Connection]:
    """Give a connection that only reads.

    Raises:
        DatabaseUnavailable: the database cannot be read.
    """
    engine = read_engine(url)
    try:
        with engine.connect() as connection:
            yield connection
    except SQLAlchemyError as error:
        raise DatabaseUnavailable(sentence(error, url)) from error
    finally:
        engine.dispose()


def update_scores(connection: Connection, index: str, fresh: pd.DataFrame) -> int:
    """Bring the score table of an index to what was chosen anew; other rows stay untouched.

    Args:
        connection: in a transaction.
        index: code of the index.
        fresh: SCORE_COLUMNS of whole years.

    Returns:
        How many rows changed.
    """
    years = sorted(set(fresh["year"].tolist()))
    statement = scores(index).where(schema.score.c.year.in_(years))
    stored = fetch(connection, statement, frames.SCORE_COLUMNS)
    size = len(stored)
    cell = np.zeros(size + len(fresh), dtype="int64")
    for name in ("year", "indicator", "vintage", "unit"):
        codes, distinct = pd.factorize(_together(stored[name], fresh[name]))
        cell = cell * len(distinct) + codes
    places = pd.Index(cell[size:]).get_indexer(pd.Index(cell[:size]))
    if size != len(fresh) or (places < 0).any():
        raise DatabaseUnavailable(
            said(
                "The database does not hold all rows of {index}; run `python -m indices load`.",
                index=index,
            )
        )
    ordered = fresh.iloc[places]
    differs = np.zeros(size, dtype=bool)
    for column in frames.SCORE_COLUMNS:
        codes, _ = pd.factorize(_together(stored[column], ordered[column]))
        differs |= codes[:size] != codes[size:]
    changed = ordered[differs]
    if len(changed):
        _update(connection, changed)
    return len(changed)


def _together(one: pd.Series[Any], other: pd.Series[Any]) -> NDArray[np.object_]:
    return np.concatenate([one.to_numpy(dtype=object), other.to_numpy(dtype=object)])


def _update(connection: Connection, rows: pd.DataFrame) -> None:
    """Write rows of the score table over the stored ones, by the driver's own bulk path."""
    names = {
        "index": "index_code",
        "indicator": "indicator_code",
        "unit": "unit_code",
    }
    keys = list(schema.score.primary_key.columns)
    others = [column for column in schema.score.columns if not column.primary_key]
    statement = (
        update(schema.score)
        .where(*(column == bindparam(f"at_{column.name}") for column in keys))
        .values({column.name: bindparam(column.name) for column in others})
        .compile(dialect=connection.dialect)
    )
    stored = rows.rename(columns=names)
    named = statement.positiontup or list(statement.params)
    columns = [name.removeprefix("at_") for name in named]
    values = zip(
        *(values_of(stored[name], schema.score.c[name].type) for name in columns), strict=True
    )
    cursor: Any = connection.connection.cursor()
    with closing(cursor):
        cursor.executemany(
            str(statement),
            values
            if statement.positional
            else (dict(zip(named, row, strict=True)) for row in values),
        )


def renew_build(connection: Connection, fingerprint: str | None = None) -> None:
    """Name the build after its inputs, imports and overrules, and date it by the newest of them.

    So a database that comes back to an earlier state bears that state's name and date again.
    """
    build, imported, overruled = schema.build, schema.import_.c, schema.overrule.c
    if fingerprint is None:
        fingerprint = str(connection.scalar(select(build.c.fingerprint)))
    digest = hashlib.sha256(fingerprint.encode())
    imports = (
        select(imported.import_id, imported.file, imported.sha256, imported.imported_at)
        .where(imported.origin == "import")
        .order_by(imported.import_id)
    )
    overrules = select(schema.overrule).order_by(overruled.overrule_id)
    for statement in (imports, overrules):
        for row in connection.execute(statement):
            digest.update(f"{tuple(row)}\n".encode())
    times = [
        connection.scalar(select(func.max(imported.imported_at))),
        connection.scalar(select(func.max(overruled.made_at))),
    ]
    connection.execute(
        update(build).values(
            build_id=digest.hexdigest(), built_at=max(time for time in times if time)
        )
    )

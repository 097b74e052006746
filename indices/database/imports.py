"""Files that people imported: read back before a load, so that their figures survive it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Select, func, literal, select, union_all
from sqlalchemy.exc import SQLAlchemyError

from indices.database import schema
from indices.database.engine import read_engine, sentence, sqlite_path
from indices.database.errors import DatabaseUnavailable
from indices.database.migrate import current_revision

_SAME = (
    "score decimals max_points rank rank_of grade standard_error lower upper respondents "
    "precision status remark sheet cell"
).split()


@dataclass(frozen=True)
class StoredImport:
    """One imported file as the database keeps it; `rows` are its figures as they were checked."""

    file: str
    sha256: str
    index: str
    imported_at: str
    imported_by: str
    rows: pd.DataFrame


def stored_imports(url: str) -> list[StoredImport]:
    """Return the imported files of a database, oldest first; none when there is no database.

    Raises:
        DatabaseUnavailable: the database cannot be read.
    """
    path = sqlite_path(url)
    if path is not None and not path.exists():
        return []
    engine = read_engine(url)
    try:
        with engine.connect() as connection:
            return _read(connection)
    except SQLAlchemyError as error:
        raise DatabaseUnavailable(sentence(error, url)) from error
    finally:
        engine.dispose()


def _read(connection: Connection) -> list[StoredImport]:
    if current_revision(connection) is None:
        return []
    imports = schema.import_.c
    statement = select(schema.import_).where(imports.origin == "import").order_by(imports.import_id)
    return [
        StoredImport(
            row.file,
            row.sha256,
            row.index_code,
            row.imported_at,
            row.imported_by,
            _rows(connection, row.import_id),
        )
        for row in connection.execute(statement)
    ]


def _rows(connection: Connection, import_id: int) -> pd.DataFrame:
    """Return the figures that stood in the file; derived sums are made anew."""
    statement = union_all(_observations(import_id), _statistics(import_id))
    answer = connection.execute(statement)
    return pd.DataFrame(answer.all(), columns=list(answer.keys()), dtype=object)


def _observations(import_id: int) -> Select[Any]:
    seen = schema.observation.c
    return select(
        seen.year,
        seen.unit_code.label("unit"),
        seen.indicator_code.label("indicator"),
        seen.source_id.label("source"),
        *(seen[name] for name in _SAME),
    ).where(seen.import_id == import_id, seen.cell.is_not(None))


def _statistics(import_id: int) -> Select[Any]:
    """Return figures of the whole country in the shape of observations."""
    seen = schema.statistic.c
    stated: dict[str, Any] = {"score": seen.value}
    return select(
        seen.year,
        (literal("NATIONAL_") + func.upper(seen.statistic)).label("unit"),
        seen.indicator_code.label("indicator"),
        seen.source_id.label("source"),
        *(
            stated.get(name, seen[name] if name in seen else literal(None)).label(name)
            for name in _SAME
        ),
    ).where(seen.import_id == import_id)

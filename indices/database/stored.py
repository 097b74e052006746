"""Figures as they are stored, as frames for comparing new ones and for choosing anew.

Rows with the same text share it, so that a million rows stay small.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Connection, Float, Integer, Select, cast, func, literal, select

from indices.database import schema

_BATCH = 20_000
_FIGURES = (
    "score decimals max_points rank rank_of grade standard_error lower upper respondents "
    "precision status"
).split()
_PLACE = ("remark", "sheet", "cell")
_NUMBERS = {"year", "vintage", "import_id", "observation_id"} | set(_FIGURES) - {
    "grade",
    "precision",
    "status",
}
NATIONAL = "NATIONAL_"


def known_figures(
    connection: Connection,
    index: str,
    years: Iterable[int] | None = None,
    sources: Iterable[str] | None = None,
    places: bool = True,
) -> pd.DataFrame:
    """Return the observations of an index, oldest first.

    Args:
        connection: an open connection.
        index: code of the index.
        years: only these; all when None.
        sources: only these; all when None.
        places: with remark, sheet and cell, which take the most room.

    Returns:
        observation_id, import_id, year, vintage, unit, indicator, source, kind, published, the
        figures, `is_derived` (nobody printed it) and the places. Numbers are float64, texts object.
    """
    seen = schema.observation.c
    statement = _of(seen, index, years, sources).order_by(seen.observation_id)
    columns = [
        seen.observation_id,
        seen.import_id,
        seen.year,
        seen.vintage,
        seen.unit_code.label("unit"),
        seen.indicator_code.label("indicator"),
        seen.source_id.label("source"),
        schema.source.c.kind,
        schema.source.c.published,
        *(seen[name] for name in _FIGURES),
        seen.cell.is_(None).label("is_derived"),
    ]
    columns += [seen[name] for name in _PLACE] if places else []
    return _fetch(connection, statement.with_only_columns(*columns))


def count_figures(connection: Connection, index: str) -> dict[int, int]:
    """Return how many observations of an index are stored, by year."""
    seen = schema.observation.c
    statement = select(seen.year, func.count()).where(seen.index_code == index).group_by(seen.year)
    return {int(year): int(count) for year, count in connection.execute(statement)}


def known_statistics(connection: Connection, index: str, years: Iterable[int]) -> pd.DataFrame:
    """Return means, minima and maxima of the country in the shape of `known_figures`.

    Their units are NATIONAL_MEAN, NATIONAL_MIN and NATIONAL_MAX, their observation_id is NaN.
    """
    seen = schema.statistic.c
    stated: dict[str, Any] = {"score": seen.value, "grade": literal(None)}
    columns = [
        cast(None, Integer).label("observation_id"),
        seen.import_id,
        seen.year,
        cast(None, Float).label("vintage"),
        (literal(NATIONAL) + func.upper(seen.statistic)).label("unit"),
        seen.indicator_code.label("indicator"),
        seen.source_id.label("source"),
        schema.source.c.kind,
        schema.source.c.published,
        *(
            stated.get(name, seen[name] if name in seen else literal(None)).label(name)
            for name in _FIGURES
        ),
        literal(False).label("is_derived"),
        *(seen[name] for name in _PLACE),
    ]
    statement = _of(seen, index, years, None).where(seen.statistic != "grade_count")
    return _fetch(connection, statement.order_by(seen.statistic_id).with_only_columns(*columns))


def missing_reasons(connection: Connection, index: str) -> pd.DataFrame:
    """Return year, unit, indicator and reason of the stated gaps of an index."""
    gone = schema.missing.c
    statement = select(
        gone.year,
        gone.unit_code.label("unit"),
        gone.indicator_code.label("indicator"),
        gone.reason,
    ).where(gone.index_code == index)
    return _fetch(connection, statement).astype({"year": "int64"})


def grade_counts(connection: Connection, index: str) -> pd.DataFrame | None:
    """Return year, grade and n_units; None where no source counts grades."""
    seen = schema.statistic.c
    statement = (
        select(seen.year, seen.grade, seen.value.label("n_units"))
        .where(seen.index_code == index, seen.statistic == "grade_count")
        .order_by(seen.statistic_id)
    )
    rows = connection.execute(statement).all()
    if not rows:
        return None
    return pd.DataFrame(rows, columns=["year", "grade", "n_units"]).astype({"year": "int64"})


def _of(
    seen: Any, index: str, years: Iterable[int] | None, sources: Iterable[str] | None
) -> Select[Any]:
    statement = (
        select(seen.source_id)
        .join(schema.source, schema.source.c.source_id == seen.source_id)
        .where(seen.index_code == index)
    )
    if years is not None:
        statement = statement.where(seen.year.in_(sorted({int(year) for year in years})))
    if sources is not None:
        statement = statement.where(seen.source_id.in_(sorted(set(sources))))
    return statement


def _fetch(connection: Connection, statement: Select[Any]) -> pd.DataFrame:
    """Read in batches, column by column, from the driver's own rows."""
    batches: list[dict[str, Any]] = []
    with connection.execute(statement) as answer:
        names = list(answer.keys())
        while answer.cursor and (rows := answer.cursor.fetchmany(_BATCH)):
            columns = zip(names, zip(*rows, strict=True), strict=True)
            batches.append({name: _array(name, values) for name, values in columns})
    if not batches:
        return pd.DataFrame({name: _array(name, ()) for name in names})
    return pd.DataFrame(
        {name: np.concatenate([batch[name] for batch in batches]) for name in names}
    )


def _array(name: str, values: Sequence[Any]) -> Any:
    if name == "is_derived":
        return np.array(values, dtype=bool)
    if values.count(None) == len(values):
        return np.full(len(values), np.nan if name in _NUMBERS else None)
    if name in _NUMBERS:
        return np.array(values, dtype="float64")
    texts = np.array(values, dtype=object)
    if name == "cell":
        return texts
    codes, distinct = pd.factorize(texts)
    return np.append(distinct, np.array([None]))[codes]

"""Every SELECT of the product: one statement per question, and the frame made of its rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Select,
    Subquery,
    Table,
    and_,
    func,
    literal,
    select,
)

from indices import frames
from indices.database import schema
from indices.frames import Columns

Values = Sequence[Any] | None

# Columns of a frame whose name in the database differs.
_NAMES = {
    "index": "index_code",
    "unit": "unit_code",
    "indicator": "indicator_code",
    "source": "source_id",
    "observation": "observation_id",
    "overrule": "overrule_id",
}
# An import's own origin says where a figure is from; sources have an origin of their own.
_ORIGINS = (schema.import_, schema.source)
_FACT = ("index_code", "year", "vintage", "unit_code", "indicator_code")
# More than people work through; a list of a million would stop the pages.
MOST_RIVALS = 60_000
_SOURCE = ("publisher", "title", "url", "published", "kind")


def build() -> Select[Any]:
    """The one row that says which build of the data this is."""
    return select(schema.build.c.build_id, schema.build.c.built_at)


def scores(index: str) -> Select[Any]:
    """All rows of the score table of one index, in the order of its primary key."""
    score = schema.score.c
    return (
        select(*_columns(schema.score, frames.SCORE_COLUMNS))
        .where(score.index_code == index)
        .order_by(score.year, score.indicator_code, score.vintage, score.unit_code)
    )


def observations(
    index: Values, year: Values, unit: Values, indicator: Values, file: Values
) -> Select[Any]:
    """Observations with their source and file, oldest first; None filters nothing."""
    seen = schema.observation.c
    wanted = _within(
        (seen.index_code, index),
        (seen.year, year),
        (seen.unit_code, unit),
        (seen.indicator_code, indicator),
        (schema.import_.c.file, file),
    )
    return _observations().where(*wanted)


def rivals() -> Select[Any]:
    """Observations of facts that have several, and lone ones that are disputed or rejected.

    The newest years come first into MOST_RIVALS observations; `uncompared` counts the other facts.
    """
    seen, facts = schema.observation.c, _several()
    same_fact = (facts.c[name] == seen[name] for name in _FACT)
    doubtful = facts.c.n_until.is_(None) & (seen.status != "accepted")
    return (
        _observations()
        .join(facts, and_(*same_fact), isouter=True)
        .where((facts.c.n_until <= MOST_RIVALS) | doubtful)
    )


def uncompared() -> Select[Any]:
    """How many facts with several observations `rivals` leaves out."""
    facts = _several()
    return select(func.count()).select_from(facts).where(facts.c.n_until > MOST_RIVALS)


def _several() -> Subquery:
    """Facts with several observations, and how many these are until each, the newest year first."""
    score = schema.score.c
    keys = [score[name] for name in _FACT]
    order = [score.year.desc(), *keys]
    n_until = func.sum(score.n_observations).over(order_by=order).label("n_until")
    return select(*keys, n_until).where(score.n_observations > 1).subquery()


def statistics(index: Values, year: Values) -> Select[Any]:
    """Figures of the whole country (mean, min, max) and published counts of grades."""
    figure = schema.statistic.c
    return (
        select(*_columns(schema.statistic, frames.STATISTIC_COLUMNS, schema.source))
        .join_from(schema.statistic, schema.source)
        .where(*_within((figure.index_code, index), (figure.year, year)))
        .order_by(figure.index_code, figure.year, figure.statistic_id)
    )


def missing(index: Values, year: Values, unit: Values, indicator: Values) -> Select[Any]:
    """Stated reasons for figures that do not exist."""
    gone = schema.missing.c
    wanted = _within(
        (gone.index_code, index),
        (gone.year, year),
        (gone.unit_code, unit),
        (gone.indicator_code, indicator),
    )
    return (
        select(*_columns(schema.missing, frames.MISSING_COLUMNS))
        .where(*wanted)
        .order_by(gone.index_code, gone.year, gone.unit_code, gone.indicator_code)
    )


def covariates() -> Select[Any]:
    """Population and economy of the units."""
    return _whole(schema.covariate, frames.COVARIATE_COLUMNS)


def targets() -> Select[Any]:
    """The city's own targets."""
    return _whole(schema.target, frames.TARGET_COLUMNS)


def tours() -> Select[Any]:
    """Stops of the study tours."""
    return _whole(schema.tour_stop, frames.TOUR_COLUMNS)


def imports() -> Select[Any]:
    """The files that were read, with their digests."""
    return _whole(schema.import_, frames.IMPORT_COLUMNS)


def overrules() -> Select[Any]:
    """Editors' choices against the rule."""
    return _whole(schema.overrule, frames.OVERRULE_COLUMNS)


def findings() -> Select[Any]:
    """What the checks found when the data were loaded."""
    return select(*_columns(schema.finding, frames.FINDING_COLUMNS)).order_by(
        schema.finding.c.finding_id
    )


def sources() -> Select[Any]:
    """All sources with the number of their observations."""
    counted = (
        select(schema.observation.c.source_id, func.count().label("n"))
        .group_by(schema.observation.c.source_id)
        .subquery()
    )
    return (
        select(
            schema.source.c.source_id,
            *(schema.source.c[name] for name in _SOURCE),
            func.coalesce(counted.c.n, 0),
        )
        .join_from(
            schema.source, counted, counted.c.source_id == schema.source.c.source_id, isouter=True
        )
        .order_by(schema.source.c.source_id)
    )


def imported_sources() -> Select[Any]:
    """The sources that importers named, uncounted, which takes no time."""
    source = schema.source.c
    return (
        select(source.source_id, *(source[name] for name in _SOURCE), literal(0))
        .where(source.origin == "import")
        .order_by(source.source_id)
    )


def coverage() -> Select[Any]:
    """For every index, year and indicator: units, scores, ranks, and why others have no score."""
    score = schema.score.c
    keys = (score.index_code, score.year, score.indicator_code)
    counts = [func.count(), func.count(score.score), func.count(score.rank)]
    reasons = [
        func.count().filter(score.missing_reason == reason)
        for reason in ("withheld", "not_surveyed", "unit_did_not_exist")
    ]
    return select(*keys, *counts, *reasons).group_by(*keys).order_by(*keys)


def fetch(connection: Connection, statement: Select[Any], columns: Columns) -> pd.DataFrame:
    """Run a statement whose columns stand in the order of `columns`; an empty result keeps types.

    Built column by column: pandas' own reader takes about three times as long for frames of a few
    thousand rows, and keeps a copy of every repeated text.
    """
    rows = connection.execute(statement).fetchall()
    taken = list(zip(*rows, strict=True)) or [()] * len(columns)
    return pd.DataFrame(
        {
            name: _array(values, dtype)
            for (name, dtype), values in zip(columns.items(), taken, strict=True)
        }
    )


def _array(values: Sequence[Any], dtype: str) -> Any:
    if dtype == "int64":
        return np.array(values, dtype="int64")
    if dtype == "str":
        codes, uniques = pd.factorize(np.array(values, dtype=object))
        return pd.array(uniques, dtype="str").take(codes, allow_fill=True)
    numbers = np.array(values, dtype="float64")
    if dtype == "float64":
        return numbers
    gone = np.isnan(numbers)
    return pd.arrays.IntegerArray(np.where(gone, 0, numbers).astype("int64"), gone)


def _observations() -> Select[Any]:
    seen, chosen = schema.observation.c, schema.overrule.c
    *columns, overruled = frames.OBSERVATION_COLUMNS
    named = dict.fromkeys(columns, "")
    return (
        select(*_columns(schema.observation, named, *_ORIGINS), chosen.reason.label(overruled))
        .join_from(schema.observation, schema.source)
        .join(schema.import_, schema.import_.c.import_id == seen.import_id)
        .join(schema.overrule, chosen.observation_id == seen.observation_id, isouter=True)
        .order_by(
            seen.index_code, seen.year, seen.unit_code, seen.indicator_code, seen.observation_id
        )
    )


def _whole(table: Table, columns: Columns) -> Select[Any]:
    return select(*_columns(table, columns)).order_by(*table.primary_key.columns)


def _columns(table: Table, columns: Columns, *joined: Table) -> list[Column[Any]]:
    """Return the columns of a frame, each from the first table that has it."""
    tables = (table, *joined)
    return [
        next(
            candidate.c[known]
            for candidate in tables
            for known in (_NAMES.get(name, name),)
            if known in candidate.c
        )
        for name in columns
    ]


def _within(*pairs: tuple[Column[Any], Values]) -> list[ColumnElement[bool]]:
    return [column.in_(values) for column, values in pairs if values is not None]

"""What others gained: points and places won over comparable years, beyond what all units won.

The road of a host teaches more than its position, but a year in which everybody rose says nothing
about one of them; so the median change of all units over the same years is taken off. A year counts
only where at least half of the units are known then and now: the median of a few would mislead.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from indices.analysis.arrays import Floats, Integers
from indices.analysis.field import Field, make_field
from indices.catalogue import Index

HORIZON = 3
ENOUGH = 0.5


@dataclass(frozen=True, eq=False)
class Gains:
    """Changes of all units since their first known comparable year; shape (units, indicators).

    Attributes:
        points: change of the score; NaN where no comparable year is known.
        extra: the same less the median change of all units over the same years.
        places: places won among the units known in both years; NaN likewise.
        since: the first of the two years; 0 where there is none.
        window: per indicator, the usable comparable years before the year, newest first.
    """

    points: Floats
    extra: Floats
    places: Floats
    since: Integers
    window: tuple[tuple[int, ...], ...]


def gains(scores: pd.DataFrame, index: Index, table: Field, year: int) -> Gains:
    """Measure what every unit gained on the indicators of a field.

    Args:
        scores: SCORE_COLUMNS of the index with the years before.
        index: knows breaks.
        table: units × indicators of `year`.
        year: the later year. At most HORIZON years are looked back.
    """
    window = [_window(index, one.code, year) for one in table.indicators]
    shape = table.scores.shape
    points, extra, places = (np.full(shape, np.nan) for _ in range(3))
    since = np.zeros(shape, dtype=np.int64)
    usable: list[list[int]] = [[] for _ in window]
    # Newest year first: an older known year then replaces it.
    for before in sorted({one for years in window for one in years}, reverse=True):
        old = _aligned(scores, index.code, before, table)
        open_ = np.array([before in years for years in window])
        both = ~np.isnan(old) & ~np.isnan(table.scores) & open_
        for column in np.flatnonzero(both.any(axis=0)):
            rows = both[:, column]
            if rows.sum() < ENOUGH * len(rows):
                continue
            usable[column].append(before)
            now, then = table.scores[rows, column], old[rows, column]
            points[rows, column] = now - then
            extra[rows, column] = now - then - np.median(now - then)
            places[rows, column] = _above(then) - _above(now)
            since[rows, column] = before
    return Gains(points, extra, places, since, tuple(map(tuple, usable)))


def _window(index: Index, code: str, year: int) -> tuple[int, ...]:
    indicator = index.indicator(code)
    return tuple(
        before
        for before in range(year - 1, year - HORIZON - 1, -1)
        if before in index.years
        and indicator.exists_in(before)
        and index.comparable(before, year, code)
    )


def _aligned(scores: pd.DataFrame, index: str, year: int, table: Field) -> Floats:
    """Return scores of another year in the rows of the table."""
    earlier = make_field(scores, index, year, table.indicators)
    rows = [earlier.row(unit) for unit in table.units]
    padded = np.vstack([earlier.scores, np.full(len(table.indicators), np.nan)])
    aligned: Floats = padded[rows]
    return aligned


def _above(values: Floats) -> Integers:
    """Return for each value how many are greater."""
    above: Integers = (values[None, :] > values[:, None]).sum(axis=1)
    return above

"""What others gained: points and places won over comparable years, beyond what all units won.

The road of a host teaches more than its position, but a year in which everybody rose says nothing
about one of them; so the median change of all units over the same years is taken off. A year counts
only where at least half of the units are known then and now: the median of a few would mislead.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from indices.analysis.arrays import Floats, Integers, medians
from indices.analysis.cube import Cube
from indices.analysis.field import Field
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


def gains(cube: Cube, index: Index, table: Field, year: int) -> Gains:
    """Measure what every unit gained on the indicators of a field.

    Args:
        cube: of the index.
        index: knows breaks.
        table: units × indicators of `year`.
        year: the later year. At most HORIZON years are looked back.
    """
    codes = [one.code for one in table.indicators]
    window = [_window(index, code, year) for code in codes]
    shape = table.scores.shape
    points, extra, places = (np.full(shape, np.nan) for _ in range(3))
    since = np.zeros(shape, dtype=np.int64)
    usable: list[list[int]] = [[] for _ in window]
    # Newest year first: an older known year then replaces it.
    for before in sorted({one for years in window for one in years}, reverse=True):
        old = cube.values("score")[cube.block(before, table.units, codes)]
        open_ = np.array([before in years for years in window])
        both = ~np.isnan(old) & ~np.isnan(table.scores) & open_
        n = both.sum(axis=0)
        enough = (n > 0) & (n >= ENOUGH * len(both))
        both &= enough
        for column in np.flatnonzero(enough).tolist():
            usable[column].append(before)
        now, then = (np.where(both, values, np.nan) for values in (table.scores, old))
        won = now - then
        points[both] = won[both]
        extra[both] = (won - medians(won))[both]
        places[both] = (_above(then) - _above(now))[both]
        since[both] = before
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


def _above(values: Floats) -> Integers:
    """Return for each value how many of its column are greater."""
    # Along the last axis, which is counted several times as fast.
    columns = np.ascontiguousarray(values.T)
    above: Integers = (columns[:, None] > columns[:, :, None]).sum(axis=2).T
    return above

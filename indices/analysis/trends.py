"""Trends in words, and who moved most, over comparable years only.

The rule of the words is printed beside them: the least-squares line through the newest comparable
years must rise or fall by 1 % of the scale, or the trend is called stable. It is a description of
published figures, not a test: where standard errors are published, a change may still be chance.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import overload

import numpy as np

from indices.analysis.arrays import Flags, Floats, Integers
from indices.analysis.cube import Cube
from indices.analysis.ranking import competition_ranks
from indices.catalogue import Index

# A line needs three points, and five years are what leaders mean by a trend.
FEWEST, MOST = 3, 5
# Share of the scale that the line must rise or fall over its years.
THRESHOLD = 0.01

IMPROVING, STABLE, DECLINING = "improving", "stable", "declining"
TOO_SHORT = "too_short"


@dataclass(frozen=True)
class Trend:
    """One indicator of one unit over comparable years.

    Attributes:
        indicator: code.
        word: improving, stable, declining, or too_short where fewer than three years are known.
        years: the years behind it, none missing between them.
        change: what the line rises over these years, in points; None where it is too short.
        threshold: the change from which a trend is no longer stable, in points.
        width: points between the lowest and the highest possible score.
    """

    indicator: str
    word: str
    years: tuple[int, ...]
    change: float | None
    threshold: float
    width: float


@dataclass(frozen=True)
class Move:
    """One unit's change between the first and the last of comparable years; place 1 is the best."""

    unit: str
    first_year: int
    last_year: int
    before: float
    after: float
    place: int

    @property
    def change(self) -> float:
        """Points gained."""
        return self.after - self.before


@dataclass(frozen=True, eq=False)
class Moves(Sequence[Move]):
    """Moves of many units as arrays of the shape (moves,): few of them are looked at one by one.

    `order` holds the place of each unit among `units`; the others are as in `Move`.
    """

    units: Sequence[str]
    order: Integers
    years: tuple[int, ...]
    before: Floats
    after: Floats
    places: Floats

    def __len__(self) -> int:
        return len(self.order)

    def of(self, unit: str) -> Move | None:
        """Return the move of a unit, None where it has none."""
        codes = [self.units[place] for place in self.order.tolist()]
        return self[codes.index(unit)] if unit in codes else None

    @overload
    def __getitem__(self, place: int) -> Move: ...
    @overload
    def __getitem__(self, place: slice) -> list[Move]: ...
    def __getitem__(self, place: int | slice) -> Move | list[Move]:
        """Return one move, or several of them."""
        if isinstance(place, slice):
            return [self[one] for one in range(len(self))[place]]
        return Move(
            self.units[self.order[place]],
            self.years[0],
            self.years[-1],
            float(self.before[place]),
            float(self.after[place]),
            int(self.places[place]),
        )


def trends(
    cube: Cube, index: Index, unit: str, indicators: Sequence[str], year: int
) -> list[Trend]:
    """Return the trend of each indicator up to a year.

    Args:
        cube: of the index.
        index: knows breaks and scales.
        unit: code of the unit.
        indicators: codes of indicators that exist in `year`.
        year: the last year that counts; a break or an unknown year before it ends the run.
    """
    own = cube.values("score")[:, cube.unit(unit)]
    return [_trend(own[:, cube.indicator(code)], cube, index, code, year) for code in indicators]


def _trend(own: Floats, cube: Cube, index: Index, indicator: str, year: int) -> Trend:
    years = _run(index, indicator, year, cube, ~np.isnan(own))
    low, high = index.scale(indicator, year)
    threshold = THRESHOLD * (high - low)
    if len(years) < FEWEST:
        return Trend(indicator, TOO_SHORT, years, None, threshold, high - low)
    at = np.array(years) - np.mean(years)
    slope = float(at @ own[[cube.year(one) for one in years]] / (at @ at))
    change = slope * (years[-1] - years[0])
    word = STABLE if abs(change) < threshold else IMPROVING if change > 0 else DECLINING
    return Trend(indicator, word, years, change, threshold, high - low)


def moves(cube: Cube, index: Index, indicator: str, year: int) -> Moves:
    """Return every unit's change over the comparable years that end in a year.

    All units are compared between the same two years: the first of the run in which any unit is
    known, and `year`. Whoever lacks one of them is left out.

    Args:
        cube: of the index.
        index: knows the breaks.
        indicator: code of the indicator.
        year: the last year.

    Returns:
        The most improved first, ties alike; empty where the year begins a new method.
    """
    scores = cube.values("score")[:, :, cube.indicator(indicator)]
    years = _run(index, indicator, year, cube, ~np.isnan(scores).all(axis=1))
    if len(years) < 2:
        nobody, nothing = np.empty(0, dtype=np.int64), np.empty(0)
        return Moves(cube.units, nobody, (), nothing, nothing, nothing)
    before, after = scores[cube.year(years[0])], scores[cube.year(years[-1])]
    known = np.flatnonzero(~np.isnan(after - before))
    # Stable, so that ties stay in the order of codes.
    order = known[np.argsort((before - after)[known], kind="stable")]
    places = competition_ranks((after - before)[order])
    return Moves(cube.units, order, years, before[order], after[order], places)


def _run(index: Index, indicator: str, year: int, cube: Cube, known: Flags) -> tuple[int, ...]:
    """Return the known years that end in `year`, without a break or a gap, at most MOST of them.

    `known` says of each year of the cube whether it is known.
    """
    years: list[int] = []
    first = max(index.comparable_since(year, indicator), year - MOST + 1)
    for one in range(year, first - 1, -1):
        if not known[cube.year(one)] or not index.indicator(indicator).exists_in(one):
            break
        years.insert(0, one)
    return tuple(years)

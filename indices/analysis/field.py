"""One index and year as a matrix of units × indicators, and the best of each indicator."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from indices.analysis.absence import NOT_FOUND, NOT_RANKED
from indices.analysis.arrays import Flags, Floats, Texts
from indices.catalogue import Indicator


@dataclass(frozen=True)
class Field:
    """Scores of all units; every array has the shape (units, indicators).

    `scores` is NaN where unknown, `reasons` says why; `first` marks rank 1, however it came about,
    `disputed` figures that their sources contradict.
    """

    units: list[str]
    indicators: list[Indicator]
    scores: Floats
    reasons: Texts
    first: Flags
    disputed: Flags

    def row(self, unit: str) -> int:
        """Return the row of a unit, −1 when the year has no such unit."""
        return self.units.index(unit) if unit in self.units else -1

    def complete(self) -> Flags:
        """Say for each indicator whether every ranked unit has a score; shape (indicators,)."""
        known = ~np.isnan(self.scores)
        accounted = known.copy()
        accounted[~known] = np.isin(self.reasons[~known], NOT_RANKED)
        return np.logical_and(accounted.all(axis=0), known.any(axis=0))

    def leaders(self) -> Flags:
        """Mark the units with the highest score of each indicator.

        Only where it is known to be the highest: every ranked unit has a score, or the unit that a
        source ranks first has one.
        """
        known, complete = ~np.isnan(self.scores), self.complete()
        highest = np.where(known, self.scores, -np.inf).max(axis=0, initial=-np.inf)
        leaders: Flags = np.where(complete, self.scores == highest, self.first & known)
        return leaders

    def best(self) -> tuple[Floats, list[list[str]]]:
        """Return the highest score of each indicator, NaN where there is none, and whose it is."""
        leaders = self.leaders()
        units: list[list[str]] = [[] for _ in self.indicators]
        for column, row in np.argwhere(leaders.T).tolist():
            units[column].append(self.units[row])
        highest = np.where(leaders, self.scores, -np.inf).max(axis=0, initial=-np.inf)
        return np.where(leaders.any(axis=0), highest, np.nan), units


def make_field(scores: pd.DataFrame, index: str, year: int, indicators: list[Indicator]) -> Field:
    """Lay out the score table of one index and year.

    Args:
        scores: SCORE_COLUMNS; rows of other indices, years and indicators are passed over.
        index: code of the index.
        year: the year measured.
        indicators: the columns of the field, in this order.
    """
    own = (scores["index"].to_numpy() == index) & (scores["year"].to_numpy() == year)
    found, units = pd.factorize(scores["unit"].to_numpy()[own])
    order = np.argsort(units)
    row = np.argsort(order)[found]
    column = _columns(scores["indicator"].to_numpy()[own], indicators)
    inside = column >= 0
    place, taken = (row[inside], column[inside]), own.nonzero()[0][inside]

    def laid_out(values: Any, empty: Any) -> Any:
        matrix = np.full((len(units), len(indicators)), empty)
        matrix[place] = values[taken]
        return matrix

    rank = scores["rank"].to_numpy("float64", na_value=np.nan)
    return Field(
        units=units[order].tolist(),
        indicators=indicators,
        scores=laid_out(scores["score"].to_numpy(), np.nan),
        reasons=laid_out(scores["missing_reason"].to_numpy(), np.array(NOT_FOUND, dtype=object)),
        first=laid_out(rank == 1, False),
        disputed=laid_out(scores["status"].to_numpy() == "disputed", False),
    )


def _columns(codes: Any, indicators: list[Indicator]) -> Any:
    """Return the place of each code among the indicators, −1 where it is none of them."""
    kind, found = pd.factorize(codes)
    places = {item.code: place for place, item in enumerate(indicators)}
    return np.array([places.get(code, -1) for code in found], dtype=np.intp)[kind]

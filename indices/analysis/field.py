"""One index and year as a matrix of units × indicators, and the best of each indicator."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from indices.analysis.absence import NOT_RANKED
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
        accounted[~known] = [reason in NOT_RANKED for reason in self.reasons[~known].tolist()]
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

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
        accounted: Flags = known | np.isin(self.reasons, NOT_RANKED)
        return np.logical_and(accounted.all(axis=0), known.any(axis=0))

    def leaders(self) -> Flags:
        """Mark the units with the highest score of each indicator.

        Only where it is known to be the highest: every ranked unit has a score, or the unit that a
        source ranks first has one.
        """
        known = np.where(np.isnan(self.scores), -np.inf, self.scores)
        highest = known.max(axis=0, initial=-np.inf)
        by_score = self.complete()[None, :] & (self.scores == highest)
        leaders: Flags = np.where(self.complete(), by_score, self.first & ~np.isnan(self.scores))
        return leaders


def make_field(scores: pd.DataFrame, index: str, year: int, indicators: list[Indicator]) -> Field:
    """Lay out the score table of one index and year.

    Args:
        scores: SCORE_COLUMNS; rows of other indices, years and indicators are passed over.
        index: code of the index.
        year: the year measured.
        indicators: the columns of the field, in this order.
    """
    own = scores[((scores["index"] == index) & (scores["year"] == year)).to_numpy()]
    row, units = pd.factorize(own["unit"], sort=True)
    column = pd.Index([item.code for item in indicators]).get_indexer(pd.Index(own["indicator"]))
    inside = column >= 0
    place = (row[inside], column[inside])

    def laid_out(name: str, empty: Any) -> Any:
        matrix = np.full((len(units), len(indicators)), empty)
        matrix[place] = own[name].to_numpy()[inside]
        return matrix

    reasons = laid_out("missing_reason", np.array(NOT_FOUND, dtype=object))
    return Field(
        units=[str(unit) for unit in units],
        indicators=indicators,
        scores=laid_out("score", np.nan),
        reasons=reasons,
        first=laid_out("rank", np.array(None, dtype=object)) == 1,
        disputed=laid_out("status", np.array(None, dtype=object)) == "disputed",
    )

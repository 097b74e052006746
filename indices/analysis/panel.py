"""Complete figures of all units over comparable years around a tour, and who ran alike before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from indices.analysis.arrays import Floats, Integers
from indices.catalogue import Index

# Level and course cannot be told apart by one year, so matching asks for two.
LEAST_BEFORE = 2


@dataclass(frozen=True, eq=False)
class Panel:
    """Scores of the units that have all years; shape (units, years), years before first."""

    units: tuple[str, ...]
    before: tuple[int, ...]
    after: tuple[int, ...]
    scores: Floats

    @property
    def changes(self) -> Floats:
        """Mean after less mean before, shape (units,)."""
        n = len(self.before)
        changes: Floats = self.scores[:, n:].mean(axis=1) - self.scores[:, :n].mean(axis=1)
        return changes

    @property
    def earlier(self) -> Floats:
        """Scores of the years before."""
        return self.scores[:, : len(self.before)]


def window(index: Index, code: str, first_after: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the comparable years before and from `first_after` on; empty where it has none."""
    runs = [run for run in index.segments(code) if first_after in run]
    years = runs[0] if runs else []
    before = tuple(year for year in years if year < first_after)
    after = tuple(year for year in years if year >= first_after)
    return before, after


def make_panel(
    scores: pd.DataFrame, code: str, before: Sequence[int], after: Sequence[int]
) -> Panel:
    """Lay out an indicator; a unit that lacks any of the years is left out.

    Args:
        scores: SCORE_COLUMNS of one index.
        code: of the indicator.
        before: years before the tour.
        after: years after it.
    """
    years = [*before, *after]
    rows = scores[((scores["indicator"] == code) & scores["year"].isin(years)).to_numpy()]
    wide = rows.pivot_table("score", "unit", "year", aggfunc="first").reindex(columns=years)
    known = wide.dropna()
    units = tuple(str(unit) for unit in known.index)
    return Panel(units, tuple(before), tuple(after), known.to_numpy("float64"))


def nearest(earlier: Floats, row: int, n: int, left_out: Sequence[int] = ()) -> Integers:
    """Return the rows of the n units whose years before are nearest to one unit's.

    Distance is the root mean square over the years; ties go to the earlier row.

    Args:
        earlier: shape (units, years before).
        row: of the unit itself, never among the answer.
        n: how many.
        left_out: further rows that must not be taken.
    """
    distance = np.sqrt(((earlier - earlier[row]) ** 2).mean(axis=1))
    distance[[row, *left_out]] = np.inf
    order = np.argsort(distance, kind="stable")[:n]
    found: Integers = order[np.isfinite(distance[order])]
    return found

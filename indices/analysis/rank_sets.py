"""Confidence sets for ranks, from scores with standard errors.

After Mogstad, Romano, Shaikh and Wilhelm, "Inference for Ranks with Applications to Mobility across
Neighbourhoods and Academic Achievement across Countries", Review of Economic Studies 91 (2024):
all differences that matter are tested together, and a rank is as uncertain as the number of those
whose sign stays open. Step-down after Romano and Wolf, Econometrica 73 (2005): settled signs leave
the maximum, and the rest is tested again. Every unit is surveyed on its own, so that errors of two
units are independent; scores of some hundred respondents are taken for normal.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from indices.analysis.arrays import Flags, Floats, Integers

LEVEL = 0.95
DRAWS = 5_000
SEED = 20190919
# Simulated differences that are kept instead of made again: 40 MB.
KEPT = 5_000_000


@dataclass(frozen=True, eq=False)
class Noise:
    """Simulated errors of estimation behind every critical value of the same standard errors.

    Attributes:
        errors: standard errors, shape (units,), all positive.
        draws: how many surveys are simulated.
        seed: of the simulation, so that the same data give the same sets.
    """

    errors: Floats
    draws: int = DRAWS
    seed: int = SEED

    @cached_property
    def values(self) -> Floats:
        """Errors of estimation, shape (units, draws)."""
        normal = np.random.default_rng(self.seed).standard_normal((len(self.errors), self.draws))
        return normal * self.errors[:, None]

    @cached_property
    def spreads(self) -> Floats:
        """Standard error of each difference; one on the diagonal, which nobody tests."""
        spreads: Floats = np.hypot(self.errors[:, None], self.errors[None, :])
        np.fill_diagonal(spreads, 1.0)
        return spreads

    def studentised(self, scores: Floats) -> Floats:
        """Return each unit's distance to each other in standard errors, shape (units, units)."""
        distances: Floats = (scores[:, None] - scores[None, :]) / self.spreads
        return distances

    def first_critical(self, level: float, unit: int | None = None) -> float:
        """Return the critical value while no sign is settled, which the errors alone decide.

        Args:
            level: one minus the probability that any sign is wrong.
            unit: whose differences are tested together; None for those of all pairs.
        """
        key = level, unit
        if key not in self._first:
            units = range(len(self.errors)) if unit is None else [unit]
            peak = np.full(self.draws, -np.inf)
            for one in units:
                np.maximum(peak, np.abs(self.centred(one)).max(axis=0), out=peak)
            self._first[key] = float(np.quantile(peak, level))
        return self._first[key]

    @cached_property
    def _first(self) -> dict[tuple[float, int | None], float]:
        return {}

    def centred(self, unit: int) -> Floats:
        """Return the simulated studentised differences of a unit to all, shape (units, draws)."""
        if self._pairs is not None:
            kept: Floats = self._pairs[unit]
            return kept
        differences: Floats = self.values[unit] - self.values
        differences /= self.spreads[unit][:, None]
        return differences

    @cached_property
    def _pairs(self) -> Floats | None:
        """The differences of all pairs, where they are few enough to be kept."""
        if len(self.errors) ** 2 * self.draws > KEPT:
            return None
        pairs: Floats = (self.values[:, None] - self.values) / self.spreads[:, :, None]
        return pairs


def against_others(
    scores: Floats, noise: Noise, unit: int, level: float = LEVEL
) -> tuple[Flags, Flags]:
    """Settle above whom one unit stands and below whom, its differences being tested together.

    Args:
        scores: shape (units,), known for every unit.
        noise: simulated errors of these units.
        unit: row of the unit.
        level: one minus the probability that any sign is wrong.

    Returns:
        Two flags per unit: the unit stands above it, below it. Neither: cannot be told apart.
    """
    statistic = noise.studentised(scores)[unit]
    others = np.arange(len(scores)) != unit
    above, below = np.zeros_like(others), np.zeros_like(others)
    critical = noise.first_critical(level, unit)
    while True:
        higher = others & ~above & (statistic > critical)
        lower = others & ~below & (-statistic > critical)
        if not (higher.any() or lower.any()):
            return above, below
        above |= higher
        below |= lower
        centred = noise.centred(unit)
        highest = centred[others & ~above].max(axis=0, initial=-np.inf)
        lowest = centred[others & ~below].min(axis=0, initial=np.inf)
        critical = float(np.quantile(np.maximum(highest, -lowest), level))


def rank_sets(scores: Floats, noise: Noise, level: float = LEVEL) -> Integers:
    """Return for each unit the best and the worst rank it may have: its marginal confidence set.

    Each set holds the unit's true rank with at least the given probability; it speaks of one unit
    at a time, not of all sets together.

    Args:
        scores: shape (units,), known for every unit.
        noise: simulated errors of these units.
        level: probability with which a set holds the rank.

    Returns:
        Shape (units, 2): best rank, worst rank.
    """
    found = np.empty((len(scores), 2), dtype=np.int64)
    for unit in range(len(scores)):
        above, below = against_others(scores, noise, unit, level)
        found[unit] = 1 + below.sum(), len(scores) - above.sum()
    return found


def settled_pairs(scores: Floats, noise: Noise, level: float = LEVEL) -> Flags:
    """Settle which unit stands above which, all pairs of units being tested together.

    Arguments as in `rank_sets`.

    Returns:
        Shape (units, units), true where the row's unit stands above the column's; with at least the
        given probability not one of these signs is wrong.
    """
    distances = noise.studentised(scores)
    is_open = ~np.eye(len(scores), dtype=bool)
    above = np.zeros_like(is_open)
    critical = noise.first_critical(level)
    while True:
        settled = is_open & (distances > critical)
        if not settled.any():
            return above
        above |= settled
        is_open &= ~settled
        peak = np.full(noise.draws, -np.inf)
        for unit in np.flatnonzero(is_open.any(axis=1)).tolist():
            np.maximum(peak, noise.centred(unit)[is_open[unit]].max(axis=0), out=peak)
        critical = float(np.quantile(peak, level))


def joint_rank_sets(above: Flags) -> Integers:
    """Return the simultaneous confidence sets: with the given probability all hold together.

    Args:
        above: of `settled_pairs`.

    Returns:
        Shape (units, 2): best rank, worst rank.
    """
    best = 1 + above.sum(axis=0)
    worst = len(above) - above.sum(axis=1)
    return np.column_stack([best, worst])


def may_be_in_top(above: Flags, k: int) -> Flags:
    """Mark the units that may be among the k best (the paper's set of the τ best).

    With at least the given probability the set holds all k truly best units: a unit is outside it
    when k others are settled to stand above it.

    Args:
        above: of `settled_pairs`.
        k: how many best units are meant.
    """
    possible: Flags = np.less(above.sum(axis=0), k)
    return possible

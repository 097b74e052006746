"""Confidence sets for ranks, from scores with standard errors.

After Mogstad, Romano, Shaikh and Wilhelm, "Inference for Ranks with Applications to Mobility across
Neighbourhoods and Academic Achievement across Countries", Review of Economic Studies 91 (2024):
all differences that matter are tested together, and a rank is as uncertain as the number of those
whose sign stays open. Step-down after Romano and Wolf, Econometrica 73 (2005): settled signs leave
the maximum, and the rest is tested again. Every unit is surveyed on its own, so that errors of two
units are independent; scores of some hundred respondents are taken for normal.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from indices.analysis.arrays import Flags, Floats, Integers

LEVEL = 0.95
DRAWS = 5_000
SEED = 20190919
# Draws that are compared at once: of 63 units they fit into the processor's cache.
BLOCK = 1_000


@dataclass(frozen=True, eq=False)
class Peak:
    """The largest of all differences tested in each draw; critical values of all and of fewer.

    The largest of fewer differences is no larger than that of all. So the draws in which the latter
    is largest hold the quantile of the former, too, and few draws have to be looked at.

    Attributes:
        values: shape (draws,).
    """

    values: Floats

    @cached_property
    def order(self) -> Integers:
        """The draws, the one with the smallest value first."""
        order: Integers = np.argsort(self.values)
        return order

    @cached_property
    def ordered(self) -> Floats:
        """The values in ascending order."""
        return self.values[self.order]

    def of_all(self, level: float) -> float:
        """Return the critical value while no sign is settled, which the errors alone decide."""
        return self._quantile(self.ordered, level)

    def of_fewer(self, level: float, largest: Callable[[Integers], Floats]) -> float:
        """Return the critical value of what is still tested.

        Args:
            level: one minus the probability that any sign is wrong.
            largest: returns the largest difference that is still tested in some draws.
        """
        n_draws = len(self.values)
        needed = n_draws - int(level * (n_draws - 1))
        count = min(2 * needed, n_draws)
        while True:
            found = np.sort(largest(self.order[-count:]))
            if count == n_draws or found[-needed] >= self.ordered[-count - 1]:
                return self._quantile(found, level)
            count = min(2 * count, n_draws)

    def _quantile(self, largest: Floats, level: float) -> float:
        """Interpolate a quantile over all draws in the largest values, given in ascending order."""
        n_draws = len(self.values)
        places = np.arange(n_draws - len(largest), n_draws)
        return float(np.interp(level * (n_draws - 1), places, largest))


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
    def scales(self) -> Floats:
        """One over the standard error of each difference, as dividing takes thrice as long."""
        scales: Floats = 1 / np.hypot(self.errors[:, None], self.errors[None, :])
        return scales

    @cached_property
    def peaks(self) -> list[Peak]:
        """Each unit's studentised differences to all others, by the largest one in a draw."""
        return [Peak(largest) for largest in self._largest]

    @cached_property
    def peak(self) -> Peak:
        """Those of all pairs of units."""
        return Peak(self._largest.max(axis=0))

    @cached_property
    def _largest(self) -> Floats:
        """Each unit's largest difference to any other in each draw, (units, draws)."""
        largest: Floats = np.zeros_like(self.values)
        for begin in range(0, self.draws, BLOCK):
            values, found = (one[:, begin : begin + BLOCK] for one in (self.values, largest))
            for unit in range(len(values) - 1):
                # What a unit differs from another is what that one differs from it.
                rest = slice(unit + 1, None)
                differences = values[unit] - values[rest]
                differences *= self.scales[unit, rest, None]
                np.abs(differences, out=differences)
                np.maximum(found[unit], differences.max(axis=0), out=found[unit])
                np.maximum(found[rest], differences, out=found[rest])
        return largest

    def studentised(self, scores: Floats) -> Floats:
        """Return each unit's distance to each other in standard errors, shape (units, units)."""
        distances: Floats = (scores[:, None] - scores[None, :]) * self.scales
        return distances

    def centred(self, unit: int, draws: Integers) -> Floats:
        """Return the simulated studentised differences of a unit to all, shape (units, draws)."""
        values = self.values[:, draws]
        differences: Floats = values[unit] - values
        differences *= self.scales[unit][:, None]
        return differences


def against_others(scores: Floats, noise: Noise, level: float = LEVEL) -> Integers:
    """Settle above whom each unit stands and below whom, its differences being tested together.

    Args:
        scores: shape (units,), known for every unit.
        noise: simulated errors of these units.
        level: one minus the probability that any sign of one unit is wrong.

    Returns:
        Shape (units, units): 1 where the row's unit stands above the column's, -1 where below it,
        0 where they cannot be told apart.
    """
    distances = noise.studentised(scores)
    return np.array([_signs(noise, unit, row, level) for unit, row in enumerate(distances)])


def _signs(noise: Noise, unit: int, statistic: Floats, level: float) -> Integers:
    others = np.arange(len(statistic)) != unit
    above, below = np.zeros_like(others), np.zeros_like(others)
    peak = noise.peaks[unit]

    def largest(draws: Integers) -> Floats:
        centred = noise.centred(unit, draws)
        highest = centred[others & ~above].max(axis=0, initial=-np.inf)
        lowest = centred[others & ~below].min(axis=0, initial=np.inf)
        most: Floats = np.maximum(highest, -lowest)
        return most

    critical = peak.of_all(level)
    while True:
        higher = others & ~above & (statistic > critical)
        lower = others & ~below & (-statistic > critical)
        if not (higher.any() or lower.any()):
            signs: Integers = above.astype(np.int64) - below
            return signs
        above |= higher
        below |= lower
        critical = peak.of_fewer(level, largest)


def rank_sets(signs: Integers) -> Integers:
    """Return for each unit the best and the worst rank it may have: its marginal confidence set.

    Each set holds the unit's true rank with at least the given probability; it speaks of one unit
    at a time, not of all sets together.

    Args:
        signs: of `against_others`.

    Returns:
        Shape (units, 2): best rank, worst rank.
    """
    return np.column_stack([1 + (signs < 0).sum(axis=1), len(signs) - (signs > 0).sum(axis=1)])


def settled_pairs(scores: Floats, noise: Noise, level: float = LEVEL) -> Flags:
    """Settle which unit stands above which, all pairs of units being tested together.

    Args:
        scores: shape (units,), known for every unit.
        noise: simulated errors of these units.
        level: one minus the probability that any sign is wrong.

    Returns:
        Shape (units, units), true where the row's unit stands above the column's; with at least the
        given probability not one of these signs is wrong.
    """
    distances = noise.studentised(scores)
    is_open = ~np.eye(len(scores), dtype=bool)
    above = np.zeros_like(is_open)

    def largest(draws: Integers) -> Floats:
        found = np.full(len(draws), -np.inf)
        for unit in np.flatnonzero(is_open.any(axis=1)).tolist():
            np.maximum(found, noise.centred(unit, draws)[is_open[unit]].max(axis=0), out=found)
        return found

    critical = noise.peak.of_all(level)
    while True:
        settled = is_open & (distances > critical)
        if not settled.any():
            return above
        above |= settled
        is_open &= ~settled
        critical = noise.peak.of_fewer(level, largest)


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

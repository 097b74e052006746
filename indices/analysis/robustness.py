"""How much ranks depend on the method: the same parts put together in many other ways.

Uncertainty analysis of a composite indicator (step 7 of the *Handbook on Constructing Composite
Indicators*, OECD/JRC, 2008; Saisana, Saltelli and Tarantola, "Uncertainty and sensitivity analysis
techniques as tools for the quality assessment of composite indicators", *Journal of the Royal
Statistical Society A* 168, 2005). It says nothing about errors of measurement: a rank that no
method moves may still be chance.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from indices.analysis.aggregation import aggregate_arithmetic, aggregate_geometric
from indices.analysis.arrays import Floats, Integers
from indices.analysis.composition import Composition
from indices.analysis.normalisation import NORMALISATIONS
from indices.analysis.rank_sets import LEVEL
from indices.analysis.ranking import NOISE_DECIMALS, competition_ranks

DRAWS = 2_000
SEED = 20190920
MEANS = ("arithmetic", "geometric")
# How far Dirichlet weights are from the published ones. NEAR: around them, by about 30 % of each
# (standard deviation); ANY: every set of weights is as likely as any other.
NEAR, ANY = "near", "any"
CONCENTRATION = 10.0


@dataclass(frozen=True, eq=False)
class Methods:
    """Many ways to put parts together, one a draw.

    Attributes:
        weights: shape (draws, parts), each row adding up to 1.
        normalisation: place in NORMALISATIONS, shape (draws,).
        mean: place in MEANS, shape (draws,).
        left_out: place of the part that is left out, −1 for none, shape (draws,).
    """

    weights: Floats
    normalisation: Integers
    mean: Integers
    left_out: Integers

    @cached_property
    def effective(self) -> Floats:
        """Weights without the part that is left out, adding up to 1 again."""
        places = np.arange(self.weights.shape[1])
        kept = np.where(places == self.left_out[:, None], 0.0, self.weights)
        weights: Floats = kept / kept.sum(axis=1, keepdims=True)
        return weights


@dataclass(frozen=True, eq=False)
class Variation:
    """Ranks under many methods beside those of the published method.

    Attributes:
        composition: units and parts.
        published: rank of each unit by the sum of its points, among these units; shape (units,).
        ranks: shape (units, draws).
        level: share of the draws that `bounds` holds at least.
    """

    composition: Composition
    published: Integers
    ranks: Integers
    level: float = LEVEL

    @cached_property
    def counts(self) -> Integers:
        """How many draws give each unit each rank, (units, units): rank 1 in the first column."""
        n_units = len(self.ranks)
        cells = self.ranks + np.arange(-1, n_units**2 - 1, n_units)[:, None]
        counts: Integers = np.bincount(cells.ravel(order="K"), minlength=n_units**2)
        return counts.reshape(n_units, n_units)

    @cached_property
    def bounds(self) -> Integers:
        """Lowest and highest rank between which each unit lies at the level, (units, 2)."""
        last = self.ranks.shape[1] - 1
        tail = math.floor(last * (1 - self.level) / 2)
        return np.column_stack([self._rank_at(tail), self._rank_at(last - tail)])

    @cached_property
    def median(self) -> Integers:
        """Median rank over the draws, the better of two middle ones; shape (units,)."""
        return self._rank_at((self.ranks.shape[1] - 1) // 2)

    def _rank_at(self, place: int) -> Integers:
        """Return each unit's rank at a place of its draws in ascending order, (units,)."""
        ranks: Integers = 1 + (self.counts.cumsum(axis=1) <= place).sum(axis=1)
        return ranks

    @cached_property
    def distances(self) -> Integers:
        """Places between each rank and the published one of each unit, laid out as `counts`."""
        distances: Integers = np.abs(np.arange(1, len(self.ranks) + 1) - self.published[:, None])
        return distances

    @cached_property
    def shift(self) -> Floats:
        """Mean absolute distance from the published rank, in places; shape (units,)."""
        shift: Floats = (self.counts * self.distances).sum(axis=1) / self.ranks.shape[1]
        return shift

    def within(self, places: int) -> Floats:
        """Return the share of draws within so many places of the published rank, (units,)."""
        near = np.where(self.distances <= places, self.counts, 0).sum(axis=1)
        shares: Floats = near / self.ranks.shape[1]
        return shares

    def frequencies(self, unit: str) -> dict[int, float]:
        """Return the share of draws in which a unit has each rank, best first, without zeros."""
        own = self.counts[self.composition.units.index(unit)]
        places = own.nonzero()[0]
        shares = own[places] / self.ranks.shape[1]
        return dict(zip((places + 1).tolist(), shares.tolist(), strict=True))


def draw_methods(
    composition: Composition, spread: str = NEAR, draws: int = DRAWS, seed: int = SEED
) -> Methods:
    """Draw methods at random: weights, normalisation, mean and the part left out, all together.

    Args:
        composition: the parts.
        spread: "near" or "any": how far weights may be from the published ones.
        draws: how many methods.
        seed: so that the same data give the same ranks.
    """
    return _drawn(tuple(concentrations(composition, spread).tolist()), draws, seed)


@lru_cache(maxsize=8)
def _drawn(concentration: tuple[float, ...], draws: int, seed: int) -> Methods:
    """Years whose parts weigh the same share their methods."""
    random = np.random.default_rng(seed)
    return Methods(
        weights=random.dirichlet(concentration, draws),
        normalisation=random.integers(len(NORMALISATIONS), size=draws),
        mean=random.integers(len(MEANS), size=draws),
        left_out=random.integers(-1, len(concentration), size=draws),
    )


def concentrations(composition: Composition, spread: str) -> Floats:
    """Return the parameters of the Dirichlet distribution of the weights, shape (parts,)."""
    if spread == ANY:
        return np.ones(len(composition.parts))
    return CONCENTRATION * len(composition.parts) * composition.weights


def published_method(composition: Composition, draws: int = 1) -> Methods:
    """Return the publisher's method, so many times: parts in points, added up."""
    return Methods(
        weights=np.tile(composition.weights, (draws, 1)),
        normalisation=np.zeros(draws, dtype="int64"),
        mean=np.zeros(draws, dtype="int64"),
        left_out=np.full(draws, -1),
    )


def ranks_under(composition: Composition, methods: Methods) -> Integers:
    """Return every unit's rank under every method, shape (units, draws).

    Raises:
        NoComposition: a normalised value is not above 0, so that it has no geometric mean.
    """
    weights = methods.effective
    results = np.empty((len(weights), len(composition.units)))
    for place, parts in enumerate(composition.normalised):
        for mean, aggregate in enumerate((aggregate_arithmetic, aggregate_geometric)):
            here = (methods.normalisation == place) & (methods.mean == mean)
            if here.any():
                results[here] = aggregate(parts, weights[here]).T
    return _ranks(results)


def vary_methods(
    composition: Composition, spread: str = NEAR, draws: int = DRAWS, seed: int = SEED
) -> Variation:
    """Rank all units by many methods drawn at random; arguments as in `draw_methods`.

    Raises:
        NoComposition: see `ranks_under`.
    """
    methods = draw_methods(composition, spread, draws, seed)
    published = ranks_under(composition, published_method(composition))[:, 0]
    return Variation(composition, published, ranks_under(composition, methods))


def _ranks(results: Floats) -> Integers:
    """Rank the units of each draw, the highest first, ties sharing the best rank.

    Sorted instead of compared pair by pair, which takes ten times as long for thousands of draws;
    only the few draws in which units tie are compared. Equal sums differ in the last digits only by
    the order of adding.

    Args:
        results: shape (draws, units).

    Returns:
        Shape (units, draws).
    """
    n_draws, n_units = results.shape
    # A whole number that ends in the place of its unit: values alone are sorted in half of the time
    # that their order takes.
    bits = n_units.bit_length()
    scaled = results * -(10.0**NOISE_DECIMALS)
    values = np.rint(scaled, out=scaled).astype("int64")
    values <<= bits
    values |= np.arange(n_units)
    values.sort(axis=1)
    units = values & ((1 << bits) - 1)
    # Small whole numbers are counted many times as fast, and draw by draw they are written in half
    # of the time.
    laid_out = np.empty(n_draws * n_units, dtype="int16")
    units += n_units * np.arange(n_draws)[:, None]
    laid_out[units.ravel()] = np.tile(np.arange(1, n_units + 1, dtype="int16"), n_draws)
    ranks = laid_out.reshape(n_draws, n_units).T
    values >>= bits
    tied = np.unique(np.flatnonzero(values[:, 1:] == values[:, :-1]) // (n_units - 1))
    ranks[:, tied] = competition_ranks(results[tied].T)
    return ranks

"""How far the order of hosts hangs on the weights: rank intervals over weights near the user's."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from indices.analysis.arrays import Floats, Integers
from indices.analysis.destinations import Destinations, ordered
from indices.analysis.ranking import NOISE_DECIMALS

DRAWS, SEED = 400, 20221201
# With it a weight that is a third of the whole lies between about 0.2 and 0.5 in 90 of 100 draws.
CONCENTRATION = 20.0
SHARE = 0.9
# Of all draws in order, the ones next to both ends of the share.
_EDGES = [round(DRAWS * (1 - SHARE) / 2) - 1, round(DRAWS * (1 + SHARE) / 2) - 1]

# Bits of a host's place, and of its rank: there may be as many hosts as any country has units.
_HALF = 16


def rank_ranges(found: Destinations) -> Integers:
    """Return the best and the worst rank of each host in SHARE of all draws; 0 without a rank.

    Weights are drawn from a Dirichlet distribution whose mean is the user's weights, so that their
    sum stays; a weight of zero stays zero. The seed is fixed: the same question, the same answer.

    Returns:
        Shape (hosts, 2).
    """
    net = _net_of_draws(found)
    if net is None:
        return np.column_stack([found.rank, found.rank])
    counted = np.flatnonzero(~found.unknown)
    places, ranks = ordered(net[:, counted])
    # Sorted all at once, host by host: whole numbers, the host in the upper half, the rank below.
    placed = np.sort((places << _HALF | ranks).astype(np.uint32), axis=None)
    ends = np.zeros((len(found.hosts), 2), dtype=np.int64)
    ends[counted] = placed.reshape(len(counted), DRAWS)[:, _EDGES] & ((1 << _HALF) - 1)
    # The user's own weights are among the possible ones.
    ends[:, 0] = np.minimum(ends[:, 0], found.rank)
    ends[:, 1] = np.maximum(ends[:, 1], found.rank)
    return ends


def rank_range(found: Destinations, place: int) -> tuple[int, int]:
    """Return the row of `rank_ranges` for one host, without ranking the others."""
    rank, net = int(found.rank[place]), _net_of_draws(found)
    if net is None or not rank:
        return rank, rank
    values = np.round(net, NOISE_DECIMALS)
    placed = 1 + np.count_nonzero(values[:, ~found.unknown] > values[:, [place]], axis=1)
    best, worst = np.sort(placed)[_EDGES].tolist()
    return min(best, rank), max(worst, rank)


def _net_of_draws(found: Destinations) -> Floats | None:
    """Return the value of each host, shape (draws, hosts); None where nothing can be drawn."""
    positive = found.weights > 0
    if positive.sum() < 2:
        # Between one weight and itself there is nothing to draw.
        return None
    total = float(found.weights.sum())
    shares = found.weights[positive] / total
    drawn = np.zeros((DRAWS, len(found.weights)))
    drawn[:, positive] = total * _drawn(tuple((shares * CONCENTRATION).tolist()))
    net: Floats = found.value_of(drawn) - found.wishes.day * np.nan_to_num(found.days)
    return net


@lru_cache(maxsize=32)
def _drawn(concentration: tuple[float, ...]) -> Floats:
    """Years in which as many indicators weigh the same share their draws."""
    return np.random.default_rng(SEED).dirichlet(concentration, DRAWS)

"""How far the order of hosts hangs on the weights: rank intervals over weights near the user's."""

from __future__ import annotations

import numpy as np

from indices.analysis.arrays import Integers
from indices.analysis.destinations import Destinations, ranks

DRAWS, SEED = 400, 20221201
# With it a weight that is a third of the whole lies between about 0.2 and 0.5 in 90 of 100 draws.
CONCENTRATION = 20.0
SHARE = 0.9


def rank_ranges(found: Destinations) -> Integers:
    """Return the best and the worst rank of each host in SHARE of all draws; 0 without a rank.

    Weights are drawn from a Dirichlet distribution whose mean is the user's weights, so that their
    sum stays; a weight of zero stays zero. The seed is fixed: the same question, the same answer.

    Returns:
        Shape (hosts, 2).
    """
    counted = ~found.unknown
    positive = found.weights > 0
    total = float(found.weights.sum())
    if positive.sum() < 2:
        # Between one weight and itself there is nothing to draw.
        return np.column_stack([found.rank, found.rank])
    shares = found.weights[positive] / total
    drawn = np.zeros((DRAWS, len(found.weights)))
    random = np.random.default_rng(SEED)
    drawn[:, positive] = total * random.dirichlet(shares * CONCENTRATION, DRAWS)
    net = found.value_of(drawn) - found.wishes.day * np.nan_to_num(found.days)
    placed = ranks(net, np.broadcast_to(counted, net.shape))
    edges = ((1 - SHARE) / 2, (1 + SHARE) / 2)
    best, worst = np.quantile(placed, edges, axis=0, method="closest_observation")
    ends: Integers = np.column_stack([best, worst]).astype(np.int64)
    # The user's own weights are among the possible ones.
    ends[:, 0] = np.minimum(ends[:, 0], found.rank)
    ends[:, 1] = np.maximum(ends[:, 1], found.rank)
    return ends

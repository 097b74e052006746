"""How often confidence sets of ranks hold the truth, over simulated data sets."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from indices.analysis.ranking import competition_ranks
from indices.analysis.uncertainty import LEVEL, TOP, may_be_in_top, rank_sets


@dataclass(frozen=True)
class Coverage:
    """Shares of data sets in which the sets hold the truth.

    Attributes:
        nominal: the level that is promised.
        marginal: the true rank of a unit lies in its set, on average over the units.
        top: all truly best units are marked.
    """

    nominal: float
    marginal: float
    top: float


def rank_set_coverage(
    data_sets: int = 2_000, units: int = 63, draws: int = 1_000, seed: int = 63
) -> Coverage:
    """Simulate surveys of units with known scores and count how often their sets are right.

    True scores and standard errors are spread about as in PAPI 2019: a standard deviation of
    1.5 points, and errors from 0.2 to 0.9 points.

    Args:
        data_sets: how many surveys are simulated.
        units: how many units each has.
        draws: simulated errors behind each critical value.
        seed: of everything.
    """
    random = np.random.default_rng(seed)
    truth = random.normal(44, 1.5, units)
    errors = random.uniform(0.2, 0.9, units)
    ranks = competition_ranks(truth)
    top = min(TOP, units // 2)
    marginal = held = 0.0
    for number in range(data_sets):
        scores = random.normal(truth, errors)
        best, worst = rank_sets(scores, errors, LEVEL, draws, number).T
        marginal += float(((best <= ranks) & (ranks <= worst)).mean())
        held += float(may_be_in_top(scores, errors, top, LEVEL, draws, number)[ranks <= top].all())
    return Coverage(LEVEL, marginal / data_sets, held / data_sets)

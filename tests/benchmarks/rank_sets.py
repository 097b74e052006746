"""How often confidence sets of ranks hold the truth, over simulated data sets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from indices.analysis.rank_sets import (
    LEVEL,
    Noise,
    against_others,
    joint_rank_sets,
    may_be_in_top,
    rank_sets,
    settled_pairs,
)
from indices.analysis.ranking import competition_ranks
from indices.analysis.uncertainty import TOP
from tests.benchmarks.budgets import Measured

# Nominal coverage minus one percentage point.
SLACK = 0.01


@dataclass(frozen=True)
class Coverage:
    """Shares of data sets in which the sets hold the truth.

    Attributes:
        nominal: the level that is promised.
        marginal: the true rank of a unit lies in its set, on average over the units.
        lowest: the same of the unit of which it is true least often.
        joint: all true ranks lie in their joint sets.
        top: all truly best units are marked.
    equal: among units without any difference no sign is settled, the hardest case.
    """

    nominal: float
    marginal: float
    lowest: float
    joint: float
    top: float
    equal: float


def own_sets(scores, noise):
    """Each unit's own confidence set, from its differences to all others."""
    return rank_sets(against_others(scores, noise))


def rank_set_coverage(
    data_sets: int = 2_000, units: int = 63, draws: int = 1_000, seed: int = 63
) -> Coverage:
    """Simulate surveys of units with known scores and count how often their sets are right.

    True scores and standard errors are spread about as in PAPI 2019: a standard deviation of
    1.5 points, and errors from 0.2 to 0.9 points.

    Args:
        data_sets: how many surveys are simulated.
        units: how many units each has.
        draws: simulated errors behind each critical value, the same for all data sets.
        seed: of everything.
    """
    random = np.random.default_rng(seed)
    truth = random.normal(44, 1.5, units)
    noise = Noise(random.uniform(0.2, 0.9, units), draws, seed)
    ranks = competition_ranks(truth)[:, None]
    top = min(TOP, units // 2)
    surveys = random.normal(truth, noise.errors, (data_sets, units))
    marginal, joint, held, equal = np.zeros(units), 0, 0, 0
    for scores in surveys:
        marginal += _holds(own_sets(scores, noise), ranks)
        above = settled_pairs(scores, noise)
        joint += bool(_holds(joint_rank_sets(above), ranks).all())
        held += bool(may_be_in_top(above, top)[ranks[:, 0] <= top].all())
        equal += not settled_pairs(scores - truth, noise).any()
    shares = marginal / data_sets
    whole = (count / data_sets for count in (joint, held, equal))
    return Coverage(LEVEL, float(shares.mean()), float(shares.min()), *whole)


def measure() -> Iterator[Measured]:
    """The coverage of both kinds of rank sets, and of the hardest case, in per cent."""
    found = rank_set_coverage()
    detail = (
        f"nominal {found.nominal:.0%}; least covered unit {found.lowest:.2%}; "
        f"all ranks jointly {found.joint:.2%}; the {TOP} best {found.top:.2%}"
    )
    limit = 100 * (found.nominal - SLACK)
    shares = {"one rank": found.lowest, "all ranks": found.joint, "equal units": found.equal}
    for name, value in shares.items():
        budget = f"rank sets hold {name}, 2,000 data sets of 63 units"
        yield Measured(budget, 100 * value, limit, detail, "%", at_least=True)


def _holds(sets: np.ndarray, ranks: np.ndarray) -> np.ndarray:
    return (sets[:, 0] <= ranks[:, 0]) & (ranks[:, 0] <= sets[:, 1])

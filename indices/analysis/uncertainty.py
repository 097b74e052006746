"""How sure published scores, differences and ranks are, where a source prints standard errors.

Every unit is surveyed on its own, so the errors of two units are independent; scores of some
hundred respondents are taken for normal. Ranks follow Mogstad, Romano, Shaikh and Wilhelm,
"Inference for Ranks with Applications to Mobility across Neighbourhoods and Academic Achievement
across Countries", Review of Economic Studies 91 (2024): all differences that matter are tested
together, and a rank is as uncertain as the number of them whose sign stays open.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from statistics import NormalDist

import numpy as np
import pandas as pd

from indices.analysis.arrays import Flags, Floats, Integers
from indices.frames import Columns, make_frame

LEVEL = 0.95
DRAWS = 5_000
SEED = 20190919
TOP = 10

UNCERTAINTY_COLUMNS: Columns = {
    "unit": "str",
    "indicator": "str",
    "score": "float64",
    "standard_error": "float64",
    "level": "float64",
    "lower": "float64",
    "upper": "float64",
    "printed_lower": "float64",
    "printed_upper": "float64",
    "rank": "Int64",
    "rank_of": "Int64",
    "best_rank": "Int64",
    "worst_rank": "Int64",
    "may_be_top": "boolean",
}


@dataclass(frozen=True)
class Difference:
    """One unit's score minus another's, tested by its own standard error.

    `differs` says whether zero lies outside `lower` to `upper`. Two intervals that overlap do not
    show that scores are equal: the error of a difference is smaller than the sum of both errors.
    """

    value: float
    standard_error: float
    level: float
    lower: float
    upper: float
    p_value: float

    @property
    def differs(self) -> bool:
        """Whether the two scores differ at the level."""
        return self.lower > 0 or self.upper < 0


def margin(standard_error: float, level: float = LEVEL) -> float:
    """Return half the width of a two-sided normal interval: 1.96 standard errors at 95 %."""
    return NormalDist().inv_cdf((1 + level) / 2) * standard_error


def difference(
    score: float, error: float, other: float, other_error: float, level: float = LEVEL
) -> Difference:
    """Test the difference of two independent scores by the two-sided normal test.

    Args:
        score: of the unit, with its standard error `error`, in points.
        error: see `score`.
        other: of the unit compared with, with its standard error `other_error`.
        other_error: see `other`.
        level: confidence level of the interval, between 0 and 1.
    """
    value, spread = score - other, float(np.hypot(error, other_error))
    half = margin(spread, level)
    p_value = 2 * NormalDist().cdf(-abs(value) / spread)
    return Difference(value, spread, level, value - half, value + half, p_value)


def rank_sets(
    scores: Floats, errors: Floats, level: float = LEVEL, draws: int = DRAWS, seed: int = SEED
) -> Integers:
    """Return for each unit the best and the worst rank it may have: its marginal confidence set.

    Each set holds the unit's true rank with at least the given probability; it speaks of one unit
    at a time, not of all sets together. For unit j all differences with the others are tested
    together against the simulated maximum of their studentised errors. Signs that are settled leave
    the maximum, and the rest is tested again (step-down, Romano and Wolf, 2005).

    Args:
        scores: shape (units,), known for every unit.
        errors: standard errors, shape (units,), all positive.
        level: probability with which a set holds the rank.
        draws: simulated data sets behind each critical value.
        seed: of the simulation, so that the same data give the same sets.

    Returns:
        Shape (units, 2): best rank, worst rank.
    """
    noise, spreads = _noise(errors, draws, seed), _spreads(errors)
    distances = (scores[:, None] - scores[None, :]) / spreads
    found = np.empty((len(scores), 2), dtype=np.int64)
    for unit, statistic in enumerate(distances):
        centred = (noise[unit] - noise) / spreads[unit][:, None]
        above, below = _signs(statistic, centred, np.arange(len(scores)) != unit, level)
        found[unit] = 1 + below.sum(), len(scores) - above.sum()
    return found


def may_be_in_top(
    scores: Floats,
    errors: Floats,
    k: int,
    level: float = LEVEL,
    draws: int = DRAWS,
    seed: int = SEED,
) -> Flags:
    """Mark the units that may be among the k best; arguments as in `rank_sets`.

    With at least the given probability the set holds all k truly best units. A unit is outside it
    when k others are above it, all pairs of units being tested together, with step-down.
    """
    noise, spreads = _noise(errors, draws, seed), _spreads(errors)
    distances = (scores[:, None] - scores[None, :]) / spreads
    is_open = ~np.eye(len(scores), dtype=bool)
    while True:
        peak = np.full(draws, -np.inf)
        for unit in np.flatnonzero(is_open.any(axis=1)):
            rivals = is_open[unit]
            centred = (noise[unit] - noise[rivals]) / spreads[unit][rivals][:, None]
            np.maximum(peak, centred.max(axis=0), out=peak)
        settled = is_open & (distances > np.quantile(peak, level))
        if not settled.any():
            above: Integers = (~is_open).sum(axis=0) - 1
            return np.less(above, k)
        is_open &= ~settled


def uncertainty_table(
    scores: pd.DataFrame, indicator: str, level: float = LEVEL, top: int = TOP
) -> pd.DataFrame:
    """Return interval and rank set of every unit for one indicator.

    Args:
        scores: SCORE_COLUMNS of one index and year.
        indicator: code of the indicator.
        level: of intervals and sets.
        top: may_be_top speaks of the `top` best units.

    Returns:
        UNCERTAINTY_COLUMNS in the order of `scores`. Intervals are NaN without a published
        standard error; rank sets are given only where every unit with a score has one.
        `printed_lower` and `printed_upper` are the source's own bounds, whatever their level.
    """
    rows = scores[(scores["indicator"] == indicator).to_numpy()]
    score, error = rows["score"].to_numpy(), rows["standard_error"].to_numpy()
    half = margin(1.0, level) * error
    columns = {
        **{name: rows[name] for name in ("unit", "indicator", "score", "standard_error")},
        "level": np.full(len(rows), level),
        "lower": score - half,
        "upper": score + half,
        "printed_lower": rows["lower"],
        "printed_upper": rows["upper"],
        "rank": rows["rank"],
        "rank_of": rows["rank_of"],
    }
    return make_frame(columns | _sets(score, error, level, top), UNCERTAINTY_COLUMNS)


def _sets(score: Floats, error: Floats, level: float, top: int) -> dict[str, list[int | None]]:
    known = ~np.isnan(score)
    names = ("best_rank", "worst_rank", "may_be_top")
    if not known.any() or not (error[known] > 0).all():
        return {name: [None] * len(score) for name in names}
    found = iter(_remembered(tuple(score[known]), tuple(error[known]), level, top))
    rows = [next(found) if here else (None, None, None) for here in known]
    return {name: [row[place] for row in rows] for place, name in enumerate(names)}


@lru_cache(maxsize=32)
def _remembered(
    score: tuple[float, ...], error: tuple[float, ...], level: float, top: int
) -> list[tuple[int | None, ...]]:
    """The simulation takes a tenth of a second or more, and the same figures are asked again."""
    scores, errors = np.array(score), np.array(error)
    sets, tops = rank_sets(scores, errors, level), may_be_in_top(scores, errors, top, level)
    return [(best, worst, may) for (best, worst), may in zip(sets.tolist(), tops, strict=True)]


def _noise(errors: Floats, draws: int, seed: int) -> Floats:
    """Return simulated errors of estimation, shape (units, draws)."""
    normal = np.random.default_rng(seed).standard_normal((len(errors), draws))
    return normal * errors[:, None]


def _spreads(errors: Floats) -> Floats:
    """Return the standard error of each difference; one on the diagonal, which nobody tests."""
    spreads: Floats = np.hypot(errors[:, None], errors[None, :])
    np.fill_diagonal(spreads, 1.0)
    return spreads


def _signs(statistic: Floats, centred: Floats, others: Flags, level: float) -> tuple[Flags, Flags]:
    """Settle above whom a unit stands and below whom, by one-sided tests with step-down.

    Args:
        statistic: studentised differences to the others, shape (units,).
        centred: their simulated errors, shape (units, draws).
        others: the units that are tested.
        level: one minus the probability that any sign is wrong.
    """
    above, below = np.zeros_like(others), np.zeros_like(others)
    while True:
        ups, downs = others & ~above, others & ~below
        highest = centred[ups].max(axis=0, initial=-np.inf)
        lowest = centred[downs].min(axis=0, initial=np.inf)
        critical = np.quantile(np.maximum(highest, -lowest), level)
        higher, lower = ups & (statistic > critical), downs & (-statistic > critical)
        if not (higher.any() or lower.any()):
            return above, below
        above |= higher
        below |= lower

"""How sure published scores, differences and ranks are, where a source prints standard errors.

Where it prints none there is no interval. The standard errors of another year may be assumed in
their place, which is said of every figure that rests on it (`basis`, `error_year`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from statistics import NormalDist

import numpy as np
import pandas as pd

from indices.analysis.absence import NOT_RANKED
from indices.analysis.arrays import Flags, Floats, blanked
from indices.analysis.rank_sets import (
    LEVEL,
    Noise,
    against_others,
    joint_rank_sets,
    may_be_in_top,
    rank_sets,
    settled_pairs,
)
from indices.catalogue import Index, vintage_of
from indices.frames import Columns, make_frame

TOP = 10
PUBLISHED, ASSUMED = "published", "assumed"

UNCERTAINTY_COLUMNS: Columns = {
    "unit": "str",
    "indicator": "str",
    "score": "float64",
    "standard_error": "float64",
    "basis": "str",
    "error_year": "Int64",
    "level": "float64",
    "lower": "float64",
    "upper": "float64",
    "printed_lower": "float64",
    "printed_upper": "float64",
    "rank": "Int64",
    "rank_of": "Int64",
    "best_rank": "Int64",
    "worst_rank": "Int64",
    "joint_best_rank": "Int64",
    "joint_worst_rank": "Int64",
    "may_be_top": "boolean",
}
_SETS = ("best_rank", "worst_rank", "joint_best_rank", "joint_worst_rank", "may_be_top")


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


def error_year(history: pd.DataFrame, index: Index, indicator: str, year: int) -> int | None:
    """Return the year whose standard errors an indicator has: its own, else the one to assume.

    Errors are in points, so that only a year with the same scale can lend them: the total of PAPI
    2017 is of six dimensions, that of 2019 of eight. The nearest such year lends, the newer of two.

    Args:
        history: SCORE_COLUMNS of the indicator in all years of the index.
        index: knows the scales.
        indicator: code of the indicator.
        year: the year asked for.

    Returns:
        The year itself where a source prints errors for it; None where no year can lend any.
    """
    has = history["standard_error"].notna() & (history["indicator"] == indicator)
    printed = sorted(set(history["year"][has.to_numpy()].tolist()))
    if year in printed:
        return year
    scale, vintage = index.scale(indicator, year), vintage_of(year)
    lenders = [
        one
        for one in printed
        if index.scale(indicator, one) == scale and vintage_of(one) == vintage
    ]
    return min(lenders, key=lambda one: (abs(one - year), -one), default=None)


def with_assumed_errors(history: pd.DataFrame, year: int, lender: int) -> pd.DataFrame:
    """Return the scores of a year with each unit's standard error of the lending year.

    A unit without one there has none. Bounds, which the source prints for its own year, are left
    out.

    Args:
        history: SCORE_COLUMNS of one indicator in both years.
        year: whose scores are asked for.
        lender: whose standard errors are assumed, as `error_year` returns it.
    """
    lent = history[(history["year"] == lender).to_numpy()].set_index("unit")["standard_error"]
    rows = history[(history["year"] == year).to_numpy()]
    # Without a score there is nothing that an error could belong to.
    errors = rows["unit"].map(lent).where(rows["score"].notna()).to_numpy("float64")
    return rows.assign(standard_error=errors, lower=np.nan, upper=np.nan)


def rows_with_errors(
    history: pd.DataFrame, index: Index, indicator: str, year: int
) -> tuple[pd.DataFrame, int | None]:
    """Return a year's rows with standard errors, its own or those of another year assumed.

    Args:
        history: SCORE_COLUMNS of the indicator in all years of the index.
        index: knows the scales.
        indicator: code of the indicator.
        year: whose scores are asked for.

    Returns:
        The rows, and the year whose errors are assumed; None where they are the year's own or
        there are none.
    """
    lender = error_year(history, index, indicator, year)
    if lender in (None, year):
        return history[(history["year"] == year).to_numpy()], None
    return with_assumed_errors(history, year, lender), lender


def uncertainty_table(
    scores: pd.DataFrame,
    indicator: str,
    level: float = LEVEL,
    top: int = TOP,
    lender: int | None = None,
) -> pd.DataFrame:
    """Return interval and rank sets of every unit for one indicator.

    Args:
        scores: SCORE_COLUMNS of one index and year.
        indicator: code of the indicator.
        level: of intervals and sets.
        top: may_be_top speaks of the `top` best units.
        lender: the year whose standard errors the scores carry by assumption; None where they are
            the year's own.

    Returns:
        UNCERTAINTY_COLUMNS in the order of codes. Intervals are NaN without a standard error;
        rank sets are given only where every ranked unit has a score and a standard error.
        `best_rank` to `worst_rank` holds one unit's rank at the level, the joint ones all ranks
        together. `printed_lower` and `printed_upper` are the source's own bounds, whatever their
        level. `basis` is "published" or "assumed", NaN without a standard error.
    """
    rows = scores[(scores["indicator"] == indicator).to_numpy()].sort_values("unit", kind="stable")
    score, error = rows["score"].to_numpy(), rows["standard_error"].to_numpy()
    known = ~np.isnan(error)
    half = margin(1.0, level) * error
    years = rows["year"].to_numpy() if lender is None else np.full(len(rows), lender)
    columns = {
        **{name: rows[name] for name in ("unit", "indicator", "score", "standard_error")},
        "basis": blanked(PUBLISHED if lender is None else ASSUMED, ~known),
        "error_year": [int(one) if here else None for one, here in zip(years, known, strict=True)],
        "level": np.full(len(rows), level),
        "lower": score - half,
        "upper": score + half,
        "printed_lower": rows["lower"],
        "printed_upper": rows["upper"],
        "rank": rows["rank"],
        "rank_of": rows["rank_of"],
    }
    ranked = ~rows["missing_reason"].isin(NOT_RANKED).to_numpy()
    return make_frame(columns | _sets(score, error, ranked, level, top), UNCERTAINTY_COLUMNS)


def told_apart(table: pd.DataFrame, unit: str, level: float = LEVEL) -> dict[str, int]:
    """Say of which units it is settled that they stand above or below one unit.

    The differences of that unit with all others are tested together, as in its own rank set.

    Args:
        table: UNCERTAINTY_COLUMNS.
        unit: code of the unit.
        level: one minus the probability that any of the signs is wrong.

    Returns:
        {code of another unit: 1 where it stands above, −1 below, 0 where they cannot be told
        apart}; empty where no rank set is known.
    """
    if table["best_rank"].isna().all():
        return {}
    # In the order of codes, so that the simulation is the one behind the rank sets.
    known = table[table["best_rank"].notna().to_numpy()].sort_values("unit")
    units = known["unit"].tolist()
    if unit not in units:
        return {}
    scores, errors = known["score"].to_numpy(), known["standard_error"].to_numpy()
    above, below = _apart(tuple(scores), tuple(errors), units.index(unit), level)
    signs = below.astype(int) - above.astype(int)
    return {code: int(sign) for code, sign in zip(units, signs, strict=True) if code != unit}


def _sets(
    score: Floats, error: Floats, ranked: Flags, level: float, top: int
) -> dict[str, list[int | None]]:
    known = ~np.isnan(score)
    if not known.any() or not known[ranked].all() or not (error[known] > 0).all():
        return {name: [None] * len(score) for name in _SETS}
    found = iter(_remembered(tuple(score[known]), tuple(error[known]), level, top))
    rows = [next(found) if here else (None,) * len(_SETS) for here in known]
    return {name: [row[place] for row in rows] for place, name in enumerate(_SETS)}


@lru_cache(maxsize=64)
def _remembered(
    score: tuple[float, ...], error: tuple[float, ...], level: float, top: int
) -> list[tuple[int | None, ...]]:
    """The simulation takes some tenths of a second, and the same figures are asked again."""
    scores, noise = np.array(score), Noise(np.array(error))
    above = settled_pairs(scores, noise, level)
    columns = (
        *rank_sets(scores, noise, level).T.tolist(),
        *joint_rank_sets(above).T.tolist(),
        may_be_in_top(above, top).tolist(),
    )
    return list(zip(*columns, strict=True))


@lru_cache(maxsize=64)
def _apart(
    score: tuple[float, ...], error: tuple[float, ...], unit: int, level: float
) -> tuple[Flags, Flags]:
    return against_others(np.array(score), Noise(np.array(error)), unit, level)

"""How sure published scores, differences and ranks are, where a source prints standard errors.

Where it prints none there is no interval. The standard errors of another year may be assumed in
their place, which is said of every figure that rests on it (`basis`, `error_year`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from statistics import NormalDist
from typing import Any

import numpy as np
import pandas as pd

from indices.analysis.absence import NOT_RANKED
from indices.analysis.arrays import Flags, Integers
from indices.analysis.rank_sets import (
    LEVEL,
    Noise,
    against_others,
    joint_rank_sets,
    may_be_in_top,
    rank_sets,
    settled_pairs,
)
from indices.frames import Columns, Row, make_frame

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
# Columns of SCORE_COLUMNS from which the others follow.
FIGURES = (
    "unit", "year", "score", "standard_error", "lower", "upper", "rank", "rank_of",
    "missing_reason",
)  # fmt: skip
_SETS = ("best_rank", "worst_rank", "joint_best_rank", "joint_worst_rank", "may_be_top")
_NO_SETS: dict[str, Any] = dict.fromkeys(_SETS)


@dataclass(frozen=True)
class Difference:
    """One unit's score minus another's, tested by its own standard error.

    `differs` says whether zero lies outside `lower` to `upper`. Two intervals that overlap do not
    show that scores are equal: the error of a difference is smaller than the sum of both errors.
    """

    value: float
    lower: float
    upper: float

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
    """Test the difference of two independent scores by its two-sided normal interval.

    Args:
        score: of the unit, with its standard error `error`, in points.
        error: see `score`.
        other: of the unit compared with, with its standard error `other_error`.
        other_error: see `other`.
        level: confidence level of the interval, between 0 and 1.
    """
    value, half = score - other, margin(float(np.hypot(error, other_error)), level)
    return Difference(value, value - half, value + half)


def uncertainty_rows(
    figures: Iterable[Row],
    indicator: str,
    level: float = LEVEL,
    top: int = TOP,
    lender: int | None = None,
) -> list[Row]:
    """Return interval and rank sets of every unit for one indicator.

    Args:
        figures: FIGURES of all units in one year, with None for what is unknown.
        indicator: code of the indicator.
        level: of intervals and sets.
        top: may_be_top speaks of the `top` best units.
        lender: the year whose standard errors the scores carry by assumption; None where they are
            the year's own.

    Returns:
        UNCERTAINTY_COLUMNS as rows in the order of codes, with None for what is unknown. There is
        no interval without a standard error; rank sets are given only where every ranked unit has a
        score and a standard error. `best_rank` to `worst_rank` holds one unit's rank at the level,
        the joint ones all ranks together. `printed_lower` and `printed_upper` are the source's own
        bounds, whatever their level. `basis` is "published" or "assumed".
    """
    found = sorted(figures, key=lambda row: str(row["unit"]))
    sets, half = _rank_sets(found, level, top), margin(1.0, level)
    return [
        _row(row, indicator, level, half, lender) | sets.get(row["unit"], _NO_SETS) for row in found
    ]


def as_table(rows: Sequence[Row]) -> pd.DataFrame:
    """Return rows of `uncertainty_rows` as a frame: UNCERTAINTY_COLUMNS."""
    columns = {name: [row[name] for row in rows] for name in UNCERTAINTY_COLUMNS}
    return make_frame(columns, UNCERTAINTY_COLUMNS)


def told_apart(rows: Sequence[Row], unit: str, level: float = LEVEL) -> dict[str, int]:
    """Say of which units it is settled that they stand above or below one unit.

    The differences of that unit with all others are tested together, as in its own rank set.

    Args:
        rows: of `uncertainty_rows`, in any order.
        unit: code of the unit.
        level: one minus the probability that any of the signs is wrong.

    Returns:
        {code of another unit: 1 where it stands above, −1 below, 0 where they cannot be told
        apart}; empty where no rank set is known.
    """
    # In the order of codes, so that the simulation is the one behind the rank sets.
    known = sorted(
        (row for row in rows if row["best_rank"] is not None), key=lambda row: str(row["unit"])
    )
    units = [row["unit"] for row in known]
    if unit not in units:
        return {}
    signs = -_settled(*_figures(known), level).signs[units.index(unit)]
    return {code: sign for code, sign in zip(units, signs.tolist(), strict=True) if code != unit}


def _row(row: Row, indicator: str, level: float, half: float, lender: int | None) -> dict[str, Any]:
    score, error = row["score"], row["standard_error"]
    known = error is not None
    bounded = known and score is not None
    year = row["year"] if lender is None else lender
    return {
        "unit": row["unit"],
        "indicator": indicator,
        "score": score,
        "standard_error": error,
        "basis": (PUBLISHED if lender is None else ASSUMED) if known else None,
        "error_year": year if known else None,
        "level": level,
        "lower": score - half * error if bounded else None,
        "upper": score + half * error if bounded else None,
        "printed_lower": row["lower"],
        "printed_upper": row["upper"],
        "rank": row["rank"],
        "rank_of": row["rank_of"],
    }


def _rank_sets(rows: Sequence[Row], level: float, top: int) -> Mapping[str, dict[str, Any]]:
    """Return the sets of every unit with a score, by unit; none where they are not known."""
    known = [row for row in rows if row["score"] is not None]
    gone = [row for row in rows if row["score"] is None]
    if not known or any(row["missing_reason"] not in NOT_RANKED for row in gone):
        return {}
    if not all((row["standard_error"] or 0) > 0 for row in known):
        return {}
    settled = _settled(*_figures(known), level)
    columns = (
        *rank_sets(settled.signs).T.tolist(),
        *joint_rank_sets(settled.above).T.tolist(),
        may_be_in_top(settled.above, top).tolist(),
    )
    return {
        row["unit"]: dict(zip(_SETS, sets, strict=True))
        for row, sets in zip(known, zip(*columns, strict=True), strict=True)
    }


def _figures(rows: Sequence[Row]) -> tuple[tuple[float, ...], tuple[float, ...]]:
    return tuple(row["score"] for row in rows), tuple(row["standard_error"] for row in rows)


@dataclass(frozen=True, eq=False)
class _Settled:
    """What is settled: `signs` of `against_others`, and `above` of `settled_pairs`."""

    signs: Integers
    above: Flags


@lru_cache(maxsize=64)
def _settled(scores: tuple[float, ...], errors: tuple[float, ...], level: float) -> _Settled:
    """The simulation takes some hundredths of a second, and the same figures are asked again."""
    values, noise = np.array(scores), Noise(np.array(errors))
    return _Settled(against_others(values, noise, level), settled_pairs(values, noise, level))

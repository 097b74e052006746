"""Competition ranks of unrounded scores, ties and percentiles."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from indices.analysis.arrays import Floats

# Totals are sums of parts: the same parts added in another order differ in the 15th digit, and no
# source prints more than six decimals.
NOISE_DECIMALS = 9


def competition_ranks(scores: Floats) -> Floats:
    """Rank each column, the highest score first; ties share the best rank (1, 2, 2, 4).

    Args:
        scores: shape (units,) or (units, indicators), unrounded, NaN where unknown.

    Returns:
        Ranks of the same shape, NaN where the score is unknown.
    """
    values = np.round(scores, NOISE_DECIMALS)
    above = (values[None, ...] > values[:, None, ...]).sum(axis=1)
    return np.where(np.isnan(scores), np.nan, above + 1.0)


def ties(scores: pd.DataFrame) -> pd.Series[bool]:
    """Say for each row whether another unit has its rank for the same index, year and indicator.

    Rows whose status is disputed are no ties: two sources that give one rank to two units
    contradict each other.
    """
    sure = scores["rank"].notna() & (scores["status"] != "disputed")
    keys = ["index", "year", "indicator", "rank"]
    return sure & scores[sure].duplicated(keys, keep=False).reindex(scores.index, fill_value=False)


def percentile(rank: pd.Series[Any], rank_of: pd.Series[Any]) -> pd.Series[float]:
    """Return the share of the ranked units that stand at or below each rank, in per cent.

    First of 63 is 100, last of 63 is 1.6; NaN where rank or the number of ranked units is unknown.
    """
    places = rank.astype("float64")
    field = rank_of.astype("float64")
    return 100 * (field - places + 1) / field

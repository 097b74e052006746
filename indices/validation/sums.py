"""Whether published dimensions and totals are the sums of their parts."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from indices.findings import Finding, counted
from indices.said import said
from indices.table import Facts

TOLERANCE = 0.001


def check_sums(facts: Facts, sums: pd.DataFrame) -> list[Finding]:
    """Find figures that differ from the sum of their parts in the same source by more than 0.001.

    Where a figure or a part is marked as rounded, half a unit of the last digit of each is allowed.

    Args:
        facts: the rows.
        sums: what `sums_of_parts` makes of them.
    """
    sums = sums.dropna(subset="published")
    published = facts.rows.loc[sums["published"].astype("int64")].set_index(sums.index)
    rounded = sums["rounded"] | (published["precision"] == "rounded")
    digit = 10.0 ** -np.minimum(sums["decimals"], published["decimals"])
    allowed = TOLERANCE + np.where(rounded, digit / 2 * (sums["n_parts"] + 1), 0)
    # Rounded, because 4.001 − 4 is a little more than 0.001 in binary.
    unlike = sums[(published["score"] - sums["score"]).abs().round(9) > allowed]
    told = [_finding(facts, row) for _, row in unlike.iloc[: facts.most_told].iterrows()]
    return counted(told, len(unlike))


def _finding(facts: Facts, unlike: pd.Series[Any]) -> Finding:
    total = unlike["indicator"] == "total"
    position = int(unlike["published"])
    return Finding(
        "total_unlike_sum" if total else "dimension_unlike_sum",
        "blocking",
        facts.place(position, "score"),
        said(
            "{score}, the sum of the {n} dimensions (mark rounded figures as rounded)"
            if total
            else "{score}, the sum of the {n} parts (mark rounded figures as rounded)",
            score=float(unlike["score"]),
            n=int(unlike["n_parts"]),
        ),
        facts.found(position, "score"),
    )

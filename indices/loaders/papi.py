"""PAPI files: points of dimensions and sub-dimensions, and the sums that nobody printed.

Sub-dimensions add up to their dimension and dimensions to the unweighted total. Where a source
prints the parts only, the sums are derived; a sum is missing when any of its parts is.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from indices.catalogue import vintage_of
from indices.loaders.columns import (
    INDICATOR,
    LOWER,
    PRECISION,
    REMARK,
    RESPONDENTS,
    SCORE,
    SOURCE,
    STANDARD_ERROR,
    STATUS,
    UNIT,
    UPPER,
    YEAR,
    Template,
)
from indices.table import FACT_COLUMNS, KEY, Facts

TEMPLATE = Template(
    "PAPI",
    (
        YEAR,
        UNIT,
        INDICATOR,
        SCORE,
        STANDARD_ERROR,
        LOWER,
        UPPER,
        RESPONDENTS,
        PRECISION,
        STATUS,
        SOURCE,
        REMARK,
    ),
)


def derive_sums(facts: Facts, sums: pd.DataFrame) -> Facts:
    """Return the facts with the sums that their sources print the parts of only.

    A derived row has precision "derived", no cell, and says in its remark that it is a sum; where a
    source prints the figure itself, that one stands alone.

    Args:
        facts: the rows.
        sums: what `sums_of_parts` makes of them.
    """
    derived = sums[sums["published"].isna()]
    if derived.empty:
        return facts
    rows = derived[[*KEY, "score", "decimals", "part"]].assign(
        row=0,
        vintage=derived["year"].map(lambda year: float(vintage_of(int(year)))),
        precision="derived",
        status=np.where(derived["disputed"], "disputed", "accepted"),
        remark="sum of parts",
    )
    added = rows.reindex(columns=list(FACT_COLUMNS)).astype(FACT_COLUMNS)
    return replace(facts, rows=pd.concat([facts.rows, added], ignore_index=True))

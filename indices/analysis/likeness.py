"""How like the focus unit another one is: kind, population, income and urban share, no model.

What a much smaller or poorer province does is harder to take over. Each part is 1 for equals: the
smaller figure divided by the larger one for population, GRDP per head and urban share, and 1 or
OTHER_KIND for the kind of unit (centrally run city or province). Likeness is their plain mean.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from indices.analysis.arrays import Floats
from indices.catalogue import Unit

PARTS = ("kind", "population", "grdp_per_head", "urban_share")
OTHER_KIND = 0.5
_POPULATION, _URBAN = "population_thousand", "urban_population_thousand"
_GRDP = "grdp_per_capita_million_vnd"


@dataclass(frozen=True, eq=False)
class Likeness:
    """Likeness of units to one of them.

    Attributes:
        parts: shape (units, 4) in the order of PARTS, NaN where a figure is unknown.
        whole: mean of the known parts, shape (units,); between 0 and 1.
        year: of the figures; 0 where there are none.
    """

    parts: Floats
    whole: Floats
    year: int


def likeness(units: Sequence[Unit], focus: Unit, covariates: pd.DataFrame, year: int) -> Likeness:
    """Hold units against one unit.

    Args:
        units: of one vintage.
        focus: of the same vintage.
        covariates: COVARIATE_COLUMNS; those of the year nearest to `year` are used.
        year: the year of the scores.
    """
    own = covariates[(covariates["vintage"] == focus.vintage).to_numpy()]
    years = sorted(set(own["year"].tolist()), key=lambda one: (abs(one - year), one))
    nearest = years[0] if years else 0
    table = _figures(own[(own["year"] == nearest).to_numpy()], [*units, focus])
    mine, theirs = table[-1], table[:-1]
    ratios = np.minimum(theirs, mine) / np.maximum(theirs, mine)
    kinds = np.array([1.0 if one.kind == focus.kind else OTHER_KIND for one in units])
    parts = np.column_stack([kinds, ratios])
    return Likeness(parts, np.nanmean(parts, axis=1), nearest)


def _figures(rows: pd.DataFrame, units: Sequence[Unit]) -> Floats:
    """Return population, GRDP per head and urban share of each unit; NaN where unknown."""
    known = {
        (unit, variable): value
        for unit, variable, value in zip(rows["unit"], rows["variable"], rows["value"], strict=True)
    }
    wanted = (_POPULATION, _GRDP, _URBAN)
    table = np.array(
        [[known.get((one.code, name), np.nan) for name in wanted] for one in units], dtype="float64"
    )
    table[:, 2] /= table[:, 0]
    return table

"""How like the focus unit another one is, as a number that learning potential can be weighed by.

What a much smaller or poorer province does is harder to take over. Likeness is 1 / (1 + distance),
1 for equals and falling towards 0, where the distance is that of `indices.analysis.peers` with its
default weights: one definition of who is like whom, in the list of destinations and elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from indices.analysis.arrays import Floats
from indices.analysis.peers import peers
from indices.catalogue import Catalogue


@dataclass(frozen=True, eq=False)
class Likeness:
    """Likeness of all other units to one.

    Attributes:
        whole: in the order of codes, shape (units,), between 0 and 1; NaN for a unit that lacks one
            of the variables.
        variables: what it rests on: the default variables that the focus unit has.
        year: of the figures; 0 where there are none.
    """

    whole: Floats
    variables: tuple[str, ...]
    year: int


def likeness(catalogue: Catalogue, covariates: pd.DataFrame, year: int, focus: str) -> Likeness:
    """Hold all units against one of them.

    Args:
        catalogue: kinds of the units.
        covariates: COVARIATE_COLUMNS; all years with the same `covariate_year` have one answer.
        year: the year of the scores.
        focus: code of the unit.
    """
    # Nobody can be compared by what is not known of the unit itself; the rest still counts.
    found = peers(catalogue, covariates, None, year, focus, lenient=True)
    apart = dict(zip(found.units, found.apart.tolist(), strict=True))
    others = [one.code for one in catalogue.units_of(catalogue.vintage(year)) if one.code != focus]
    distance = np.array([apart.get(code, np.nan) for code in others], dtype="float64")
    return Likeness(1 / (1 + distance), tuple(found.terms), found.year or 0)

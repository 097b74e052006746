"""The sets that were visited, held against the best of the same size on the data known then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from indices.analysis.cube import Cube
from indices.analysis.destinations import Destinations, destinations
from indices.analysis.likeness import likeness
from indices.analysis.portfolio import host_masks
from indices.analysis.portfolio_search import most_covered
from indices.analysis.weakness import Wishes
from indices.catalogue import Catalogue, TourStop


@dataclass(frozen=True)
class Past:
    """What one month's tours visited, and what could have been.

    Attributes:
        month: when the tours began, "2022-12".
        year: of the newest results that were out then.
        stops: codes of the hosts visited.
        found: learning potential on the data of that year; None where the index has none.
        covered: weak indicators in which a host visited is strong.
        possible: how many a set of the same size could cover.
        potential: sum over the hosts visited whose potential is known.
        best: sum over the best set of the same number of hosts with a known potential.
        unknown: hosts visited whose potential is not known, so that they count in neither sum.
    """

    month: str
    year: int
    stops: tuple[str, ...]
    found: Destinations | None
    covered: tuple[str, ...] = ()
    possible: int = 0
    potential: float = 0.0
    best: float = 0.0
    unknown: tuple[str, ...] = ()

    @property
    def share(self) -> float | None:
        """Potential as a share of the best; None where nothing is known."""
        return self.potential / self.best if self.best > 0 else None


def look_back(
    cube: Cube,
    covariates: pd.DataFrame,
    catalogue: Catalogue,
    index: str,
    focus: str,
    wishes: Wishes,
) -> list[Past]:
    """Return one Past for each month in which tours began.

    The results of a year are announced in spring of the next, so a tour that began in December 2022
    knew those of 2021, one of August 2023 those of 2022.

    Args:
        cube: of the index.
        covariates: COVARIATE_COLUMNS.
        catalogue: tours and units.
        index: code of the index.
        focus: the unit whose tours these are.
        wishes: the weights and rules of today; only the data are those of then.
    """
    months: dict[str, list[TourStop]] = {}
    for stop in catalogue.tours:
        months.setdefault(stop.start[:7], []).append(stop)
    pasts = []
    for month, stops in sorted(months.items()):
        year = int(month[:4]) - 1
        codes = tuple(dict.fromkeys(stop.unit for stop in stops))
        if year not in catalogue.indices[index].years or focus in codes:
            pasts.append(Past(month, year, codes, None))
            continue
        alike = likeness(catalogue, covariates, year, focus)
        found = destinations(cube, alike, catalogue, index, year, focus, wishes)
        pasts.append(_past(month, year, codes, found))
    return pasts


def _past(month: str, year: int, codes: Sequence[str], found: Destinations) -> Past:
    rows = [found.place(code) for code in codes]
    known = [row for row in rows if not found.unknown[row]]
    masks = host_masks(found, found.codes)
    mask = int(np.bitwise_or.reduce(masks[rows], initial=0))
    counted = found.potential[~found.unknown]
    return Past(
        month=month,
        year=year,
        stops=tuple(codes),
        found=found,
        covered=tuple(code for bit, code in enumerate(found.codes) if mask >> bit & 1),
        possible=most_covered(masks, len(codes)),
        potential=float(found.potential[known].sum()),
        best=float(np.sort(counted)[::-1][: len(known)].sum()),
        unknown=tuple(found.hosts[row].code for row in rows if found.unknown[row]),
    )

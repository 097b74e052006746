"""A composite of several indices by the user's own weights, with how much it depends on them.

It is nobody's publication: whoever shows it says whose it is. Only units of which every index is
known are ranked; the others are named. The sensitivity beside it draws weights from a flat
Dirichlet distribution, normalisation, mean and the index left out, all together, as `robustness`
does for the parts of one index.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np

from indices.analysis.aggregation import TOLERANCE, aggregate_arithmetic
from indices.analysis.arrays import Flags, Floats
from indices.analysis.composition import Composition
from indices.analysis.normalisation import (
    normalise_min_max,
    normalise_ranks,
    normalise_scale,
    normalise_z_scores,
)
from indices.analysis.ranking import competition_ranks
from indices.analysis.robustness import ANY, Variation, draw_methods, ranks_under
from indices.catalogue import Catalogue
from indices.frames import Row

Normalisation = Literal["scale", "min_max", "z_score", "rank"]
# Among fewer units a rank is no rank.
FEWEST = 3


class NoComposite(ValueError):
    """Why there is no composite.

    Attributes:
        reason: one_index (a composite needs two), negative, sum (weights add up to something else
            than 1), few_units (fewer than FEWEST have all indices).
        value: the weight or sum that is wrong, or the number of units.
    """

    def __init__(self, reason: str, value: float = 0.0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.value = value


class Place(NamedTuple):
    """A unit's composite and rank, and its best and worst rank under the other methods."""

    unit: str
    composite: float
    rank: int
    best: int
    worst: int


@dataclass(frozen=True, eq=False)
class Composite:
    """A ranking by the user's own composite.

    Attributes:
        places: of the units ranked, the best first, equal ones in code order.
        left_out: unit -> indices of which its score is not known.
        variation: ranks under all the methods drawn.
    """

    places: list[Place]
    left_out: dict[str, list[str]]
    variation: Variation


def composite(
    scores: Mapping[str, Mapping[str, Row]],
    catalogue: Catalogue,
    year: int,
    weights: Mapping[str, float],
    normalisation: Normalisation = "min_max",
) -> Composite:
    """Rank units by a weighted arithmetic mean of normalised totals.

    Args:
        scores: index code -> unit -> its total of the year: score, None where it is not known.
        catalogue: scales of the indices and the units of the year.
        year: the year measured.
        weights: index code -> weight, from 0 on, adding up to 1; one of weight 0 is left out.
        normalisation: how totals are brought onto one scale, see `indices.analysis.normalisation`.

    Raises:
        NoComposite: fewer than two indices, weights that cannot be, or too few units.
    """
    _check(weights)
    # Nobody has to be known on what counts for nothing.
    weights = {index: weight for index, weight in weights.items() if weight > 0}
    if len(weights) < 2:
        raise NoComposite("one_index", float(len(weights)))
    codes = [unit.code for unit in catalogue.units_of(catalogue.vintage(year))]
    values = np.column_stack([_totals(scores[index], codes) for index in weights])
    known: Flags = np.asarray(~np.isnan(values).any(axis=1))
    left_out = {
        code: [index for index, gone in zip(weights, np.isnan(row), strict=True) if gone]
        for code, row in zip(codes, values, strict=True)
        if np.isnan(row).any()
    }
    if known.sum() < FEWEST:
        raise NoComposite("few_units", float(known.sum()))
    scales = np.array([catalogue.indices[index].scale("total", year) for index in weights])
    made = Composition(
        tuple(code for code, whole in zip(codes, known.tolist(), strict=True) if whole),
        tuple(weights),
        values[known],
        scales[:, 0],
        scales[:, 1],
        {},
        int(known.sum()),
    )
    results = _aggregated(made, np.array(list(weights.values())), normalisation)
    ranks = competition_ranks(results).astype("int64")
    variation = Variation(made, ranks, ranks_under(made, draw_methods(made, ANY)))
    columns = (made.units, results.tolist(), ranks.tolist(), *variation.bounds.T.tolist())
    places = sorted(map(Place._make, zip(*columns, strict=True)), key=lambda one: one.rank)
    return Composite(places, left_out, variation)


def _check(weights: Mapping[str, float]) -> None:
    if not weights:
        raise NoComposite("one_index")
    lowest = min(weights.values())
    if lowest < 0:
        raise NoComposite("negative", lowest)
    whole = sum(weights.values())
    if abs(whole - 1) > TOLERANCE:
        raise NoComposite("sum", whole)


def _totals(rows: Mapping[str, Row], codes: list[str]) -> Floats:
    scores = [rows[code]["score"] if code in rows else None for code in codes]
    return np.array(scores, dtype="float64")


def _aggregated(made: Composition, weights: Floats, normalisation: Normalisation) -> Floats:
    normalised = {
        "scale": lambda: normalise_scale(made.values, made.low, made.high),
        "min_max": lambda: normalise_min_max(made.values),
        "z_score": lambda: normalise_z_scores(made.values),
        "rank": lambda: normalise_ranks(made.values),
    }[normalisation]()
    return aggregate_arithmetic(normalised, weights)

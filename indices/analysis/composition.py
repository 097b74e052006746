"""The parts of an indicator as a matrix, with the weights that its publisher gives them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from indices.analysis.absence import NOT_RANKED
from indices.analysis.arrays import Flags, Floats
from indices.analysis.cube import Cube
from indices.analysis.field import Field
from indices.analysis.normalisation import (
    normalise_min_max,
    normalise_ranks,
    normalise_scale,
    normalise_z_scores,
)
from indices.catalogue import Index, Indicator

# Among fewer of the ranked units a rank says too little to be compared with the published one.
LEAST_KNOWN = 0.8

NO_PARTS = "index_without_parts"
PARTS_UNKNOWN = "parts_not_known"
MAXIMUM_UNKNOWN = "maximum_not_known"
NOT_POSITIVE = "value_outside_scale"


class NoComposition(ValueError):
    """Why an indicator cannot be put together again from its parts.

    Attributes:
        reason: index_without_parts, parts_not_known, maximum_not_known or value_outside_scale.
        n_known: ranked units of which all parts are known.
        n_ranked: ranked units.
    """

    def __init__(self, reason: str, n_known: int = 0, n_ranked: int = 0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.n_known = n_known
        self.n_ranked = n_ranked


@dataclass(frozen=True, eq=False)
class Composition:
    """Units with all parts of one indicator.

    Attributes:
        units: codes, shape (units,).
        parts: codes, shape (parts,).
        values: points, shape (units, parts), all known.
        low: fewest points that a part allows, shape (parts,).
        high: most points, shape (parts,).
        left_out: ranked units that lack a part -> the parts they lack.
        n_ranked: ranked units, whether or not their parts are known.
    """

    units: tuple[str, ...]
    parts: tuple[str, ...]
    values: Floats
    low: Floats
    high: Floats
    left_out: dict[str, tuple[str, ...]]
    n_ranked: int

    @property
    def weights(self) -> Floats:
        """The publisher's weights: parts that add up weigh as much as they have points to give."""
        span = self.high - self.low
        weights: Floats = span / span.sum()
        return weights

    @cached_property
    def normalised(self) -> tuple[Floats, ...]:
        """The values on each scale of NORMALISATIONS.

        Raises:
            NoComposition: one is not above 0, so that it has no geometric mean.
        """
        normalised = (
            normalise_scale(self.values, self.low, self.high),
            normalise_min_max(self.values),
            normalise_z_scores(self.values),
            normalise_ranks(self.values),
        )
        if not all((parts > 0).all() for parts in normalised):
            raise NoComposition(NOT_POSITIVE, len(self.units), self.n_ranked)
        return normalised


def compose(cube: Cube, index: Index, year: int, indicator: str = "total") -> Composition:
    """Return the parts of an indicator in one year; of several breakdowns the best known one.

    Args:
        cube: of the index.
        index: the index.
        year: the year measured.
        indicator: whose parts are asked for.

    Raises:
        NoComposition: there are no two parts that add up, they are not known of enough ranked
            units, or the maximum of one is not known.
    """
    families: dict[str, list[Indicator]] = {}
    for part in index.children(indicator, year):
        if part.breakdown:
            families.setdefault(part.breakdown, []).append(part)
    chances = [
        _of_family(cube, index, year, indicator, family)
        for family in families.values()
        if len(family) > 1
    ]
    if not chances:
        raise NoComposition(NO_PARTS)
    return _checked(index, year, *max(chances, key=lambda one: int(one[1].sum())))


def _of_family(
    cube: Cube, index: Index, year: int, indicator: str, family: list[Indicator]
) -> tuple[Field, Flags, Flags]:
    """Return the field of indicator and parts, who is known in all of them, and who is ranked."""
    field = cube.field(year, [index.indicator(indicator), *family])
    ranked = ~np.isin(field.reasons[:, 0], NOT_RANKED) | ~np.isnan(field.scores[:, 0])
    return field, ranked & ~np.isnan(field.scores).any(axis=1), ranked


def _checked(index: Index, year: int, field: Field, known: Flags, ranked: Flags) -> Composition:
    n_known, n_ranked = int(known.sum()), int(ranked.sum())
    codes = [part.code for part in field.indicators[1:]]
    if n_known < 2 or n_known < LEAST_KNOWN * n_ranked:
        raise NoComposition(PARTS_UNKNOWN, n_known, n_ranked)
    if any(index.max_points(code, year) is None for code in codes):
        raise NoComposition(MAXIMUM_UNKNOWN, n_known, n_ranked)
    low, high = np.array([index.scale(code, year) for code in codes]).T
    values = field.scores[known][:, 1:]
    if ((values < low) | (values > high)).any():
        raise NoComposition(NOT_POSITIVE, n_known, n_ranked)
    left_out = {
        field.units[row]: tuple(
            code for code, score in zip(codes, field.scores[row, 1:], strict=True) if score != score
        )
        for row in np.flatnonzero(ranked & ~known)
    }
    units = tuple(np.array(field.units)[known].tolist())
    return Composition(units, tuple(codes), values, low, high, left_out, n_ranked)

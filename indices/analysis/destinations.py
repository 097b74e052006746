"""Whom to learn from: learning potential of every unit for one that wants to do better.

For each weak indicator of the focus unit a host earns

- weight × gap, where its score is higher by more than the uncertainty (PAPI: 1.96 standard errors
  of the difference) or than a threshold that the user sets; otherwise nothing;
- weight × gain, where it is not behind the focus unit and gained more, over comparable years and
  beyond the median of all units, than the same margin. `Wishes.gain` weighs this against the gap.

Learning potential = (Σ gap terms + gain × Σ gain terms) × likeness factor, in points of the index;
the factor is 1 − alike × (1 − likeness). From it `day` points are taken off for every day of
travel: that is the value by which hosts are ordered. A score that is not known leaves its term
unknown: no term is negative, so what remains is a lower bound, and the host gets no rank.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from indices.analysis import weakness as weak_
from indices.analysis.arrays import Flags, Floats, Integers
from indices.analysis.cube import Cube
from indices.analysis.gains import Gains, gains
from indices.analysis.likeness import Likeness
from indices.analysis.ranking import NOISE_DECIMALS
from indices.analysis.travel import distances_from, single_days
from indices.analysis.weakness import Weakness, Wishes, find_weakness
from indices.catalogue import Catalogue, Index, Unit

# A host is strong where it is ahead beyond the threshold and among this share of all scores.
BEST_SHARE = 0.25
# Below this, differences of terms are rounding of binary numbers.
NOISE = 1e-9


@dataclass(frozen=True, eq=False)
class Destinations:
    """All hosts of one index and year; arrays have the shape (hosts,) or (hosts, weak indicators).

    Attributes:
        index, year, focus, wishes: what was asked.
        hosts: all other units of the vintage, in code order.
        weakness: the focus unit's indicators, weak or not.
        codes: the weak indicators, in catalogue order.
        weights: of the weak indicators.
        own: the focus unit's scores of them.
        scores: the hosts' scores.
        gap: host − focus; NaN where unknown.
        threshold: what a gap has to exceed.
        basis: where the threshold comes from.
        gap_term, gain_term: in points, before likeness; NaN where unknown.
        gains: what the hosts gained on them.
        strong: whether a host is strong in an indicator.
        alike: likeness, by the distance of `indices.analysis.peers`.
        km, days: from the focus unit and back again, by the rules of `travel`.
    """

    index: str
    year: int
    focus: str
    wishes: Wishes
    hosts: list[Unit]
    weakness: Weakness
    codes: list[str]
    weights: Floats
    own: Floats
    scores: Floats
    gap: Floats
    threshold: Floats
    basis: str
    gap_term: Floats
    gain_term: Floats
    gains: Gains
    strong: Flags
    alike: Likeness
    km: Floats
    days: Floats

    @cached_property
    def factor(self) -> Floats:
        """What likeness leaves of the terms; the least it may be where likeness is unknown."""
        factor: Floats = 1 - self.wishes.alike * (1 - np.nan_to_num(self.alike.whole))
        return factor

    @property
    def asks(self) -> bool:
        """Whether anything counts: there is a weak indicator whose weight is not zero."""
        return bool(self.weights.sum() > 0)

    @cached_property
    def unknown(self) -> Flags:
        """Whether any term of a host is unknown, or a likeness that counts."""
        roads = np.where(self.improvable, self.gain_term, 0.0)
        gone: Flags = np.any(np.isnan(self.gap_term) | np.isnan(roads), axis=1)
        if self.wishes.alike > 0:
            gone = gone | np.isnan(self.alike.whole)
        return gone

    @cached_property
    def improvable(self) -> Flags:
        """Which weak indicators have a comparable year before; the others have no gain term."""
        return np.array([bool(years) for years in self.gains.window], dtype=bool)

    def value_of(self, weights: Floats) -> Floats:
        """Return learning potential under weights: shape (weak,) or (draws, weak), hosts last."""
        terms = np.nan_to_num(self.gap_term) + self.wishes.gain * np.nan_to_num(self.gain_term)
        value: Floats = (weights @ terms.T) * self.factor
        return value

    @cached_property
    def potential(self) -> Floats:
        """Learning potential; a lower bound where a term is unknown."""
        return self.value_of(self.weights)

    @cached_property
    def net(self) -> Floats:
        """Learning potential less the days of travel; days that are not known count nothing."""
        net: Floats = self.potential - self.wishes.day * np.nan_to_num(self.days)
        return net

    @cached_property
    def rank(self) -> Integers:
        """Rank by `net` among the hosts without unknown terms; 0 for the others.

        Without a weak indicator, or with all weights zero, nobody has a rank.
        """
        counted = np.flatnonzero(~self.unknown & self.asks)
        places, ranks = ordered(self.net[counted])
        rank = np.zeros(len(self.net), dtype=np.int64)
        rank[counted[places]] = ranks
        return rank

    @cached_property
    def rank_of(self) -> int:
        """How many hosts have a rank."""
        return int((self.rank > 0).sum())

    @cached_property
    def order(self) -> list[int]:
        """Places of the hosts, the best first; equal ones in code order, unknown ones last."""
        value = np.where(self.nothing_known, -np.inf, np.round(self.net, NOISE_DECIMALS))
        order: list[int] = np.argsort(-value, kind="stable").tolist()
        return order

    @cached_property
    def nothing_known(self) -> Flags:
        """Whether every term of a host is unknown."""
        return np.array(np.isnan(self.gap_term).all(axis=1), dtype=bool)

    def place(self, code: str) -> int:
        """Return the place of a host; ValueError when it is none."""
        return [one.code for one in self.hosts].index(code)


def ordered(values: Floats) -> tuple[Integers, Integers]:
    """Order values along the last axis, the highest first.

    Returns:
        The places of the values in this order, and their ranks: equal ones share the best.
    """
    n = values.shape[-1]
    # A whole number that ends in the place of its value: values alone are sorted in half of the
    # time that their order takes.
    bits = n.bit_length()
    keys = np.rint(values * -(10.0**NOISE_DECIMALS)).astype(np.int64) << bits
    keys |= np.arange(n)
    keys.sort(axis=-1)
    places = keys & ((1 << bits) - 1)
    keys >>= bits
    opens = np.ones(keys.shape, dtype=bool)
    opens[..., 1:] = keys[..., 1:] != keys[..., :-1]
    ranks = np.maximum.accumulate(np.where(opens, np.arange(1, n + 1), 0), axis=-1)
    return places, ranks


def destinations(
    cube: Cube,
    alike: Likeness,
    catalogue: Catalogue,
    index: str,
    year: int,
    focus: str,
    wishes: Wishes | None = None,
) -> Destinations:
    """Work out every host's learning potential.

    Args:
        cube: of the index.
        alike: likeness of the hosts in that year.
        catalogue: units, breaks, benchmark provinces.
        index: code of the index.
        year: the year measured.
        focus: code of the unit that wants to learn.
        wishes: what counts and how much.
    """
    asked = wishes or Wishes()
    found = find_weakness(cube, catalogue, index, year, focus, asked)
    units = catalogue.units_of(catalogue.vintage(year))
    home = next(one for one in units if one.code == focus)
    hosts = [one for one in units if one.code != focus]
    columns = np.flatnonzero(found.weak)
    places = {code: row for row, code in enumerate(found.field.units)}
    rows = [places.get(one.code, -1) for one in hosts]
    field = replace(
        found.field,
        indicators=[found.field.indicators[column] for column in columns],
        scores=found.field.scores[:, columns],
    )
    theirs = _rows(field.scores, rows)
    own = found.own[columns]
    gap = theirs - own
    gap_limit, gain_limit, basis = _limits(
        cube, catalogue.indices[index], found, year, focus, columns, rows, asked
    )
    gained = _of_hosts(gains(cube, catalogue.indices[index], field, year), rows)
    counted = gap > gap_limit + NOISE
    gains_count = (gained.extra > gain_limit + NOISE) & (gap >= 0)
    km = distances_from(home, hosts)
    return Destinations(
        index=index,
        year=year,
        focus=focus,
        wishes=asked,
        hosts=hosts,
        weakness=found,
        codes=found.codes,
        weights=np.array([asked.weight(code) for code in found.codes]),
        own=own,
        scores=theirs,
        gap=gap,
        threshold=gap_limit,
        basis=basis,
        gap_term=np.where(np.isnan(gap), np.nan, np.where(counted, gap, 0.0)),
        gain_term=np.where(
            np.isnan(gained.extra) | np.isnan(gap),
            np.nan,
            np.where(gains_count, gained.extra, 0.0),
        ),
        gains=gained,
        strong=counted & (theirs >= _quarter(field.scores)),
        alike=alike,
        km=km,
        days=single_days(km),
    )


def _rows(matrix: Floats, rows: list[int]) -> Floats:
    """Take rows of a matrix; −1 gives a row of NaN."""
    taken: Floats = np.vstack([matrix, np.full(matrix.shape[1], np.nan)])[rows]
    return taken


def _of_hosts(gained: Gains, rows: list[int]) -> Gains:
    since = np.vstack([gained.since, np.zeros(gained.since.shape[1], dtype=np.int64)])[rows]
    return Gains(
        _rows(gained.points, rows),
        _rows(gained.extra, rows),
        _rows(gained.places, rows),
        since,
        gained.window,
    )


def _limits(
    cube: Cube,
    index: Index,
    found: Weakness,
    year: int,
    focus: str,
    columns: Integers,
    rows: list[int],
    wishes: Wishes,
) -> tuple[Floats, Floats, str]:
    """Return what gaps and gains have to exceed, and where that comes from."""
    shape = (len(rows), len(columns))
    if wishes.threshold is not None:
        chosen = np.full(shape, wishes.threshold)
        return chosen, chosen, weak_.CHOSEN
    errors, basis = weak_.standard_errors(cube, index, found.field, year, columns.tolist())
    row = found.field.row(focus)
    own = errors[row] if row >= 0 else np.zeros(len(columns))
    theirs = _rows(errors, rows)
    return (
        weak_.difference_margin(theirs, own),
        weak_.difference_margin(theirs, theirs),
        basis,
    )


def _quarter(scores: Floats) -> Floats:
    """Return per indicator the lowest score of the best quarter of all known; NaN without one."""
    # NaN is sorted last.
    ordered, n = np.sort(scores, axis=0), (~np.isnan(scores)).sum(axis=0)
    first = np.ceil((n - 1) * (1 - BEST_SHARE)).astype(np.int64)
    cut: Floats = ordered[first, np.arange(len(n))]
    return cut

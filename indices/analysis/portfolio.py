"""Which k hosts to visit: every weak indicator with at least one strong host, at least travel.

The order of sets is lexicographic: first as many weak indicators as k hosts can cover, then the
fewest km in straight lines over tours of up to two stops. Learning potential is shown beside, it
does not decide. Candidates are the hosts that are strong in at least one indicator still open, and
that have not become a part of the focus unit itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

import numpy as np

from indices.analysis.arrays import Floats, Integers
from indices.analysis.destinations import Destinations
from indices.analysis.portfolio_search import MOST_STOPS, best_sets
from indices.analysis.travel import Tour, cheapest_tours, distances, fewest_km
from indices.catalogue import Catalogue, TourStop

FEWEST_STOPS = 2
KEPT = 10
# A set is a near-tie when its way is longer than the shortest by no more than this share.
NEAR_TIE = 0.05


@dataclass(frozen=True)
class HostSet:
    """One set of hosts: its tours, their km and days, what it covers and what may be learnt.

    `potential` sums the hosts' learning potentials; `unknown` names hosts for which it is a lower
    bound.
    """

    hosts: tuple[str, ...]
    tours: tuple[Tour, ...]
    km: float
    days: float
    covered: tuple[str, ...]
    potential: float
    unknown: tuple[str, ...]
    near_tie: bool


@dataclass(frozen=True)
class Decline:
    """What is lost when one host of a set declines.

    `lost` are the indicators that nobody else of the set is strong in; `instead` is the host that
    restores most of them at the least travel, with the km of the set that then comes about. Where
    nothing is lost nobody has to step in.
    """

    host: str
    lost: tuple[str, ...]
    potential: float
    instead: str
    instead_covers: tuple[str, ...]
    instead_km: float | None


@dataclass(frozen=True)
class Portfolio:
    """The best sets and what surrounds them.

    Attributes:
        k: hosts a set.
        wanted: weak indicators that are to be covered, in catalogue order.
        seen: weak indicators that tours of the past two years cover, with the hosts visited.
        uncovered: wanted indicators in which no candidate is strong.
        candidates: codes of the hosts that sets are made of.
        sets: the best first; empty where there are fewer candidates than k.
        declines: for each host of the best set.
    """

    k: int
    wanted: tuple[str, ...]
    seen: dict[str, tuple[str, ...]]
    uncovered: tuple[str, ...]
    candidates: tuple[str, ...]
    sets: tuple[HostSet, ...]
    declines: tuple[Decline, ...]


def make_portfolio(
    found: Destinations, catalogue: Catalogue, k: int, visited: Sequence[TourStop] = ()
) -> Portfolio:
    """Choose the best sets of k hosts.

    Args:
        found: learning potential and strong hosts.
        catalogue: units and their successors.
        k: from FEWEST_STOPS to MOST_STOPS.
        visited: stops that count as seen: what they are strong in is covered, and nobody goes there
            again. Empty unless the user wants so.

    Raises:
        ValueError: k is out of range.
    """
    if not FEWEST_STOPS <= k <= MOST_STOPS:
        raise ValueError(f"Sets have {FEWEST_STOPS} to {MOST_STOPS} hosts, not {k}.")
    seen = _seen(found, visited)
    # An indicator whose weight is zero is not wanted.
    weighty = [code for code, weight in zip(found.codes, found.weights, strict=True) if weight > 0]
    wanted = tuple(code for code in weighty if code not in seen)
    masks = host_masks(found, wanted)
    gone = {stop.unit for stop in visited} | merged_into_focus(found, catalogue)
    places = [
        place
        for place, host in enumerate(found.hosts)
        if masks[place] and host.code not in gone and not np.isnan(found.km[place])
    ]
    chooser = _Chooser(found, catalogue, wanted, places, masks[places])
    sets = chooser.sets(k)
    covering = int(np.bitwise_or.reduce(masks[places])) if places else 0
    return Portfolio(
        k=k,
        wanted=wanted,
        seen=seen,
        uncovered=tuple(code for bit, code in enumerate(wanted) if not covering >> bit & 1),
        candidates=tuple(found.hosts[place].code for place in places),
        sets=tuple(sets),
        declines=tuple(chooser.declines(sets[0])) if sets else (),
    )


def host_masks(found: Destinations, wanted: Sequence[str]) -> Integers:
    """Return for each host the indicators it is strong in: bit i stands for `wanted[i]`."""
    columns = [found.codes.index(code) for code in wanted]
    masks: Integers = found.strong[:, columns] @ (1 << np.arange(len(wanted)))
    return masks.astype(np.int64)


def merged_into_focus(found: Destinations, catalogue: Catalogue) -> set[str]:
    """Return the hosts that are a part of the focus unit's successor today."""
    vintage = catalogue.vintage(found.year)
    successor = catalogue.unit(found.focus, vintage).successor
    return {one.code for one in found.hosts if successor and one.successor == successor}


def recent_stops(catalogue: Catalogue, year: int) -> list[TourStop]:
    """Return the stops of tours that began in the year measured or the one before."""
    wanted = {str(year), str(year - 1)}
    return [stop for stop in catalogue.tours if stop.start[:4] in wanted]


def _seen(found: Destinations, visited: Sequence[TourStop]) -> dict[str, tuple[str, ...]]:
    codes = {one.code: place for place, one in enumerate(found.hosts)}
    rows = [codes[stop.unit] for stop in visited if stop.unit in codes]
    seen = {}
    for column, code in enumerate(found.codes):
        hosts = tuple(found.hosts[row].code for row in rows if found.strong[row, column])
        if hosts:
            seen[code] = hosts
    return seen


class _Chooser:
    """Searches among the candidates; place 0 is home, candidate i has the place i + 1."""

    def __init__(
        self,
        found: Destinations,
        catalogue: Catalogue,
        wanted: Sequence[str],
        places: list[int],
        masks: Integers,
    ) -> None:
        home = catalogue.unit(found.focus, catalogue.vintage(found.year))
        units = [found.hosts[place] for place in places]
        self.wanted, self.masks = wanted, masks
        self.codes = [home.code, *(one.code for one in units)]
        self.km: Floats = distances([home, *units])
        # As plain lists: picking single numbers out of an array takes ten times as long.
        self.rows: list[list[float]] = self.km.tolist()
        self.covers: list[int] = [0, *masks.tolist()]
        self.potential: list[float] = [0.0, *found.potential[places].tolist()]
        self.unknown: list[bool] = [False, *found.unknown[places].tolist()]

    def sets(self, k: int) -> list[HostSet]:
        chosen = best_sets(self.km, self.masks, k, KEPT)
        limit = chosen[0][0] * (1 + NEAR_TIE) if chosen else 0.0
        return [
            self._set(stops, rank > 0 and km <= limit) for rank, (km, stops) in enumerate(chosen)
        ]

    def declines(self, best: HostSet) -> list[Decline]:
        stops = [self.codes.index(code) for code in best.hosts]
        return [self._decline(stops, gone) for gone in stops]

    def _set(self, stops: Sequence[int], near_tie: bool) -> HostSet:
        tours = cheapest_tours(stops, self.codes, self.rows)
        return HostSet(
            hosts=self._hosts(stops),
            tours=tuple(tours),
            km=sum(tour.km for tour in tours),
            days=sum(tour.days for tour in tours),
            covered=self._names(self._mask(stops)),
            potential=sum([self.potential[stop] for stop in stops]),
            unknown=self._hosts([stop for stop in stops if self.unknown[stop]]),
            near_tie=near_tie,
        )

    def _decline(self, stops: list[int], gone: int) -> Decline:
        rest = [stop for stop in stops if stop != gone]
        lost = self._mask(stops) & ~self._mask(rest)
        restored = {
            stop: (covers & lost).bit_count()
            for stop, covers in enumerate(self.covers)
            if stop not in stops
        }
        most = max(restored.values(), default=0)
        helpers = [stop for stop, n in restored.items() if n == most > 0]
        instead = min(helpers, key=lambda one: self._km([*rest, one]), default=0)
        return Decline(
            host=self.codes[gone],
            lost=self._names(lost),
            potential=self.potential[gone],
            instead=self.codes[instead] if instead else "",
            instead_covers=self._names(self.covers[instead] & lost),
            instead_km=self._km([*rest, instead]) if instead else None,
        )

    def _km(self, stops: Sequence[int]) -> float:
        return fewest_km(stops, self.rows)

    def _mask(self, stops: Sequence[int]) -> int:
        return reduce(or_, [self.covers[stop] for stop in stops], 0)

    def _hosts(self, stops: Sequence[int]) -> tuple[str, ...]:
        return tuple([self.codes[stop] for stop in stops])

    def _names(self, mask: int) -> tuple[str, ...]:
        return tuple([code for bit, code in enumerate(self.wanted) if mask >> bit & 1])

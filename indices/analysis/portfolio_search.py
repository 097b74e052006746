"""The sets of k hosts that cover most at least travel: exact, by pairs and masks of coverage.

A set is visited in tours of up to two stops, so its length is a sum over pairs (and one single
where k is odd): k = 6 is three pairs. All disjoint first two of three parts are laid out at once,
each with the mask of the indicators it covers; the last part must cover the rest, and a table over
masks says how cheap that can be at best. Combinations are then taken up in the order of this bound
until it exceeds the worst set that is kept. Nothing that could be among the best is passed over.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from indices.analysis.arrays import Floats, Integers

Found = tuple[float, tuple[int, ...]]

MOST_STOPS = 6
FIRST_LOOK = 20_000


@dataclass(frozen=True)
class Item:
    """Parts of a set: pairs or singles, sorted by cost; shapes (items, stops) and (items,)."""

    stops: Integers
    cost: Floats
    mask: Integers


def best_sets(
    km: Floats, masks: Integers, k: int, keep: int
) -> list[tuple[float, tuple[int, ...]]]:
    """Return the `keep` sets of k hosts that cover most, those with the least travel first.

    Args:
        km: distances, home in place 0 and hosts from 1 on; shape (hosts + 1, hosts + 1).
        masks: bit i is set where the host is strong in indicator i, shape (hosts,).
        k: hosts a set, from 1 to MOST_STOPS.
        keep: how many sets.

    Returns:
        (km of the cheapest tours, places of the hosts from 1 on in order), fewer than `keep` where
        there are fewer sets; none where there are fewer than k hosts.
    """
    if k > len(masks):
        return []
    search = _Search(keep)
    pairs = _pairs(km, masks)
    last = _singles(km, masks) if k % 2 else pairs
    for target in _targets(masks, k):
        if k <= 2:
            _last(search, last, target)
        else:
            left = pairs if k <= 4 else _doubled(pairs)
            _joined(search, left, last, target, ordered=last is pairs)
    return search.sorted()


def most_covered(masks: Integers, k: int) -> int:
    """Return how many indicators k hosts can cover at most."""
    return max((mask.bit_count() for mask in _reachable(masks, k)), default=0)


class _Search:
    """The best sets so far, each with its cheapest way."""

    def __init__(self, keep: int) -> None:
        self.keep = keep
        self.found: dict[tuple[int, ...], float] = {}
        self.limit = float("inf")

    def offer(self, cost: float, stops: tuple[int, ...]) -> None:
        if cost >= self.found.get(stops, self.limit):
            return
        self.found[stops] = cost
        if len(self.found) > self.keep:
            del self.found[max(self.found, key=lambda one: (self.found[one], one))]
        if len(self.found) == self.keep:
            self.limit = max(self.found.values())

    def sorted(self) -> list[Found]:
        return sorted((cost, stops) for stops, cost in self.found.items())


def _reachable(masks: Integers, k: int) -> set[int]:
    """Return every mask that k hosts or fewer cover together."""
    kinds = {int(mask) for mask in masks}
    reached = {0}
    for _ in range(k):
        reached |= {old | new for old in reached for new in kinds}
    return reached


def _targets(masks: Integers, k: int) -> list[int]:
    """Return the masks of most indicators; usually one, that of all that anybody covers."""
    reached = _reachable(masks, k)
    most = max(mask.bit_count() for mask in reached)
    return sorted(mask for mask in reached if mask.bit_count() == most)


def _sorted(stops: Integers, cost: Floats, mask: Integers) -> Item:
    order = np.argsort(cost, kind="stable")
    return Item(stops[order], cost[order], mask[order])


def _singles(km: Floats, masks: Integers) -> Item:
    places = np.arange(1, len(masks) + 1)
    return _sorted(places[:, None], 2 * km[0, 1:], masks)


def _pairs(km: Floats, masks: Integers) -> Item:
    left, right = np.triu_indices(len(masks), 1)
    cost = km[0, left + 1] + km[left + 1, right + 1] + km[0, right + 1]
    return _sorted(np.column_stack([left, right]) + 1, cost, masks[left] | masks[right])


def _doubled(pairs: Item) -> Item:
    """Return every two disjoint pairs, the cheaper pair first.

    Small types: 62 hosts have 1.7 million. The place of the dearer pair goes along as the last
    stop, because a third pair may have to be dearer still.
    """
    first, second = np.triu_indices(len(pairs.cost), 1)
    stops = pairs.stops.astype(np.int16)
    a, b = stops[first], stops[second]
    apart = (a[:, 0] != b[:, 0]) & (a[:, 0] != b[:, 1])
    apart &= (a[:, 1] != b[:, 0]) & (a[:, 1] != b[:, 1])
    first, second = first[apart], second[apart]
    return Item(
        np.column_stack([a[apart], b[apart], second.astype(np.int16)]),
        pairs.cost[first] + pairs.cost[second],
        pairs.mask[first] | pairs.mask[second],
    )


def _last(search: _Search, last: Item, target: int) -> None:
    for place in np.flatnonzero((last.mask & target) == target)[: search.keep].tolist():
        search.offer(float(last.cost[place]), tuple(sorted(last.stops[place].tolist())))


def _joined(search: _Search, left: Item, last: Item, target: int, ordered: bool) -> None:
    """Join each left part with the last parts that cover the rest.

    Args:
        search: takes what is found.
        left: pairs, or doubled pairs.
        last: pairs or singles.
        target: the indicators to be covered.
        ordered: whether the last part is a pair dearer than those on the left, since the order of
            pairs does not matter.
    """
    width = 2 if left.stops.shape[1] == 2 else 4
    after = _after(left, ordered)
    needs = target & ~left.mask
    bound = np.full(len(left.cost), np.inf)
    covering: dict[int, Integers] = {}
    for need in np.unique(needs).tolist():
        fits = np.flatnonzero((last.mask & need) == need)
        covering[need] = fits
        rows = needs == need
        place = np.searchsorted(fits, after[rows])
        costs = np.append(last.cost[fits], np.inf)
        bound[rows] = left.cost[rows] + costs[place]
    _take_up(search, left, last, (bound, after, needs), covering, width)


def _after(left: Item, ordered: bool) -> Integers:
    """Return the first place of the last part that is allowed for each left part."""
    if not ordered:
        return np.zeros(len(left.cost), dtype=np.int64)
    if left.stops.shape[1] == 2:
        return np.arange(1, len(left.cost) + 1)
    places: Integers = left.stops[:, 4].astype(np.int64) + 1
    return places


def _take_up(
    search: _Search,
    left: Item,
    last: Item,
    ways: tuple[Floats, Integers, Integers],
    covering: dict[int, Integers],
    width: int,
) -> None:
    bound, after, needs = ways
    for row in _cheapest_first(bound):
        if bound[row] > search.limit or bound[row] == np.inf:
            return
        visited = set(left.stops[row, :width].tolist())
        fits = covering[int(needs[row])]
        for place in fits[fits.searchsorted(after[row]) :]:
            cost = float(left.cost[row] + last.cost[place])
            if cost > search.limit:
                break
            stops = last.stops[place].tolist()
            if visited.isdisjoint(stops):
                search.offer(cost, tuple(sorted([*visited, *stops])))


def _cheapest_first(bound: Floats) -> Iterator[int]:
    """Go by bound; most combinations are never looked at, so only the first are sorted at once."""
    if len(bound) > FIRST_LOOK:
        first = np.argpartition(bound, FIRST_LOOK)[:FIRST_LOOK]
        yield from first[np.argsort(bound[first], kind="stable")].tolist()
    # All of them once more: equal bounds could have been cut in two, and seeing one twice is free.
    yield from np.argsort(bound, kind="stable").tolist()

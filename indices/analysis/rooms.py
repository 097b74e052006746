"""Where points could be won: distances of parts to the best, and the fewest parts that suffice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, combinations

import numpy as np

from indices.analysis.arrays import Integers
from indices.analysis.ranking import NOISE_DECIMALS
from indices.frames import Row

# How many parts a set may have; more of them would be advice to work on everything.
MOST_PARTS = 4


@dataclass(frozen=True)
class PartSet:
    """Parts that together can yield some points.

    `room` is the sum of their distances to the best observed practice in points, `share` the part
    of that distance which must be closed.
    """

    parts: tuple[str, ...]
    room: float
    share: float


def rooms(gaps: Sequence[Row]) -> dict[str, float]:
    """Return each smallest known part's distance to the best observed practice, in points.

    Args:
        gaps: as `gap_rows` returns them (the reference does not matter: `best` is used).

    Returns:
        {indicator: points}, the largest first; parts in which the unit is best are left out.
    """
    known = [gap for gap in gaps if None not in (gap["best"], gap["score"]) and gap["breakdown"]]
    parents = {gap["parent"] for gap in known}
    room = np.array([gap["best"] - gap["score"] for gap in known]).round(NOISE_DECIMALS).tolist()
    pairs = [
        (gap["indicator"], points)
        for gap, points in zip(known, room, strict=True)
        if points > 0 and gap["indicator"] not in parents
    ]
    return dict(sorted(pairs, key=lambda pair: -pair[1]))


def fewest_parts(room: Mapping[str, float], points: float, n: int = 3) -> list[PartSet]:
    """Return the sets of fewest parts that can yield some points, the least effort first.

    A part can yield no more than its distance to the best observed practice. Among sets of the same
    size the one is cheapest that needs the smallest share of its distance.

    Args:
        room: what each part can yield, as `rooms` returns it.
        points: what is needed, above 0.
        n: how many sets at most.

    Returns:
        Sets; empty where all parts together, or MOST_PARTS of them, do not suffice.
    """
    largest = sorted(room.values(), reverse=True)
    size = int(np.searchsorted(np.cumsum(largest), points)) + 1
    if size > min(len(largest), MOST_PARTS):
        return []
    codes, values = list(room), np.array(list(room.values()))
    chosen = _combinations(len(codes), size)
    whole = values[chosen].sum(axis=1)
    enough = np.flatnonzero(whole >= points)
    cheapest = enough[np.argsort(points / whole[enough], kind="stable")[:n]]
    return [
        PartSet(tuple(codes[part] for part in parts), total, points / total)
        for parts, total in zip(chosen[cheapest].tolist(), whole[cheapest].tolist(), strict=True)
    ]


@lru_cache(maxsize=16)
def _combinations(n: int, size: int) -> Integers:
    """Return the ways to choose some of n places, shape (ways, size)."""
    places = chain.from_iterable(combinations(range(n), size))
    return np.fromiter(places, dtype=np.int64).reshape(-1, size)

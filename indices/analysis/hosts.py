"""The list of hosts as rows: what a page shows, the API answers and a file holds, all the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from indices.analysis.arrays import Floats
from indices.analysis.destinations import Destinations
from indices.analysis.rank_ranges import rank_range, rank_ranges
from indices.analysis.reasons import reasons, today
from indices.catalogue import Catalogue, Text

DECIMALS = 6


class Term(NamedTuple):
    """What one weak indicator gives to a host; None is unknown, never 0.

    `gap` is host − focus. `gap_term` and `gain_term` are weighted and before likeness; `gain_term`
    is None as well where no comparable year is known, which `since` = 0 says of the whole year.
    """

    indicator: str
    weight: float
    focus_score: float
    score: float | None
    gap: float | None
    threshold: float
    gap_term: float | None
    since: int
    gain: float | None
    places: int | None
    gain_term: float | None
    strong: bool


class Host(NamedTuple):
    """One row: rank with interval, value and all its parts.

    `rank`, `best_rank` and `worst_rank` are None for a host with an unknown term; `potential` and
    `value` are then lower bounds (`at_least`), and None where no term at all is known. Points are
    points of the index.
    """

    unit: str
    rank: int | None
    best_rank: int | None
    worst_rank: int | None
    rank_of: int
    value: float | None
    potential: float | None
    at_least: bool
    gap_terms: float
    gain_terms: float
    likeness: float | None
    factor: float
    km: float | None
    days: float | None
    reason: Text
    today: Text | None
    successor: str
    terms: tuple[Term, ...]


def host_list(found: Destinations, catalogue: Catalogue) -> list[Host]:
    """Return one row per host, the best first; hosts without a rank stand by their lower bound."""
    ends = rank_ranges(found).tolist()
    return _hosts(found, found.order, [ends[place] for place in found.order], catalogue)


def host_at(found: Destinations, place: int, catalogue: Catalogue) -> Host:
    """Return the row of one host alone."""
    return _hosts(found, [place], [rank_range(found, place)], catalogue)[0]


def _hosts(
    found: Destinations, places: list[int], ends: list[Sequence[int]], catalogue: Catalogue
) -> list[Host]:
    hosts = [found.hosts[place] for place in places]
    now = [today(one, catalogue) for one in hosts]
    terms = _terms(found, places)
    ranks = found.rank[places].tolist()
    points = np.where(found.nothing_known, np.nan, [found.net, found.potential])
    others = (found.alike.whole, found.factor, found.km, found.days)
    sums = [np.nansum(_rounded(one), axis=1) for one in _weighted(found)]
    numbers = _plain(np.vstack([points, *sums, *others])[:, places])
    value, potential, gap_terms, gain_terms, likeness, factor, km, days = numbers
    columns = (
        [one.code for one in hosts],
        [rank or None for rank in ranks],
        [best if rank else None for rank, (best, _) in zip(ranks, ends, strict=True)],
        [worst if rank else None for rank, (_, worst) in zip(ranks, ends, strict=True)],
        [found.rank_of] * len(hosts),
        value,
        potential,
        found.unknown[places].tolist(),
        gap_terms,
        gain_terms,
        likeness,
        factor,
        km,
        days,
        reasons(found, places, catalogue, now),
        now,
        [one.successor for one in hosts],
        terms,
    )
    return list(map(Host._make, zip(*columns, strict=True)))


def _terms(found: Destinations, places: list[int]) -> list[tuple[Term, ...]]:
    """Return the terms of each of these hosts."""
    weights, gained = found.weights, found.gains
    gap_terms, gain_terms = _weighted(found)
    shape = (len(places), len(weights))
    own, score, gap, threshold, gap_term, gain, won, gain_term = _plain(
        np.stack(
            [
                np.broadcast_to(found.own, shape),
                found.scores[places],
                found.gap[places],
                found.threshold[places],
                gap_terms[places],
                gained.extra[places],
                gained.places[places],
                gain_terms[places],
            ]
        )
    )
    matrices = (
        [weights.tolist()] * len(places),
        own,
        score,
        gap,
        threshold,
        gap_term,
        gained.since[places].tolist(),
        gain,
        [[None if n is None else int(n) for n in row] for row in won],
        gain_term,
        found.strong[places].tolist(),
    )
    return [
        tuple(map(Term._make, zip(found.codes, *row, strict=True)))
        for row in zip(*matrices, strict=True)
    ]


def _weighted(found: Destinations) -> tuple[Floats, Floats]:
    """Return gap terms and gain terms in full, as they add up to the learning potential."""
    return found.weights * found.gap_term, found.weights * found.wishes.gain * found.gain_term


def _rounded(values: Floats) -> Floats:
    """Cut the noise of floating point, which no source prints; adding zero mends −0.0."""
    scaled = values * 10**DECIMALS
    whole = np.rint(scaled)
    rounded: Floats = whole / 10**DECIMALS + 0.0
    # Near the middle of two decimals the product may fall on the wrong side.
    for at in zip(*np.nonzero(np.abs(scaled - whole) > 0.499), strict=True):
        rounded[at] = round(float(values[at]), DECIMALS) + 0.0
    return rounded


def _plain(values: Floats) -> list[Any]:
    """Return numbers as `_rounded` has them, and None for those that are unknown."""
    plain = _rounded(values).astype(object)
    plain[np.isnan(values)] = None
    found: list[Any] = plain.tolist()
    return found

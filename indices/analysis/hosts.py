"""The list of hosts as rows: what a page shows, the API answers and a file holds, all the same."""

from __future__ import annotations

import math
from dataclasses import dataclass

from indices.analysis.destinations import Destinations
from indices.analysis.rank_ranges import rank_ranges
from indices.analysis.reasons import reason, today
from indices.catalogue import Catalogue, Text

DECIMALS = 6


@dataclass(frozen=True)
class Term:
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


@dataclass(frozen=True)
class Host:
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
    ranges = rank_ranges(found)
    rank_of = int((found.rank > 0).sum())
    return [
        _host(found, place, ranges[place].tolist(), rank_of, catalogue) for place in found.order
    ]


def _host(
    found: Destinations, place: int, ends: list[int], rank_of: int, catalogue: Catalogue
) -> Host:
    host = found.hosts[place]
    rank = int(found.rank[place])
    known = not found.nothing_known[place]
    terms = tuple(_term(found, place, column) for column in range(len(found.codes)))
    return Host(
        unit=host.code,
        rank=rank or None,
        best_rank=ends[0] if rank else None,
        worst_rank=ends[1] if rank else None,
        rank_of=rank_of,
        value=_exact(found.net[place]) if known else None,
        potential=_exact(found.potential[place]) if known else None,
        at_least=bool(found.unknown[place]),
        gap_terms=_exact(sum(term.gap_term or 0.0 for term in terms)),
        gain_terms=_exact(sum(term.gain_term or 0.0 for term in terms)),
        likeness=_number(found.alike.whole[place]),
        factor=_exact(found.factor[place]),
        km=_number(found.km[place]),
        days=_number(found.days[place]),
        reason=reason(found, place, catalogue),
        today=today(host, catalogue),
        successor=host.successor,
        terms=terms,
    )


def _term(found: Destinations, place: int, column: int) -> Term:
    weight = float(found.weights[column])
    since = int(found.gains.since[place, column])
    return Term(
        indicator=found.codes[column],
        weight=weight,
        focus_score=_exact(found.own[column]),
        score=_number(found.scores[place, column]),
        gap=_number(found.gap[place, column]),
        threshold=_exact(found.threshold[place, column]),
        gap_term=_number(weight * found.gap_term[place, column]),
        since=since,
        gain=_number(found.gains.extra[place, column]),
        places=int(found.gains.places[place, column]) if since else None,
        gain_term=_number(weight * found.wishes.gain * found.gain_term[place, column]),
        strong=bool(found.strong[place, column]),
    )


def _exact(value: float) -> float:
    """Cut the noise of floating point, which no source prints; adding zero mends −0.0."""
    return round(float(value), DECIMALS) + 0.0


def _number(value: float) -> float | None:
    plain = float(value)
    return None if math.isnan(plain) else round(plain, DECIMALS) + 0.0

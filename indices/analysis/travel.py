"""How far a host is and how long a tour takes: great circles and one stated rule, no timetable.

Distances are measured between the coordinates of `data/reference/units.csv`, in a straight line on
a sphere. How people travel is an assumption and is called one wherever it is shown: legs of up to
NEAR_KM fit into the day of a visit; any longer leg takes half a day, by road up to AIR_KM (at most
1.3 times the straight line at 60 km/h, five and a half hours), by air beyond. A visit takes a day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import nan

import numpy as np

from indices.analysis.arrays import Floats
from indices.catalogue import Unit

# Distances as plain lists: picking single numbers out of an array takes ten times as long.
Rows = Sequence[Sequence[float]]

EARTH_KM = 6371.0
NEAR_KM, AIR_KM = 60.0, 250.0
LEG_DAYS, VISIT_DAYS = 0.5, 1.0


@dataclass(frozen=True)
class Tour:
    """One tour from home and back: its stops in order, its length in km and its days."""

    stops: tuple[str, ...]
    km: float
    days: float


def distances(units: Sequence[Unit]) -> Floats:
    """Return great-circle distances in km, shape (units, units); NaN without coordinates."""
    latitude = np.radians([nan if one.latitude is None else one.latitude for one in units])
    longitude = np.radians([nan if one.longitude is None else one.longitude for one in units])
    north = np.sin((latitude[:, None] - latitude) / 2) ** 2
    east = np.sin((longitude[:, None] - longitude) / 2) ** 2
    chord = north + np.cos(latitude)[:, None] * np.cos(latitude) * east
    found: Floats = 2 * EARTH_KM * np.arcsin(np.sqrt(np.clip(chord, 0.0, 1.0)))
    return found


def leg_days(km: Floats) -> Floats:
    """Return the days that each leg takes by the rule of this module; NaN stays NaN."""
    days: Floats = np.where(np.isnan(km), np.nan, np.where(km <= NEAR_KM, 0.0, LEG_DAYS))
    return days


def single_days(km: Floats) -> Floats:
    """Return the days of a tour to one host and back, by its distance in km."""
    days: Floats = 2 * leg_days(km) + VISIT_DAYS
    return days


def make_tour(stops: Sequence[int], codes: Sequence[str], km: Rows) -> Tour:
    """Return the tour from home (place 0 of `km`) over one or two stops and back.

    Args:
        stops: places of the stops in `km` and `codes`.
        codes: codes by place.
        km: distances, home first.
    """
    way = [0, *stops, 0]
    legs = np.array([km[start][end] for start, end in pairwise(way)])
    days = float(leg_days(legs).sum()) + VISIT_DAYS * len(stops)
    return Tour(tuple(codes[stop] for stop in stops), float(legs.sum()), days)


def cheapest_tours(stops: Sequence[int], codes: Sequence[str], km: Rows) -> list[Tour]:
    """Return the tours of up to two stops that visit all stops with the fewest km.

    Pairing never lengthens the way (triangle inequality), so at most one tour has one stop; all
    pairings are tried, 15 for six stops.
    """
    best = min(_pairings(tuple(stops)), key=lambda one: sum(_km(tour, km) for tour in one))
    return [make_tour(tour, codes, km) for tour in best]


def fewest_km(stops: Sequence[int], km: Rows) -> float:
    """Return the length of the cheapest tours alone."""
    return min(sum(_km(tour, km) for tour in one) for one in _pairings(tuple(stops)))


def _km(tour: tuple[int, ...], km: Rows) -> float:
    way = (0, *tour, 0)
    return sum(km[start][end] for start, end in pairwise(way))


def _pairings(stops: tuple[int, ...]) -> list[list[tuple[int, ...]]]:
    """Return every way to divide stops into pairs, with one single where their number is odd."""
    if len(stops) < 2:
        return [[stops]] if stops else [[]]
    first, rest = stops[0], stops[1:]
    found = []
    for place, partner in enumerate(rest):
        others = rest[:place] + rest[place + 1 :]
        found += [[(first, partner), *one] for one in _pairings(others)]
    if len(stops) % 2:
        found += [[(first,), *one] for one in _pairings(rest)]
    return found

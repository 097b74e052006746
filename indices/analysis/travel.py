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
from math import isnan, nan

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
    places = _places(units)
    return _great_circles(places[:, :, None], places[:, None])


def distances_from(home: Unit, units: Sequence[Unit]) -> Floats:
    """Return great-circle distances from one unit in km, shape (units,), as `distances`."""
    return _great_circles(_places([home]), _places(units))


def _places(units: Sequence[Unit]) -> Floats:
    """Return latitude and longitude, shape (2, units)."""
    degrees = [
        [nan if one.latitude is None else one.latitude for one in units],
        [nan if one.longitude is None else one.longitude for one in units],
    ]
    places: Floats = np.radians(degrees)
    return places


def _great_circles(start: Floats, end: Floats) -> Floats:
    north, east = np.sin((start - end) / 2) ** 2
    chord = north + np.cos(start[0]) * np.cos(end[0]) * east
    found: Floats = 2 * EARTH_KM * np.arcsin(np.sqrt(np.clip(chord, 0.0, 1.0)))
    return found


def leg_days(km: float) -> float:
    """Return the days that a leg takes by the rule of this module; NaN stays NaN."""
    return km if isnan(km) else 0.0 if km <= NEAR_KM else LEG_DAYS


def single_days(km: Floats) -> Floats:
    """Return the days of a tour to one host and back, by its distance in km."""
    return np.array([2 * leg_days(one) + VISIT_DAYS for one in km.tolist()])


def make_tour(stops: Sequence[int], codes: Sequence[str], km: Rows) -> Tour:
    """Return the tour from home (place 0 of `km`) over one or two stops and back.

    Args:
        stops: places of the stops in `km` and `codes`.
        codes: codes by place.
        km: distances, home first.
    """
    way = [0, *stops, 0]
    legs = [km[start][end] for start, end in pairwise(way)]
    days = sum(map(leg_days, legs)) + VISIT_DAYS * len(stops)
    return Tour(tuple([codes[stop] for stop in stops]), sum(legs), days)


def cheapest_tours(stops: Sequence[int], codes: Sequence[str], km: Rows) -> list[Tour]:
    """Return the tours of up to two stops that visit all stops with the fewest km.

    Pairing never lengthens the way (triangle inequality), so at most one tour has one stop; all
    pairings are tried, 15 for six stops.
    """
    best = min(_pairings(tuple(stops)), key=lambda one: _whole_km(one, km))
    return [make_tour(tour, codes, km) for tour in best]


def fewest_km(stops: Sequence[int], km: Rows) -> float:
    """Return the length of the cheapest tours alone."""
    return min([_whole_km(one, km) for one in _pairings(tuple(stops))])


def _whole_km(tours: Sequence[tuple[int, ...]], km: Rows) -> float:
    """Return the length of tours of one or two stops; from the only stop to itself is no way."""
    home = km[0]
    return sum([home[tour[0]] + km[tour[0]][tour[-1]] + home[tour[-1]] for tour in tours])


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

"""What a visitor asks of destinations: keys of pages and API, and the answer they lead to."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from indices.analysis.destinations import Destinations, destinations
from indices.analysis.likeness import Likeness, likeness
from indices.analysis.peers import covariate_year
from indices.analysis.portfolio import FEWEST_STOPS, Portfolio, make_portfolio, recent_stops
from indices.analysis.portfolio_search import MOST_STOPS
from indices.analysis.weakness import MEDIAN, MOST_PARTS, RULES, Wishes, parts_of
from indices.catalogue import Catalogue, Indicator
from layouts.components.cubes import read_cube
from layouts.memo import Memo
from layouts.urls import Option

if TYPE_CHECKING:
    from indices.database.reader import Reader

_FOUND, _ALIKE = Memo(64), Memo(256)
_CODES = re.compile(r"[A-Za-z0-9_]{1,60}(,[A-Za-z0-9_]{1,60}){0,19}")
WEIGHTS = tuple(f"w{place}" for place in range(1, MOST_PARTS + 1))
SEEN = ("no", "yes")
SIZES = tuple(str(k) for k in range(FEWEST_STOPS, MOST_STOPS + 1))
# Key -> lowest and highest value and step of its slider.
RANGES = {
    "gain": (0.0, 3.0, 0.5),
    "alike": (0.0, 1.0, 0.1),
    "day": (0.0, 0.5, 0.05),
    **dict.fromkeys(WEIGHTS, (0.0, 3.0, 0.5)),
}


def _number(default: str, low: float, high: float, of_index: bool = False) -> Option:
    def read(value: str) -> str | None:
        try:
            number = float(value)
        except ValueError:
            return None
        return f"{number:g}" if math.isfinite(number) and low <= number <= high else None

    return Option(default, read, of_index=of_index)


def _optional(low: float, high: float) -> Option:
    inner = _number("", low, high)
    return Option("", lambda value: inner.read(value) if value else "")


def choice(allowed: Sequence[str], default: str) -> Option:
    """Return a key that takes one of the given values."""
    return Option(default, lambda value: value if value in allowed else None)


OPTIONS: Mapping[str, Option] = {
    "rule": choice(RULES, MEDIAN),
    "margin": _number("0", 0.0, 20.0),
    "weak": Option(
        "",
        lambda value: value if not value or _CODES.fullmatch(value) else None,
        many=True,
        of_index=True,
    ),
    "threshold": _optional(0.0, 20.0),
    "gain": _number("1.5", *RANGES["gain"][:2]),
    "alike": _number("0.5", *RANGES["alike"][:2]),
    "day": _number("0.1", *RANGES["day"][:2]),
    **{key: _number("1", *RANGES[key][:2], of_index=True) for key in WEIGHTS},
}
SET_OPTIONS: Mapping[str, Option] = {"k": choice(SIZES, "4"), "seen": choice(SEEN, "no")}


def wishes_of(values: Mapping[str, str], parts: Sequence[Indicator]) -> Wishes:
    """Return what is asked.

    Args:
        values: key of OPTIONS -> value that its `read` returned.
        parts: the indicators of the year; the first weight is that of the first, and so on.
    """
    return Wishes(
        rule=values["rule"],
        margin=float(values["margin"]),
        weak=tuple(code for code in values["weak"].split(",") if code),
        weights=tuple(
            (part.code, float(values[key]))
            for key, part in zip(WEIGHTS, parts, strict=False)
            if values[key] != OPTIONS[key].default
        ),
        threshold=float(values["threshold"]) if values["threshold"] else None,
        gain=float(values["gain"]),
        alike=float(values["alike"]),
        day=float(values["day"]),
    )


def find_hosts(
    reader: Reader,
    catalogue: Catalogue,
    index: str,
    year: int,
    focus: str,
    values: Mapping[str, str],
) -> Destinations:
    """Return learning potentials, worked out once per build and question.

    Raises:
        DatabaseUnavailable: the database cannot answer.
    """
    cube = read_cube(reader, index)
    wishes = wishes_of(values, parts_of(cube, catalogue.indices[index], year, focus))
    key = (reader.build().build_id, index, year, focus, wishes)

    def make() -> Destinations:
        alike = _likeness(reader, catalogue, year, focus)
        return destinations(cube, alike, catalogue, index, year, focus, wishes)

    return _FOUND.get(key, make)


def _likeness(reader: Reader, catalogue: Catalogue, year: int, focus: str) -> Likeness:
    """Return likeness, worked out once for all years that share population and product figures."""
    known, vintage = reader.covariates(), catalogue.vintage(year)
    key = (reader.build().build_id, vintage, covariate_year(known, vintage, year), focus)
    return _ALIKE.get(key, lambda: likeness(catalogue, known, year, focus))


def find_sets(found: Destinations, catalogue: Catalogue, values: Mapping[str, str]) -> Portfolio:
    """Return the best sets for a number of hosts, with or without the tours of the past."""
    visited = recent_stops(catalogue, found.year) if values["seen"] == "yes" else []
    return make_portfolio(found, catalogue, int(values["k"]), visited)

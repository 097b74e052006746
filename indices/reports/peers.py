"""Distances between units as plain dictionaries: what the API answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indices.reports.items import Item, unit_name

if TYPE_CHECKING:
    from indices.analysis.peers import Peers
    from indices.catalogue import Catalogue

_DECIMALS = 6
# Why a unit has no distance: it lacks a picked variable, or the unit asked for does.
LACKS, UNIT_LACKS = "lacks_variables", "unit_lacks_variables"


def peer_items(found: Peers, catalogue: Catalogue, year: int, unit: str, lang: str) -> list[Item]:
    """Return one item per unit: those with a distance first, the nearest first.

    `terms` holds the part that each picked variable has in the distance; they add up to it. A unit
    that lacks a picked variable has no distance and names the variable in `missing`; where the unit
    asked for lacks one itself, nobody has a distance. `missing_reason` says which of both.
    """
    vintage = catalogue.vintage(year)
    known = set(found.units)
    items: list[Item] = [
        {
            "unit": code,
            "unit_name": unit_name(catalogue, vintage, code, lang),
            "place": place + 1,
            "distance": round(float(found.apart[place]), _DECIMALS),
            "terms": {
                name: round(float(term[place]), _DECIMALS) for name, term in found.terms.items()
            },
            "missing": [],
            "missing_reason": None,
            "figures_of": found.year,
        }
        for place, code in enumerate(found.units)
    ]
    return items + [
        {
            "unit": code,
            "unit_name": unit_name(catalogue, vintage, code, lang),
            "place": None,
            "distance": None,
            "terms": {},
            "missing": found.missing.get(code, []),
            "missing_reason": LACKS if code in found.missing else UNIT_LACKS,
            "figures_of": found.year,
        }
        for code in found.figures["kind"]
        if code != unit and code not in known
    ]

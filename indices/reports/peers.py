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
    rows = found.table.to_dict("records")
    known = {str(row["unit"]) for row in rows}
    items: list[Item] = [
        {
            "unit": str(row["unit"]),
            "unit_name": unit_name(catalogue, vintage, str(row["unit"]), lang),
            "place": place,
            "distance": round(float(row["apart"]), _DECIMALS),
            "terms": {
                str(name): round(float(row[name]), _DECIMALS) for name in found.table.columns[2:]
            },
            "missing": [],
            "missing_reason": None,
            "figures_of": found.year,
        }
        for place, row in enumerate(rows, start=1)
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
        for code in found.figures.index
        if code != unit and code not in known
    ]

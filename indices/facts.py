"""Keys of facts: one text that names a figure everywhere, from a cell of a page to a file.

"PAPI:2021:79:D4" is the score of unit 79 on dimension D4 of PAPI 2021, "PAPI:2021:79:D4:rank" its
rank. The year says which vintage the unit is of.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from indices.catalogue import Catalogue, Index, Unit

FIGURES = ("score", "rank", "grade")
_FORM = re.compile(
    r"(?P<index>[A-Z][A-Z0-9_]{0,15}):(?P<year>[12][0-9]{3}):(?P<unit>[0-9]{2})"
    r":(?P<indicator>[A-Za-z0-9_]{1,60})(?::(?P<figure>score|rank|grade))?",
    re.ASCII,
)


@dataclass(frozen=True)
class FactKey:
    """One figure of one unit on one indicator of one index and year."""

    index: str
    year: int
    unit: str
    indicator: str = "total"
    figure: str = "score"

    def __str__(self) -> str:
        return fact_key(self.index, self.year, self.unit, self.indicator, self.figure)


def fact_key(
    index: str, year: int, unit: str, indicator: str = "total", figure: str = "score"
) -> str:
    """Write a key; the score, which most keys mean, is left out."""
    key = f"{index}:{year}:{unit}:{indicator}"
    return key if figure == "score" else f"{key}:{figure}"


def parse_key(text: str) -> FactKey | None:
    """Read a key, None where the text has another form; whether it exists is not asked."""
    found = _FORM.fullmatch(text)
    if found is None:
        return None
    index, year, unit, indicator, figure = found.group(
        "index", "year", "unit", "indicator", "figure"
    )
    return FactKey(index, int(year), unit, indicator, figure or "score")


def known_fact(key: FactKey, catalogue: Catalogue) -> tuple[Index, Unit] | None:
    """Return index and unit of a key; None where the catalogue has no such figure."""
    index = catalogue.indices.get(key.index)
    unit = catalogue.units.get((catalogue.vintage(key.year), key.unit))
    if index is None or unit is None or key.year not in index.years or key.indicator not in index:
        return None
    return index, unit

"""The parts of one indicator in one year, as the unit page compares them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import isnan
from typing import TYPE_CHECKING

from indices.analysis.cube import Cube
from indices.analysis.references import summaries
from indices.catalogue import Index, Indicator, Unit
from indices.facts import fact_key
from indices.frames import Row
from layouts.components import terms
from layouts.components.cubes import read_cube
from layouts.pages.profile import Profile
from layouts.urls import PageState

if TYPE_CHECKING:
    from indices.database.reader import Reader

NAME_WIDTH = 46
_READ = ["score", "rank", "rank_of", "missing_reason", "sources"]


@dataclass(frozen=True, eq=False)
class Part:
    """One indicator of the year: its rows by unit, the median, and the best with whose it is.

    Median and best are None where not all ranked units are known.
    """

    indicator: Indicator
    name: str
    rows: dict[str, Row]
    median: float | None
    best: float | None
    best_units: list[str]

    @property
    def has_code(self) -> bool:
        """Whether the indicator is known by its code, "D4"."""
        return self.indicator.code[1:].isdigit()

    @cached_property
    def known(self) -> list[Row]:
        """Rows of the units with a score."""
        return [row for row in self.rows.values() if row["score"] is not None]


@dataclass(frozen=True, eq=False)
class Parts:
    """The parts of one indicator in one year, and which of the page's units existed then."""

    profile: Profile
    index: Index
    year: int
    marked: list[Unit]
    parts: list[Part]

    @cached_property
    def names(self) -> dict[str, str]:
        """Code of every unit of the year -> its name."""
        catalogue = self.profile.catalogue
        units = catalogue.units_of(catalogue.vintage(self.year))
        return {unit.code: self.profile.w.unit_name(unit) for unit in units}

    @cached_property
    def drawn(self) -> list[Unit]:
        """The marked units and, beside a single one, Ho Chi Minh City for comparison."""
        focus = self.profile.catalogue.units.get(
            (self.profile.catalogue.vintage(self.year), self.profile.catalogue.focus)
        )
        single = len(self.marked) == 1 and focus is not None and focus not in self.marked
        return [*self.marked, focus] if single and focus else self.marked

    @cached_property
    def shown(self) -> list[Part]:
        """Parts of which the score of any unit is known."""
        return [part for part in self.parts if part.known]

    @property
    def title(self) -> str:
        """Index and year, "PAPI 2024"."""
        return terms.index_year(self.index, self.year, self.profile.w)

    def key(self, part: Part, unit: str, figure: str = "score") -> str:
        """Return the key of a unit's figure, by which it opens."""
        return fact_key(self.index.code, self.year, unit, part.indicator.code, figure)

    def row(self, part: Part, unit: Unit) -> Row:
        """Return a marked unit's row."""
        return part.rows[unit.code]


def read_parts(reader: Reader, profile: Profile, state: PageState) -> Parts:
    """Read the parts of the indicator, index and year that are chosen."""
    catalogue = profile.catalogue
    index = catalogue.indices[state.index]
    marked = [one for one in profile.subjects if one.vintage == catalogue.vintage(state.year)]
    cube = read_cube(reader, index.code)
    indicators = _shown_parts(index, state.indicator, state.year, cube)
    field = cube.field(state.year, [index.indicator(state.indicator), *indicators])
    parts = [
        Part(
            one,
            terms.indicator_name(index, one.code, state.year, profile.w),
            cube.of_indicator(state.year, one.code, _READ),
            *summary,
        )
        for one, summary in zip(indicators, summaries(field)[1:], strict=True)
    ]
    return Parts(profile, index, state.year, marked, parts)


def _shown_parts(index: Index, code: str, year: int, cube: Cube) -> list[Indicator]:
    """Return the parts of an indicator; in place of an unknown one its own parts, if known."""

    def known(part: Indicator) -> bool:
        return not all(isnan(score) for score in cube.column(year, part.code, "score"))

    shown: list[Indicator] = []
    for part in index.children(code, year) or [index.indicator(code)]:
        below = [] if known(part) else index.children(part.code, year)
        shown += below if any(map(known, below)) else [part]
    return shown

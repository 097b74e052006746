"""One state of the pages about destinations: the hosts, their terms, and how they are written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from indices.analysis.absence import NOT_FOUND
from indices.analysis.cube import Cube
from indices.analysis.destinations import Destinations
from indices.analysis.hosts import Host, host_list
from indices.analysis.reasons import about_km, short_code
from indices.catalogue import Catalogue, Index, Text, Unit
from indices.database.known_sources import with_imported_sources
from indices.reference import load_catalogue
from layouts.components.cubes import read_cube
from layouts.components.learning import OPTIONS, find_hosts
from layouts.components.terms import index_year, indicator_name, missing_reason, short_name
from layouts.components.terms import source_line as source_line_of
from layouts.urls import PageState, href, split
from layouts.wording import UNKNOWN, Wording

if TYPE_CHECKING:
    from indices.database.reader import Reader


@dataclass(frozen=True, eq=False)
class View:
    """One state of a page.

    Attributes:
        state, w, catalogue, index: what every part needs.
        cube: of the index.
        found: all terms of all hosts.
    """

    state: PageState
    w: Wording
    catalogue: Catalogue
    index: Index
    cube: Cube
    found: Destinations

    @cached_property
    def hosts(self) -> list[Host]:
        """The list, the best first."""
        return host_list(self.found, self.catalogue)

    @cached_property
    def vintage(self) -> int:
        """Which units the year is about."""
        return self.catalogue.vintage(self.state.year)

    @cached_property
    def name(self) -> str:
        """Name of the focus unit as labels use it."""
        return self.unit_name(self.found.focus)

    @cached_property
    def title(self) -> str:
        """Return "PAPI 2024"."""
        return index_year(self.index, self.state.year, self.w)

    @cached_property
    def asked(self) -> str:
        """The query string of pages about one host, with everything that was asked."""
        state = self.state
        asked = {
            key: value
            for key, value in state.options
            if key in OPTIONS and value != OPTIONS[key].default
        }
        focus = self.found.focus if self.found.focus != self.catalogue.focus else ""
        address = href(state, "/", index=state.index, year=state.year, focus=focus, **asked)
        return split(address)[1]

    @cached_property
    def points(self) -> str:
        """The unit of differences."""
        percent = self.index.unit == "%" and self.found.codes == ["total"]
        return self.w.t("percentage points") if percent else self.w.t("points")

    @cached_property
    def why_empty(self) -> str:
        """Why there is no list; empty where there is one."""
        w, found = self.w, self.found
        if np.isnan(found.weakness.own).all():
            # Then the total stands for its parts.
            table = found.weakness.field
            said = table.reasons[table.row(found.focus), 0] if table.units else NOT_FOUND
            return w.t(
                "The scores of {name} are not known ({reason}), so nobody can say who is ahead",
                name=self.name, reason=missing_reason(said, w),
            )  # fmt: skip
        if not found.codes:
            return w.t(
                "{name} is weak in no indicator by this rule; choose indicators or another rule",
                name=self.name,
            )
        if not found.asks:
            return w.t("All weights are zero, so no host can be preferred; raise at least one")
        return ""

    @cached_property
    def source(self) -> str:
        """Source line of the year's figures."""
        year = self.state.year
        return self.source_line([year], self.found.codes or ["total"], year)

    def source_line(self, years: Sequence[int], codes: Sequence[str], span: int | str) -> str:
        """Return who published the figures of some years and indicators."""
        places = np.array([self.cube.year(year) for year in years], dtype=np.int64)
        # In the order of the table, which decides among sources of equally many figures.
        columns = [self.cube.indicator(code) for code in sorted(codes)]
        sources = self.cube.values("sources")[places[:, None], :, columns]
        return source_line_of(sources.ravel().tolist(), self.index, span, self.catalogue, self.w)

    @cached_property
    def parts(self) -> list[str]:
        """Codes of the total and of its parts in any year."""
        return [one.code for one in self.index.indicators if "total" in (one.code, one.parent)]

    def unit(self, code: str) -> Unit:
        """Return a unit of the year."""
        return self.catalogue.unit(code, self.vintage)

    def unit_name(self, code: str) -> str:
        """Return a unit's name as labels use it."""
        return self._unit_names[code]

    @cached_property
    def _unit_names(self) -> dict[str, str]:
        units = self.catalogue.units_of(self.vintage)
        return {one.code: short_name(one, self.catalogue, self.w) for one in units}

    def names(self, codes: Iterable[str]) -> str:
        """Return the names of units as a list in words."""
        return self.w.listing([self.unit_name(code) for code in codes])

    def code_name(self, code: str) -> str:
        """Return an indicator's code, or its name where it has none."""
        return self.w.name(short_code(self.catalogue, self.index.code, code, self.state.year))

    def code_names(self, codes: Iterable[str]) -> str:
        """Return indicators as a list in words."""
        return self.w.listing([self.code_name(code) for code in codes])

    def indicator_name(self, code: str) -> str:
        """Return an indicator's name in this year, a dimension's with its code."""
        return indicator_name(self.index, code, self.state.year, self.w)

    def number(self, value: float | None, sign: bool = False) -> str:
        """Write points."""
        return self.w.number(value, 2, sign)

    def km(self, km: float | None) -> str:
        """Write a distance in tens of km."""
        return km_text(km, self.w)

    def days(self, days: float | None) -> str:
        """Write days; halves are the smallest part."""
        return days_text(days, self.w)

    def said(self, text: Text | None) -> str:
        """Return a text in this language."""
        return "" if text is None else self.w.name(text)


def km_text(km: float | None, w: Wording) -> str:
    """Write a distance in tens of km."""
    return UNKNOWN if km is None else w.number(about_km(km), 0)


def days_text(days: float | None, w: Wording) -> str:
    """Write days; halves are the smallest part."""
    return UNKNOWN if days is None else w.number(days, 0 if days % 1 == 0 else 1)


def read_view(reader: Reader, state: PageState, w: Wording, focus: str) -> View:
    """Read the figures of a state.

    Raises:
        DatabaseUnavailable: the database cannot answer.
    """
    catalogue = with_imported_sources(load_catalogue(), reader)
    found = find_hosts(reader, catalogue, state.index, state.year, focus, dict(state.options))
    index = catalogue.indices[state.index]
    return View(state, w, catalogue, index, read_cube(reader, state.index), found)

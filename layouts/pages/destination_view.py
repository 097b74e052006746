"""One state of the pages about destinations: the hosts, their terms, and how they are written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from indices.analysis.destinations import Destinations
from indices.analysis.hosts import Host, host_list
from indices.analysis.reasons import about_km, short_code
from indices.catalogue import Catalogue, Index, Text, Unit
from indices.database.known_sources import with_imported_sources
from indices.reference import load_catalogue
from layouts.components.learning import find_hosts, part_scores
from layouts.components.terms import index_year, indicator_name, missing_reason, short_name
from layouts.components.terms import source_line as source_line_of
from layouts.urls import PageState
from layouts.wording import UNKNOWN, Wording

if TYPE_CHECKING:
    from indices.database.reader import Reader


@dataclass(frozen=True, eq=False)
class View:
    """One state of a page.

    Attributes:
        state, w, catalogue, index: what every part needs.
        scores: SCORE_COLUMNS of the index's total and its parts, all years.
        found: all terms of all hosts.
    """

    state: PageState
    w: Wording
    catalogue: Catalogue
    index: Index
    scores: pd.DataFrame
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
    def points(self) -> str:
        """The unit of differences."""
        percent = self.index.unit == "%" and self.found.codes == ["total"]
        return self.w.t("percentage points") if percent else self.w.t("points")

    @cached_property
    def why_empty(self) -> str:
        """Why there is no list; empty where there is one."""
        w, found = self.w, self.found
        if pd.isna(found.weakness.own).all():
            row = self.scores[
                ((self.scores["year"] == self.state.year)
                 & (self.scores["unit"] == found.focus)
                 & (self.scores["indicator"] == "total")).to_numpy()
            ]  # fmt: skip
            reasons = row["missing_reason"].dropna().tolist() or ["not_found"]
            return w.t(
                "The scores of {name} are not known ({reason}), so nobody can say who is ahead",
                name=self.name, reason=missing_reason(reasons[0], w),
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
        here = self.scores["year"] == self.state.year
        here &= self.scores["indicator"].isin(self.found.codes or ["total"])
        return self.source_line(self.scores["sources"][here.to_numpy()].tolist(), self.state.year)

    def source_line(self, codes: Iterable[str | None], year: int | str) -> str:
        """Return who published figures of a year or of a span of years."""
        return source_line_of(codes, self.index, year, self.catalogue, self.w)

    def unit(self, code: str) -> Unit:
        """Return a unit of the year."""
        return self.catalogue.unit(code, self.vintage)

    def unit_name(self, code: str) -> str:
        """Return a unit's name as labels use it."""
        return short_name(self.unit(code), self.catalogue, self.w)

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
        return UNKNOWN if km is None else self.w.number(about_km(km), 0)

    def days(self, days: float | None) -> str:
        """Write days; halves are the smallest part."""
        return UNKNOWN if days is None else self.w.number(days, 0 if days % 1 == 0 else 1)

    def said(self, text: Text | None) -> str:
        """Return a text in this language."""
        return "" if text is None else self.w.name(text)


def read_view(reader: Reader, state: PageState, w: Wording, focus: str) -> View:
    """Read the figures of a state.

    Raises:
        DatabaseUnavailable: the database cannot answer.
    """
    catalogue = with_imported_sources(load_catalogue(), reader)
    found = find_hosts(reader, catalogue, state.index, state.year, focus, dict(state.options))
    index = catalogue.indices[state.index]
    scores = part_scores(reader, catalogue, state.index)
    return View(state, w, catalogue, index, scores, found)

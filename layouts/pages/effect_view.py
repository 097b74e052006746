"""The city around the tours of one month on one index: what is compared, and its names."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from indices.analysis.cube import Cube
from indices.analysis.effects import Effect, first_year_after, measure_effect
from indices.analysis.weakness import parts_of
from indices.catalogue import Catalogue, Index
from indices.database.known_sources import with_imported_sources
from indices.reference import load_catalogue
from layouts.components.terms import indicator_name, short_name, source_line
from layouts.memo import Memo
from layouts.urls import PageState
from layouts.wording import Wording

if TYPE_CHECKING:
    from indices.database.reader import Reader

# Nothing here depends on the language, and some of it takes a tenth of a second.
_EFFECTS = Memo(64)


@dataclass(frozen=True, eq=False)
class Results:
    """One index around the tours of one month.

    Attributes:
        state, w, catalogue, index: what every part needs.
        scores: SCORE_COLUMNS of the total and its parts, all years.
        effects: the total first, then its parts.
    """

    state: PageState
    w: Wording
    catalogue: Catalogue
    index: Index
    scores: pd.DataFrame
    effects: list[Effect]

    @cached_property
    def month(self) -> str:
        """Month in which the tours began."""
        return self.state.option("tour")

    @cached_property
    def name(self) -> str:
        """Name of the focus unit."""
        return self.unit_name(self.catalogue.focus)

    @cached_property
    def measured(self) -> list[Effect]:
        """What can be answered at all."""
        return [one for one in self.effects if not one.reason]

    @cached_property
    def year(self) -> int:
        """First year that counts as after."""
        return first_year_after(self.month)

    def unit_name(self, code: str) -> str:
        """Return a unit's name; tours so far fell into the time of the 63."""
        return short_name(self.catalogue.unit(code), self.catalogue, self.w)

    def indicator_name(self, code: str) -> str:
        """Return an indicator's name in the newest year in which it exists."""
        year = max(one for one in self.index.years if self.index.indicator(code).exists_in(one))
        return indicator_name(self.index, code, year, self.w)

    @cached_property
    def source(self) -> str:
        """Source line of the years compared."""
        years = sorted({year for one in self.measured for year in (*one.before, *one.after)})
        rows = self.scores[self.scores["year"].isin(years).to_numpy()]
        span = f"{years[0]}–{years[-1]}" if years else self.year
        return source_line(rows["sources"].tolist(), self.index, span, self.catalogue, self.w)


def read_results(reader: Reader, state: PageState, w: Wording) -> Results:
    """Read and compare.

    Raises:
        DatabaseUnavailable: the database cannot answer.
    """
    catalogue = with_imported_sources(load_catalogue(), reader)
    index = catalogue.indices[state.index]
    codes = [one.code for one in index.indicators if "total" in (one.code, one.parent)]
    scores = reader.scores(index.code, indicator=codes)
    month = state.option("tour")
    key = (reader.build().build_id, index.code, month)
    found = _EFFECTS.get(key, lambda: _measure(scores, catalogue, index, month))
    return Results(state, w, catalogue, index, scores, found)


def _measure(scores: pd.DataFrame, catalogue: Catalogue, index: Index, month: str) -> list[Effect]:
    after = first_year_after(month)
    year = min(max(after, index.years[0]), index.years[-1])
    parts = parts_of(Cube(scores), index, year, catalogue.focus)
    codes = dict.fromkeys(["total", *(part.code for part in parts)])
    return [measure_effect(scores, index, code, catalogue.focus, after) for code in codes]


def month_label(month: str, w: Wording) -> str:
    """Return the month of tours with their number, where any is recorded."""
    n = len({stop.tour for stop in load_catalogue().tours if stop.start.startswith(month)})
    return w.n("{month}: {n} tour", "{month}: {n} tours", n, month=w.date(month))

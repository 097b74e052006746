"""One state of a page: what the parts of most pages share, and how they name things."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from indices.catalogue import Catalogue, Index
from layouts import theme
from layouts.components.terms import index_year, indicator_name, short_name
from layouts.urls import PageState
from layouts.wording import Wording

# Ho Chi Minh City has its own colour everywhere; any other unit that is examined has this one.
UNIT_COLOR = theme.OKABE_ITO[1]


@dataclass(frozen=True, eq=False)
class UnitView:
    """One unit in one year: what is asked for, in whose words, about which units and indices."""

    state: PageState
    w: Wording
    catalogue: Catalogue

    @property
    def vintage(self) -> int:
        """Which units the year is about."""
        return self.state.vintage

    @cached_property
    def name(self) -> str:
        """Name of the unit as labels use it."""
        return self.unit_name(self.state.unit)

    @cached_property
    def color(self) -> str:
        """Colour of the unit."""
        return theme.HCMC if self.state.unit == self.catalogue.focus else UNIT_COLOR

    def unit_name(self, code: str) -> str:
        """Return a unit's name as labels use it."""
        return short_name(self.catalogue.unit(code, self.vintage), self.catalogue, self.w)


@dataclass(frozen=True, eq=False)
class IndexView(UnitView):
    """The same on one index and, where the page asks for one, an indicator of it."""

    index: Index

    @cached_property
    def title(self) -> str:
        """Index and year, and the indicator unless it is the total or the page asks for none."""
        head = index_year(self.index, self.state.year, self.w)
        whole = self.state.indicator in ("", "total")
        return head if whole else f"{head}, {self.indicator_name()}"

    @cached_property
    def points(self) -> str:
        """The unit of differences."""
        percent = self.index.unit_of(self.state.indicator) == "%"
        return self.w.t("percentage points") if percent else self.w.t("points")

    def indicator_name(self, code: str = "") -> str:
        """Return an indicator's name in this year, a dimension's with its code."""
        return indicator_name(self.index, code or self.state.indicator, self.state.year, self.w)

    def number(self, value: float | None, sign: bool = False) -> str:
        """Write a score or a distance."""
        return self.w.number(value, self.index.decimals, sign)

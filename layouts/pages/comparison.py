"""The focus unit beside others on one index, indicator and year: what the page's parts share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from indices.analysis.cube import Cube
from indices.analysis.gaps import gap_rows
from indices.catalogue import Catalogue, Index, Indicator
from indices.database.known_sources import with_imported_sources
from indices.facts import fact_key
from indices.reference import load_catalogue
from layouts.components.cubes import read_cube
from layouts.components.terms import (
    missing_reason,
    source_line,
)
from layouts.pages.view import IndexView
from layouts.urls import PageState
from layouts.wording import Wording

if TYPE_CHECKING:
    from indices.database.reader import Reader

# What the unit is compared with, beside the code of one unit.
MEAN, MEDIAN, BEST = "mean", "median", "best"
# What decides the charts of one year.
DEPENDS = ("index", "year", "indicator", "units", "against")
FIGURE = (
    "score", "decimals", "precision", "rank", "rank_of", "rank_basis", "missing_reason", "status",
    "sources",
)  # fmt: skip
Gap = Mapping[str, Any]


@dataclass(frozen=True)
class Figure:
    """One unit's figure of one indicator; what is unknown is None."""

    score: float | None = None
    decimals: int | None = None
    precision: str | None = None
    rank: int | None = None
    rank_of: int | None = None
    rank_basis: str | None = None
    missing_reason: str | None = "not_found"
    status: str | None = None
    sources: str | None = None

    @property
    def rounded(self) -> bool:
        """Whether the source itself rounds the score."""
        return self.score is not None and self.precision == "rounded"

    def printed(self, most: int) -> int:
        """Return the decimals that may be written: as the source prints them, `most` at most."""
        if self.rounded:
            return len(f"{self.score:.{most}f}".rstrip("0").partition(".")[2])
        return most if self.decimals is None else min(self.decimals, most)


_NOTHING = Figure()


@dataclass(frozen=True, eq=False)
class Comparison(IndexView):
    """One state of the compare page.

    Attributes:
        cube: figures of the index.
        figures: (unit, indicator) -> figure of the units shown.
        gaps: as in `gap_rows`, by indicator, against what the state asks for.
    """

    cube: Cube
    figures: Mapping[tuple[str, str], Figure]
    gaps: Mapping[str, Gap]

    @cached_property
    def units(self) -> tuple[str, ...]:
        """Codes of the chosen units, the focus unit left out."""
        return chosen_units(self.state, self.catalogue)

    @cached_property
    def shown(self) -> tuple[str, ...]:
        """Codes of the focus unit, the chosen ones and the one that is compared with."""
        return shown_units(self.state, self.catalogue)

    @cached_property
    def focus_name(self) -> str:
        """Short name of the focus unit."""
        return self.w.name(self.catalogue.focus_name)

    @cached_property
    def own(self) -> Figure:
        """The focus unit's figure of the indicator."""
        return self.figure(self.catalogue.focus)

    @cached_property
    def parts(self) -> list[Gap]:
        """Gaps of the indicator's known parts, of the additive family that is known best."""
        families: dict[str, list[Gap]] = {}
        for gap in self.gaps.values():
            summand = gap["parent"] == self.state.indicator and gap["breakdown"]
            if summand and gap["score"] is not None:
                families.setdefault(gap["breakdown"], []).append(gap)
        return max(families.values(), key=len, default=[])

    @cached_property
    def by_rank(self) -> bool:
        """Whether only ranks tell who is ahead: the focus unit has no score, but a rank."""
        return self.own.score is None and self.own.rank is not None

    @cached_property
    def columns(self) -> list[str]:
        """The indicator, and those of its parts of which any shown unit has a score."""
        parts = self.index.children(self.state.indicator, self.state.year)
        families: dict[str, list[str]] = {}
        for part in parts:
            if any(self.figure(unit, part.code).score is not None for unit in self.shown):
                families.setdefault(part.breakdown, []).append(part.code)
        return [self.state.indicator, *max(families.values(), key=len, default=[])]

    @cached_property
    def coverage(self) -> tuple[int, dict[str, list[str]]]:
        """How many units have a score of the indicator, and reason -> codes of those without."""
        state = self.state
        rows = self.cube.of_indicator(state.year, state.indicator, ("score", "missing_reason"))
        reasons: dict[str, list[str]] = {}
        for unit, row in rows.items():
            if row["score"] is None:
                reasons.setdefault(row["missing_reason"] or "not_found", []).append(unit)
        return len(rows) - sum(map(len, reasons.values())), reasons

    def figure(self, unit: str, indicator: str = "") -> Figure:
        """Return a unit's figure, of the state's indicator unless another is named."""
        return self.figures.get((unit, indicator or self.state.indicator), _NOTHING)

    def key(self, unit: str, indicator: str = "", figure: str = "score") -> str:
        """Return the key of a unit's figure, by which it opens."""
        state = self.state
        return fact_key(state.index, state.year, unit, indicator or state.indicator, figure)

    def gap_to(self, unit: str) -> float | None:
        """Return a unit's score minus the focus unit's: positive means the focus unit is behind."""
        own, other = self.own.score, self.figure(unit).score
        return None if own is None or other is None else other - own

    def indicator_code(self, code: str) -> str:
        """Return the code of a dimension, "Total", or the name of what has no code of its own."""
        if code == "total":
            return self.w.t("Total")
        name = self.indicator_name(code)
        return code if name.startswith(f"{code} ") else name

    @cached_property
    def rounded(self) -> list[str]:
        """Codes of the shown units whose score of the indicator its source rounds."""
        return [unit for unit in self.shown if self.figure(unit).rounded]

    @cached_property
    def decimals(self) -> int:
        """Decimals of distances: no more than the roundest score allows."""
        most = self.index.decimals
        return min((self.figure(unit).printed(most) for unit in self.rounded), default=most)

    def number(self, value: float | None, sign: bool = False) -> str:
        """Write a distance."""
        return self.w.number(value, self.decimals, sign)

    def score(self, figure: Figure) -> str:
        """Write a score as its source prints it, "~" before a rounded one."""
        text = self.w.number(figure.score, figure.printed(self.index.decimals))
        return f"~{text}" if figure.rounded else text

    @cached_property
    def source(self) -> str:
        """Who published the figures shown, and who printed them."""
        codes = (figure.sources or "" for figure in self.figures.values())
        return source_line(codes, self.index, self.state.year, self.catalogue, self.w)

    def without_score(self, units: Iterable[str]) -> str:
        """Name units with the reason why their score is missing: "A and B (withheld)"."""
        reasons: dict[str, list[str]] = {}
        for unit in units:
            reason = missing_reason(self.figure(unit).missing_reason or "not_found", self.w)
            reasons.setdefault(reason, []).append(self.unit_name(unit))
        return "; ".join(f"{self.w.listing(names)} ({reason})" for reason, names in reasons.items())


def read_comparison(reader: Reader, state: PageState, w: Wording) -> Comparison:
    """Read the figures of a state.

    Raises:
        DatabaseUnavailable: the database cannot answer.
    """
    catalogue = with_imported_sources(load_catalogue(), reader)
    index = catalogue.indices[state.index]
    cube = read_cube(reader, index.code)
    against = chosen_units(state, catalogue) if state.against == MEAN else state.against
    gaps = gap_rows(cube, index, state.year, catalogue.focus, against, state.indicator)
    return Comparison(
        state=state,
        w=w,
        catalogue=catalogue,
        index=index,
        cube=cube,
        figures=_figures(cube, state, shown_units(state, catalogue), _codes(index, state)),
        gaps={row["indicator"]: row for row in gaps},
    )


def chosen_units(state: PageState, catalogue: Catalogue) -> tuple[str, ...]:
    """Return the codes of the chosen units without the focus unit."""
    return tuple(code for code in state.units if code != catalogue.focus)


def shown_units(state: PageState, catalogue: Catalogue) -> tuple[str, ...]:
    """Return the codes of all units on the page, the focus unit first."""
    known = (catalogue.vintage(state.year), state.against) in catalogue.units
    units = (catalogue.focus, *state.units, *((state.against,) if known else ()))
    return tuple(dict.fromkeys(units))


def _codes(index: Index, state: PageState) -> list[str]:
    parts: list[Indicator] = index.children(state.indicator, state.year)
    return [state.indicator, *(part.code for part in parts)]


def _figures(
    cube: Cube, state: PageState, units: Iterable[str], indicators: Iterable[str]
) -> dict[tuple[str, str], Figure]:
    rows = {unit: cube.of_unit(state.year, unit, FIGURE) for unit in sorted(units)}
    # In the order of the table, which decides between sources that print as many figures.
    return {
        (unit, code): Figure(**own[code])
        for code in sorted(indicators)
        for unit, own in rows.items()
        if code in own
    }

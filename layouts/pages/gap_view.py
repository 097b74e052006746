"""One unit against one reference on one index, indicator and year: what the page's parts share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pandas as pd

from indices.analysis.cube import Cube
from indices.analysis.gaps import gap_rows
from indices.database.known_sources import with_imported_sources
from indices.facts import fact_key
from indices.frames import Row
from indices.reference import load_catalogue
from layouts.components.cubes import read_cube
from layouts.components.terms import missing_reason
from layouts.components.terms import source_line as source_line_of
from layouts.pages.view import IndexView
from layouts.urls import PageState
from layouts.wording import Wording

if TYPE_CHECKING:
    from indices.database.reader import Reader

# What the unit is compared with, beside the code of one unit.
CHOSEN, MEAN, MEDIAN, BEST = "chosen", "mean", "median", "best"
ALL_UNITS = (MEAN, MEDIAN, BEST)
# Below this a remainder is a rounding of binary numbers, not points: no source prints eight
# decimals, but the dimensions and totals of PAPI 2019 differ in the sixth.
NO_REMAINDER = 1e-8
# Columns of SCORE_COLUMNS that the page tells of the unit.
FIGURES = (
    "score", "rank", "rank_of", "rank_basis", "missing_reason", "sources",
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class View(IndexView):
    """One state of the page.

    Attributes:
        reader: answers what the cube does not hold.
        cube: figures of the index in all years.
        gaps: of the indicator and everything below it as in `gap_rows`, by indicator.
        own: FIGURES of the unit as rows by indicator, None for what is unknown.
    """

    reader: Reader
    cube: Cube
    gaps: Mapping[str, Row]
    own: Mapping[str, Row]

    @cached_property
    def total(self) -> Row:
        """The gap of the indicator itself."""
        return self.gaps[self.state.indicator]

    @cached_property
    def whole(self) -> Row:
        """The unit's figures of the indicator itself."""
        return self.own[self.state.indicator]

    @cached_property
    def parts(self) -> list[Row]:
        """Gaps of the indicator's parts, of the additive family that is known best; else none."""
        return best_known_family(self.gaps.values(), self.state.indicator, "gap")

    @cached_property
    def leaves(self) -> list[str]:
        """Codes of the smallest parts below the indicator."""
        parents = {gap["parent"] for gap in self.gaps.values()}
        return [
            code
            for code in self.gaps
            if code not in parents and code != self.state.indicator and self.gaps[code]["breakdown"]
        ]

    @cached_property
    def against(self) -> str | tuple[str, ...]:
        """What the analysis compares with."""
        return reference_of(self.state)

    @cached_property
    def members(self) -> list[str]:
        """Codes of the units compared with, where they are few and named; else none."""
        if self.state.against in ALL_UNITS:
            return []
        codes = [self.against] if isinstance(self.against, str) else list(self.against)
        missing = (self.total["missing_reference"] or "").split(";")
        return [code for code in codes if code not in missing]

    @cached_property
    def reference(self) -> str:
        """What the unit is compared with, in words: "the mean of 5 provinces"."""
        w, n = self.w, self.total["n_reference"]
        if self.state.against == BEST:
            return w.t("the highest score of all provinces")
        if self.state.against == MEDIAN:
            return w.n("the median of {n} province", "the median of {n} provinces", n)
        if self.state.against == CHOSEN and len(self.against) != 1:
            return w.n("the mean of {n} province", "the mean of {n} provinces", len(self.members))
        if self.state.against == MEAN:
            return w.n("the mean of {n} province", "the mean of {n} provinces", n)
        return self.unit_name(self.against if isinstance(self.against, str) else self.against[0])

    @cached_property
    def scores(self) -> pd.DataFrame:
        """SCORE_COLUMNS of the index and year."""
        return self.reader.scores(self.index.code, self.state.year)

    def column(self, name: str) -> list[Any]:
        """Return a column of SCORE_COLUMNS of the indicator, in the order of the cube's units."""
        return self.cube.column(self.state.year, self.state.indicator, name)

    @cached_property
    def rounded(self) -> list[str]:
        """Codes of the units compared whose figure of the indicator its source rounds."""
        shown = {self.state.unit, *self.members}
        pairs = zip(self.cube.units, self.column("precision"), strict=True)
        return [unit for unit, precision in pairs if precision == "rounded" and unit in shown]

    @cached_property
    def source(self) -> str:
        """Source line of the year's figures: those of the unit, and of the indicator."""
        codes = [row["sources"] for row in self.own.values()]
        return self.source_line([*codes, *self.column("sources")], self.state.year)

    def source_line(self, codes: Sequence[str | None], year: int | str) -> str:
        """Return who published figures of a year or of a span of years."""
        return source_line_of(codes, self.index, year, self.catalogue, self.w)

    def key(self, code: str = "", unit: str = "", figure: str = "score") -> str:
        """Return the key of a figure, by which it opens: of the unit and indicator of the state."""
        state = self.state
        code = code or state.indicator
        return fact_key(state.index, state.year, unit or state.unit, code, figure)

    def reference_key(self, code: str = "") -> str:
        """Return the key of the figure compared with; "" where that is no single unit's."""
        single = self.against if isinstance(self.against, str) else ";".join(self.against)
        known = (self.vintage, single) in self.catalogue.units
        return self.key(code, single) if known else ""

    def reason(self, code: str = "") -> str:
        """Say why the unit has no score of an indicator."""
        row = self.own[code or self.state.indicator]
        return missing_reason(row["missing_reason"] or "not_found", self.w)


def read_view(reader: Reader, state: PageState, w: Wording) -> View:
    """Read the figures of a state.

    Raises:
        DatabaseUnavailable: the database cannot answer.
    """
    catalogue = with_imported_sources(load_catalogue(), reader)
    index = catalogue.indices[state.index]
    cube = read_cube(reader, index.code)
    gaps = gap_rows(cube, index, state.year, state.unit, reference_of(state), state.indicator)
    return View(
        state=state,
        w=w,
        catalogue=catalogue,
        index=index,
        reader=reader,
        cube=cube,
        gaps={row["indicator"]: row for row in gaps},
        own=cube.of_unit(state.year, state.unit, FIGURES),
    )


def best_known_family(rows: Iterable[Row], parent: str, column: str) -> list[Row]:
    """Return the parts of an indicator that add up to it, of the breakdown that is known best.

    Args:
        rows: of the gap table.
        parent: code of the indicator.
        column: what has to be known of a part: its score or its gap.
    """
    families: dict[str, list[Row]] = {}
    for row in rows:
        if row["parent"] == parent and row["breakdown"]:
            families.setdefault(row["breakdown"], []).append(row)

    def known(family: list[Row]) -> int:
        return sum(row[column] is not None for row in family)

    best = max(families.values(), key=known, default=[])
    return best if known(best) else []


def reference_of(state: PageState) -> str | tuple[str, ...]:
    """Return what a state compares with: a statistic, a unit, or the chosen units but the unit."""
    if state.against != CHOSEN:
        return state.against
    return tuple(code for code in state.units if code != state.unit)

"""One index, indicator and year as rows: what the parts of the rankings page share."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pandas as pd

from indices.analysis.grading import grade_order
from indices.analysis.ranking import percentile, ties
from indices.analysis.series import year_changes
from indices.catalogue import Index
from indices.database.known_sources import with_imported_sources
from indices.facts import fact_key
from indices.frames import plain_values
from indices.reference import load_catalogue
from layouts.components.terms import grade_name
from layouts.memo import Memo
from layouts.pages.standings_ranges import Ranges, read_ranges
from layouts.pages.view import UnitView
from layouts.urls import PageState
from layouts.wording import Wording

if TYPE_CHECKING:
    from indices.database.reader import Reader

_COLUMNS = (
    "unit", "score", "decimals", "rank", "rank_of", "rank_basis", "grade",
    "grade_basis", "precision", "status", "missing_reason", "sources",
)  # fmt: skip
_FIGURES = Memo(64)
N_GROUPS = 4


@dataclass(frozen=True)
class Standing:
    """One unit's row; what is unknown is None."""

    unit: str
    name: str
    score: float | None
    decimals: int | None
    rank: int | None
    rank_of: int | None
    rank_basis: str | None
    grade: str | None
    grade_basis: str | None
    precision: str | None
    status: str | None
    missing_reason: str | None
    sources: str | None
    tied: bool
    percentile: float | None
    change: float | None
    change_reason: str | None
    group: int | None

    @property
    def source(self) -> str:
        """Code of the source that the shown figure is from."""
        return (self.sources or "").partition(";")[0]


@dataclass(frozen=True, eq=False)
class Standings(UnitView):
    """All units of one index, indicator and year, and all years of that indicator."""

    index: Index
    scores: pd.DataFrame
    rows: tuple[Standing, ...]
    graded: bool
    ranges: Ranges

    @cached_property
    def focus(self) -> Standing:
        """The unit that the product is written for."""
        return next(row for row in self.rows if row.unit == self.catalogue.focus)

    @cached_property
    def focus_name(self) -> str:
        """Its short name."""
        return self.w.name(self.catalogue.focus_name)

    @cached_property
    def scored(self) -> list[Standing]:
        """Units with a score."""
        return [row for row in self.rows if row.score is not None]

    @cached_property
    def expected(self) -> list[Standing]:
        """Units that the publisher has a figure for, whether or not it is known here."""
        ours = (None, "not_found")
        return [row for row in self.rows if row.score is not None or row.missing_reason in ours]

    @cached_property
    def complete(self) -> bool:
        """Whether the score of every unit that has one is known."""
        return bool(self.scored) and len(self.scored) == len(self.expected)

    @cached_property
    def group_names(self) -> list[str]:
        """Names of the groups, best first: published grades, or quarters of the ranking."""
        if self.graded:
            return [self.w.name(name) for _, name in self.index.grading.groups]
        return [
            self.w.t("top quarter of the ranking"),
            self.w.t("second quarter"),
            self.w.t("third quarter"),
            self.w.t("last quarter"),
        ]

    @cached_property
    def legend(self) -> list[str]:
        """Names of the groups as short as a legend needs them."""
        if self.graded:
            groups = self.index.grading.groups
            return [code if len(code) == 1 else self.w.name(name) for code, name in groups]
        return [
            self.w.t("top quarter"),
            self.w.t("second quarter"),
            self.w.t("third quarter"),
            self.w.t("last quarter"),
        ]

    def number(self, row: Standing) -> str:
        """A score with the decimals its source prints, as many as the index shows at most."""
        return self.w.number(row.score, self.decimals(row))

    def decimals(self, row: Standing) -> int:
        """Decimals of a shown score."""
        printed = self.index.decimals if row.decimals is None else row.decimals
        return min(printed, self.index.decimals)

    def key(self, unit: str, figure: str = "score", year: int = 0) -> str:
        """Return the key by which a unit's figure opens; `year` 0 is the state's."""
        state = self.state
        return fact_key(state.index, year or state.year, unit, state.indicator, figure)

    def grade_name(self, row: Standing) -> str:
        """A grade in words."""
        return grade_name(self.index, row.grade, self.w)

    @cached_property
    def title(self) -> str:
        """Index, indicator unless it is the total, and year."""
        name = self.w.name(self.index.short_name)
        if self.state.indicator == "total":
            return f"{name} {self.state.year}"
        indicator = self.index.indicator(self.state.indicator).name_in(self.state.year)
        return f"{name} {self.state.year}, {self.w.name(indicator)}"


def read_standings(reader: Reader, state: PageState, w: Wording) -> Standings:
    """Read the rows of a state, ranks first in their order, then scores, then the unknown."""
    catalogue = with_imported_sources(load_catalogue(), reader)
    index = catalogue.indices[state.index]
    scores = reader.scores(index.code, indicator=state.indicator)
    key = (reader.build().build_id, index.code, state.indicator)
    figures = _FIGURES.get(key, lambda: _figures(scores)).get(state.year, [])
    graded = any(one["grade"] is not None for one in figures)
    changes = year_changes(scores, index, state.year, state.indicator)
    units, values, reasons = (changes[name].tolist() for name in ("unit", "value", "reason"))
    changed = {
        unit: {"change": _known(value), "change_reason": _known(reason)}
        for unit, value, reason in zip(units, values, reasons, strict=True)
    }
    places = grade_order(index.grading)
    vintage = catalogue.vintage(state.year)
    rows = [
        Standing(
            name=w.unit_name(catalogue.unit(one["unit"], vintage)),
            group=_group(one, places, graded),
            **one,
            **changed[one["unit"]],
        )
        for one in figures
    ]
    rows.sort(key=_order)
    ranges = read_ranges(
        reader, index, state.year, state.indicator, state.option("range"), catalogue.focus
    )
    return Standings(state, w, catalogue, index, scores, tuple(rows), graded, ranges)


def _figures(scores: pd.DataFrame) -> dict[int, list[dict[str, Any]]]:
    """Return the rows of every year as plain values, None for what is missing.

    All years at once, because the next question is mostly about another year of the same figures.
    """
    shares = percentile(scores["rank"], scores["rank_of"])
    told = scores.assign(tied=ties(scores), percentile=shares)
    names = (*_COLUMNS, "tied", "percentile")
    by_year: dict[int, list[dict[str, Any]]] = {}
    rows = zip(*(plain_values(told[name]) for name in names), strict=True)
    for year, row in zip(scores["year"].tolist(), rows, strict=True):
        by_year.setdefault(year, []).append(dict(zip(names, row, strict=True)))
    return by_year


def _known(value: Any) -> Any:
    """Return None for NaN, which alone differs from itself."""
    return None if value != value else value


def _group(figure: dict[str, Any], places: dict[str, int], graded: bool) -> int | None:
    """Return the place of a unit's grade, or its quarter of the ranking where nobody is graded."""
    if graded:
        return places.get(figure["grade"] or "")
    rank, rank_of = figure["rank"], figure["rank_of"]
    return None if rank is None or not rank_of else (rank - 1) * N_GROUPS // rank_of


def _order(row: Standing) -> tuple[bool, float, bool, float, str]:
    return (
        row.rank is None,
        row.rank or 0,
        row.score is None,
        -(row.score or 0),
        row.unit,
    )

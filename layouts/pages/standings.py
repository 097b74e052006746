"""One index, indicator and year as rows: what the parts of the rankings page share."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pandas as pd

from indices.analysis.grading import grade_order
from indices.analysis.ranking import percentile, ties
from indices.analysis.series import year_changes
from indices.catalogue import Catalogue, Index
from indices.reference import load_catalogue
from layouts.components.terms import grade_name, short_name
from layouts.urls import PageState
from layouts.wording import Wording

if TYPE_CHECKING:
    from indices.database.reader import Reader

_COLUMNS = (
    "unit", "score", "decimals", "lower", "upper", "rank", "rank_of", "rank_basis", "grade",
    "grade_basis", "precision", "status", "missing_reason", "sources",
)  # fmt: skip
N_GROUPS = 4


@dataclass(frozen=True)
class Standing:
    """One unit's row; what is unknown is None."""

    unit: str
    name: str
    score: float | None
    decimals: int | None
    lower: float | None
    upper: float | None
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


@dataclass(frozen=True)
class Standings:
    """All units of one index, indicator and year, and all years of that indicator."""

    state: PageState
    w: Wording
    catalogue: Catalogue
    index: Index
    scores: pd.DataFrame
    rows: tuple[Standing, ...]
    graded: bool

    @cached_property
    def vintage(self) -> int:
        """Which units the year is about."""
        return self.catalogue.vintage(self.state.year)

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

    def unit_name(self, code: str) -> str:
        """A unit's name as labels use it."""
        unit = self.catalogue.unit(code, self.vintage)
        return short_name(unit, self.catalogue, self.w)

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
    catalogue = load_catalogue()
    index = catalogue.indices[state.index]
    scores = reader.scores(index.code, indicator=state.indicator)
    now = scores[scores["year"] == state.year]
    changes = year_changes(scores, index, state.year, state.indicator).set_index("unit")
    joined = {name: now[name].tolist() for name in _COLUMNS} | {
        "tied": ties(now).tolist(),
        "percentile": percentile(now["rank"], now["rank_of"]).tolist(),
        "change": changes["value"].reindex(now["unit"]).tolist(),
        "change_reason": changes["reason"].reindex(now["unit"]).tolist(),
    }
    graded = bool(now["grade"].notna().any())
    places = grade_order(index.grading)
    rows = [
        _standing(dict(zip(joined, values, strict=True)), state, catalogue, w, places, graded)
        for values in zip(*joined.values(), strict=True)
    ]
    rows.sort(key=_order)
    return Standings(state, w, catalogue, index, scores, tuple(rows), graded)


def _standing(
    cells: dict[str, Any],
    state: PageState,
    catalogue: Catalogue,
    w: Wording,
    places: dict[str, int],
    graded: bool,
) -> Standing:
    known: dict[str, Any] = {
        name: None if pd.isna(value) else value for name, value in cells.items()
    }
    unit = catalogue.unit(known["unit"], catalogue.vintage(state.year))
    rank, rank_of = known["rank"], known["rank_of"]
    if graded:
        group = places.get(known["grade"] or "")
    else:
        group = None if rank is None or not rank_of else (rank - 1) * N_GROUPS // rank_of
    return Standing(name=w.unit_name(unit), group=group, **known)


def _order(row: Standing) -> tuple[bool, float, bool, float, str]:
    return (
        row.rank is None,
        row.rank or 0,
        row.score is None,
        -(row.score or 0),
        row.unit,
    )

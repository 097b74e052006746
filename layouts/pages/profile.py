"""One unit's figures on all indices, read once: what the parts of the unit page share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from indices.analysis.series import runs_of_years, year_change
from indices.analysis.standing import Result
from indices.catalogue import Catalogue, Index, Unit
from indices.frames import Row, plain_rows, plain_values
from layouts.components.terms import short_name
from layouts.urls import PageState
from layouts.wording import Wording

if TYPE_CHECKING:
    from indices.database.reader import Reader

OLD, NEW = "63", "34"
_READ = [
    "index", "year", "vintage", "unit", "indicator", "score", "rank", "rank_of", "rank_basis",
    "grade", "grade_basis", "precision", "status", "missing_reason", "sources",
]  # fmt: skip


@dataclass(frozen=True, eq=False)
class Record:
    """One unit on one index.

    Attributes:
        index: the index.
        unit: the unit.
        cells: rows of SCORE_COLUMNS by (year, indicator); an unknown value is None.
        tied: years in which another unit has the same rank of the total.
    """

    index: Index
    unit: Unit
    cells: Mapping[tuple[int, str], Row]
    tied: frozenset[int]

    @cached_property
    def years(self) -> list[int]:
        """Years of the index in which the unit existed."""
        return sorted({year for year, _ in self.cells})

    @cached_property
    def _parts(self) -> dict[int, dict[str, Row]]:
        parts: dict[int, dict[str, Row]] = {}
        for (year, code), row in self.cells.items():
            if self.index.indicator(code).parent is not None:
                parts.setdefault(year, {})[code] = row
        return parts

    def parts(self, year: int) -> Mapping[str, Row]:
        """Return the rows of all parts of a year, indicator code -> row."""
        return self._parts.get(year, {})

    def total(self, year: int) -> Row | None:
        """Return the unit's total in a year, None where the index has no such year."""
        return self.cells.get((year, "total"))

    def known(self, *values: str) -> list[int]:
        """Return the years in which the total has one of the values ("score", "rank")."""
        return [
            year
            for year in self.years
            if any(self.cells[(year, "total")][value] is not None for value in values)
        ]

    def runs(self, value: str) -> list[list[Row]]:
        """Return totals as runs through which one line may be drawn: no break, no missing year."""
        years = runs_of_years(self.known(value), self.index)
        return [[self.cells[(year, "total")] for year in run] for run in years]

    def results(self) -> list[Result]:
        """Return the newest result and, where that has no score, the newest score after it."""
        newest = self.known("score", "rank")[-1:]
        older = [year for year in self.known("score")[-1:] if year not in newest]
        return [self.result(year) for year in [*newest, *older]]

    def result(self, year: int) -> Result:
        """Return what is known of the total of a year, compared with the year before alone."""
        now, before = self.total(year), self.total(year - 1)
        return Result(
            year=year,
            row=now or {},
            previous=before,
            tied=year in self.tied,
            score_change=year_change(self.index, year, now, before),
            rank_change=year_change(self.index, year, now, before, "rank"),
            mean={},
            best={},
            benchmark=(),
            targets=(),
        )


@dataclass(frozen=True, eq=False)
class Profile:
    """What the unit page shows.

    Attributes:
        unit: the unit that the page is about.
        subjects: the units whose figures it shows: a unit of the 63 shows its own; one of the 34
            its own, if there are any, and those of its constituents, never their average.
        records: index code -> one record per subject.
        state, w, catalogue: what every part needs.
    """

    unit: Unit
    subjects: list[Unit]
    records: Mapping[str, list[Record]]
    state: PageState
    w: Wording
    catalogue: Catalogue

    @property
    def is_new(self) -> bool:
        """Whether the unit is one of the 34 since 1 July 2025."""
        return self.unit.vintage == 34

    @property
    def name(self) -> str:
        """Short name of the unit."""
        name = short_name(self.unit, self.catalogue, self.w)
        return self.w.t("{unit} (since 1 July 2025)", unit=name) if self.is_new else name

    def label(self, unit: Unit) -> str:
        """Return the name of a subject as labels use it."""
        return self.name if unit == self.unit else short_name(unit, self.catalogue, self.w)

    def is_focus(self, unit: Unit) -> bool:
        """Whether a unit wears the colour of Ho Chi Minh City."""
        return unit.code == self.catalogue.focus


def unit_shown(state: PageState, catalogue: Catalogue) -> Unit:
    """Return the unit of an address: one of the 63, or the one of the 34 that it went into."""
    old = catalogue.unit(state.unit)
    return catalogue.unit(old.successor, 34) if state.view == NEW else old


def read_profile(reader: Reader, state: PageState, w: Wording, catalogue: Catalogue) -> Profile:
    """Read the figures of the unit at an address."""
    unit = unit_shown(state, catalogue)
    wanted = [unit, *(catalogue.predecessors(unit.code) if unit.vintage == 34 else [])]
    read = {code: _records(reader, index, wanted) for code, index in catalogue.indices.items()}
    subjects = [one for one in wanted if one.vintage == 63 or _any_known(unit, read)]
    records = {
        code: [record for record in found if record.unit in subjects]
        for code, found in read.items()
    }
    return Profile(unit, subjects, records, state, w, catalogue)


def _records(reader: Reader, index: Index, units: list[Unit]) -> list[Record]:
    shared = _shared_ranks(reader.scores(index.code, indicator="total"))
    table = reader.scores(index.code, unit=tuple({unit.code for unit in units}))
    rows = plain_rows(table[_READ])
    return [_record(index, unit, rows, shared) for unit in units]


def _record(index: Index, unit: Unit, rows: list[Row], shared: set[tuple[int, int]]) -> Record:
    cells = {
        (row["year"], row["indicator"]): row
        for row in rows
        if row["unit"] == unit.code and row["vintage"] == unit.vintage
    }
    totals = {year: row["rank"] for (year, indicator), row in cells.items() if indicator == "total"}
    return Record(index, unit, cells, frozenset(year for year, _ in totals.items() & shared))


def _shared_ranks(totals: pd.DataFrame) -> set[tuple[int, int]]:
    """Return (year, rank) of the undisputed ranks that several units hold."""
    ranks = plain_values(totals["rank"])
    rows = zip(totals["year"].tolist(), ranks, totals["status"].tolist(), strict=True)
    held = Counter((year, rank) for year, rank, status in rows if rank and status != "disputed")
    return {place for place, units in held.items() if units > 1}


def _any_known(unit: Unit, read: Mapping[str, list[Record]]) -> bool:
    return any(
        record.known("score", "rank")
        for records in read.values()
        for record in records
        if record.unit == unit
    )

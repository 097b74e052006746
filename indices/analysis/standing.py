"""Where one unit stands on one index: its newest result and, apart from it, its newest score.

They are never mixed: a year that so far has a rank only never borrows the score of another year.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from indices.analysis.cube import Cube
from indices.analysis.gaps import gap_rows
from indices.analysis.ranking import ties
from indices.analysis.series import Change, year_change
from indices.analysis.targets import TargetCheck, check_target
from indices.catalogue import Catalogue, Index
from indices.frames import Row, plain_rows

if TYPE_CHECKING:
    from indices.database.reader import Reader


@dataclass(frozen=True, eq=False)
class Result:
    """All that is known of one unit's total in one year; an unknown value is None.

    Attributes:
        year: the year measured.
        row: SCORE_COLUMNS of that year.
        previous: SCORE_COLUMNS of the year before; None where nobody published that year.
        tied: another unit has the same rank.
        score_change: points gained on the year before.
        rank_change: places gained on the year before.
        mean: the gap of the total against the mean of the benchmark units, as in `gap_rows`.
        best: gap, best, best_unit and reason against the best of all ranked units.
        benchmark: SCORE_COLUMNS of each benchmark unit that year.
        targets: the unit's own targets for that year, held against the result.
        gaps: the same of the total and of all its parts; empty where they are not asked for.
    """

    year: int
    row: Row
    previous: Row | None
    tied: bool
    score_change: Change
    rank_change: Change
    mean: Row
    best: Row
    benchmark: tuple[Row, ...]
    targets: tuple[TargetCheck, ...]
    gaps: tuple[Row, ...] = ()

    @property
    def has_score(self) -> bool:
        """Whether the score of that year is known."""
        return self.row["score"] is not None


@dataclass(frozen=True, eq=False)
class Standing:
    """One unit on one index.

    Attributes:
        index: the index.
        unit: code of the unit.
        results: newest result first; the newest score follows where the newest result has none.
            Empty where nothing is known.
        totals: SCORE_COLUMNS of the unit's totals in all years.
        rows: the same, by year, an unknown value as None.
    """

    index: Index
    unit: str
    results: tuple[Result, ...]
    totals: pd.DataFrame
    rows: Mapping[int, Row]


def read_standing(
    reader: Reader, catalogue: Catalogue, index: Index, unit: str, vintage: int = 63
) -> Standing:
    """Read where a unit stands on an index.

    Args:
        reader: answers for the figures.
        catalogue: the benchmark units and, for the focus unit, its targets.
        index: the index.
        unit: code of the unit.
        vintage: which units the code belongs to.
    """
    totals, rows = _totals(reader, index, unit, vintage)
    results = [
        _result(reader, catalogue, index, unit, year, rows, totals) for year in _years_shown(rows)
    ]
    own = totals[totals["unit"] == unit]
    return Standing(index, unit, tuple(results), own, rows)


def read_result(
    reader: Reader, catalogue: Catalogue, index: Index, unit: str, year: int
) -> Result | None:
    """Read where a unit stood in one year; None where the unit or the year did not exist.

    Args:
        reader: answers for the figures.
        catalogue: the benchmark units and, for the focus unit, its targets.
        index: the index.
        unit: code of the unit.
        year: the year measured.
    """
    totals, rows = _totals(reader, index, unit, catalogue.vintage(year))
    if year not in rows:
        return None
    return _result(reader, catalogue, index, unit, year, rows, totals)


def _totals(
    reader: Reader, index: Index, unit: str, vintage: int
) -> tuple[pd.DataFrame, dict[int, Row]]:
    """Return the totals of all units of a vintage, and the unit's own by year."""
    totals = reader.scores(index.code, indicator="total")
    totals = totals[totals["vintage"] == vintage]
    own = plain_rows(totals[totals["unit"] == unit])
    return totals, {row["year"]: row for row in sorted(own, key=lambda row: int(row["year"]))}


def _years_shown(rows: Mapping[int, Row]) -> list[int]:
    """Return the newest year with a result and, when it has no score, the newest with a score."""
    scored = [year for year, row in rows.items() if row["score"] is not None]
    ranked = [year for year, row in rows.items() if row["rank"] is not None]
    shown = [max([*scored, *ranked], default=None), max(scored, default=None)]
    return [year for year in dict.fromkeys(shown) if year is not None]


def _result(
    reader: Reader,
    catalogue: Catalogue,
    index: Index,
    unit: str,
    year: int,
    rows: Mapping[int, Row],
    totals: pd.DataFrame,
) -> Result:
    cube = Cube(reader.scores(index.code, year))
    gaps = gap_rows(cube, index, year, unit, catalogue.benchmark)
    of_year = totals[totals["year"] == year]
    own = totals[totals["unit"] == unit]
    benchmark = of_year[of_year["unit"].isin(catalogue.benchmark)]
    places = {code: place for place, code in enumerate(catalogue.benchmark)}
    return Result(
        year=year,
        row=rows[year],
        previous=rows.get(year - 1),
        tied=bool(ties(of_year)[of_year["unit"] == unit].any()),
        score_change=year_change(index, year, rows[year], rows.get(year - 1)),
        rank_change=year_change(index, year, rows[year], rows.get(year - 1), "rank"),
        mean=gaps[0],
        best=_best(gaps[0]),
        benchmark=tuple(sorted(plain_rows(benchmark), key=lambda row: places[row["unit"]])),
        targets=_targets(catalogue, index, unit, year, own),
        gaps=tuple(gaps),
    )


def _best(mean: Row) -> Row:
    """Return the gap to the best score of the year, None where one of the two is unknown."""
    known = mean["best"] is not None and mean["score"] is not None
    gap = mean["best"] - mean["score"] if known else None
    return {name: mean[name] for name in ("best", "best_unit", "reason")} | {"gap": gap}


def _targets(
    catalogue: Catalogue, index: Index, unit: str, year: int, own: pd.DataFrame
) -> tuple[TargetCheck, ...]:
    if unit != catalogue.focus:
        return ()
    return tuple(
        check_target(target, own, catalogue)
        for target in catalogue.targets
        if (target.index, target.year, target.indicator) == (index.code, year, "total")
    )

"""One year of the city on several indices: what the yearly report and the workbook say.

Nothing is computed here that a page does not compute by the same functions; this module puts their
answers side by side, and names what is missing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from indices.analysis.claims import Claim, claim_check
from indices.analysis.composition import NoComposition, compose
from indices.analysis.conflicts import conflicts
from indices.analysis.coverage import coverage_states
from indices.analysis.cube import Cube
from indices.analysis.gaps import furthest_behind
from indices.analysis.robustness import NEAR, Variation, vary_methods
from indices.analysis.series import Segment, segments
from indices.analysis.standing import Result, read_result
from indices.analysis.targets import TargetCheck, check_target
from indices.analysis.uncertainty import uncertainty_rows
from indices.catalogue import Catalogue, Index
from indices.frames import Row, plain_rows

if TYPE_CHECKING:
    from indices.database.reader import Reader


@dataclass(frozen=True, eq=False)
class IndexYear:
    """The city on one index in one year.

    Attributes:
        index: the index.
        result: totals, gaps and changes; None where nobody published that year.
        gaps: of the total and everything below it, against the benchmark mean, as in `gap_rows`.
        parts: those rows of it that are parts of the total with a known gap.
        behind: those of the smallest parts in which the city is furthest behind.
        totals: SCORE_COLUMNS of the total of every unit, an unknown value as None.
        scores: SCORE_COLUMNS of the city and the benchmark units, all indicators.
        uncertainty: UNCERTAINTY_COLUMNS of the total, every unit.
        variation: ranks under other methods; None where there are none.
        no_variation: why there are none.
        targets: the city's own targets for the year, of totals and parts.
        claims: does each benchmark unit stand above the city.
        conflicts: CONFLICT_COLUMNS of the year.
        coverage: what is known of the total, as `coverage_states` says; None without a year.
        history: runs of the total's score by unit, the city and the benchmark units, up to the
            year.
        breaks: first years after a break of the total, up to the year, after the first figure.
        sources: codes behind the figures of the year, the most used first.
        earlier_sources: codes behind the totals of earlier years that `history` holds.
    """

    index: Index
    result: Result | None
    gaps: tuple[Row, ...]
    parts: tuple[Row, ...]
    behind: tuple[Row, ...]
    totals: tuple[Row, ...]
    scores: tuple[Row, ...]
    uncertainty: tuple[Row, ...]
    variation: Variation | None
    no_variation: NoComposition | None
    targets: tuple[TargetCheck, ...]
    claims: tuple[Claim, ...]
    conflicts: tuple[Row, ...]
    coverage: Row | None
    history: dict[str, list[Segment]]
    breaks: tuple[int, ...]
    sources: tuple[str, ...]
    earlier_sources: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Yearly:
    """One year on all indices, and which figures it was read from."""

    year: int
    build_id: str
    indices: tuple[IndexYear, ...]

    @property
    def known(self) -> tuple[IndexYear, ...]:
        """Those that somebody published for that year."""
        return tuple(one for one in self.indices if one.result is not None)


def years(catalogue: Catalogue) -> list[int]:
    """Return the years that any of the indices was published for, newest first."""
    return sorted({year for index in _indices(catalogue) for year in index.years}, reverse=True)


def read_yearly(reader: Reader, catalogue: Catalogue, year: int) -> Yearly:
    """Read one year of the indices that the study tours are about.

    Args:
        reader: answers for the figures.
        catalogue: the city, the benchmark units, the indices.
        year: the year measured, one of `years`.

    Raises:
        DatabaseUnavailable: the database cannot answer.
    """
    disputed = conflicts(reader.rivals())
    known = coverage_states(reader.coverage())
    found = tuple(
        _index_year(reader, catalogue, index, year, disputed, known)
        for index in _indices(catalogue)
    )
    return Yearly(year, reader.build().build_id, found)


def _indices(catalogue: Catalogue) -> list[Index]:
    return [catalogue.indices[code] for code in catalogue.claim_indices]


def _index_year(
    reader: Reader,
    catalogue: Catalogue,
    index: Index,
    year: int,
    disputed: pd.DataFrame,
    known: pd.DataFrame,
) -> IndexYear:
    scores = reader.scores(index.code, year)
    history = reader.scores(index.code, indicator="total")
    history = history[(history["year"] <= year).to_numpy()]
    shown = [catalogue.focus, *catalogue.benchmark]
    totals = scores[(scores["indicator"] == "total").to_numpy()]
    variation, why = _variation(scores, index, year)
    runs = {unit: segments(history, index, unit) for unit in shown}
    result = read_result(reader, catalogue, index, catalogue.focus, year)
    gaps = () if result is None else result.gaps
    return IndexYear(
        index=index,
        result=result,
        gaps=gaps,
        parts=tuple(row for row in gaps if row["parent"] == "total" and row["gap"] is not None),
        behind=tuple(furthest_behind(gaps)),
        totals=tuple(plain_rows(totals)),
        scores=tuple(plain_rows(scores[scores["unit"].isin(shown)])),
        uncertainty=tuple(uncertainty_rows(plain_rows(totals), "total")),
        variation=variation,
        no_variation=why,
        targets=_targets(reader, catalogue, index, year),
        claims=tuple(
            one for one in claim_check(totals, catalogue, year) if one.index == index.code
        ),
        conflicts=tuple(plain_rows(_of(disputed, index, year))),
        coverage=next(iter(plain_rows(_totals_of(known, index, year))), None),
        history=runs,
        breaks=_breaks(index, runs.values(), year),
        sources=_sources(scores[scores["unit"].isin(shown)]),
        earlier_sources=_sources(history[history["unit"].isin(shown) & history["score"].notna()]),
    )


def _variation(
    scores: pd.DataFrame, index: Index, year: int
) -> tuple[Variation | None, NoComposition | None]:
    if scores.empty:
        return None, None
    try:
        return vary_methods(compose(Cube(scores), index, year), NEAR), None
    except NoComposition as why:
        return None, why


def _targets(
    reader: Reader, catalogue: Catalogue, index: Index, year: int
) -> tuple[TargetCheck, ...]:
    own = reader.scores(index.code, year, unit=catalogue.focus)
    return tuple(
        check_target(target, own, catalogue)
        for target in catalogue.targets
        if (target.index, target.year) == (index.code, year)
    )


def _of(frame: pd.DataFrame, index: Index, year: int) -> pd.DataFrame:
    return frame[((frame["index"] == index.code) & (frame["year"] == year)).to_numpy()]


def _totals_of(known: pd.DataFrame, index: Index, year: int) -> pd.DataFrame:
    rows = _of(known, index, year)
    return rows[(rows["indicator"] == "total").to_numpy()]


def _breaks(index: Index, runs: Iterable[list[Segment]], year: int) -> tuple[int, ...]:
    first = min((run.years[0] for one in runs for run in one), default=year)
    return tuple(at for at, _ in index.break_years() if first < at <= year)


def _sources(scores: pd.DataFrame) -> tuple[str, ...]:
    """Return the sources that the shown figures were taken from, the most used first."""
    codes = scores["sources"].fillna("").str.replace(r";.*", "", regex=True)
    counts = codes[codes != ""].value_counts()
    # Sources that are used as often stand in the order of their codes.
    ordered = sorted(zip(-counts.to_numpy(), counts.index, strict=True))
    return tuple(str(code) for _, code in ordered)

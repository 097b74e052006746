"""Lines over the years and changes on the year before, only where figures can be compared.

Points are compared within a scheme only. Ranks are positions, so they are compared across schemes,
too: whether a rank moved because of the unit or the new method, nobody can tell, and a page should
say so. Neither is compared between 63 and 34 units.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import isnan
from typing import Any, Literal

import numpy as np
import pandas as pd

from indices.catalogue import Index, vintage_of
from indices.frames import Columns, Row, make_frame

Value = Literal["score", "rank"]

CHANGE_COLUMNS: Columns = {
    "unit": "str",
    "value": "float64",
    "reason": "str",
    "basis": "str",
    "status": "str",
}
# How a figure came about, the surest first.
_BASES = {
    "score": ("precision", ("exact", "rounded", "derived")),
    "rank": ("rank_basis", ("published", "computed", "derived")),
}


@dataclass(frozen=True)
class Segment:
    """A run of consecutive comparable years through which one line may be drawn."""

    years: tuple[int, ...]
    values: tuple[float, ...]


@dataclass(frozen=True)
class Change:
    """A change on the year before: points or places gained, or None with the reason.

    `reason` is no_previous (nothing was published for the year before), not_comparable,
    unknown_now or unknown_before. `basis` is that of the less sure of the two figures: precision
    for points, rank_basis for places. `status` is "disputed" when either figure is. Both are None
    without a value.
    """

    value: float | None
    reason: str | None
    previous_year: int
    basis: str | None = None
    status: str | None = None


def segments(
    scores: pd.DataFrame,
    index: Index,
    unit: str,
    indicator: str = "total",
    value: Value = "score",
) -> list[Segment]:
    """Cut a unit's figures into runs that never cross a break, a missing year or 63 to 34 units.

    Args:
        scores: SCORE_COLUMNS with the years wanted; other units and indicators are passed over.
        index: knows the breaks.
        unit: code of the unit.
        indicator: code of the indicator.
        value: draw the score or the rank; both lines are cut in the same places.

    Returns:
        Segments in the order of years; a single year is a segment of one.
    """
    wanted = {"index": index.code, "unit": unit, "indicator": indicator}
    mine = np.all([(scores[name] == code).to_numpy() for name, code in wanted.items()], axis=0)
    # Two columns are cut instead of a frame of twenty.
    years = scores["year"].to_numpy()[mine].tolist()
    figures = scores[value].to_numpy(dtype="float64", na_value=np.nan)[mine].tolist()
    known = sorted(pair for pair in zip(years, figures, strict=True) if not isnan(pair[1]))
    return runs(known, index, indicator)


def runs(
    known: Sequence[tuple[int, float]], index: Index, indicator: str = "total"
) -> list[Segment]:
    """Cut known figures, (year, figure) in the order of years, as `segments` does."""
    figures = dict(known)
    return [
        Segment(tuple(run), tuple(figures[year] for year in run))
        for run in runs_of_years(figures, index, indicator)
    ]


def runs_of_years(years: Iterable[int], index: Index, indicator: str = "total") -> list[list[int]]:
    """Cut ascending years wherever one is missing or the next is not comparable."""
    found: list[list[int]] = []
    for year in years:
        follows = bool(found) and found[-1][-1] == year - 1
        if follows and index.comparable(year - 1, year, indicator):
            found[-1].append(year)
        else:
            found.append([year])
    return found


def year_change(
    index: Index, year: int, now: Row | None, before: Row | None, value: Value = "score"
) -> Change:
    """Return the change of one unit's total on the year before; the rules are `year_changes`'.

    Args:
        index: knows years and breaks.
        year: the later year.
        now: SCORE_COLUMNS of the unit's total in that year, None where there is none.
        before: the same of the year before.
        value: "score" for points gained, "rank" for places gained.
    """
    forbidden = _forbidden(index, year, "total", value)
    if forbidden is not None:
        return Change(None, forbidden, year - 1)
    if now is None or now[value] is None:
        return Change(None, "unknown_now", year - 1)
    if before is None or before[value] is None:
        return Change(None, "unknown_before", year - 1)
    gained = now[value] - before[value] if value == "score" else before[value] - now[value]
    column, order = _BASES[value]
    basis = max(now[column], before[column], key=order.index)
    status = "disputed" if "disputed" in (now["status"], before["status"]) else "accepted"
    return Change(float(gained), None, year - 1, basis, status)


def year_changes(
    scores: pd.DataFrame,
    index: Index,
    year: int,
    indicator: str = "total",
    value: Value = "score",
) -> pd.DataFrame:
    """Return every unit's change on the year before; positive is better.

    Args:
        scores: SCORE_COLUMNS holding both years.
        index: knows years and breaks.
        year: the later year.
        indicator: code of the indicator.
        value: "score" for points gained, "rank" for places gained.

    Returns:
        CHANGE_COLUMNS, one row per unit of `year` in code order; `value` is NaN with a `reason`
        as in `Change`.
    """
    wanted = {"index": index.code, "indicator": indicator}
    own = np.all([scores[name].to_numpy() == code for name, code in wanted.items()], axis=0)
    years, units = scores["year"].to_numpy(), scores["unit"].to_numpy()
    now = (own & (years == year)).nonzero()[0]
    now = now[np.argsort(units[now], kind="stable")]
    earlier = (own & (years == year - 1)).nonzero()[0].tolist()
    places = {units[place]: place for place in earlier}
    before = np.array([places.get(unit, -1) for unit in units[now]], dtype="int64")

    def figures(name: str) -> tuple[Any, Any]:
        """Return a column of both years; of the year before NA where it has no such unit."""
        column: Any = scores[name].array
        return column.take(now), column.take(before, allow_fill=True)

    figure, previous = (one.to_numpy("float64", na_value=np.nan) for one in figures(value))
    reasons = np.select(
        [np.isnan(figure), np.isnan(previous)], ["unknown_now", "unknown_before"], ""
    )
    forbidden = _forbidden(index, year, indicator, value)
    if forbidden:
        reasons[:] = forbidden
    known = reasons == ""
    gained = figure - previous if value == "score" else previous - figure
    disputed = np.any([one.to_numpy() == "disputed" for one in figures("status")], axis=0)
    column, order = _BASES[value]
    return make_frame(
        {
            "unit": units[now],
            "value": np.where(known, gained, np.nan),
            "reason": [reason or None for reason in reasons.tolist()],
            "basis": [
                max(pair, key=order.index) if sure else None
                for *pair, sure in zip(*figures(column), known, strict=True)
            ],
            "status": [
                ("disputed" if doubt else "accepted") if sure else None
                for doubt, sure in zip(disputed, known, strict=True)
            ],
        },
        CHANGE_COLUMNS,
    )


def _forbidden(index: Index, year: int, indicator: str, value: Value) -> str | None:
    """Return why no unit's figures of the two years may be compared, or None."""
    before = year - 1
    if before not in index.years or not index.indicator(indicator).exists_in(before):
        return "no_previous"
    if value == "rank":
        return None if vintage_of(before) == vintage_of(year) else "not_comparable"
    return None if index.comparable(before, year, indicator) else "not_comparable"

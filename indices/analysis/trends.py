"""Trends in words, and who moved most, over comparable years only.

The rule of the words is printed beside them: the least-squares line through the newest comparable
years must rise or fall by 1 % of the scale, or the trend is called stable. It is a description of
published figures, not a test: where standard errors are published, a change may still be chance.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from indices.catalogue import Index, vintage_of
from indices.frames import Columns, make_frame

# A line needs three points, and five years are what leaders mean by a trend.
FEWEST, MOST = 3, 5
# Share of the scale that the line must rise or fall over its years.
THRESHOLD = 0.01

IMPROVING, STABLE, DECLINING = "improving", "stable", "declining"
TOO_SHORT = "too_short"

MOVE_COLUMNS: Columns = {
    "unit": "str",
    "first_year": "int64",
    "last_year": "int64",
    "before": "float64",
    "after": "float64",
    "change": "float64",
    "place": "int64",
}


@dataclass(frozen=True)
class Trend:
    """One indicator of one unit over comparable years.

    Attributes:
        indicator: code.
        word: improving, stable, declining, or too_short where fewer than three years are known.
        years: the years behind it, none missing between them.
        change: what the line rises over these years, in points; None where it is too short.
        threshold: the change from which a trend is no longer stable, in points.
        width: points between the lowest and the highest possible score.
    """

    indicator: str
    word: str
    years: tuple[int, ...]
    change: float | None
    threshold: float
    width: float


def trend(scores: pd.DataFrame, index: Index, unit: str, indicator: str, year: int) -> Trend:
    """Return the trend of one indicator up to a year.

    Args:
        scores: SCORE_COLUMNS of the unit or of all units, all years.
        index: knows breaks and scales.
        unit: code of the unit.
        indicator: code of the indicator.
        year: the last year that counts; a break or an unknown year before it ends the run.
    """
    mine = (scores["unit"] == unit) & (scores["indicator"] == indicator) & scores["score"].notna()
    rows = scores[(mine & (scores["vintage"] == vintage_of(year))).to_numpy()]
    known = dict(zip(rows["year"].tolist(), rows["score"].tolist(), strict=True))
    years = _run(index, indicator, year, set(known))
    low, high = index.scale(indicator, year)
    threshold = THRESHOLD * (high - low)
    if len(years) < FEWEST:
        return Trend(indicator, TOO_SHORT, years, None, threshold, high - low)
    slope = float(np.polyfit(np.array(years) - years[0], [known[one] for one in years], 1)[0])
    change = slope * (years[-1] - years[0])
    word = STABLE if abs(change) < threshold else IMPROVING if change > 0 else DECLINING
    return Trend(indicator, word, years, change, threshold, high - low)


def moves(scores: pd.DataFrame, index: Index, indicator: str, year: int) -> pd.DataFrame:
    """Return every unit's change over the comparable years that end in a year.

    All units are compared between the same two years: the first of the run in which any unit is
    known, and `year`. Whoever lacks one of them is left out.

    Args:
        scores: SCORE_COLUMNS of the indicator in all years.
        index: knows the breaks.
        indicator: code of the indicator.
        year: the last year.

    Returns:
        MOVE_COLUMNS, the most improved first; `place` counts from 1, ties alike. Empty where the
        year begins a new method.
    """
    own = (scores["indicator"] == indicator) & (scores["vintage"] == vintage_of(year))
    rows = scores[(own & scores["score"].notna()).to_numpy()]
    years = _run(index, indicator, year, set(rows["year"].tolist()))
    ends = [rows[(rows["year"] == one).to_numpy()] for one in (years[:1] + years[-1:])]
    if len(years) < 2:
        return make_frame({name: [] for name in MOVE_COLUMNS}, MOVE_COLUMNS)
    before, after = (one.set_index("unit")["score"] for one in ends)
    both = before.index.intersection(after.index)
    frame = pd.DataFrame({"before": before[both], "after": after[both]})
    frame["change"] = frame["after"] - frame["before"]
    frame = frame.sort_values("change", ascending=False, kind="stable")
    return make_frame(
        {
            "unit": frame.index,
            "first_year": np.full(len(frame), years[0]),
            "last_year": np.full(len(frame), years[-1]),
            **{name: frame[name] for name in ("before", "after", "change")},
            "place": frame["change"].rank(method="min", ascending=False).astype("int64"),
        },
        MOVE_COLUMNS,
    )


def _run(index: Index, indicator: str, year: int, known: set[int]) -> tuple[int, ...]:
    """Return the known years that end in `year`, without a break or a gap, at most MOST of them."""
    years: list[int] = []
    for one in range(year, year - MOST, -1):
        comparable = index.indicator(indicator).exists_in(one) and index.comparable(
            one, year, indicator
        )
        if one not in known or not comparable:
            break
        years.insert(0, one)
    return tuple(years)

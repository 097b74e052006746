"""How a gap moved over the years, and which share of it was closed, where years can be compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from indices.analysis.absence import NOT_RANKED
from indices.analysis.arrays import Flags, Floats
from indices.analysis.ranking import NOISE_DECIMALS
from indices.analysis.references import STATISTICS
from indices.catalogue import Index
from indices.frames import Columns, make_frame

CLOSING_COLUMNS: Columns = {
    "year": "int64",
    "first_year": "int64",
    "score": "float64",
    "reference": "float64",
    "gap": "float64",
    "share_closed": "float64",
    "n_reference": "int64",
    "missing_reference": "str",
}


def gap_history(
    scores: pd.DataFrame,
    index: Index,
    unit: str,
    against: str | Sequence[str],
    indicator: str = "total",
) -> pd.DataFrame:
    """Return the gap of one unit in every year in which it is known.

    The mean or median of several units is taken over the same units in all years of a comparable
    run: one that is withheld in one year is left out of all of them, otherwise the gap would move
    with the company and not with the unit.

    Args:
        scores: SCORE_COLUMNS of the indicator in all years of one vintage.
        index: knows the breaks.
        unit: code of the unit that is compared.
        against: one code, several codes (their mean), or "mean", "median" or "best" of all ranked
            units, which is given only where every ranked unit has a score.
        indicator: code of the indicator.

    Returns:
        CLOSING_COLUMNS in the order of years. gap = reference − score: positive means behind.
        `first_year` is the first year of the run with a known gap; `share_closed` = 1 − gap / gap
        of that year: 1 when nothing is left of it, negative when it grew, NaN in that year itself
        and where the unit was not behind then. `missing_reference` holds the codes left out,
        joined by ";".
    """
    own = scores[((scores["index"] == index.code) & (scores["indicator"] == indicator)).to_numpy()]
    rows: list[dict[str, float | int | str | None]] = []
    for run in index.segments(indicator):
        table = _table(own, run)
        if unit in table.units:
            rows += _of_run(table, unit, against)
    values = {name: [row[name] for row in rows] for name in CLOSING_COLUMNS}
    return make_frame(values, CLOSING_COLUMNS)


@dataclass(frozen=True)
class _Table:
    """Scores of one comparable run; arrays have the shape (units, years), NaN is unknown."""

    units: list[str]
    years: list[int]
    scores: Floats
    ranked: Flags

    @property
    def known(self) -> Flags:
        return np.logical_not(np.isnan(self.scores))


def _table(own: pd.DataFrame, run: list[int]) -> _Table:
    rows = own[own["year"].isin(run).to_numpy()]
    place, units = pd.factorize(rows["unit"], sort=True)
    column, years = pd.factorize(rows["year"], sort=True)
    scores = np.full((len(units), len(years)), np.nan)
    ranked = np.zeros(scores.shape, dtype=bool)
    scores[place, column] = rows["score"]
    ranked[place, column] = ~rows["missing_reason"].isin(NOT_RANKED)
    return _Table([str(code) for code in units], [int(year) for year in years], scores, ranked)


def _of_run(
    table: _Table, unit: str, against: str | Sequence[str]
) -> list[dict[str, float | int | str | None]]:
    own = table.scores[table.units.index(unit)]
    reference, counts, missing = _reference(table, ~np.isnan(own), against)
    gap = np.round(reference - own, NOISE_DECIMALS)
    known = np.flatnonzero(~np.isnan(gap))
    if not known.size:
        return []
    first = known[0]
    share = 1 - gap / gap[first] if gap[first] > 0 else np.full(len(gap), np.nan)
    return [
        {
            "year": table.years[place],
            "first_year": table.years[first],
            "score": own[place],
            "reference": reference[place],
            "gap": gap[place],
            "share_closed": np.nan if place == first else share[place],
            "n_reference": int(counts[place]),
            "missing_reference": missing,
        }
        for place in known
    ]


def _reference(
    table: _Table, asked: Flags, against: str | Sequence[str]
) -> tuple[Floats, list[int], str]:
    """Return per year the value compared with and how many units stand behind it; who is left out.

    `asked` marks the years in which the unit itself has a score.
    """
    if against == "best":
        best = np.where(table.known, table.scores, -np.inf).max(axis=0)
        return np.where(_complete(table), best, np.nan), [1] * len(table.years), ""
    if isinstance(against, str) and against in STATISTICS:
        asked = asked & _complete(table)
        members = table.known[:, asked].all(axis=1)
        statistic = STATISTICS[against]
        left_out = ~members & table.known.any(axis=1)
    else:
        codes = [against] if isinstance(against, str) else list(dict.fromkeys(against))
        chosen = np.isin(table.units, codes)
        asked = asked if len(codes) > 1 else asked & table.known[chosen].any(axis=0)
        members = chosen & table.known[:, asked].all(axis=1)
        statistic = STATISTICS["mean"]
        left_out = chosen & ~members
    reference = np.full(len(table.years), np.nan)
    if members.any() and asked.any():
        reference[asked] = statistic(table.scores[members][:, asked])
    names = ";".join(table.units[place] for place in np.flatnonzero(left_out))
    return reference, [int(members.sum())] * len(table.years), names


def _complete(table: _Table) -> Flags:
    """Say for each year whether every ranked unit has a score."""
    return np.logical_and((table.known | ~table.ranked).all(axis=0), table.known.any(axis=0))

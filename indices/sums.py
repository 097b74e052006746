"""Sums of parts: what a dimension or a total must be by the figures of one source.

Loaders use them to derive the sums that nobody printed, checks to judge those that somebody did.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from indices.catalogue import Index
from indices.table import Facts

Array = NDArray[Any]


@dataclass(frozen=True)
class _Figures:
    """Figures of indicators, or sums that stand for them; all arrays of shape (figures,).

    Attributes:
        group: number of the figure's year, unit and source.
        indicator: its place among the indicators of the index.
        row: a row of the facts of the same year, unit and source.
        score, decimals, rounded, disputed, part, n_parts: as in `sums_of_parts`.
    """

    group: Array
    indicator: Array
    row: Array
    score: Array
    decimals: Array
    rounded: Array
    disputed: Array
    part: Array
    n_parts: Array

    def __getitem__(self, chosen: Array) -> _Figures:
        return _Figures(*(values[chosen] for values in vars(self).values()))

    def __add__(self, other: _Figures) -> _Figures:
        pairs = zip(vars(self).values(), vars(other).values(), strict=True)
        return _Figures(*(np.concatenate(pair) for pair in pairs))

    def number(self, n_indicators: int) -> Array:
        """A number for each figure's fact and source."""
        return self.group * n_indicators + self.indicator


def sums_of_parts(facts: Facts, index: Index) -> pd.DataFrame:
    """Add up parts wherever one source gives every part that exists in the year.

    Sub-dimensions are added to dimensions and dimensions to the total; a dimension counts as the
    sum of its parts where that is known, else as published. Rejected figures count for nothing.

    Returns:
        One row per sum: year, unit, indicator (the parent), source, score (the sum), decimals (the
        most of its parts), n_parts, rounded, disputed (whether any part is), part (the sheet) and
        published (position of the source's own figure among the facts, NaN when it has none).
    """
    codes = [item.code for item in index.indicators]
    figures = _figures(facts, codes)
    years = facts.rows["year"].to_numpy("float64")
    added = _add_up(figures, years, index, "dimension")
    both = added + figures
    finest = both[~pd.Series(both.number(len(codes))).duplicated().to_numpy()]
    sums = added + _add_up(finest, years, index, "total")
    known, wanted = (pd.Index(one.number(len(codes))) for one in (figures, sums))
    published = known.get_indexer(wanted)
    of_row = facts.rows[["year", "unit", "source"]].iloc[sums.row].reset_index(drop=True)
    return pd.DataFrame(
        {
            "year": of_row["year"],
            "unit": of_row["unit"],
            "indicator": np.array(codes, dtype=object)[sums.indicator],
            "source": of_row["source"],
            # Adding decimals in binary leaves noise far behind the last printed digit.
            "score": sums.score.round(9),
            "decimals": sums.decimals,
            "rounded": sums.rounded,
            "disputed": sums.disputed,
            "part": sums.part,
            "n_parts": sums.n_parts,
            "published": np.where(published < 0, np.nan, figures.row[published])
            if len(figures.row)
            else np.nan,
        }
    )


def _figures(facts: Facts, codes: list[str]) -> _Figures:
    """Return the first figure of each fact and source that counts."""
    rows = facts.rows
    own, distinct = facts.codes("indicator")
    places = pd.Index(codes).get_indexer(pd.Index(distinct))
    indicator = np.append(places, -1)[own]
    usable = (facts.key >= 0) & (indicator >= 0) & rows["score"].notna().to_numpy()
    usable &= ~facts.among("status", ["rejected"])
    chosen = np.flatnonzero(usable)
    chosen = chosen[~pd.Series(facts.key[chosen]).duplicated().to_numpy()]
    return _Figures(
        group=facts.number("year", "unit", "source")[chosen],
        indicator=indicator[chosen],
        row=chosen,
        score=rows["score"].to_numpy()[chosen],
        decimals=rows["decimals"].to_numpy()[chosen],
        rounded=facts.among("precision", ["rounded"])[chosen],
        disputed=facts.among("status", ["disputed"])[chosen],
        part=rows["part"].to_numpy()[chosen],
        n_parts=np.zeros(len(chosen), dtype="int64"),
    )


def _parts(index: Index, level: str) -> dict[float, tuple[Array, Array]]:
    """Return, by year, each indicator's parent of one level, and how many parts a parent has."""
    place = {item.code: number for number, item in enumerate(index.indicators)}
    found = {}
    for year in index.years:
        parents, expected = np.full(len(place), -1), np.zeros(len(place), dtype="int64")
        for parent in index.indicators_in(year):
            if parent.level == level:
                parts = index.children(parent.code, year, "dimension")
                parents[[place[part.code] for part in parts]] = place[parent.code]
                expected[place[parent.code]] = len(parts)
        found[float(year)] = parents, expected
    return found


def _add_up(figures: _Figures, years: Array, index: Index, level: str) -> _Figures:
    """Return the sums of one level whose parts are all there."""
    parts = _parts(index, level)
    parents = np.full(len(figures.row), -1)
    expected = np.zeros(len(figures.row), dtype="int64")
    year_of = years[figures.row]
    for year, (parent_of, count_of) in parts.items():
        own = year_of == year
        parents[own] = parent_of[figures.indicator[own]]
        expected[own] = count_of[parents[own]]
    is_part = parents >= 0
    summed, parents, expected = figures[is_part], parents[is_part], expected[is_part]
    sums, _ = pd.factorize(summed.group * len(index.indicators) + parents)
    order = np.argsort(sums, kind="stable")
    starts = np.flatnonzero(np.diff(sums[order], prepend=-1))
    first, ordered = order[starts], summed[order]
    if not len(starts):
        return ordered
    n_parts = np.diff(starts, append=len(order))
    added = _Figures(
        group=summed.group[first],
        indicator=parents[first],
        row=summed.row[first],
        score=np.add.reduceat(ordered.score, starts),
        decimals=np.fmax.reduceat(ordered.decimals, starts),
        rounded=np.logical_or.reduceat(ordered.rounded, starts),
        disputed=np.logical_or.reduceat(ordered.disputed, starts),
        part=np.maximum.reduceat(ordered.part, starts),
        n_parts=n_parts,
    )
    return added[n_parts == expected[first]]

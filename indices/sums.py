"""Sums of parts: what a dimension or a total must be by the figures of one source.

Loaders use them to derive the sums that nobody printed, checks to judge those that somebody did.
"""

from __future__ import annotations

import pandas as pd

from indices.catalogue import Index
from indices.table import KEY, Facts

_KEY = list(KEY)
_GROUP = ["year", "unit", "source", "parent"]
_SUM_COLUMNS = [*KEY, "score", "decimals", "rounded", "disputed", "part", "n_parts"]


def sums_of_parts(facts: Facts, index: Index) -> pd.DataFrame:
    """Add up parts wherever one source gives every part that exists in the year.

    Sub-dimensions are added to dimensions and dimensions to the total; a dimension counts as the
    sum of its parts where that is known, else as published. Rejected figures count for nothing.

    Returns:
        One row per sum: year, unit, indicator (the parent), source, score (the sum), decimals (the
        most of its parts), n_parts, rounded, disputed (whether any part is), part (the sheet) and
        published (position of the source's own figure among the facts, NaN when it has none).
    """
    parts, dimensions = _parts(index, "dimension"), _parts(index, "total")
    if parts.empty and dimensions.empty:
        return pd.DataFrame(columns=[*_SUM_COLUMNS, "published"])
    figures = _figures(facts)
    added = _add_up(figures, parts)
    finest = pd.concat([added, figures]).drop_duplicates(_KEY)
    sums = pd.concat([added, _add_up(finest, dimensions)])
    published = figures[[*_KEY, "position"]].rename(columns={"position": "published"})
    return sums.merge(published, "left", _KEY)


def _figures(facts: Facts) -> pd.DataFrame:
    rows = facts.rows
    usable = (facts.key >= 0) & rows["score"].notna() & (rows["status"] != "rejected")
    usable[usable] = ~pd.Series(facts.key[usable]).duplicated().to_numpy()
    used = rows.loc[usable, [*_KEY, "score", "decimals", "precision", "status", "part"]]
    figures = used.assign(
        rounded=used["precision"] == "rounded",
        disputed=used["status"] == "disputed",
        position=used.index,
    )
    return figures.drop(columns=["precision", "status"])


def _parts(index: Index, level: str) -> pd.DataFrame:
    """Return year, indicator, parent, n_expected for the additive parts of parents of one level."""
    listed = [
        (float(year), part.code, parent.code, len(siblings))
        for year in index.years
        for parent in index.indicators_in(year)
        if parent.level == level and (siblings := index.children(parent.code, year, "dimension"))
        for part in siblings
    ]
    parts = pd.DataFrame(listed, columns=["year", "indicator", "parent", "n_expected"])
    return parts.astype({"year": "float64"})


def _add_up(figures: pd.DataFrame, parts: pd.DataFrame) -> pd.DataFrame:
    groups = figures.merge(parts, on=["year", "indicator"]).groupby(_GROUP, sort=False)
    added = groups.agg(
        score=("score", "sum"),
        decimals=("decimals", "max"),
        rounded=("rounded", "any"),
        disputed=("disputed", "any"),
        part=("part", "max"),
        n_parts=("indicator", "size"),
        n_expected=("n_expected", "first"),
    ).reset_index()
    complete = added[added["n_parts"] == added["n_expected"]]
    sums = complete.rename(columns={"parent": "indicator"})[_SUM_COLUMNS]
    # Adding decimals in binary leaves noise far behind the last printed digit.
    return sums.round({"score": 9})

"""Sums that nobody printed, of parts that one source states in one file or in several."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from indices.build.context import standing
from indices.build.tables import observation_rows
from indices.catalogue import Index
from indices.database.imports import StoredImport, add_rows, remove_derived, sources_of
from indices.database.stored import known_figures
from indices.loaders.papi import derive_sums
from indices.sums import sums_of_parts
from indices.table import FACT_COLUMNS, KEY, Facts

_GROUP = ["year", "unit", "source"]

if TYPE_CHECKING:
    from sqlalchemy import Connection


def new_sums(
    index: Index, earlier: pd.DataFrame, added: pd.DataFrame, derived: pd.DataFrame
) -> pd.DataFrame:
    """Return the sums that a source's parts make now and did not make before.

    Args:
        index: the index.
        earlier: stored figures (`context.standing`) of the index.
        added: FACT_COLUMNS, the new figures; of two statements of one source they count.
        derived: stored sums that were derived before, oldest first.

    Returns:
        FACT_COLUMNS of the sums of units and years that `added` is about.
    """
    touched = pd.MultiIndex.from_frame(added[_GROUP].drop_duplicates())
    if touched.empty:
        return added.head(0)
    beside = earlier[pd.MultiIndex.from_frame(earlier[_GROUP]).isin(touched)]
    # The newest statement first: sums take the first of two.
    frames = [added, beside.iloc[::-1].reindex(columns=list(FACT_COLUMNS))]
    together = pd.concat([frame for frame in frames if len(frame)], ignore_index=True)
    rows = together.assign(part=0, row=0)
    facts = Facts(index.code, (), rows.astype(FACT_COLUMNS))
    sums = sums_of_parts(facts, index)
    made = derive_sums(facts, sums).rows.iloc[len(rows) :]
    known = derived[[*KEY, "score"]].drop_duplicates(list(KEY), keep="last")
    beside_known = made.merge(known, "left", list(KEY), suffixes=("", "_known"))
    said = (beside_known["score"] == beside_known["score_known"]).to_numpy()
    return made[~said].reset_index(drop=True)


def derive_anew(connection: Connection, index: Index, item: StoredImport) -> None:
    """Make the sums of an import anew, year by year, from what stands before and in it."""
    sources = sources_of(connection, [item.import_id])
    columns = [*KEY, "score", "decimals", "status"]
    for year in item.years:
        known = known_figures(connection, index.code, [year], sources)
        until = known[known["import_id"] <= item.import_id]
        own = until["import_id"] == item.import_id
        derived = until[until["is_derived"]]
        printed = until[own & ~until["is_derived"]].reindex(columns=list(FACT_COLUMNS))
        sums = new_sums(
            index, standing(until[~own]), printed, derived[derived["import_id"] < item.import_id]
        )
        stored = derived[derived["import_id"] == item.import_id]
        made, known_sums = (
            rows[columns].astype(object).reset_index(drop=True) for rows in (sums, stored)
        )
        if not made.equals(known_sums):
            remove_derived(connection, item.import_id, year)
            rows = observation_rows(sums, None, index.code, item.import_id)
            add_rows(connection, "observation", rows)

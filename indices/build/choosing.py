"""Scores chosen anew after an import, an undo or an overrule: only those of the years concerned."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import pandas as pd

from indices.analysis.scores import score_tables
from indices.catalogue import Catalogue
from indices.database.changes import update_scores
from indices.database.overrules import overruled
from indices.database.stored import grade_counts, known_figures, missing_reasons

if TYPE_CHECKING:
    from sqlalchemy import Connection


def choose_anew(
    connection: Connection, catalogue: Catalogue, index: str, years: Iterable[int]
) -> int:
    """Apply the written rule to the stored observations of some years of an index.

    Returns:
        How many rows of the score table changed.
    """
    # Year by year, because somebody may have imported a million rows.
    return sum(
        choose(connection, catalogue, index, [year], stored_figures(connection, index, [year]))
        for year in sorted(set(years))
    )


def stored_figures(connection: Connection, index: str, years: Iterable[int]) -> pd.DataFrame:
    """Return `stored.known_figures` without places, and in `overruled` why an editor chose one."""
    known = known_figures(connection, index, years, places=False)
    return known.assign(overruled=known["observation_id"].map(overruled(connection)))


def choose(
    connection: Connection,
    catalogue: Catalogue,
    index: str,
    years: Iterable[int],
    observations: pd.DataFrame,
) -> int:
    """Apply the written rule to observations, all that there are of some years of an index.

    Args:
        connection: in a transaction.
        catalogue: units, sources and the index.
        index: code of the index.
        years: the years; those that the index was not published for are passed over.
        observations: `stored_figures`.

    Returns:
        How many rows of the score table changed.
    """
    asked = set(years)
    published = [year for year in catalogue.indices[index].years if year in asked]
    if not published:
        return 0
    fresh = score_tables(
        observations,
        missing_reasons(connection, index),
        grade_counts(connection, index),
        catalogue,
        index,
        published,
    )
    return update_scores(connection, index, fresh)

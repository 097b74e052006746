"""Scores chosen anew after an import, an undo or an overrule: only those of the years concerned."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection


from indices.analysis.scores import score_tables
from indices.catalogue import Catalogue
from indices.database.changes import update_scores
from indices.database.overrules import overruled
from indices.database.stored import grade_counts, known_figures, missing_reasons


def choose_anew(
    connection: Connection, catalogue: Catalogue, index: str, years: Iterable[int]
) -> int:
    """Apply the written rule to the stored observations of some years of an index.

    Returns:
        How many rows of the score table changed.
    """
    published = [year for year in catalogue.indices[index].years if year in set(years)]
    if not published:
        return 0
    known = known_figures(connection, index, published, places=False)
    known = known.assign(overruled=known["observation_id"].map(overruled(connection)))
    fresh = score_tables(
        known,
        missing_reasons(connection, index),
        grade_counts(connection, index),
        catalogue,
        index,
        published,
    )
    return update_scores(connection, index, fresh)

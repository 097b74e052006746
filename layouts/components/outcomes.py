"""A what-if as page and API read it: its distances by standard errors, published or assumed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from indices.analysis.lending import figures_with_errors
from indices.analysis.standstill import FIGURES, Outcome, what_if
from indices.catalogue import Catalogue, Index
from layouts.components.cubes import read_cube

if TYPE_CHECKING:
    from indices.analysis.whatif import Refusal
    from indices.database.reader import Reader


def read_outcome(
    reader: Reader,
    catalogue: Catalogue,
    index: Index,
    year: int,
    unit: str,
    changes: Mapping[str, float],
    refused: Sequence[Refusal],
) -> tuple[Outcome, int | None]:
    """Return what other scores of one unit would lead to.

    Args:
        reader: answers the question for scores.
        catalogue: the focus unit and its targets.
        index: the index.
        year: the year measured.
        unit: code of the unit.
        changes: {indicator: new score}.
        refused: what could not even be read.

    Returns:
        The outcome, and the year whose standard errors its distances assume; None where they are
        the year's own or there are none.

    Raises:
        DatabaseUnavailable: the database cannot answer.
    """
    cube = read_cube(reader, index.code)
    rows, lender = figures_with_errors(cube, index, "total", year, FIGURES)
    totals = list(rows.values())
    return what_if(cube, catalogue, index, year, unit, changes, refused, totals), lender

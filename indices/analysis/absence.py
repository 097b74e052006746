"""Why a score is missing: reasons stated for one indicator pass to its parts and to its total."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from indices.analysis.arrays import Flags, Integers, Texts
from indices.analysis.grid import Block, Grid
from indices.catalogue import MISSING_REASONS

NOT_FOUND = "not_found"
# A unit with one of these reasons is not part of the ranked field.
NOT_RANKED = ("withheld", "not_surveyed", "unit_did_not_exist")
# Said of a total, these hold for every part; a total that is withheld says nothing about its parts.
OF_THE_WHOLE_UNIT = ("not_surveyed", "unit_did_not_exist")

_NAMES = np.array(["", *MISSING_REASONS], dtype=object)


def reasons(missing: pd.DataFrame, grid: Grid, known: Flags) -> Texts:
    """Return the reason of every cell of the field without a score, "" where it has one.

    Args:
        missing: columns year, unit, indicator, reason (one of MISSING_REASONS).
        grid: the field of the index.
        known: shape (grid.size,), where a score is known.

    Returns:
        Shape (grid.size,): the stated reason, else that of the part or whole it follows from, else
        "not_found", which is ours and never the publisher's.
    """
    stated = np.zeros(grid.size, dtype="int64")
    cells = grid.cells(missing)
    inside = cells >= 0
    codes = missing["reason"].map({name: place for place, name in enumerate(_NAMES)})
    stated[cells[inside]] = codes.to_numpy("int64")[inside]
    for block in grid.blocks:
        of_year = stated[block.cells].reshape(block.shape)
        if of_year.any():
            _pass_down(of_year, block)
            _pass_up(of_year, block)
    stated[stated == 0] = MISSING_REASONS.index(NOT_FOUND) + 1
    return _NAMES[np.where(known, 0, stated)]


def _pass_down(stated: Integers, block: Block) -> None:
    """Fill the parts' empty reasons from their parent; parents stand before their parts."""
    whole = [MISSING_REASONS.index(reason) + 1 for reason in OF_THE_WHOLE_UNIT]
    for column, parent in _parents(block):
        given = stated[:, parent]
        if block.indicators[parent].level == "total":
            given = np.where(np.isin(given, whole), given, 0)
        stated[:, column] = np.where(stated[:, column] == 0, given, stated[:, column])


def _pass_up(stated: Integers, block: Block) -> None:
    """Fill a sum's empty reason from its parts: a sum is missing when any summand is."""
    for column, parent in reversed(_parents(block)):
        if block.indicators[column].breakdown:
            sum_of = stated[:, parent]
            stated[:, parent] = np.where(sum_of == 0, stated[:, column], sum_of)


def _parents(block: Block) -> list[tuple[int, int]]:
    places: dict[Any, int] = {item.code: place for place, item in enumerate(block.indicators)}
    return [
        (place, places[item.parent])
        for place, item in enumerate(block.indicators)
        if item.parent in places
    ]

"""Whether one source states one figure twice, in the same or in another way."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from indices.findings import Finding
from indices.said import as_is, said
from indices.table import FIGURES, KEY, Facts

Flags = NDArray[np.bool_]
Positions = NDArray[np.intp]


def check_duplicates(facts: Facts) -> list[Finding]:
    """Find rows that contradict a figure of their source (blocking) or repeat it in their file.

    Two rows of one source may complete each other: a score in one, a rank in the other. Rejected
    rows contradict nothing. A row that another file has stated already is no flaw.
    """
    contradicting, repeating = compare_with_earlier(facts)
    if not (contradicting | repeating).any():
        return []
    first = _first_rows(facts)
    same_file = facts.rows["part"].to_numpy() == facts.rows["part"].to_numpy()[first]

    def stated(position: int) -> dict[str, str]:
        earlier = int(first[position])
        return {"place": str(facts.place(earlier, "unit")), "figures": _figures(facts, earlier)}

    return [
        *facts.flag(
            contradicting,
            "score",
            "contradicting_duplicate",
            lambda position: said(
                "the figures of {place} ({figures}), since the source is the same; give the other "
                "figure another source or add a correction",
                **stated(position),
            ),
            found=lambda position: as_is(_figures(facts, position)),
        ),
        *facts.flag(
            repeating & same_file,
            "score",
            "repeated_row",
            lambda position: said(
                "one row for the figure, as in {place} ({figures})", **stated(position)
            ),
            severity="warning",
            found=lambda position: as_is(_figures(facts, position)),
        ),
    ]


def compare_with_earlier(facts: Facts) -> tuple[Flags, Flags]:
    """Compare every row with the earlier rows of the same year, unit, indicator and source.

    Returns:
        Which rows contradict an earlier one, and which state nothing that earlier ones do not.
    """
    rows, key = facts.rows, facts.key
    contradicting, repeating = np.zeros((2, len(rows)), dtype=bool)
    rejected = facts.among("status", ["rejected"])
    valid = np.flatnonzero((key >= 0) & ~rejected)
    again = valid[pd.Series(key[valid]).duplicated(keep=False)]
    if len(again):
        contradicting[again], repeating[again] = _compare(rows.iloc[again], key[again])
    if rejected.any():
        alike = rows[rejected].duplicated([*KEY, *FIGURES])
        repeating[np.flatnonzero(rejected)[alike]] = True
    return contradicting, repeating


def _compare(rows: pd.DataFrame, key: Positions) -> tuple[Flags, Flags]:
    """Compare rows whose keys all stand more than once."""
    contradicting = np.zeros(len(rows), dtype=bool)
    adding = ~pd.Series(key).duplicated().to_numpy()
    for column in FIGURES:
        value = rows[column].to_numpy()
        stated = rows[column].notna().to_numpy()
        place = np.where(stated, np.arange(len(rows)), len(rows))
        first = pd.Series(place).groupby(key).transform("min").to_numpy()
        earlier = stated & (first < place)
        adding |= stated & ~earlier
        contradicting[earlier] |= value[earlier] != value[first[earlier]]
    return contradicting, ~adding & ~contradicting


def _first_rows(facts: Facts) -> Positions:
    """Position of the first row of every row's key."""
    positions = pd.Series(np.arange(len(facts.rows)))
    return positions.groupby(facts.key).transform("first").to_numpy()


def _figures(facts: Facts, position: int) -> str:
    values = {name: facts.at(position, name) for name in FIGURES}
    return ", ".join(
        f"{name} {value if isinstance(value, str) else format(value, 'g')}"
        for name, value in values.items()
        if pd.notna(value)
    )

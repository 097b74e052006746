"""Whether one source states one figure twice, in the same or in another way."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from indices.findings import Finding
from indices.said import Said, as_is, said
from indices.table import FIGURES, KEY, Facts

Flags = NDArray[np.bool_]
Positions = NDArray[np.intp]


def check_duplicates(facts: Facts) -> list[Finding]:
    """Find rows that contradict a figure of their source (blocking) or repeat it in their file.

    Two rows of one source may complete each other: a score in one, a rank in the other. Rejected
    rows contradict nothing. A row that another file has stated already is no flaw. Rows that repeat
    the same are told of once, with their number.
    """
    contradicting, repeating = compare_with_earlier(facts)
    if not (contradicting | repeating).any():
        return []
    first = _first_rows(facts)
    same_file = facts.rows["part"].to_numpy() == facts.rows["part"].to_numpy()[first]
    times = _times(facts, repeating & same_file)

    def stated(position: int) -> dict[str, str]:
        earlier = int(first[position])
        return {"place": str(facts.place(earlier, "unit")), "figures": _figures(facts, earlier)}

    def repeated(position: int) -> Said:
        figures = as_is(_figures(facts, position))
        if times[position] == 1:
            return figures
        return said("{found}, {n} left out", found=figures, n=int(times[position]))

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
            times > 0,
            "score",
            "repeated_row",
            lambda position: said(
                "one row for the figure, as in {place} ({figures})", **stated(position)
            ),
            severity="warning",
            found=repeated,
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
        if not stated.any():
            continue
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


def _times(facts: Facts, repeating: Flags) -> NDArray[np.int64]:
    """Say how many rows repeat the same, at the first of them; 0 elsewhere."""
    times = np.zeros(len(facts.rows), dtype="int64")
    places = np.flatnonzero(repeating)
    if len(places):
        alike = facts.rows.iloc[places].groupby(["part", *KEY, *FIGURES], dropna=False, sort=False)
        _, first, counts = np.unique(alike.ngroup(), return_index=True, return_counts=True)
        times[places[first]] = counts
    return times


def _figures(facts: Facts, position: int) -> str:
    values = {name: facts.at(position, name) for name in FIGURES}
    return ", ".join(
        f"{name} {value if isinstance(value, str) else format(value, 'g')}"
        for name, value in values.items()
        if pd.notna(value)
    )

"""What a file would change: which of its figures are new, same, revised or conflicting.

A figure is *same* when a stored one agrees with it, *revised* when its own source states another
one, *conflicting* when only other sources do, and *new* when nobody has stated it yet.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import pandas as pd

from indices.analysis.conflicts import AGREEMENT
from indices.analysis.selection import VALUES, merit
from indices.build.context import unrevised
from indices.table import FACT_COLUMNS, Facts
from indices.validation.duplicates import Flags, compare_with_earlier

CHANGES = ("new", "same", "revised", "conflicting")
_FACT = ["year", "unit", "indicator"]
_NOISE = 1e-9
# Spreadsheets drop trailing zeros, so fewer digits than these say nothing about rounding.
_FEWEST_DECIMALS = 2
_FIGURES = ("score", "decimals", "rank", "grade", "precision", "status", "source")


@dataclass(frozen=True)
class Compared:
    """How the rows of a file compare with what is stored; arrays of shape (rows,).

    Attributes:
        change: one of CHANGES.
        what: the figure that decided: score, rank or grade.
        rival: position among the known rows of the figure compared with, −1 where there is none.
        restated: position of the stored row of the same source that says all of it, else −1.
        wins: whether the rule will show the file's figure afterwards.
        known_already: whether its source has stated it before, or it stands twice in the file.
    """

    change: np.ndarray[Any, Any]
    what: np.ndarray[Any, Any]
    rival: np.ndarray[Any, Any]
    restated: np.ndarray[Any, Any]
    wins: np.ndarray[Any, Any]
    known_already: Flags

    @property
    def counts(self) -> dict[str, int]:
        """How many rows are new, same, revised and conflicting."""
        return {name: int((self.change == name).sum()) for name in CHANGES}

    def at(self, places: np.ndarray[Any, Any]) -> Compared:
        """Return how the rows at some places compare."""
        return Compared(*(getattr(self, field.name)[places] for field in fields(self)))


def compare(rows: pd.DataFrame, known: pd.DataFrame, index: str) -> Compared:
    """Compare the rows of a file with the stored figures of their facts.

    Args:
        rows: FACT_COLUMNS with kind, published and import_id of their source and import.
        known: `stored.known_figures` of the index and years; statistics may stand among them.
        index: code of the index; PAPI figures agree to 0.0001.
    """
    size = len(rows)
    change = np.full(size, "new", dtype=object)
    what = np.full(size, "", dtype=object)
    rival, restated = np.full(size, -1), np.full(size, -1)
    wins = np.zeros(size, dtype=bool)
    own_fact, known_fact = _facts(rows, known)
    worst = np.full(size, -1)
    for value in reversed(VALUES):
        asked = rows[value].notna().to_numpy()
        if not asked.any():
            continue
        found = _compare_value(rows, known, own_fact, known_fact, value, index)
        # A conflict tells more than something new, and that more than something known; the score
        # comes last and so has the last word among equals.
        level = np.where(found.agreed >= 0, 0, np.where(found.best < 0, 1, 2))
        telling = asked & (level >= worst)
        worst[telling], what[telling] = level[telling], value
        rival[telling] = np.where(found.agreed >= 0, found.agreed, found.best)[telling]
        wins[telling] = found.wins[telling]
    change[worst == 0], change[worst == 2] = "same", "conflicting"
    contradicting, repeating, first = _same_source(rows, known)
    change[contradicting], change[repeating] = "revised", "same"
    rival[contradicting] = np.where(first >= 0, first, rival)[contradicting]
    restated[repeating] = first[repeating]
    known_already = repeating | _known_sums(rows, known, rival, change)
    return Compared(change, what, rival, restated, wins, known_already)


def _known_sums(rows: pd.DataFrame, known: pd.DataFrame, rival: Any, change: Any) -> Flags:
    """Say which rows print the sum that was derived from the parts of their own source."""
    asked = (rows["precision"] == "derived").to_numpy(dtype=bool) & (rival >= 0)
    asked &= change == "same"
    beside = known.iloc[rival[asked]]
    same_source = rows["source"].to_numpy()[asked] == beside["source"].to_numpy()
    known_sums: Flags = asked.copy()
    known_sums[asked] = same_source & beside["is_derived"].to_numpy(dtype=bool)
    return known_sums


@dataclass(frozen=True)
class _Value:
    agreed: np.ndarray[Any, Any]
    best: np.ndarray[Any, Any]
    wins: Flags


def _facts(rows: pd.DataFrame, known: pd.DataFrame) -> tuple[Any, Any]:
    """Number the facts of both frames alike."""
    number = np.zeros(len(rows) + len(known), dtype="int64")
    for column in _FACT:
        both = np.concatenate([rows[column].to_numpy(), known[column].to_numpy()])
        codes, distinct = pd.factorize(both)
        number = number * (len(distinct) + 1) + codes
    return number[: len(rows)], number[len(rows) :]


def _compare_value(
    rows: pd.DataFrame, known: pd.DataFrame, own_fact: Any, known_fact: Any, value: Any, index: str
) -> _Value:
    size = len(rows)
    usable = (known[value].notna() & (known["status"] != "rejected")).to_numpy()
    seen = np.flatnonzero(usable & np.isin(known_fact, own_fact))
    asked = np.flatnonzero(rows[value].notna().to_numpy())
    own_merit, merits = _merits(rows, known, asked, seen, value)
    # The rivals of a fact stand together, the best first, of equals the one that came later.
    order = np.lexsort((-seen, merits, known_fact[seen]))
    rivals, merits, facts = seen[order], merits[order], known_fact[seen][order]
    place, end = (np.searchsorted(facts, own_fact[asked], side) for side in ("left", "right"))
    has = place < end
    best, wins = np.full(size, -1), np.zeros(size, dtype=bool)
    best[asked[has]] = rivals[place[has]]
    wins[asked] = ~has
    wins[asked[has]] = own_merit[has] < merits[place[has]]
    agreed = np.full(size, -1)
    own, other = _Stated.of(rows, value), _Stated.of(known, value)
    # Rival after rival, because all pairs at once would be many times the rows.
    while has.any():
        asked, place, end = asked[has], place[has], end[has]
        alike = _agree(own[asked], other[rivals[place]], value, index)
        agreed[asked[alike]] = rivals[place[alike]]
        place = place + 1
        has = ~alike & (place < end)
    return _Value(agreed, best, wins)


def _merits(
    rows: pd.DataFrame, known: pd.DataFrame, asked: Any, seen: Any, value: Any
) -> tuple[Any, Any]:
    """Rank the figures of both frames by the written rule, smaller is better."""
    columns = ["status", "kind", "precision", "decimals", "published", "source", "import_id"]
    own = rows.iloc[asked].reindex(columns=[*columns, "overruled"])
    other = known.iloc[seen].reindex(columns=[*columns, "overruled"])
    merits = merit(pd.concat([own, other], ignore_index=True), value)
    return merits[: len(asked)], merits[len(asked) :]


@dataclass(frozen=True)
class _Stated:
    """What decides whether two figures agree; arrays of shape (rows,)."""

    value: np.ndarray[Any, Any]
    decimals: np.ndarray[Any, Any]
    rounded: np.ndarray[Any, Any]

    @classmethod
    def of(cls, rows: pd.DataFrame, value: str) -> _Stated:
        """Take it from a frame."""
        rounded = (rows["precision"] == "rounded").to_numpy(dtype=bool)
        return cls(rows[value].to_numpy(), rows["decimals"].to_numpy("float64"), rounded)

    def __getitem__(self, places: np.ndarray[Any, Any]) -> _Stated:
        return _Stated(*(getattr(self, field.name)[places] for field in fields(self)))


def _agree(own: _Stated, other: _Stated, value: str, index: str) -> Flags:
    if value != "score":
        return np.asarray(own.value == other.value, dtype=bool)
    tolerance = np.full(len(own.value), AGREEMENT.get(index, 0.0))
    fewer = np.fmin(own.decimals, other.decimals)
    coarse = (fewer >= _FEWEST_DECIMALS) & (own.decimals != other.decimals)
    for stated in (own, other):
        coarse |= stated.rounded & (stated.decimals == fewer)
    half = 0.5 * 10.0 ** -np.nan_to_num(fewer, nan=15.0)
    tolerance = np.where(coarse, np.maximum(tolerance, half), tolerance)
    gap = np.abs(own.value.astype("float64") - other.value.astype("float64"))
    return np.asarray(gap <= tolerance + _NOISE, dtype=bool)


def _same_source(rows: pd.DataFrame, known: pd.DataFrame) -> tuple[Flags, Flags, Any]:
    """Compare rows with what their own sources have printed before.

    Returns:
        Which rows contradict it, which only repeat it or a row of their own file, and the position
        of the stored row, −1 where there is none.
    """
    mine = np.flatnonzero(
        known["source"].isin(rows["source"].unique()).to_numpy() & ~known["is_derived"].to_numpy()
    )
    mine = mine[unrevised(known.iloc[mine])]
    columns = list(FACT_COLUMNS)
    both = pd.concat([known.iloc[mine].reindex(columns=columns), rows[columns]], ignore_index=True)
    facts = Facts("", (), both)
    contradicting, repeating = compare_with_earlier(facts)
    latest = pd.Series(mine, index=facts.key[: len(mine)])
    latest = latest[~latest.index.duplicated(keep="last")]
    stored = latest.reindex(facts.key[len(mine) :]).fillna(-1).to_numpy("int64", copy=True)
    stored[facts.key[len(mine) :] < 0] = -1
    has = stored >= 0
    return contradicting[len(mine) :] & has, repeating[len(mine) :], stored


CHANGE_COLUMNS = (
    "change what index year vintage unit indicator score decimals rank grade precision status "
    "source sheet cell stored_score stored_decimals stored_rank stored_grade stored_precision "
    "stored_status stored_source stored_import stored_sheet stored_cell shown"
).split()


def change_rows(
    rows: pd.DataFrame, known: pd.DataFrame, compared: Compared, index: str, sheets: pd.Series[Any]
) -> pd.DataFrame:
    """Return CHANGE_COLUMNS: one row for every row of a file, with the stored figure beside it.

    `shown` is "file" or "stored": whose figure the rule will show afterwards.
    """
    own = rows[["year", "vintage", "unit", "indicator", *_FIGURES, "cell"]].reset_index(drop=True)
    beside = known.reset_index(drop=True).reindex(columns=[*_FIGURES, "import_id", "sheet", "cell"])
    beside = beside.reindex(compared.rival).reset_index(drop=True)
    beside = beside.rename(columns={"import_id": "import"}).add_prefix("stored_")
    table = pd.concat([own, beside], axis=1).assign(
        change=compared.change,
        what=compared.what,
        index=index,
        sheet=sheets.to_numpy(),
        shown=np.where(compared.wins, "file", "stored"),
    )
    return table[CHANGE_COLUMNS]

"""Facts on which sources do not agree, what the rule chose and which of its steps decided."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from indices.analysis.grading import printed_decimals
from indices.analysis.ranking import NOISE_DECIMALS
from indices.analysis.selection import (
    FACT,
    PRECISIONS,
    STEPS,
    VALUES,
    Value,
    best_first,
    steps,
)
from indices.frames import Columns, make_frame

Row = dict[str, Any]

# Two workbooks of the same PAPI survey print up to six decimals and agree to this; a derived sum
# differs from a printed one by less.
AGREEMENT = {"PAPI": 1e-4}

CONFLICT_COLUMNS: Columns = {
    "index": "str",
    "year": "int64",
    "unit": "str",
    "indicator": "str",
    "what": "str",
    "chosen": "str",
    "chosen_source": "str",
    "why": "str",
    "n_observations": "int64",
    "rivals": "str",
}


def conflicts(observations: pd.DataFrame) -> pd.DataFrame:
    """Return the facts on which observations differ, or that rest on doubtful ones alone.

    A rounded figure that rounds to its rival, and PAPI figures within 0.0001, agree.

    Args:
        observations: OBSERVATION_COLUMNS (`reader.rivals()` leaves out what cannot differ).

    Returns:
        CONFLICT_COLUMNS, one row per fact and figure (`what`: score, rank or grade). `chosen` is
        the shown figure as text, NaN when all are rejected. `why` is the step of the rule that
        decided, one of `selection.STEPS` or "printed". `rivals` are the others that differ, best
        first: "86.89 (c74, rejected); …".
    """
    found = [row for what in VALUES for row in _conflicts_of(observations, what)]
    found.sort(key=lambda row: tuple(row[name] for name in FACT))
    return make_frame(
        {name: [row[name] for row in found] for name in CONFLICT_COLUMNS}, CONFLICT_COLUMNS
    )


def _conflicts_of(observations: pd.DataFrame, what: Value) -> Iterator[Row]:
    """Go through the facts of one figure, the rows of each standing best first."""
    ranked = best_first(observations, what)
    ranked = ranked.assign(**{f"step_{name}": key for name, key in steps(ranked).items()})
    facts: dict[tuple[Any, ...], list[Row]] = {}
    for row in ranked.to_dict("records"):
        facts.setdefault(tuple(row[name] for name in FACT), []).append(row)  # type: ignore[arg-type]
    for fact, rows in facts.items():
        conflict = _conflict(rows, what)
        if conflict:
            yield dict(zip(FACT, fact, strict=True)) | conflict


def _conflict(rows: list[Row], what: Value) -> Row | None:
    """Describe one fact; None when its rows agree and the best one is accepted."""
    best = rows[0]
    differing = [row for row in rows[1:] if not agree(row, best, what)]
    if not differing and best["status"] == "accepted":
        return None
    usable = best["status"] != "rejected"
    others = differing if usable else rows
    return {
        "what": what,
        "chosen": _text(best, what) if usable else None,
        "chosen_source": best["source"] if usable else None,
        "why": deciding_step(best, differing[0], what) if differing else "status",
        "n_observations": len(rows),
        "rivals": "; ".join(
            f"{_text(row, what)} ({row['source']}, {row['status']})" for row in others
        ),
    }


def agree(one: Row, other: Row, what: Value) -> bool:
    """Whether two observations say the same: a rounded figure agrees with what rounds to it."""
    if what != "score":
        return bool(one[what] == other[what])
    tolerance = max(AGREEMENT.get(one["index"], 0.0), _rounding(one), _rounding(other))
    return bool(abs(one["score"] - other["score"]) <= tolerance + 10.0**-NOISE_DECIMALS)


def _rounding(row: Row) -> float:
    if row["precision"] != "rounded" or pd.isna(row["decimals"]):
        return 0.0
    return 0.5 * 10.0 ** -printed_decimals(row["score"], row["decimals"])


def deciding_step(best: Row, rival: Row, what: Value) -> str:
    """Return the first step of the rule in which the best row beats a rival.

    Args:
        best: an observation with the places of `selection.steps` as `step_<name>`.
        rival: the same of another one.
        what: a printed rank stands before a derived one whatever the kind of source: "printed".
    """
    if what == "rank" and all(best[f"step_{step}"] == rival[f"step_{step}"] for step in STEPS[:2]):
        derived = PRECISIONS["derived"]
        if best["step_precision"] != derived and rival["step_precision"] == derived:
            return "printed"
    return next((step for step in STEPS if best[f"step_{step}"] < rival[f"step_{step}"]), STEPS[-1])


def _text(row: Row, what: Value) -> str:
    if what != "score" or pd.isna(row["decimals"]):
        return str(row[what])
    return f"{row['score']:.{row['decimals']}f}"

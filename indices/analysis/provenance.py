"""Where a shown figure comes from: its observations, which one is shown, and why by the rule."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from indices.analysis.selection import STEPS, VALUES, Value, best_first, steps

_CORRECTED = re.compile(r"corrected \(([^)]*)\): (.*?)(?=; corrected \(|$)", re.S)
# The column that a step of the rule looks at.
_LOOKS_AT = {"newer": "published", "imported": "imported_at"}


@dataclass(frozen=True)
class Step:
    """Why the shown figure stands before a rival.

    Attributes:
        rival: position of the rival among the observations.
        criterion: the step of the rule that decided, one of `selection.STEPS`, or "derived" where
            a printed rank stands before a derived one.
        winner: what the shown figure has there, such as "official" or "2024-04-17".
        loser: what the rival has.
    """

    rival: int
    criterion: str
    winner: Any
    loser: Any


@dataclass(frozen=True)
class Choice:
    """Which observation gives a figure.

    Attributes:
        position: its place among the observations; None where none may be shown.
        basis: "rule", or "overruled" where an editor chose it.
        reason: the editor's reason, empty for the rule.
        steps: one for every observation that carries the figure, too, the strongest rival first.
    """

    position: int | None
    basis: str
    reason: str
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Correction:
    """A known upstream error that was put right on the way in."""

    status: str
    reason: str


@dataclass(frozen=True)
class Provenance:
    """Everything about one fact.

    Attributes:
        observations: OBSERVATION_COLUMNS, oldest first, with a plain index.
        choices: for score, rank and grade, as far as an observation carries them.
        corrections: of each observation; its printed remark stands in `remarks`.
        remarks: what else is remarked on each observation.
    """

    observations: pd.DataFrame
    choices: dict[Value, Choice]
    corrections: tuple[tuple[Correction, ...], ...]
    remarks: tuple[str, ...]


def provenance(observations: pd.DataFrame) -> Provenance:
    """Explain one fact.

    Args:
        observations: OBSERVATION_COLUMNS of one index, year, unit and indicator:
            `reader.observations(index, year, unit, indicator)`.
    """
    rows = observations.reset_index(drop=True)
    texts = [remark if isinstance(remark, str) else "" for remark in rows["remark"]]
    return Provenance(
        rows,
        {value: _choice(rows, value) for value in VALUES if rows[value].notna().any()},
        tuple(tuple(Correction(*found) for found in _CORRECTED.findall(text)) for text in texts),
        tuple(_CORRECTED.sub("", text).strip("; ") for text in texts),
    )


def _choice(rows: pd.DataFrame, value: Value) -> Choice:
    ordered = [int(place) for place in best_first(rows, value).index]
    best, *rivals = ordered
    if rows["status"].iloc[best] == "rejected":
        return Choice(None, "rule", "", ())
    reason = rows["overruled"].iloc[best]
    overruled = isinstance(reason, str)
    places = steps(rows)
    return Choice(
        best,
        "overruled" if overruled else "rule",
        reason if overruled else "",
        tuple(_step(rows, places, best, rival, value) for rival in rivals),
    )


def _step(rows: pd.DataFrame, places: dict[str, Any], best: int, rival: int, value: Value) -> Step:
    derived = np.asarray(rows["precision"] == "derived")
    for criterion in STEPS:
        if criterion == "kind" and value == "rank" and derived[best] != derived[rival]:
            precision = rows["precision"]
            return Step(rival, "derived", precision.iloc[best], precision.iloc[rival])
        if places[criterion][best] != places[criterion][rival]:
            break
    column = rows[_LOOKS_AT.get(criterion, criterion)]
    return Step(rival, criterion, _plain(column.iloc[best]), _plain(column.iloc[rival]))


def _plain(value: Any) -> Any:
    return None if pd.isna(value) else value

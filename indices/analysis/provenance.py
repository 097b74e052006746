"""How the shown figure of one fact was chosen: every observation, and why each other one is not.

The written rule stands in `selection`; this says which of its steps decided, rival by rival.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from indices.analysis.conflicts import agree, deciding_step
from indices.analysis.selection import FACT, PRECISIONS, STEPS, VALUES, Value, best_first, steps
from indices.facts import fact_key
from indices.frames import plain_rows
from indices.roundtrip import Printed

Row = Mapping[str, Any]


@dataclass(frozen=True, eq=False)
class Rival:
    """An observation that is not shown.

    Attributes:
        row: OBSERVATION_COLUMNS, None for what is missing.
        step: the first step of the rule in which it stands behind the shown one: status, printed,
            kind, precision, decimals, newer or source; "rejected" where it can never be shown.
        agrees: whether it says the same within its rounding.
    """

    row: Row
    step: str
    agrees: bool


@dataclass(frozen=True, eq=False)
class Choice:
    """One figure of a fact (score, rank or grade): what is shown, and the others, best first.

    `shown` is None where every observation that carries the figure is rejected.
    """

    figure: Value
    shown: Row | None
    rivals: tuple[Rival, ...]


def choices(observations: pd.DataFrame) -> list[Choice]:
    """Return how each figure of one fact was chosen; figures that nobody printed are left out.

    Args:
        observations: OBSERVATION_COLUMNS of one index, year, unit and indicator.
    """
    places = pd.DataFrame(steps(observations)).to_dict("records")
    rows = [
        {**row, **{f"step_{name}": place for name, place in of_row.items()}}
        for row, of_row in zip(plain_rows(observations), places, strict=True)
    ]
    found = (_choice([row for row in rows if row[figure] is not None], figure) for figure in VALUES)
    return [choice for choice in found if choice is not None]


def _choice(carriers: list[dict[str, Any]], figure: Value) -> Choice | None:
    """Order the observations that carry a figure as `selection.merit` does."""
    if not carriers:
        return None
    ranked = sorted(carriers, key=lambda row: _merit(row, figure))
    shown = None if ranked[0]["status"] == "rejected" else ranked[0]
    others = ranked[1:] if shown else ranked
    return Choice(figure, shown, tuple(_rival(row, shown, figure) for row in others))


def _merit(row: Row, figure: Value) -> tuple[int, ...]:
    places = []
    for name in STEPS:
        places.append(row[f"step_{name}"])
        if name == "status" and figure == "rank":
            places.append(int(row["step_precision"] == PRECISIONS["derived"]))
    return tuple(places)


def _rival(row: dict[str, Any], shown: dict[str, Any] | None, figure: Value) -> Rival:
    if row["status"] == "rejected" or shown is None:
        return Rival(row, "rejected", shown is not None and agree(row, shown, figure))
    return Rival(row, deciding_step(shown, row, figure), agree(row, shown, figure))


def printed_figures(observations: pd.DataFrame) -> dict[str, Printed]:
    """Return the shown score, rank and grade of facts as their sources print them.

    Args:
        observations: OBSERVATION_COLUMNS of any facts.

    Returns:
        key of the fact -> source, text and precision; a figure that is only computed has no key.
    """
    found: dict[str, Printed] = {}
    for figure in VALUES:
        best = best_first(observations, figure).drop_duplicates(FACT)
        usable = best[best["status"] != "rejected"]
        names = (*FACT, figure, "decimals", "source", "precision", "status")
        for index, year, unit, code, value, decimals, *about in zip(
            *(usable[name].tolist() for name in names), strict=True
        ):
            digits = 0 if figure == "rank" or pd.isna(decimals) else int(decimals)
            text = value if figure == "grade" else f"{value:.{digits}f}"
            key = fact_key(index, year, unit, code, figure)
            source, precision, status = about
            found[key] = Printed(source, text, precision, status)
    return found

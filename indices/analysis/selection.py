"""Which of several observations of one fact is shown: a written rule, never an average.

Accepted before disputed (rejected never); official before dataset before academic before press;
exact before rounded before derived; more decimals; newer; at last the source's code, so that the
choice does not depend on the order of rows, and of two statements of one source the one imported
later. An editor may overrule all of this for one fact. Ranks follow the same rule, but a rank that
a source prints always stands before one that was derived.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import numpy as np
import pandas as pd

from indices.analysis.arrays import Integers

Value = Literal["score", "rank", "grade"]

VALUES: tuple[Value, ...] = ("score", "rank", "grade")
FACT = ["index", "year", "unit", "indicator"]
STATUSES = {"accepted": 0, "disputed": 1, "rejected": 2}
KINDS = {"official": 0, "dataset": 1, "academic": 2, "press": 3}
PRECISIONS = {"exact": 0, "rounded": 1, "derived": 2}
STEPS = ("overruled", "status", "kind", "precision", "decimals", "newer", "source", "imported")

_MOST_DECIMALS = 63


def steps(observations: pd.DataFrame) -> dict[str, Integers]:
    """Return one array per step of the rule, smaller is better.

    Args:
        observations: columns status, kind, precision, decimals, published ("2024", "2024-04" or
            "2024-04-17"; unknown is oldest) and source; where there are such columns, import_id
            tells several files of one source apart, and a text in `overruled` is why an editor
            chose the row.

    Returns:
        {step: shape (rows,)} in the order of STEPS.
    """
    decimals = pd.to_numeric(observations["decimals"]).fillna(-1).to_numpy("int64")
    dates = observations["published"].fillna("")
    return {
        "overruled": _not_chosen(observations),
        "status": _order(observations["status"], STATUSES),
        "kind": _order(observations["kind"], KINDS),
        "precision": _order(observations["precision"], PRECISIONS),
        "decimals": _MOST_DECIMALS - np.clip(decimals, -1, _MOST_DECIMALS),
        "newer": -_alphabetical(dates),
        "source": _alphabetical(observations["source"]),
        "imported": _latest(observations),
    }


def merit(observations: pd.DataFrame, value: Value = "score") -> Integers:
    """Return one number per observation that sorts like the rule: smaller is better.

    Columns as in `steps`; shape (rows,).
    """
    keys = steps(observations)
    merits = keys["overruled"] * len(STATUSES) + keys["status"]
    if value == "rank":
        merits = merits * 2 + (keys["precision"] == PRECISIONS["derived"])
    for step in STEPS[2:]:
        spread = keys[step] - keys[step].min(initial=0)
        merits = merits * (int(spread.max(initial=0)) + 1) + spread
    return merits


def best_first(observations: pd.DataFrame, value: Value = "score") -> pd.DataFrame:
    """Return the observations that carry a figure, those the rule prefers first.

    Args:
        observations: the columns of `steps` and `value`.
        value: score, rank or grade, which are picked apart.

    Returns:
        The rows with all their columns. Rejected ones stand last: a fact's first row is the shown
        figure unless it is rejected.
    """
    carriers = observations[observations[value].notna()]
    return carriers.iloc[np.argsort(merit(carriers, value), kind="stable")]


def _order(values: pd.Series[Any], places: Mapping[str, int]) -> Integers:
    """Place of each value in an order; a value outside it stands last."""
    codes, uniques = pd.factorize(values)
    table = np.array([places.get(value, len(places)) for value in uniques] + [len(places)], "int64")
    return table[codes]


def _not_chosen(observations: pd.DataFrame) -> Integers:
    """0 for a row that an editor chose, 1 for all others; all alike where nobody chose."""
    if "overruled" not in observations:
        return np.zeros(len(observations), "int64")
    return observations["overruled"].isna().to_numpy().astype("int64")


def _latest(observations: pd.DataFrame) -> Integers:
    """Place of each import among all, the latest first; all alike where none is named."""
    if "import_id" not in observations:
        return np.zeros(len(observations), "int64")
    numbers = observations["import_id"].to_numpy("float64", na_value=0)
    distinct, place = np.unique(numbers, return_inverse=True)
    return len(distinct) - 1 - place.astype("int64")


def _alphabetical(values: pd.Series[Any]) -> Integers:
    """Place of each text among the sorted distinct ones; a missing one stands last."""
    codes, uniques = pd.factorize(values)
    table = np.full(len(uniques) + 1, len(uniques), "int64")
    table[np.argsort(np.asarray(uniques, dtype=object), kind="stable")] = np.arange(len(uniques))
    return table[codes]

"""What a unit is compared with: one unit, the mean of several, or all ranked units."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from indices.analysis.arrays import Flags, Floats
from indices.analysis.field import Field

INCOMPLETE = "reference_incomplete"
STATISTICS: dict[str, Callable[[Floats], Floats]] = {
    "mean": lambda members: members.mean(axis=0),
    "median": lambda members: np.median(members, axis=0),
}


@dataclass(frozen=True)
class Reference:
    """Per indicator: the value compared with, and what it rests on.

    `counts` units stand behind it, `missing` names the chosen ones that do not (";" between
    codes), `reasons` says why the value is unknown ("" where it is known).
    """

    score: Floats
    counts: list[int]
    missing: list[str]
    reasons: list[str]
    disputed: Flags


def make_reference(field: Field, own: Floats, against: str | Sequence[str]) -> Reference:
    """Return the reference of a unit whose own scores are `own`; see `gaps.gap_rows`."""
    if against == "best":
        return _best(field)
    if isinstance(against, str) and against in STATISTICS:
        return _statistic(field, STATISTICS[against])
    codes = [against] if isinstance(against, str) else list(dict.fromkeys(against))
    return _single(field, codes[0]) if len(codes) == 1 else _mean_of(field, own, codes)


def summaries(field: Field) -> list[tuple[float | None, float | None, list[str]]]:
    """Return the median of each indicator, its best score and the units that have it.

    Median and best are None where they are not known, see `gaps.gap_rows`. The first indicator is
    the whole of the others: its scores say which units the medians are of.
    """
    best, units = field.best()
    numbers = (_statistic(field, STATISTICS["median"]).score, best)
    median, highest = ([None if np.isnan(one) else float(one) for one in row] for row in numbers)
    return list(zip(median, highest, units, strict=True))


def _best(field: Field) -> Reference:
    leaders = field.leaders()
    best = np.where(leaders, field.scores, -np.inf).max(axis=0, initial=-np.inf)
    best[~leaders.any(axis=0)] = np.nan
    disputed: Flags = np.logical_and(leaders, field.disputed)
    return _of_all(best, leaders.sum(axis=0).tolist(), np.any(disputed, axis=0))


def _statistic(field: Field, statistic: Callable[[Floats], Floats]) -> Reference:
    """Summarise the units that have the first indicator, so that means of parts add up to its."""
    members = ~np.isnan(field.scores[:, 0]) & field.complete()[0]
    if not members.any():
        width = len(field.indicators)
        return _of_all(np.full(width, np.nan), [0] * width, np.zeros(width, dtype=bool))
    scores = field.scores[members]
    known: list[int] = (~np.isnan(scores)).sum(axis=0).tolist()
    return _of_all(statistic(scores), known, field.disputed[members].any(axis=0))


def _of_all(score: Floats, counts: list[int], disputed: Flags) -> Reference:
    reasons = [INCOMPLETE if value != value else "" for value in score.tolist()]
    return Reference(score, counts, [""] * len(counts), reasons, disputed)


def _single(field: Field, code: str) -> Reference:
    row = field.row(code)
    width = len(field.indicators)
    if row < 0:
        gone = ["reference_unit_did_not_exist"] * width
        nothing = np.full(width, np.nan)
        return Reference(nothing, [0] * width, [code] * width, gone, np.zeros(width, dtype=bool))
    scores = field.scores[row]
    known = ~np.isnan(scores)
    reasons = np.where(known, "", "reference_" + field.reasons[row].astype(str))
    missing = np.where(known, "", code)
    return Reference(
        scores, known.astype(int).tolist(), missing.tolist(), reasons.tolist(), field.disputed[row]
    )


def _mean_of(field: Field, own: Floats, codes: list[str]) -> Reference:
    """Average the units that have all that is needed for the parts to add up."""
    width = len(field.indicators)
    rows = np.array([field.row(code) for code in codes], dtype=np.int64)
    scores, disputed = (np.full((len(codes), width), one) for one in (np.nan, False))
    here = rows >= 0
    scores[here], disputed[here] = field.scores[rows[here]], field.disputed[rows[here]]
    known = ~np.isnan(scores)
    member = known[:, _needed(field, own, known.any(axis=0))].all(axis=1)
    member &= known.any(axis=1)
    used = known & member[:, None]
    whole = used[member].all(axis=0) if member.any() else np.zeros(width, dtype=bool)
    mean = np.full(width, np.nan)
    if whole.any():
        mean[whole] = scores[member][:, whole].mean(axis=0)
    return Reference(
        mean,
        (whole * int(member.sum())).tolist(),
        [_without(codes, column) for column in used.T.tolist()],
        ["" if known_here else INCOMPLETE for known_here in whole.tolist()],
        (disputed & member[:, None]).any(axis=0),
    )


def _without(codes: list[str], used: list[bool]) -> str:
    return ";".join(code for code, here in zip(codes, used, strict=True) if not here)


def _needed(field: Field, own: Floats, known_to_any: Flags) -> Flags:
    """Say which indicators a member must have: the first one and the unit's own parts of it."""
    root = field.indicators[0].code
    parts = np.array([item.parent == root for item in field.indicators])
    needed: Flags = parts & ~np.isnan(own) & known_to_any
    needed[0] = known_to_any[0]
    return needed

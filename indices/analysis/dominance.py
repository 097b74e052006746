"""Which units stand above one on every index of a year: yes, no, or nobody can say.

Three-valued: one index on which a unit does not stand above answers no, whatever is unknown on the
others; yes needs all of them; the rest is unknown, which is not no.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from indices.catalogue import Catalogue
from indices.frames import Row

Verdict = Literal["yes", "no", "unknown"]


@dataclass(frozen=True)
class Dominance:
    """One unit against the focus on every index.

    Attributes:
        unit: code of the unit.
        verdict: yes, no or unknown.
        above: index -> whether the unit stands above, None where that is not known.
        reasons: index -> why it is not known: focus_unknown (neither rank nor score of the focus),
            the missing reason of the unit, or not_comparable (one has a rank alone and the other a
            score alone, or equal figures that their source rounds).
    """

    unit: str
    verdict: Verdict
    above: dict[str, bool | None]
    reasons: dict[str, str]


def dominance(
    scores: Mapping[str, Mapping[str, Row]],
    catalogue: Catalogue,
    year: int,
    unit: str,
    indices: Sequence[str],
) -> list[Dominance]:
    """Hold every other unit of a year against one.

    Args:
        scores: index code -> unit -> its total of the year: rank, score, precision and
            missing_reason, with None for what is missing.
        catalogue: the units of the year.
        year: the year measured.
        unit: code of the unit in question.
        indices: codes of the indices, each published for that year.

    Returns:
        One entry per other unit: yes before unknown before no, then by code.
    """
    found = [
        _against(scores, unit, other.code, indices)
        for other in catalogue.units_of(catalogue.vintage(year))
        if other.code != unit
    ]
    order = {"yes": 0, "unknown": 1, "no": 2}
    return sorted(found, key=lambda one: (order[one.verdict], one.unit))


def _against(
    scores: Mapping[str, Mapping[str, Row]], unit: str, other: str, indices: Sequence[str]
) -> Dominance:
    above: dict[str, bool | None] = {}
    reasons: dict[str, str] = {}
    for index in indices:
        mine, theirs = (scores[index].get(code, {}) for code in (unit, other))
        above[index], reason = _above(mine, theirs)
        if reason:
            reasons[index] = reason
    if False in above.values():
        verdict: Verdict = "no"
    else:
        verdict = "unknown" if None in above.values() or not above else "yes"
    return Dominance(other, verdict, above, reasons)


def _above(mine: Any, theirs: Any) -> tuple[bool | None, str]:
    """Compare ranks, which rest on more decimals than sources print, else scores."""
    if mine.get("rank") is not None and theirs.get("rank") is not None:
        return theirs["rank"] < mine["rank"], ""
    if mine.get("score") is not None and theirs.get("score") is not None:
        rounded = "rounded" in (mine.get("precision"), theirs.get("precision"))
        if theirs["score"] == mine["score"] and rounded:
            return None, "not_comparable"
        return theirs["score"] > mine["score"], ""
    if mine.get("rank") is None and mine.get("score") is None:
        return None, "focus_unknown"
    if theirs.get("rank") is None and theirs.get("score") is None:
        return None, str(theirs.get("missing_reason") or "unit_did_not_exist")
    return None, "not_comparable"

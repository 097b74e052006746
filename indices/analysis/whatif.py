"""What if: other scores for some parts of one unit, and what its total, rank and group then are.

All other units stand still. A dimension is the sum of its sub-dimensions and the total that of its
dimensions (PAPI; PAR INDEX by domain or by method), so a change of a part moves the total by as
much, and a dimension that is set as a whole says nothing about its parts. Where parts do not add up
to the total, nothing is computed: a `Refusal` says so.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from indices.analysis.ranking import NOISE_DECIMALS
from indices.index import Index, Indicator

Reason = Literal[
    "malformed",
    "unknown_indicator",
    "no_summand",
    "not_a_number",
    "above",
    "below",
    "repeated",
    "total_and_parts",
    "two_breakdowns",
    "not_additive",
]
LONGEST = 40
# Scores are printed with six decimals at most: a third of ten stands there as 3.333333.
PRINTED = 1e-6
_NUMBER = re.compile(r"-?\d{1,6}(\.\d{1,9})?", re.ASCII)


@dataclass(frozen=True)
class Refusal:
    """A change that cannot be computed with.

    `low` and `high` are the scale of the indicator where the value lies outside it; `value` is what
    was given, cut to a length that a sentence can hold.
    """

    reason: Reason
    indicator: str = ""
    value: str = ""
    low: float = math.nan
    high: float = math.nan


@dataclass(frozen=True)
class Part:
    """One indicator before and after; NaN where unknown, or where its parent was set as a whole.

    `given` says that the scenario sets this indicator itself.
    """

    indicator: str
    level: str
    parent: str | None
    score: float
    new_score: float
    given: bool

    @property
    def change(self) -> float:
        """Points won or, negative, lost."""
        return round(self.new_score - self.score, NOISE_DECIMALS) + 0.0


@dataclass(frozen=True)
class Scenario:
    """The parts of one unit under some changes.

    Attributes:
        parts: the total first, every part after its parent; empty where a change is refused.
        refusals: why nothing is computed; empty where all changes can be used.
        outvoted: dimensions that were set together with their own parts: the parts count.
        unknown: indicators without which the new total cannot be known.
    """

    parts: list[Part] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    outvoted: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    @property
    def total(self) -> float:
        """The new total, NaN where it cannot be known."""
        return self.parts[0].new_score if self.parts else math.nan


def read_changes(text: str) -> tuple[dict[str, float], list[Refusal]]:
    """Read "D4:7.5,D5:7.9".

    Returns:
        {indicator: value} in the order given, and what could not be read: a value that is no plain
        decimal number, an indicator given twice, a change without ":".
    """
    changes: dict[str, float] = {}
    refusals = []
    for one in filter(None, (part.strip() for part in text.split(","))):
        code, colon, value = (part.strip() for part in one.partition(":"))
        if not colon or not code:
            refusals.append(Refusal("malformed", value=one[:LONGEST]))
        elif not _NUMBER.fullmatch(value):
            refusals.append(Refusal("not_a_number", code[:LONGEST], value[:LONGEST]))
        elif code in changes:
            refusals.append(Refusal("repeated", code[:LONGEST], value[:LONGEST]))
        else:
            changes[code] = float(value)
    return changes, refusals


def scenario(
    scores: Mapping[str, float | None], index: Index, year: int, changes: Mapping[str, float]
) -> Scenario:
    """Return the parts of a unit under some changes.

    Args:
        scores: of the unit by indicator, None where one is unknown.
        index: the index.
        year: the year measured.
        changes: {indicator: new score}; "total" alone may be set too, where parts are not known.

    Returns:
        The scenario. A total that was unknown becomes known when all its parts are known or set.
    """
    tree = additive_tree(index, year)
    refusals = _refusals(index, year, tree, changes)
    if refusals:
        return Scenario(refusals=refusals)
    known = {one.code: scores.get(one.code) for one in tree}
    old = {code: math.nan if score is None else score for code, score in known.items()}
    parents = {one.code: one.parent for one in tree}
    above = {code: set(_above(code, parents)) for code in changes}
    outvoted = [code for code in changes if any(code in above[one] for one in changes)]
    used = {code: value for code, value in changes.items() if code not in outvoted}
    made = _Computed(tree, old, used)
    parts = [
        Part(one.code, one.level, one.parent, old[one.code], made.shown(one), one.code in used)
        for one in tree
    ]
    low, high = index.scale("total", year)
    if not math.isnan(made.new["total"]) and not low <= made.new["total"] <= high:
        reason: Reason = "above" if made.new["total"] > high else "below"
        refusal = Refusal(reason, "total", _plain(made.new["total"]), low, high)
        return Scenario(refusals=[refusal], outvoted=outvoted)
    return Scenario(parts, [], outvoted, made.unknown)


def additive_tree(index: Index, year: int) -> list[Indicator]:
    """Return the total and every summand below it, each part after its parent."""

    def below(code: str) -> Iterator[Indicator]:
        for part in index.children(code, year):
            if part.breakdown:
                yield part
                yield from below(part.code)

    return [index.indicator("total"), *below("total")]


class _Computed:
    """New scores by indicator, from the changed parts upwards."""

    def __init__(
        self, tree: list[Indicator], old: Mapping[str, float], changes: Mapping[str, float]
    ) -> None:
        self.tree, self.old, self.changes = tree, old, changes
        self.unknown: list[str] = []
        self.new: dict[str, float] = {}
        parents = {one.code: one.parent for one in tree}
        self.moved = {one for code in changes for one in (code, *_above(code, parents))}
        self._value(tree[0].code)
        self.set_whole = {
            one.code for one in tree if any(code in changes for code in _above(one.code, parents))
        }

    def shown(self, one: Indicator) -> float:
        """The new score; unknown for the parts of what was set as a whole."""
        if one.code in self.set_whole:
            return math.nan
        return self.new.get(one.code, self.old[one.code])

    def _value(self, code: str) -> float:
        if code in self.changes:
            self.new[code] = self.changes[code]
        else:
            self.new[code] = self._of_parts(code) if code in self.moved else self.old[code]
        return self.new[code]

    def _of_parts(self, code: str) -> float:
        """Add the changes of the parts to the old score, or sum the parts where it is unknown."""
        parts = [one for one in self.tree if one.parent == code]
        breakdown = next(one.breakdown for one in parts if one.code in self.moved)
        new = {one.code: self._value(one.code) for one in parts if one.breakdown == breakdown}
        steps = [new[one] - self.old[one] for one in new if one in self.moved]
        if not math.isnan(self.old[code]) and not any(map(math.isnan, steps)):
            return round(self.old[code] + math.fsum(steps), NOISE_DECIMALS)
        gone = [one for one, value in new.items() if math.isnan(value)]
        self.unknown += [one for one in gone if one not in self.moved]
        return math.nan if gone else round(math.fsum(new.values()), NOISE_DECIMALS)


def _refusals(
    index: Index, year: int, tree: list[Indicator], changes: Mapping[str, float]
) -> list[Refusal]:
    """Return what is wrong with each change alone, else with all of them together."""
    found = [
        refusal
        for code, value in changes.items()
        if (refusal := _refusal(index, year, tree, code, value)) is not None
    ]
    if found:
        return found
    if "total" in changes and len(changes) > 1:
        return [Refusal("total_and_parts", "total")]
    families = {_family(code, tree): code for code in changes if code != "total"}
    if len(families) > 1:
        first, second, *_ = families.values()
        return [Refusal("two_breakdowns", first, second)]
    return []


def _refusal(
    index: Index, year: int, tree: list[Indicator], code: str, value: float
) -> Refusal | None:
    if code not in {one.code for one in tree}:
        if code not in index or not index.indicator(code).exists_in(year):
            return Refusal("unknown_indicator", code[:LONGEST])
        return Refusal("not_additive" if len(tree) == 1 else "no_summand", code)
    low, high = index.scale(code, year)
    if not math.isfinite(value):
        return Refusal("not_a_number", code, str(value))
    if value > high + PRINTED:
        return Refusal("above", code, _plain(value), low, high)
    if value < low - PRINTED:
        return Refusal("below", code, _plain(value), low, high)
    return None


def _family(code: str, tree: list[Indicator]) -> str:
    """Return which breakdown of the total an indicator belongs to."""
    by_code = {one.code: one for one in tree}
    one = by_code[code]
    while one.parent not in (None, "total"):
        one = by_code[one.parent or ""]
    return one.breakdown


def _above(code: str, parents: Mapping[str, str | None]) -> Iterator[str]:
    """Return the indicators that an indicator is a part of, or a part of a part."""
    at = parents.get(code)
    while at is not None:
        yield at
        at = parents.get(at)


def _plain(value: float) -> str:
    """Write a number in full, without an exponent and without zeros at its end."""
    return f"{value:.9f}".rstrip("0").rstrip(".")

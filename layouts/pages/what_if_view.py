"""One state of the what-if page: the scenario in the address, those it is compared with, words."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from indices.analysis.cube import Cube
from indices.analysis.standstill import Outcome, Place
from indices.analysis.whatif import Refusal, read_changes
from indices.database.known_sources import with_imported_sources
from indices.frames import Row
from indices.reference import load_catalogue
from layouts.components.cubes import read_cube
from layouts.components.outcomes import read_outcome
from layouts.components.terms import (
    grade_name,
    scale_unit,
    source_line,
)
from layouts.pages.view import IndexView
from layouts.urls import PageState
from layouts.wording import Wording

if TYPE_CHECKING:
    from indices.database.reader import Reader

# Columns of SCORE_COLUMNS that the page tells of.
FIGURES = ("score", "missing_reason", "sources")
LONGEST_SET = 1500
LONGEST_NAME = 60
MOST_OTHERS = 5
# Between scenarios, and between the name and the changes of one.
_BETWEEN, _AFTER_NAME = "|", "~"


@dataclass(frozen=True)
class Named:
    """One scenario: its name, its changes as text, what they lead to, and what is wrong.

    `lender` is the year whose standard errors its distances assume, None where none are assumed.
    """

    name: str
    text: str
    outcome: Outcome
    lender: int | None

    @property
    def refusals(self) -> list[Refusal]:
        """Why nothing is computed; empty where all changes can be used."""
        return self.outcome.scenario.refusals


@dataclass(frozen=True, eq=False)
class View(IndexView):
    """What the parts of the page share.

    Attributes:
        cube: figures of the index in all years.
        current: the scenario of the address.
        others: those it is compared with.
    """

    cube: Cube
    current: Named
    others: tuple[Named, ...]

    @cached_property
    def points(self) -> str:
        """The unit of the total."""
        return scale_unit(self.index, "total", self.w)

    @cached_property
    def totals(self) -> Mapping[str, Row]:
        """The total of all units, by unit: FIGURES, with None for what is unknown."""
        return self.cube.of_indicator(self.state.year, "total", FIGURES)

    @cached_property
    def known(self) -> dict[str, float]:
        """The totals that are known, by unit."""
        scores = {unit: row["score"] for unit, row in self.totals.items()}
        return {unit: score for unit, score in scores.items() if score is not None}

    @cached_property
    def source(self) -> str:
        """Source line of the year's totals."""
        codes = [row["sources"] for row in self.totals.values()]
        return source_line(codes, self.index, self.state.year, self.catalogue, self.w)

    def rank(self, place: Place) -> str:
        """Write a rank: "23/60", "8–9/63" where it is not known exactly, "–" for none."""
        if place.rank is not None:
            return self.w.rank(place.rank, place.rank_of, place.tied)
        if place.low is None:
            return self.w.rank(None, None)
        return f"{place.low}\u2013{place.high}/{place.rank_of}"

    def grade(self, place: Place) -> str:
        """Write a grade or group, empty where there is none."""
        return grade_name(self.index, place.grade, self.w)

    def said(self, refusal: Refusal) -> str:
        """Say in one sentence why a change cannot be computed with, and what can be done."""
        return refusal_sentence(refusal, self)

    def changes(self, one: Named) -> str:
        """Say what a scenario changes: "D4 …: 6.61 → 7.50; …"."""
        return "; ".join(
            f"{self.indicator_name(part.indicator)}: {self.number(part.score)} → "
            f"{self.number(part.new_score)}"
            for part in one.outcome.scenario.parts
            if part.given
        )


def read_view(reader: Reader, state: PageState, w: Wording) -> View:
    """Read the figures of a state and compute its scenarios.

    Raises:
        DatabaseUnavailable: the database cannot answer.
    """
    catalogue = with_imported_sources(load_catalogue(), reader)
    index = catalogue.indices[state.index]

    def named(name: str, text: str) -> Named:
        changes, refusals = read_changes(text)
        outcome, lender = read_outcome(
            reader, catalogue, index, state.year, state.unit, changes, refusals
        )
        return Named(name, text, outcome, lender)

    others = tuple(named(name, text) for name, text in split_others(state.option("others")))
    current = named(state.option("name") or w.t("This scenario"), state.option("set"))
    return View(state, w, catalogue, index, read_cube(reader, index.code), current, others)


def read_set(text: str) -> str | None:
    """Accept the changes of a scenario as text; what they mean is said by the page."""
    return text.strip() if len(text) <= LONGEST_SET else None


def read_name(text: str) -> str | None:
    """Accept a name without the signs that separate scenarios or begin a tag."""
    plain = "".join(sign for sign in text if sign not in "<>&|~")
    return " ".join(plain.split())[:LONGEST_NAME]


def read_others(text: str) -> str | None:
    """Accept the scenarios to compare with, as `split_others` reads them."""
    if len(text) > MOST_OTHERS * (LONGEST_SET + LONGEST_NAME):
        return None
    pairs = [(read_name(name) or "", changes) for name, changes in split_others(text)]
    return join_others(pairs)


def split_others(text: str) -> list[tuple[str, str]]:
    """Read "name~D4:7.5|other~D5:8" as (name, changes); a part without changes is left out."""
    parts = [one.partition(_AFTER_NAME) for one in text.split(_BETWEEN)]
    return [(name, changes) for name, _, changes in parts if changes][:MOST_OTHERS]


def join_others(pairs: Sequence[tuple[str, str]]) -> str:
    """Write scenarios as `split_others` reads them."""
    return _BETWEEN.join(f"{name}{_AFTER_NAME}{changes}" for name, changes in pairs)


def refusal_sentence(refusal: Refusal, view: View) -> str:
    """Say what is wrong with a change."""
    w = view.w
    values: Mapping[str, object] = {
        "indicator": _indicator(refusal.indicator, view),
        "value": refusal.value.replace(".", ",") if w.lang == "vi" else refusal.value,
        "low": _limit(refusal.low, view),
        "high": _limit(refusal.high, view),
        "title": view.title,
        "other": _indicator(refusal.value, view) if refusal.reason == "two_breakdowns" else "",
    }
    return {
        "malformed": w.t("“{value}” is no change; write one as D4:7.5.", **values),
        "unknown_indicator": w.t("{title} has no indicator {indicator}.", **values),
        "no_summand": w.t(
            "{indicator} is no part of the total of {title}; nothing is computed.", **values
        ),
        "not_a_number": w.t(
            "{indicator}: “{value}” is not a number; type one such as 7.5.", **values
        ),
        "above": w.t(
            "{indicator} cannot be {value}: the highest score possible is {high}.", **values
        ),
        "below": w.t(
            "{indicator} cannot be {value}: the lowest score possible is {low}.", **values
        ),
        "repeated": w.t("{indicator} is given more than once; give it once.", **values),
        "total_and_parts": w.t("The total is set together with its parts; set either.", **values),
        "two_breakdowns": w.t(
            "{indicator} and {other} count the same points twice; change parts of one breakdown.",
            **values,
        ),
        "not_additive": w.t(
            "The parts of {title} do not add up to its total, so {indicator} gives no new total; "
            "set the total itself.", **values,
        ),
    }[refusal.reason]  # fmt: skip


def _indicator(code: str, view: View) -> str:
    return view.indicator_name(code) if code in view.index else code


def _limit(value: float, view: View) -> str:
    decimals = 0 if math.isnan(value) or value == int(value) else view.index.decimals
    return view.w.number(value, decimals)

"""How sure one ranking is: what the parts of the page share."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from indices.analysis.composition import NoComposition
from indices.analysis.rank_sets import LEVEL
from indices.analysis.robustness import Variation
from indices.analysis.sensitivity import Alone, one_at_a_time
from indices.analysis.uncertainty import (
    UNCERTAINTY_COLUMNS,
    Difference,
    as_table,
    difference,
    told_apart,
)
from layouts.components.rank_ranges import (
    ASSUMED,
    no_variation,
    read_uncertainty,
    read_variation,
    span,
)
from layouts.components.terms import rank_basis
from layouts.pages.gap_view import Row, View, read_view
from layouts.urls import PageState
from layouts.wording import Wording

if TYPE_CHECKING:
    from indices.database.reader import Reader

PERCENT = round(100 * LEVEL)


@dataclass(frozen=True, eq=False)
class Sure:
    """One indicator of one year with every kind of uncertainty.

    Attributes:
        view: the state and its figures.
        rows: UNCERTAINTY_COLUMNS of the units with a score, the highest first.
        lender: year whose standard errors are assumed; None where they are the year's own or none.
        could_lend: year whose standard errors could be assumed, the year itself where it has some.
        variation: ranks under other methods; None where there are none.
        why: the reason, where there are none.
    """

    view: View
    rows: list[Row]
    lender: int | None
    could_lend: int | None
    variation: Variation | None
    why: NoComposition | None

    @cached_property
    def table(self) -> pd.DataFrame:
        """The rows as a frame."""
        return as_table(self.rows)

    @cached_property
    def own(self) -> Row:
        """The unit's row; nothing is known in it where its score is not."""
        nothing = dict.fromkeys(UNCERTAINTY_COLUMNS)
        return next((row for row in self.rows if row["unit"] == self.view.state.unit), nothing)

    @property
    def has_interval(self) -> bool:
        """Whether the unit's score has an interval, published or assumed."""
        return self.own["standard_error"] is not None

    @cached_property
    def apart(self) -> dict[str, int]:
        """Other units: 1 settled above the unit, −1 below, 0 cannot be told apart."""
        return told_apart(self.rows, self.view.state.unit)

    @cached_property
    def tested(self) -> Difference | None:
        """The difference to one unit or to the mean of several, by its own standard error.

        The mean, median or best of all units depends on the unit itself and on which unit happens
        to stand where, so that this simple test does not fit them.
        """
        members, own = self.view.members, self.own
        if not members or self.view.state.unit in members:
            return None
        known = {row["unit"]: row["standard_error"] for row in self.rows}
        errors = [known.get(unit) for unit in members]
        reference = self.view.total["reference"]
        if None in errors or reference is None or own["standard_error"] is None:
            return None
        spread = float((np.array(errors) ** 2).sum() ** 0.5 / len(errors))
        return difference(own["score"], own["standard_error"], reference, spread)

    @cached_property
    def place(self) -> int | None:
        """Row of the unit among those whose parts are known; None where it is not one of them."""
        if self.variation is None or self.view.state.unit not in self.variation.composition.units:
            return None
        return self.variation.composition.units.index(self.view.state.unit)

    @cached_property
    def choices(self) -> list[Alone]:
        """Each choice of method changed alone, the one that moves ranks most first."""
        if self.variation is None:
            return []
        found = one_at_a_time(self.variation.composition, self.view.state.option("weights"))
        return sorted(found, key=lambda one: -one.shift)

    @cached_property
    def no_methods(self) -> str:
        """Say in a clause why the unit has no ranks under other methods; empty where it has."""
        w = self.view.w
        if self.why is not None:
            return no_variation(self.why, w)
        return "" if self.place is not None else w.t("its parts are not known")

    @cached_property
    def method_range(self) -> str:
        """Ranks between which the unit lies under other methods: "36–56"; empty where unknown."""
        if self.variation is None or self.place is None:
            return ""
        return span(*self.variation.bounds[self.place].tolist())


def read_sure(reader: Reader, state: PageState, w: Wording) -> Sure:
    """Read the figures of a state.

    Raises:
        DatabaseUnavailable: the database cannot answer.
    """
    view = read_view(reader, state, w)
    about = (view.index, state.year, state.indicator)
    found = read_uncertainty(reader, *about, state.option("errors"))
    known = [row for row in found.rows if row["score"] is not None]
    known.sort(key=lambda row: -row["score"])
    variation, why = read_variation(reader, *about, state.option("weights"))
    return Sure(view, known, found.lender, found.could_lend, variation, why)


def finding(sure: Sure) -> str:
    """Say where the unit stands and how far its rank can be trusted, kind by kind."""
    view, w = sure.view, sure.view.w
    parts = [_standing(view), by_errors(sure)]
    if sure.variation is not None and sure.place is not None:
        best, worst = sure.variation.bounds[sure.place].tolist()
        parts.append(
            w.t(
                "under {n} other methods it lies between {best} and {worst} in {percent} % of them",
                n=w.number(sure.variation.ranks.shape[1], 0), best=best, worst=worst,
                percent=PERCENT,
            )
        )  # fmt: skip
    else:
        parts.append(w.t("no other method can be tried: {reason}", reason=sure.no_methods))
    return f"{view.title}: {'; '.join(parts)}."


def by_errors(sure: Sure) -> str:
    """Say which ranks the errors of measurement allow, or that no interval is published."""
    w, own = sure.view.w, sure.own
    if not sure.has_interval:
        return w.t("no interval published")
    values = {"best": own["best_rank"], "worst": own["worst_rank"], "percent": PERCENT}
    if own["best_rank"] is None:
        return w.t("an interval is published, but not every score is known")
    if sure.lender:
        return w.t(
            "no interval published; with the standard errors of {year} assumed its rank may lie "
            "anywhere from {best} to {worst}", year=sure.lender, **values,
        )  # fmt: skip
    return w.t("by its published error its rank may lie anywhere from {best} to {worst}", **values)


def errors_note(sure: Sure) -> str:
    """Say whose standard errors stand behind the intervals, and what can be asked for."""
    w, state = sure.view.w, sure.view.state
    if sure.lender:
        return w.t(
            "Assumed, not published: the standard error that {year} printed for the same province "
            "and indicator. {asked} itself has no published interval.",
            year=sure.lender, asked=state.year,
        )  # fmt: skip
    if sure.has_interval:
        return ""
    if sure.could_lend and state.option("errors") != ASSUMED:
        return w.t(
            "No interval published. On request the standard errors of {year} are assumed, and "
            "everything that rests on them says so.", year=sure.could_lend,
        )  # fmt: skip
    return w.t("No interval published, and no year with the same scale has a standard error.")


def _standing(view: View) -> str:
    w, rank = view.w, view.whole["rank"]
    if rank is None:
        return w.t("the rank of {name} is not known", name=view.name)
    place = w.place(rank, view.whole["rank_of"])
    basis = rank_basis(view.whole["rank_basis"], w)
    return w.t("{name} is {place} ({basis})", name=view.name, place=place, basis=basis)

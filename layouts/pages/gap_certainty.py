"""How sure: intervals of all units, the tested difference and the ranks that a unit may have."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, partial
from statistics import NormalDist
from typing import Any

import numpy as np
import pandas as pd

from indices.analysis.rank_sets import LEVEL
from indices.analysis.uncertainty import TOP, Difference, difference, uncertainty_table
from layouts import theme
from layouts.components.chart import Chart
from layouts.components.keyed import Keyed
from layouts.components.standing import plain_rows
from layouts.figures.intervals import Interval, Kind, height, intervals
from layouts.pages.gap_view import ALL_UNITS, Row, View
from layouts.pages.gap_words import capital

NAME = "certainty"
_DEPENDS = ("index", "year", "indicator", "unit", "units", "against")
PERCENT = round(100 * LEVEL)


@dataclass(frozen=True, eq=False)
class Certainty:
    """What is published about the uncertainty of one indicator.

    Attributes:
        view: the state.
        rows: UNCERTAINTY_COLUMNS of the units with a score, the highest first.
        table: the same as a frame.
    """

    view: View
    rows: list[Row]
    table: pd.DataFrame

    @cached_property
    def own(self) -> Row:
        """The unit's row."""
        return next(row for row in self.rows if row["unit"] == self.view.state.unit)

    @cached_property
    def tested(self) -> Difference | None:
        """The difference to one unit or to the mean of several, by its own standard error.

        The mean, median or best of all units depends on the unit itself and on which unit happens
        to stand where, so that this simple test does not fit them.
        """
        members, own = self.view.members, self.own
        if not members or self.view.state.unit in members:
            return None
        errors = self.table.set_index("unit").loc[members, "standard_error"].to_numpy()
        reference = self.view.total["reference"]
        if np.isnan(errors).any() or reference is None:
            return None
        spread = float(np.sqrt((errors**2).sum()) / len(errors))
        return difference(own["score"], own["standard_error"], reference, spread)


def read_certainty(view: View) -> Certainty:
    """Return the uncertainty of the state's indicator, whose own standard error is known."""
    found = uncertainty_table(view.rows, view.state.indicator)
    known = found[found["score"].notna()].sort_values("score", ascending=False, kind="stable")
    return Certainty(view, plain_rows(known), known)


def certainty_chart(view: View) -> Chart:
    """Return the intervals, or the sentence that none is published."""
    if view.whole["standard_error"] is None:
        return _none_published(view)
    certainty = read_certainty(view)
    return Chart(
        name=NAME,
        title=_title(certainty),
        figure=_figure(certainty),
        table=partial(_table, certainty),
        source=view.source,
        note=_note(certainty),
        height=height(len(certainty.rows)),
        depends=_DEPENDS,
    )


def _none_published(view: View) -> Chart:
    w = view.w
    empty = w.t("{title}: no interval published", title=view.title)
    note = w.t(
        "Without a standard error nobody can say which differences and ranks are chance. PAPI 2019 "
        "is the one year whose source prints it, for the total and the dimensions."
    )
    score = np.nan if view.whole["score"] is None else view.whole["score"]
    row = {w.t("Province"): view.name, w.t("Score"): score, w.t("Standard error"): np.nan}
    return Chart(
        NAME, empty, theme.empty_figure(empty), pd.DataFrame([row]), view.source, note, empty, 160,
        depends=_DEPENDS,
    )  # fmt: skip


def _figure(certainty: Certainty) -> dict[str, Any]:
    view, w = certainty.view, certainty.view.w
    kinds = {
        "other": Kind(w.t("other provinces"), theme.AXIS, "circle"),
        "reference": Kind(w.t("compared with"), theme.REFERENCE, "diamond"),
        "unit": Kind(view.name, view.color, "circle"),
    }
    own = certainty.own
    bracket = (own["best_rank"], own["worst_rank"]) if own["best_rank"] else None
    rows = [_interval(view, row) for row in certainty.rows if row["upper"] is not None]
    return intervals(rows, kinds, bracket, view.points)


def _interval(view: View, row: Row) -> Interval:
    w, unit = view.w, row["unit"]
    kind = "unit" if unit == view.state.unit else "reference" if unit in view.members else "other"
    name = view.unit_name(unit)
    lines = [
        f"<b>{name}</b>",
        f"{view.number(row['score'])} ({view.number(row['lower'])}–{view.number(row['upper'])})",
    ]
    if row["best_rank"]:
        lines.append(
            w.t("rank {rank}, may be {best} to {worst}",
                rank=row["rank"], best=row["best_rank"], worst=row["worst_rank"])
        )  # fmt: skip
    bounds = (row["score"], row["lower"], row["upper"])
    return Interval(name, *bounds, "<br>".join(lines), kind, view.key(unit=unit))


def _title(certainty: Certainty) -> str:
    view, own = certainty.view, certainty.own
    w = view.w
    values = {
        "name": view.name,
        "score": view.number(own["score"]),
        "half": view.number(own["upper"] - own["score"]),
        "points": view.points,
        "level": PERCENT,
    }
    if not own["best_rank"]:
        return w.t("{name}: {score} ± {half} {points} ({level} %)", **values)
    return w.t(
        "{name}: {score} ± {half} {points} ({level} %); its rank may lie anywhere from {best} to "
        "{worst} of {of}",
        best=own["best_rank"], worst=own["worst_rank"], of=own["rank_of"], **values,
    )  # fmt: skip


def _note(certainty: Certainty) -> str:
    view, w = certainty.view, certainty.view.w
    notes = [_tested(certainty)]
    tops = certainty.table["may_be_top"]
    if tops.notna().all():
        mine = bool(certainty.own["may_be_top"])
        values = {"n": int(tops.sum()), "of": len(tops), "k": TOP, "name": view.name}
        notes.append(
            w.t("{n} of {of} provinces may be among the {k} best, {name} is one of them.", **values)
            if mine
            else w.t("{n} of {of} provinces may be among the {k} best; {name} is not.", **values)
        )
        notes.append(
            w.t(
                "The bracket spans the ranks that {name} may have at {level} %, all differences "
                "being tested together (Mogstad, Romano, Shaikh and Wilhelm, 2024).",
                name=view.name, level=PERCENT,
            )
        )  # fmt: skip
    return " ".join(note for note in [*notes, _printed(certainty)] if note)


def _tested(certainty: Certainty) -> str:
    """Say whether the difference to the reference is larger than chance explains."""
    view, tested = certainty.view, certainty.tested
    w = view.w
    if tested is None:
        if view.state.against in ALL_UNITS:
            return w.t("The difference is tested against provinces that are named only.")
        return ""
    values = {
        "reference": view.reference,
        "gap": view.number(tested.value, sign=True),
        "half": view.number(tested.upper - tested.value),
        "points": view.points,
    }
    if tested.differs:
        return w.t(
            "Difference to {reference}: {gap} ± {half} {points}, more than chance explains.",
            **values,
        )
    return w.t("Difference to {reference}: {gap} ± {half} {points}, which may be chance.", **values)


def _printed(certainty: Certainty) -> str:
    """Say of which level the bounds are that the source prints itself."""
    view, own = certainty.view, certainty.own
    if own["printed_upper"] is None:
        return ""
    factor = (own["printed_upper"] - own["score"]) / own["standard_error"]
    return view.w.t(
        "Here ± {ours} standard errors; the source prints ± {factor}, which is {level} %.",
        ours=view.w.number(NormalDist().inv_cdf((1 + LEVEL) / 2), 2),
        factor=view.w.number(factor, 3),
        level=round(100 * (2 * NormalDist().cdf(factor) - 1)),
    )


def _table(certainty: Certainty) -> Keyed:
    w, rows = certainty.view.w, certainty.table
    frame = pd.DataFrame(
        {
            w.t("Province"): [certainty.view.unit_name(unit) for unit in rows["unit"]],
            w.t("Score"): rows["score"],
            w.t("Standard error"): rows["standard_error"],
            w.t("Lower bound ({level} %)", level=PERCENT): rows["lower"],
            w.t("Upper bound ({level} %)", level=PERCENT): rows["upper"],
            w.t("Rank"): rows["rank"],
            w.t("Best rank it may have"): rows["best_rank"],
            w.t("Worst rank it may have"): rows["worst_rank"],
            capital(w.t("may be among the {k} best", k=TOP)): [
                "" if may is None else w.t("yes") if may else w.t("no")
                for may in (row["may_be_top"] for row in certainty.rows)
            ],
        }
    )
    units = rows["unit"].tolist()
    facts = {
        w.t("Score"): [certainty.view.key(unit=unit) for unit in units],
        w.t("Rank"): [certainty.view.key(unit=unit, figure="rank") for unit in units],
    }
    return Keyed(frame, facts)

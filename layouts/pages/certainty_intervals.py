"""Intervals of all units, the tested difference, and the ranks that a unit may have."""

from __future__ import annotations

from functools import partial
from statistics import NormalDist
from typing import Any

import numpy as np
import pandas as pd

from indices.analysis.rank_sets import LEVEL
from indices.analysis.uncertainty import TOP
from layouts import theme
from layouts.components.chart import Chart
from layouts.components.keyed import Keyed
from layouts.figures.intervals import Interval, Kind, height, intervals
from layouts.pages.certainty_view import PERCENT, Sure, errors_note
from layouts.pages.gap_view import ALL_UNITS, Row, View
from layouts.pages.gap_words import capital

NAME = "intervals"
_DEPENDS = ("index", "year", "indicator", "unit", "units", "against", "errors")


def intervals_chart(sure: Sure) -> Chart:
    """Return the intervals, or the sentence that none is published."""
    if not sure.has_interval:
        return _none_published(sure)
    return Chart(
        name=NAME,
        title=_title(sure),
        figure=_figure(sure),
        table=partial(_table, sure),
        source=sure.view.source,
        note=_note(sure),
        height=height(len(sure.rows)),
        depends=_DEPENDS,
    )


def unit_kinds(view: View) -> dict[str, Kind]:
    """Return how other units, those compared with and the unit itself are drawn."""
    w = view.w
    return {
        "other": Kind(w.t("other provinces"), theme.AXIS, "circle"),
        "reference": Kind(w.t("compared with"), theme.REFERENCE, "diamond"),
        "unit": Kind(view.name, view.color, "circle"),
    }


def unit_kind(view: View, unit: str) -> str:
    """Return the kind of a unit."""
    return "unit" if unit == view.state.unit else "reference" if unit in view.members else "other"


def _none_published(sure: Sure) -> Chart:
    view, w = sure.view, sure.view.w
    empty = w.t("{title}: no interval published", title=view.title)
    note = w.t(
        "Without a standard error nobody can say which differences and ranks are chance. PAPI 2019 "
        "is the one year whose source prints it, for the total and the dimensions."
    )
    return Chart(
        NAME, empty, theme.empty_figure(empty), partial(_no_interval, view), view.source,
        f"{note} {errors_note(sure)}", empty, 160, depends=_DEPENDS,
    )  # fmt: skip


def _no_interval(view: View) -> pd.DataFrame:
    w, score = view.w, view.whole["score"]
    known = np.nan if score is None else score
    row = {w.t("Province"): view.name, w.t("Score"): known, w.t("Standard error"): np.nan}
    return pd.DataFrame([row])


def _figure(sure: Sure) -> dict[str, Any]:
    view, own = sure.view, sure.own
    bracket = (own["best_rank"], own["worst_rank"]) if own["best_rank"] else None
    rows = [_interval(sure, row) for row in sure.rows if row["upper"] is not None]
    kinds = unit_kinds(view)
    if sure.apart:
        apart = view.w.t("told apart from {name}", name=view.name)
        open_ = view.w.t("cannot be told apart")
        kinds = {
            "other": Kind(apart, theme.GREY, "circle-open"),
            "open": Kind(open_, theme.MUTED, "circle"),
            **{key: kind for key, kind in kinds.items() if key != "other"},
        }
    return intervals(rows, kinds, bracket, view.points)


def _interval(sure: Sure, row: Row) -> Interval:
    view, w, unit = sure.view, sure.view.w, row["unit"]
    name = view.unit_name(unit)
    lines = [
        f"<b>{name}</b>",
        f"{view.number(row['score'])} ({view.number(row['lower'])}–{view.number(row['upper'])})",
    ]
    if row["best_rank"]:
        lines += [
            w.t("rank {rank}, may be {best} to {worst}",
                rank=row["rank"], best=row["best_rank"], worst=row["worst_rank"]),
            w.t("all ranks together: {best} to {worst}",
                best=row["joint_best_rank"], worst=row["joint_worst_rank"]),
        ]  # fmt: skip
    kind = unit_kind(view, unit)
    if kind == "other" and sure.apart.get(unit) == 0:
        kind = "open"
    bounds = (row["score"], row["lower"], row["upper"])
    return Interval(name, *bounds, "<br>".join(lines), kind, view.key(unit=unit))


def _title(sure: Sure) -> str:
    view, own = sure.view, sure.own
    w = view.w
    values = {
        "name": view.name,
        "score": view.number(own["score"]),
        "half": view.number(own["upper"] - own["score"]),
        "points": view.points,
        "level": PERCENT,
    }
    if sure.lender:
        values["year"] = sure.lender
        return w.t(
            "{name}: {score} ± {half} {points} if the standard error were that of {year} (assumed)",
            **values,
        )
    if not own["best_rank"]:
        return w.t("{name}: {score} ± {half} {points} ({level} %)", **values)
    return w.t(
        "{name}: {score} ± {half} {points} ({level} %); its rank may lie anywhere from {best} to "
        "{worst} of {of}",
        best=own["best_rank"], worst=own["worst_rank"], of=own["rank_of"], **values,
    )  # fmt: skip


def _note(sure: Sure) -> str:
    view, w = sure.view, sure.view.w
    notes = [errors_note(sure), _tested(sure)]
    tops = [row["may_be_top"] for row in sure.rows]
    if None not in tops:
        mine = bool(sure.own["may_be_top"])
        values = {"n": sum(tops), "of": len(tops), "k": TOP, "name": view.name}
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
    return " ".join(note for note in [*notes, _printed(sure)] if note)


def _tested(sure: Sure) -> str:
    """Say whether the difference to the reference is larger than chance explains."""
    view, tested = sure.view, sure.tested
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


def _printed(sure: Sure) -> str:
    """Say of which level the bounds are that the source prints itself."""
    view, own = sure.view, sure.own
    if own["printed_upper"] is None:
        return ""
    factor = (own["printed_upper"] - own["score"]) / own["standard_error"]
    return view.w.t(
        "Here ± {ours} standard errors; the source prints ± {factor}, which is {level} %.",
        ours=view.w.number(NormalDist().inv_cdf((1 + LEVEL) / 2), 2),
        factor=view.w.number(factor, 3),
        level=round(100 * (2 * NormalDist().cdf(factor) - 1)),
    )


def _table(sure: Sure) -> Keyed:
    w, rows = sure.view.w, sure.table
    frame = pd.DataFrame(
        {
            w.t("Province"): [sure.view.unit_name(unit) for unit in rows["unit"]],
            w.t("Score"): rows["score"],
            w.t("Standard error"): rows["standard_error"],
            w.t("Standard error from"): rows["error_year"],
            w.t("Lower bound ({level} %)", level=PERCENT): rows["lower"],
            w.t("Upper bound ({level} %)", level=PERCENT): rows["upper"],
            w.t("Rank"): rows["rank"],
            w.t("Best rank it may have"): rows["best_rank"],
            w.t("Worst rank it may have"): rows["worst_rank"],
            w.t("Best rank, all together"): rows["joint_best_rank"],
            w.t("Worst rank, all together"): rows["joint_worst_rank"],
            capital(w.t("may be among the {k} best", k=TOP)): [
                "" if may is None else w.t("yes") if may else w.t("no")
                for may in (row["may_be_top"] for row in sure.rows)
            ],
        }
    )
    units = rows["unit"].tolist()
    facts = {
        w.t("Score"): [sure.view.key(unit=unit) for unit in units],
        w.t("Rank"): [sure.view.key(unit=unit, figure="rank") for unit in units],
    }
    return Keyed(frame, facts)

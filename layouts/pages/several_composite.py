"""The user's own composite of several indices, always called so, with its sensitivity."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from indices.analysis.composite import FEWEST, Composite, NoComposite
from layouts import theme
from layouts.components.chart import Chart
from layouts.figures.intervals import Interval, Kind, intervals
from layouts.figures.intervals import height as intervals_height
from layouts.pages.several_view import NORMALISATIONS, View

COMPOSITE = "composite"


def composite_chart(view: View) -> Chart:
    """Return the ranking by the user's own composite with its sensitivity."""
    w, made = view.w, view.made
    empty = _no_composite(view, made) if isinstance(made, NoComposite) else ""
    rows = [] if isinstance(made, NoComposite) else _intervals(view, made)
    kinds = {
        "other": Kind(w.t("other provinces"), theme.AXIS, "circle"),
        "reference": Kind(w.t("marked by you"), theme.REFERENCE, "diamond"),
        "unit": Kind(view.name, view.color, "circle"),
    }
    return Chart(
        name=COMPOSITE,
        title=empty or _composite_title(view),
        figure=theme.empty_figure(empty) if empty else intervals(rows, kinds, None, w.t("Rank")),
        table=lambda: composite_table(view),
        source=view.source or w.t("list of units"),
        note="" if empty else _composite_note(view),
        empty=empty,
        height=intervals_height(len(rows)),
    )


def composite_table(view: View) -> pd.DataFrame:
    """Return the composite, its rank and the range of ranks; below, the units left out."""
    w, made = view.w, view.made
    names = [w.t("Province"), w.t("Own composite"), w.t("Rank"), w.t("Best rank"),
             w.t("Worst rank"), w.t("Remark")]  # fmt: skip
    if isinstance(made, NoComposite):
        return pd.DataFrame(columns=names)
    rows: list[tuple[Any, ...]] = [
        (view.unit_name(one.unit), one.composite, one.rank, one.best, one.worst, "")
        for one in made.places
    ]
    rows += [
        (view.unit_name(code), math.nan, pd.NA, pd.NA, pd.NA, _lacking(view, lacking))
        for code, lacking in made.left_out.items()
    ]
    table = pd.DataFrame(rows, columns=names)
    return table.astype({names[1]: "float64", **dict.fromkeys(names[2:5], "Int64")})


def _intervals(view: View, made: Composite) -> list[Interval]:
    w = view.w
    return [
        Interval(
            view.unit_name(one.unit),
            float(one.rank),
            float(min(one.best, one.rank)),
            float(max(one.worst, one.rank)),
            w.t("{name}: rank {rank}; {best} to {worst} under other methods",
                name=view.unit_name(one.unit), rank=one.rank, best=one.best, worst=one.worst),
            _kind(view, one.unit),
        )
        for one in made.places
    ]  # fmt: skip


def _kind(view: View, unit: str) -> str:
    if unit == view.state.unit:
        return "unit"
    return "reference" if unit in view.state.units else "other"


def _no_composite(view: View, error: NoComposite) -> str:
    w, value = view.w, view.w.number(error.value, 2)
    return {
        "one_index": w.t(
            "A composite needs two indices with a weight above 0 that were published for the year"
        ),
        "negative": w.t("A weight is {value}; weights must not be negative", value=value),
        "sum": w.t("The weights add up to {value}; they must add up to 1", value=value),
        "few_units": w.t(
            "Only {n} units have a known score on all chosen indices; {least} are needed",
            n=int(error.value), least=FEWEST,
        ),
    }[error.reason]  # fmt: skip


def _weights(view: View) -> str:
    pairs = [f"{view.index_name(code)} {view.w.number(weight)}"
             for code, weight in view.weights.items()]  # fmt: skip
    return view.w.listing(pairs)


def _composite_title(view: View) -> str:
    w = view.w
    if isinstance(view.made, NoComposite):
        return ""
    places = view.made.places
    own = next((one for one in places if one.unit == view.state.unit), None)
    values = {"name": view.name, "n": len(places)}
    if own is None:
        return w.t(
            "Your own composite ranks {n} units; {name} is not among them, because not all of its "
            "scores are known", **values,
        )  # fmt: skip
    return w.t(
        "By your own composite {name} has rank {rank} of {n}; other methods would give {best} to "
        "{worst}", rank=own.rank, best=own.best, worst=own.worst, **values,
    )  # fmt: skip


def _composite_note(view: View) -> str:
    w, made = view.w, view.made
    if isinstance(made, NoComposite):
        return ""
    how = w.t(NORMALISATIONS[view.state.option("scale")])
    notes = [
        w.t("Your own composite, published by nobody: {weights}; scale: {how}.",
            weights=_weights(view), how=how),
        w.t("Lines: ranks in 95 % of 2,000 other methods (any weights, four scales, two means, one "
            "index left out)."),
    ]  # fmt: skip
    if made.left_out:
        notes.append(
            w.n("{n} unit is not ranked, because a score is unknown; the table view names it.",
                "{n} units are not ranked, because a score is unknown; the table view names them.",
                len(made.left_out))
        )  # fmt: skip
    return " ".join(notes)


def _lacking(view: View, lacking: list[str]) -> str:
    names = view.w.listing([view.index_name(code) for code in lacking])
    return view.w.t("unknown: {indices}", indices=names)

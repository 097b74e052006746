"""Charts of the page of peers: distances term by term, and where the nearest stand."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from dash.development.base_component import Component

from indices.analysis.groups import group_rank
from layouts import theme
from layouts.components.chart import Chart
from layouts.components.table import plain_table
from layouts.components.terms import source_line
from layouts.figures.distribution import HEIGHT, Dot, distribution
from layouts.figures.stacks import Stack, height, stacks
from layouts.pages.peers_view import View, variable_names

DISTANCES, STANDING = "distances", "standing"


def finding(view: View) -> str:
    """Name the nearest units and how many of them stand above the unit."""
    w = view.w
    if not view.picked:
        return w.t("Give at least one variable a weight above 0")
    if not view.nearest:
        return without_distance(view)
    names = w.listing([view.unit_name(code) for code in view.nearest[:5]])
    said = w.t("Most like {name} are {names}", name=view.name, names=names)
    above, known = _above(view)
    if known is None:
        return f"{said}."
    values = {"title": view.title, "above": above, "n": known}
    return f"{said}; " + w.t("in {title} {above} of the {n} nearest stand above it", **values) + "."


def without_distance(view: View) -> str:
    """Say why there are no distances."""
    w, lacking = view.w, view.found.missing.get(view.state.unit, [])
    names = [variable_names(w)[name] for name in lacking]
    return w.t("No distances: {variables} of {name} is not known", name=view.name,
               variables=w.listing(names))  # fmt: skip


def distances_chart(view: View) -> Chart:
    """Return the nearest units with the terms of their distances."""
    w, found = view.w, view.found
    empty = "" if view.nearest else finding(view).rstrip(".")
    names = {key: variable_names(w)[key] for key in view.picked}
    rows = [
        Stack(
            _label(view, code),
            {key: float(found.terms[key][place]) for key in view.picked},
            w.number(float(found.apart[place])),
        )
        for place, code in enumerate(view.nearest)
    ]
    return Chart(
        name=DISTANCES,
        title=empty or _title(view),
        figure=theme.empty_figure(empty)
        if empty
        else stacks(rows, names, w.t("weighted distance")),
        table=lambda: distances_table(view),
        source=view.source,
        note="" if empty else _note(view),
        empty=empty,
        height=height(len(rows), len(names)),
    )


def standing_chart(view: View) -> Chart:
    """Return all units' totals with the nearest by name."""
    w = view.w
    known = {code: row[0] for code, row in view.rows.items() if row[0] is not None}
    empty = "" if known and view.nearest else w.t("No score of these units is known")
    dots = [_dot(view, code, score) for code, score in known.items()]
    dots.sort(key=lambda dot: (dot.focus, dot.label))
    codes = view.totals["sources"].tolist()
    return Chart(
        name=STANDING,
        title=empty or _standing_title(view),
        figure=theme.empty_figure(empty)
        if empty
        else distribution(dots, [], view.w.t("score in {title}", title=view.title)),
        table=lambda: _standing_table(view),
        source=source_line(codes, view.index, view.state.year, view.catalogue, w),
        note=""
        if empty
        else w.t("{n} of {of} scores are known.", n=len(known), of=len(view.rows))
        if len(known) < len(view.rows)
        else "",
        empty=empty,
        height=HEIGHT,
    )


def distances_table(view: View, count: int | None = None) -> pd.DataFrame:
    """Return every unit's distance with its terms, the figures behind it and its standing.

    Args:
        view: the page's state.
        count: how many of the nearest; None for all units.
    """
    w, names, found = view.w, variable_names(view.w), view.found
    codes = found.units[:count]
    columns: dict[str, Any] = {
        w.t("Province"): [view.unit_name(code) for code in codes],
        w.t("Distance"): found.apart[:count],
    }
    for key in view.picked:
        columns[w.t("Part of {variable}", variable=names[key])] = found.terms[key][:count]
    figures = {
        "population": w.t("Population (thousand)"),
        "urban": w.t("Urban share (%)"),
        "grdp": w.t("GRDP per head (million VND)"),
        "distance": w.t("Kilometres"),
    }
    for key, label in figures.items():
        if key in view.picked:
            factor = 100.0 if key == "urban" else 1.0
            read = np.array([found.figures[key][code] for code in codes], dtype="float64")
            columns[label] = factor * read
    scores = [view.rows.get(code, (None,))[0] for code in codes]
    columns[w.t("Score")] = np.array(scores, dtype="float64")
    columns[w.t("Rank")] = [_rank(view, code) for code in codes]
    return pd.DataFrame(columns)


def nearest_table(view: View) -> Component:
    """Return the table of the nearest as the page shows it."""
    rows = distances_table(view, len(view.nearest))
    return plain_table(rows.round(3), view.w, caption=_title(view) if len(rows) else "")


def _label(view: View, code: str) -> str:
    rank = _rank(view, code)
    return f"{view.unit_name(code)} · {view.w.t('rank {rank}', rank=rank)}"


def _rank(view: View, code: str) -> str:
    _, rank, rank_of = view.rows.get(code, (None, None, None))
    return view.w.rank(rank, rank_of)


def _above(view: View) -> tuple[int, int | None]:
    """Return how many of the nearest stand above the unit, of how many whose rank is known."""
    own = view.rows.get(view.state.unit, (None, None, None))[1]
    if own is None:
        return 0, None
    ranks = [view.rows.get(code, (None, None, None))[1] for code in view.nearest]
    known = [rank for rank in ranks if rank is not None]
    return sum(rank < own for rank in known), len(known)


def _title(view: View) -> str:
    w = view.w
    return w.t(
        "{unit} is nearest to {name}: a distance of {apart}, 0 being alike in all that is weighed",
        unit=view.unit_name(view.nearest[0]), name=view.name,
        apart=w.number(float(view.found.apart[0])),
    )  # fmt: skip


def _note(view: View) -> str:
    w, notes = view.w, []
    notes.append(
        w.t("The distance is the weighted mean of differences: numbers in standard deviations, "
            "kind and region 1 where they differ (Gower 1971), places in standard distances.")
    )  # fmt: skip
    if view.found.year is not None and view.found.year != view.state.year:
        notes.append(
            w.t("Population and GRDP are those of {year}, the nearest year known.",
                year=view.found.year)
        )  # fmt: skip
    lacking: dict[str, list[str]] = {}
    for code, variables in view.found.missing.items():
        for name in variables:
            lacking.setdefault(name, []).append(view.unit_name(code))
    notes += [
        w.t("Left out, because {variable} is not known: {names}.",
            variable=variable_names(w)[name], names=w.listing(names))
        for name, names in lacking.items()
    ]  # fmt: skip
    return " ".join(notes)


def _standing_title(view: View) -> str:
    w = view.w
    found = group_rank(view.totals, view.state.unit, view.nearest)
    if found.rank is not None:
        place = w.place(found.rank, found.size)
        return w.t("{name} stands {place} among those most like it", name=view.name, place=place)
    if found.best is None:
        return w.t("the rank of {name} is not known", name=view.name)
    return w.t(
        "{name} stands between {best} and {worst} of {n} among those most like it",
        name=view.name, best=found.best, worst=found.worst, n=found.size,
    )  # fmt: skip


def _dot(view: View, code: str, score: float) -> Dot:
    hover = f"{view.unit_name(code)}: {view.w.number(score)}"
    if code == view.state.unit:
        color = theme.HCMC if code == view.catalogue.focus else theme.OKABE_ITO[1]
        return Dot(score, hover, color, view.name, focus=True)
    if code in view.nearest:
        return Dot(score, hover, theme.REFERENCE, view.unit_name(code))
    return Dot(score, hover)


def _standing_table(view: View) -> pd.DataFrame:
    w = view.w
    codes = [view.state.unit, *view.nearest]
    return pd.DataFrame(
        {
            w.t("Province"): [view.unit_name(code) for code in codes],
            w.t("Score"): [view.rows.get(code, (None,))[0] for code in codes],
            w.t("Rank"): [_rank(view, code) for code in codes],
        }
    ).astype({w.t("Score"): "float64"})

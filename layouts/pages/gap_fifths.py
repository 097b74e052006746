"""Strengths and weaknesses: the smallest parts in which a unit is in the best or lowest fifth."""

from __future__ import annotations

from functools import partial

import pandas as pd

from layouts import theme
from layouts.components.chart import Chart
from layouts.components.keyed import Keyed
from layouts.components.terms import rank_basis
from layouts.figures.tracks import N_SHADES, Track, height, tracks
from layouts.pages.gap_view import View

NAME = "fifths"
LOWEST = N_SHADES - 1
MOST_NAMED = 2


def fifths_chart(view: View) -> Chart:
    """Return the parts of the best and the lowest fifth, the lowest rank first."""
    rows = {code: _track(view, code) for code in view.leaves if view.own[code]["rank"] is not None}
    ordered = sorted(rows, key=lambda code: -rows[code].place)
    shown = [code for code in ordered if rows[code].fifth in (0, LOWEST)]
    empty = "" if shown else _empty(view, rows)
    w = view.w
    ends = w.t("◂ best fifth"), w.t("lowest fifth ▸")
    return Chart(
        name=NAME,
        title=empty or _title(view, rows, shown),
        figure=theme.empty_figure(empty)
        if empty
        else tracks([rows[code] for code in shown], ends, view.color),
        table=partial(_table, view, rows, ordered),
        source=view.source,
        note="" if empty else _note(view, rows, shown),
        empty=empty,
        height=height(len(shown)),
        depends=("index", "year", "indicator", "unit"),
    )


def _track(view: View, code: str) -> Track:
    row, name = view.own[code], view.indicator_name(code)
    text = view.w.rank(row["rank"], row["rank_of"])
    hover = f"{name}<br>{view.name}: {view.number(row['score'])}<br>" + view.w.t(
        "rank {rank}", rank=text
    )
    return Track(name, row["rank"], row["rank_of"], text, hover, view.key(code, figure="rank"))


def _empty(view: View, rows: dict[str, Track]) -> str:
    w = view.w
    if rows:
        return w.t(
            "{name} is neither in the best nor in the lowest fifth in any part", name=view.name
        )
    if not view.leaves:
        return w.t("This indicator has no parts that add up to it")
    return w.t("The ranks of {name} in the parts are not known", name=view.name)


def _title(view: View, rows: dict[str, Track], shown: list[str]) -> str:
    """Count and name the weakest and the strongest parts."""
    w = view.w
    weak = [rows[code].label for code in shown if rows[code].fifth == LOWEST]
    strong = [rows[code].label for code in reversed(shown) if rows[code].fifth == 0]
    values = {
        "name": view.name,
        "n": len(weak),
        "m": len(strong),
        "of": len(rows),
        "weak": w.listing(weak[:MOST_NAMED]),
        "strong": w.listing(strong[:MOST_NAMED]),
    }
    if not strong:
        return w.t(
            "{name} is in the lowest fifth in {n} of {of} parts (lowest: {weak}), in the best "
            "fifth in none", **values,
        )  # fmt: skip
    if not weak:
        return w.t(
            "{name} is in the best fifth in {m} of {of} parts (best: {strong}), in the lowest "
            "fifth in none", **values,
        )  # fmt: skip
    return w.t(
        "{name} is in the lowest fifth in {n} of {of} parts (lowest: {weak}), in the best fifth in "
        "{m} (best: {strong})", **values,
    )  # fmt: skip


def _note(view: View, rows: dict[str, Track], shown: list[str]) -> str:
    w = view.w
    bases = {view.own[code]["rank_basis"] for code in rows}
    notes = [
        w.t(
            "Each bar: all provinces with a rank, five fifths from the best to the lowest. Not "
            "drawn: {n} parts in the three fifths between; the table view has them.",
            n=len(rows) - len(shown),
        ),
        w.t("Ranks: {basis}.", basis=w.listing(sorted(rank_basis(one, w) for one in bases))),
    ]
    return " ".join(notes)


def _table(view: View, rows: dict[str, Track], ordered: list[str]) -> Keyed:
    """Return every part with a rank, the lowest first, the best fifth being 1."""
    w = view.w
    frame = pd.DataFrame(
        {
            w.t("Part"): [rows[code].label for code in ordered],
            w.t("Score"): pd.Series([view.own[code]["score"] for code in ordered], dtype="float64"),
            w.t("Rank"): [rows[code].rank for code in ordered],
            w.t("Of"): [rows[code].rank_of for code in ordered],
            w.t("Fifth (1: best)"): [rows[code].fifth + 1 for code in ordered],
        }
    )
    facts = {
        w.t("Score"): [view.key(code) for code in ordered],
        w.t("Rank"): [view.key(code, figure="rank") for code in ordered],
    }
    return Keyed(frame, facts)

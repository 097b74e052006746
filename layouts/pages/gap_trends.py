"""Trends of a unit's parts in words, over comparable years."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import pandas as pd

from indices.analysis.arrays import Texts
from indices.analysis.trends import (
    DECLINING,
    FEWEST,
    IMPROVING,
    MOST,
    STABLE,
    THRESHOLD,
    Trend,
    trends,
)
from layouts import theme
from layouts.components.chart import Chart
from layouts.figures.bars import Bar, bars, height
from layouts.pages.gap_view import View
from layouts.wording import Wording

NAME = "trends"
DEPENDS = ("index", "year", "indicator", "unit")
COLORS = {IMPROVING: theme.AHEAD, STABLE: theme.GREY, DECLINING: theme.BEHIND}
ARROWS = {IMPROVING: "▲", STABLE: "=", DECLINING: "▼"}


def trends_chart(view: View) -> Chart:
    """Return the trend of the indicator and of each of its parts."""
    w, state = view.w, view.state
    parts = [part.code for part in view.index.children(state.indicator, state.year)]
    codes = [code for code in (state.indicator, *parts)
             if view.index.indicator(code).exists_in(state.year)]  # fmt: skip
    found = trends(view.cube, view.index, state.unit, codes, state.year)
    long = [one for one in found if one.change is not None]
    empty = "" if long else _too_short(view, found)
    return Chart(
        name=NAME,
        title=empty or _trends_title(view, long),
        figure=theme.empty_figure(empty)
        if empty
        else bars([_trend_bar(view, one) for one in long], w.t("change in points along the line")),
        table=partial(_trends_table, view, found),
        source=_source(view, [year for one in long for year in one.years]),
        note=rule(w),
        empty=empty,
        height=height(len(long)),
        depends=DEPENDS,
    )


def rule(w: Wording) -> str:
    """Print the rule behind the words."""
    return w.t(
        "Improving or declining: over the newest comparable years ({fewest} to {most}, no break or "
        "unknown year between) the least-squares line rises or falls by at least {share} % of the "
        "scale; otherwise stable. Published figures, no test of chance.",
        fewest=FEWEST, most=MOST, share=w.number(100 * THRESHOLD, 0),
    )  # fmt: skip


def word(one: Trend, w: Wording) -> str:
    """Return the word of a trend."""
    return {
        IMPROVING: w.t("improving"),
        STABLE: w.t("stable"),
        DECLINING: w.t("declining"),
    }.get(one.word, w.t("fewer than {n} comparable years", n=FEWEST))


def _source(view: View, years: list[int]) -> str:
    """Return who published the unit's figures of the years compared."""
    if not years:
        return view.source
    codes = view.cube.values("sources")[:, view.cube.unit(view.state.unit), :]
    return source_of(view, [codes], min(years), max(years))


def source_of(view: View, sources: Sequence[Texts], first: int, last: int) -> str:
    """Return who published figures of the years compared.

    Args:
        view: the state of the page.
        sources: arrays whose first axis are the years of the cube.
        first: the first year that counts.
        last: the last one.
    """
    inside = [view.cube.year(year) for year in view.cube.years if first <= year <= last]
    codes = [code for array in sources for code in array[inside].ravel().tolist()]
    return view.source_line(codes, f"{first}–{last}")


def _too_short(view: View, found: list[Trend]) -> str:
    n = max((len(one.years) for one in found), default=0)
    return view.w.t(
        "No trend: comparable years known up to {year}: {n}, needed: {fewest}",
        n=n, year=view.state.year, fewest=FEWEST,
    )  # fmt: skip


def _trends_title(view: View, long: list[Trend]) -> str:
    w, first = view.w, long[0]
    parts = [one for one in long if one.indicator != view.state.indicator]
    values = {
        "name": view.name,
        "first": first.years[0],
        "last": first.years[-1],
        "n": sum(one.word == IMPROVING for one in parts),
        "m": sum(one.word == DECLINING for one in parts),
        "of": len(parts),
    }
    if first.indicator != view.state.indicator:
        return w.t("{name}: {n} of {of} parts improving, {m} declining", **values)
    values["word"] = word(first, w)
    if not parts:
        return w.t("{name} {first}–{last}: {word}", **values)
    return w.t(
        "{name} {first}–{last}: {word}; of {of} parts {n} improving, {m} declining", **values
    )


def _trend_bar(view: View, one: Trend) -> Bar:
    name, said = view.indicator_name(one.indicator), word(one, view.w)
    text = f"{ARROWS[one.word]} {view.number(one.change, sign=True)}"
    hover = f"{name}<br>{said}: {text}<br>{one.years[0]}–{one.years[-1]}"
    strong = one.indicator == view.state.indicator
    label = f"{name} – {said}"
    return Bar(label, 0.0, one.change or 0.0, text, hover, COLORS[one.word], strong)


def _trends_table(view: View, found: list[Trend]) -> pd.DataFrame:
    w = view.w
    return pd.DataFrame(
        {
            w.t("Part"): [view.indicator_name(one.indicator) for one in found],
            w.t("Trend"): [word(one, w) for one in found],
            w.t("Years"): [f"{one.years[0]}–{one.years[-1]}" if one.years else "" for one in found],
            w.t("Change along the line"): pd.Series([one.change for one in found], dtype="float64"),
            w.t("Stable below"): [one.threshold for one in found],
        }
    )

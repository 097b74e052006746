"""Trends of a unit's parts in words, and the units that moved most, over comparable years."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from indices.analysis.trends import (
    DECLINING,
    FEWEST,
    IMPROVING,
    MOST,
    STABLE,
    THRESHOLD,
    Move,
    Trend,
    moves,
    trends,
)
from layouts import theme
from layouts.components.chart import Chart
from layouts.figures.bars import Bar, bars, height
from layouts.pages.gap_view import View
from layouts.pages.gap_words import capital
from layouts.wording import Wording

if TYPE_CHECKING:
    from indices.database.reader import Reader

TRENDS, MOVERS = "trends", "movers"
DEPENDS = ("index", "year", "indicator", "unit")
MOST_MOVERS = 4
COLORS = {IMPROVING: theme.AHEAD, STABLE: theme.GREY, DECLINING: theme.BEHIND}
ARROWS = {IMPROVING: "▲", STABLE: "=", DECLINING: "▼"}


def trends_chart(reader: Reader, view: View) -> Chart:
    """Return the trend of the indicator and of each of its parts."""
    w, state = view.w, view.state
    scores = reader.scores(view.index.code, unit=state.unit)
    parts = [part.code for part in view.index.children(state.indicator, state.year)]
    codes = [code for code in (state.indicator, *parts)
             if view.index.indicator(code).exists_in(state.year)]  # fmt: skip
    found = trends(scores, view.index, state.unit, codes, state.year)
    long = [one for one in found if one.change is not None]
    empty = "" if long else _too_short(view, found)
    return Chart(
        name=TRENDS,
        title=empty or _trends_title(view, long),
        figure=theme.empty_figure(empty)
        if empty
        else bars([_trend_bar(view, one) for one in long], w.t("change in points along the line")),
        table=partial(_trends_table, view, found),
        source=_source(view, scores, [year for one in long for year in one.years]),
        note=rule(w),
        empty=empty,
        height=160 if empty else height(len(long)),
        depends=DEPENDS,
    )


def movers_chart(reader: Reader, view: View) -> Chart:
    """Return the most improved and the most declined units, and the unit itself."""
    w, state = view.w, view.state
    scores = reader.scores(view.index.code, indicator=state.indicator)
    found = moves(scores, view.index, state.indicator, state.year)
    empty = (
        "" if len(found) else w.t("No earlier year can be compared with {year}", year=state.year)
    )
    picked = [*found[:MOST_MOVERS], *found[-MOST_MOVERS:]]
    shown = [one for one in found if one in picked or one.unit == state.unit]
    return Chart(
        name=MOVERS,
        title=empty or _movers_title(view, found),
        figure=theme.empty_figure(empty)
        if empty
        else bars([_mover_bar(view, one) for one in shown], view.points),
        table=partial(_movers_table, view, found),
        source=_source(view, scores, [found[0].first_year, state.year] if found else []),
        note="" if empty else w.t(
            "The {n} most improved and most declined provinces and {name}; the others stand in the "
            "table view. Extreme scores tend to move towards the middle by themselves.",
            n=MOST_MOVERS, name=view.name,
        ),
        empty=empty,
        height=160 if empty else height(len(shown)),
        depends=DEPENDS,
    )  # fmt: skip


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


def _source(view: View, scores: pd.DataFrame, years: list[int]) -> str:
    """Return who published the figures of the years compared."""
    if not years:
        return view.source
    first, last = min(years), max(years)
    pairs = zip(scores["year"].tolist(), scores["sources"].tolist(), strict=True)
    inside = [codes for year, codes in pairs if first <= year <= last]
    return view.source_line(inside, f"{first}–{last}")


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


def _movers_title(view: View, found: list[Move]) -> str:
    w, first, last = view.w, found[0], found[-1]
    values = {
        "first": first.first_year,
        "last": first.last_year,
        "best": view.unit_name(first.unit),
        "gain": view.number(first.change, sign=True),
        "worst": view.unit_name(last.unit),
        "loss": view.number(last.change, sign=True),
    }
    if last.change < 0:
        said = w.t(
            "{first}–{last}: {best} improved most ({gain}), {worst} declined most ({loss})",
            **values,
        )
    else:
        said = w.t(
            "{first}–{last}: {best} improved most ({gain}), {worst} least ({loss})", **values
        )
    ranked = view.rows["rank_of"].max()
    if pd.isna(ranked) or len(found) < ranked:
        said = w.t("Of the {n} provinces known in both years, {said}", n=len(found), said=said)
    own = next((one for one in found if one.unit == view.state.unit), None)
    if own is None:
        return said
    return said + w.t("; {name} is {place}", name=view.name, place=w.place(own.place, len(found)))


def _mover_bar(view: View, one: Move) -> Bar:
    arrow = "▲" if one.change > 0 else "▼" if one.change < 0 else "="
    own = one.unit == view.state.unit
    name, text = view.unit_name(one.unit), f"{arrow} {view.number(one.change, sign=True)}"
    color = view.color if own else theme.AHEAD if one.change > 0 else theme.BEHIND
    label = f"{one.place}. {name}"
    return Bar(label, 0.0, one.change, text, f"{name}<br>{text}", color, own)


def _movers_table(view: View, found: list[Move]) -> pd.DataFrame:
    w = view.w
    return pd.DataFrame(
        {
            w.t("Province"): [view.unit_name(one.unit) for one in found],
            w.t("From"): [one.first_year for one in found],
            w.t("To"): [one.last_year for one in found],
            capital(w.t("before")): [one.before for one in found],
            capital(w.t("after")): [one.after for one in found],
            w.t("Change"): [one.change for one in found],
            w.t("Place"): [one.place for one in found],
        }
    )

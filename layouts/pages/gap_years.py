"""How the gap moved over the years and which share of it was closed, cut where methods changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from indices.analysis.closing import gap_history
from indices.facts import fact_key
from layouts import theme
from layouts.components.chart import Chart
from layouts.components.keyed import Keyed
from layouts.figures.panels import Line, Panel, height, panels
from layouts.pages.gap_view import BEST, CHOSEN, MEAN, MEDIAN, View
from layouts.pages.gap_words import capital

if TYPE_CHECKING:
    from indices.database.reader import Reader

NAME = "years"
DEPENDS = ("index", "indicator", "unit", "units", "against", "vintage")


def years_chart(reader: Reader, view: View) -> Chart:
    """Return the gap in every comparable year."""
    code = view.state.indicator
    scores = reader.scores(view.index.code, indicator=code)
    scores = scores[(scores["vintage"] == view.vintage).to_numpy()]
    rows = gap_history(scores, view.index, view.state.unit, view.against, code)
    years = [year for year in view.index.years if view.index.indicator(code).exists_in(year)]
    empty = "" if len(rows) else view.w.t("The gap is not known in any year")
    return Chart(
        name=NAME,
        title=empty or _title(view, rows),
        figure=theme.empty_figure(empty) if empty else _figure(view, rows, years),
        table=_table(view, rows),
        source=view.source_line(
            scores.loc[scores["year"].isin(rows["year"]), "sources"].tolist(),
            f"{years[0]}–{years[-1]}",
        ),
        note="" if empty else _note(view, rows),
        empty=empty,
        height=height(1, 1),
        depends=DEPENDS,
    )


def _figure(view: View, rows: pd.DataFrame, years: list[int]) -> dict[str, object]:
    """Draw what the unit is ahead of the reference, year by year; below zero it is behind."""
    w = view.w
    level = Line(
        w.t("no gap"),
        [((years[0], years[-1]), (0.0, 0.0))],
        {years[0]: "0", years[-1]: "0"},
        theme.REFERENCE,
        "line-ew",
    )
    texts = {
        year: view.number(-gap, sign=True)
        for year, gap in zip(rows["year"].tolist(), rows["gap"].tolist(), strict=True)
    }
    own = Line(view.name, _runs(rows), texts, view.color, "circle")
    title = w.t("Difference (negative: behind)")
    breaks = [
        year
        for year, _ in view.index.break_years(view.state.indicator)
        if years[0] < year <= years[-1]
    ]
    names = (w.t("method changed"), w.t("study tour"))
    return panels([Panel(title, [level, own])], breaks, (years[0], years[-1]), names, 1)


def _company(view: View) -> str:
    """Name the reference without a number of units, which differs between runs."""
    if view.state.against == CHOSEN and len(view.against) > 1:
        return view.w.t("the mean of the chosen provinces")
    general = {
        MEAN: view.w.t("the mean of all provinces"),
        MEDIAN: view.w.t("the median of all provinces"),
    }
    return general.get(view.state.against, view.reference)


def _runs(rows: pd.DataFrame) -> list[tuple[tuple[int, ...], tuple[float, ...]]]:
    """Cut where a run of comparable years ends and where a year is missing."""
    runs: list[list[tuple[int, int, float]]] = []
    for year, first, gap in zip(
        rows["year"].tolist(), rows["first_year"].tolist(), rows["gap"].tolist(), strict=True
    ):
        if runs and runs[-1][-1][:2] == (year - 1, first):
            runs[-1].append((year, first, -gap))
        else:
            runs.append([(year, first, -gap)])
    return [(tuple(one[0] for one in run), tuple(one[2] for one in run)) for run in runs]


def _title(view: View, rows: pd.DataFrame) -> str:
    """Say which share of the gap was closed over the newest run of at least two years."""
    w = view.w
    long_runs = rows[rows["year"] != rows["first_year"]]
    if long_runs.empty:
        return w.t("No two comparable years of this gap are known")
    last = long_runs.iloc[-1]
    first = rows[rows["year"] == last["first_year"]].iloc[0]
    values = {
        "name": view.name,
        "first": int(first["year"]),
        "last": int(last["year"]),
        "before": view.number(abs(first["gap"])),
        "after": view.number(abs(last["gap"])),
        "points": view.points,
        "share": w.number(100 * abs(last["share_closed"]), 0),
    }
    if pd.isna(last["share_closed"]):
        return _from_ahead(view, first["gap"], last["gap"], values)
    if last["gap"] <= 0:
        return w.t(
            "Since {first} {name} has closed the whole gap: from {before} {points} behind to "
            "{after} ahead in {last}", **values,
        )  # fmt: skip
    if last["share_closed"] >= 0:
        return w.t(
            "Since {first} {name} has closed {share} % of the gap: from {before} to {after} "
            "{points} in {last}", **values,
        )  # fmt: skip
    return w.t(
        "Since {first} the gap of {name} has grown by {share} %: from {before} to {after} {points} "
        "in {last}", **values,
    )  # fmt: skip


def _from_ahead(view: View, before: float, gap: float, values: dict[str, object]) -> str:
    if before == 0:
        return view.w.t("{name} was level in {first}; in {last} the gap is {after}", **values)
    if gap > 0:
        return view.w.t(
            "{name} was {before} {points} ahead in {first} and is {after} behind in {last}",
            **values,
        )
    return view.w.t(
        "{name} was {before} {points} ahead in {first} and is {after} ahead in {last}", **values
    )


def _note(view: View, rows: pd.DataFrame) -> str:
    w = view.w
    notes = [w.t("Gaps are compared between years of the same method only.")]
    if view.state.against == CHOSEN and len(view.against) > 1:
        notes += [
            w.t("{years}: without {names}, not known in all of these years.", years=span, names=who)
            for span, who in _left_out(view, rows)
        ]
        single = ~rows.duplicated("first_year", keep=False) & (rows["missing_reference"] != "")
        if single.any():
            notes.append(
                w.t("A single dot: the mean of those of them that are known in that year.")
            )
    elif view.state.against == BEST:
        notes.append(w.t("The best province may be another one each year."))
    elif view.state.against in (MEAN, MEDIAN) and (rows["missing_reference"] != "").any():
        notes.append(w.t("Provinces that are not known in all years of a run are left out of it."))
    return " ".join(notes)


def _left_out(view: View, rows: pd.DataFrame) -> list[tuple[str, str]]:
    """Return (years, names of the chosen units left out) of each run that leaves some out.

    Shares are measured along runs of at least two years, so a single year is passed over here.
    """
    found = []
    for _, run in rows.groupby("first_year", sort=True):
        codes = [code for code in run["missing_reference"].iloc[0].split(";") if code]
        if codes and len(run) > 1:
            span = "–".join(dict.fromkeys([str(run["year"].min()), str(run["year"].max())]))
            found.append((span, view.w.listing([view.unit_name(code) for code in codes])))
    return found


def _table(view: View, rows: pd.DataFrame) -> Keyed:
    w = view.w
    frame = pd.DataFrame(
        {
            w.t("Year"): rows["year"],
            view.name: rows["score"],
            capital(_company(view)): rows["reference"],
            w.t("Difference (negative: behind)"): -rows["gap"],
            w.t("Compared since"): rows["first_year"],
            w.t("Share of the gap closed (%)"): 100 * rows["share_closed"],
            w.t("Provinces behind the reference"): rows["n_reference"],
        }
    )
    code, unit = view.state.indicator, view.state.unit
    keys = [fact_key(view.index.code, year, unit, code) for year in rows["year"].tolist()]
    return Keyed(frame, {view.name: keys})

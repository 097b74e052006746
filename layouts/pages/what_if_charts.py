"""Charts of the what-if page: what changes, where the unit would stand, scenarios side by side."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd

from indices.analysis.grading import QUARTILES
from indices.analysis.standstill import Place
from indices.analysis.whatif import Part
from layouts import theme
from layouts.components.chart import Chart
from layouts.figures.bars import Bar, bars
from layouts.figures.bars import height as bars_height
from layouts.figures.distribution import HEIGHT, Dot, distribution
from layouts.figures.dumbbell import Row, dumbbell
from layouts.figures.dumbbell import height as dumbbell_height
from layouts.pages.gap_words import capital
from layouts.pages.what_if_view import Named, View
from layouts.pages.what_if_words import after_words, stand_still

CHANGES, FIELD, SCENARIOS = "changes", "field", "scenarios"


def changes_chart(view: View) -> Chart:
    """Return the changed indicators, now and in the scenario, with the total below."""
    w = view.w
    total, parts = _moved(view)
    empty = _nothing(view) if total is None else ""
    names = (w.t("in the scenario"), w.t("now"))
    figure = theme.empty_figure(empty)
    if total is not None:
        rows = [_row(part, view) for part in parts]
        figure = dumbbell(
            rows, w, names, view.index.decimals, _row(total, view), view.points, view.color
        )
    return Chart(
        name=CHANGES,
        title=empty or _title(view),
        figure=figure,
        table=lambda: _changes_table(view),
        source=view.source,
        note="" if empty else _outvoted(view),
        empty=empty,
        height=dumbbell_height(len(parts), total=True),
    )


def field_chart(view: View) -> Chart:
    """Return all units' totals with the unit where it stands and where it would stand."""
    w, after, before = view.w, view.current.outcome.after, view.current.outcome.before
    empty = "" if view.known else w.t("No score is known for this year.")
    dots = [
        Dot(score, f"{view.unit_name(unit)}: {view.number(score)}")
        for unit, score in view.known.items()
        if unit != view.state.unit
    ]
    cuts = [] if empty else _cuts(view)
    moved = not math.isnan(after.total) and after.total != before.total
    if not math.isnan(before.total):
        label = w.t("{name} now", name=view.name)
        color = theme.AXIS if moved else view.color
        dots.append(Dot(before.total, _place(view, label, before), color, label, not moved))
    if moved:
        label = w.t("{name} in the scenario", name=view.name)
        dots.append(Dot(after.total, _place(view, label, after), view.color, label, focus=True))
    return Chart(
        name=FIELD,
        title=empty or capital(after_words(view)),
        figure=theme.empty_figure(empty) if empty else distribution(dots, cuts, view.points),
        table=lambda: _field_table(view),
        source=view.source,
        note="" if empty else _field_note(view, cuts),
        empty=empty,
        height=HEIGHT,
    )


def scenarios_chart(view: View) -> Chart:
    """Return the scenarios side by side: points won and the place each leads to."""
    w = view.w
    shown = [view.current, *view.others]
    known = [one for one in shown if one.text and not math.isnan(one.outcome.change)]
    empty = "" if known else w.t("No scenario yet changes the total")
    rows = [_scenario_bar(view, one) for one in shown if one.text]
    return Chart(
        name=SCENARIOS,
        title=empty or _best_of(view, known),
        figure=theme.empty_figure(empty)
        if empty
        else bars(rows, w.t("{points} won", points=view.points)),
        table=lambda: scenarios_table(view),
        source=view.source,
        note="" if empty else stand_still(view),
        empty=empty,
        height=bars_height(len(rows)),
    )


def scenarios_table(view: View) -> pd.DataFrame:
    """Return every scenario with its changes and all that it leads to; the first row is today."""
    w, before = view.w, view.current.outcome.before
    shown = [view.current, *view.others] if view.current.text else list(view.others)
    places = [before, *(one.outcome.after for one in shown)]
    return pd.DataFrame(
        {
            w.t("Scenario"): [w.t("Now"), *(one.name for one in shown)],
            w.t("Total"): [place.total for place in places],
            w.t("Change"): [math.nan, *(one.outcome.change for one in shown)],
            w.t("Rank"): [view.rank(place) for place in places],
            w.t("Group or grade"): [view.grade(place) for place in places],
            w.t("What changes"): ["", *(view.changes(one) or _refused(view, one) for one in shown)],
        }
    ).astype({w.t("Total"): "float64", w.t("Change"): "float64"})


def _moved(view: View) -> tuple[Part | None, list[Part]]:
    """Return the total where it is known before and after, and the parts that move."""
    parts = view.current.outcome.scenario.parts
    moved = [part for part in parts if part.given or (part.change and part.change == part.change)]
    if not moved or math.isnan(view.current.outcome.after.total):
        return None, []
    return parts[0], [part for part in moved if part is not parts[0]]


def _row(part: Part, view: View) -> Row:
    note = view.w.t("unknown before") if math.isnan(part.score) else ""
    label = view.indicator_name(part.indicator)
    return Row(label, part.new_score, part.score, -part.change, note)


def _nothing(view: View) -> str:
    if view.current.refusals:
        return view.said(view.current.refusals[0])
    if view.current.text:
        return capital(after_words(view))
    return view.w.t("Nothing is changed yet: move a slider or type a score")


def _title(view: View) -> str:
    w, change = view.w, view.current.outcome.change
    values = {"name": view.name, "points": view.points, "change": view.number(abs(change))}
    if math.isnan(change):
        return w.t("{name} has a total once its unknown parts are set", **values)
    if change == 0:
        return w.t("The changes cancel out: the total of {name} stays as it is", **values)
    if change > 0:
        return w.t("The changes add {change} {points} to the total of {name}", **values)
    return w.t("The changes take {change} {points} from the total of {name}", **values)


def _outvoted(view: View) -> str:
    w = view.w
    names = [view.indicator_name(code) for code in view.current.outcome.scenario.outvoted]
    if not names:
        return ""
    return w.t(
        "{names} is set together with its own parts: the parts count, because it is their sum.",
        names=w.listing(names),
    )


def _changes_table(view: View) -> pd.DataFrame:
    w, parts = view.w, view.current.outcome.scenario.parts
    total, moved = _moved(view)
    shown = [*moved, total] if total else parts[:1]
    return pd.DataFrame(
        {
            w.t("Indicator"): [view.indicator_name(part.indicator) for part in shown],
            w.t("Now"): [part.score for part in shown],
            w.t("Scenario"): [part.new_score for part in shown],
            w.t("Change"): [part.change for part in shown],
        }
    )


def _place(view: View, label: str, place: Place) -> str:
    lines = [f"{label}: {view.number(place.total)}", view.w.t("rank {rank}", rank=view.rank(place))]
    return "<br>".join([*lines, *([view.grade(place)] if place.grade else [])])


def _cuts(view: View) -> list[tuple[float, str]]:
    """Return the lines between groups: quartiles with the scenario's own total, or thresholds."""
    grading, after = view.index.grading, view.current.outcome.after
    names = [view.w.name(name).partition(" (")[0] for _, name in grading.groups]
    if grading.kind == "thresholds" and view.state.year in grading.years:
        scored = view.known.values()
        return [
            (low, name)
            for (_, low), name in zip(grading.thresholds, names, strict=True)
            if min(scored) <= low <= max(scored)
        ]
    if grading.kind != "quartiles" or after.grade is None:
        return []
    values = list((view.known | {view.state.unit: after.total}).values())
    return list(zip(np.percentile(values, QUARTILES).tolist(), names, strict=False))


def _field_note(view: View, cuts: list[tuple[float, str]]) -> str:
    w, notes = view.w, [stand_still(view)]
    n_known, n_units = len(view.known), len(view.totals)
    if n_known < n_units:
        notes.append(w.t("{n} of {of} scores are known.", n=n_known, of=n_units))
    named = [f"{name} ({view.number(cut)})" for cut, name in cuts]
    if named:
        notes.append(w.t("Dotted lines: where groups begin – {groups}.", groups=w.listing(named)))
    return " ".join(notes)


def _field_table(view: View) -> pd.DataFrame:
    w, after = view.w, view.current.outcome.after
    rows = [
        (view.unit_name(unit), score)
        for unit, score in view.known.items()
        if unit != view.state.unit
    ]
    rows.append((w.t("{name} now", name=view.name), view.current.outcome.before.total))
    if after.total == after.total and after.total != rows[-1][1]:
        rows.append((w.t("{name} in the scenario", name=view.name), after.total))
    table = pd.DataFrame(rows, columns=[w.t("Province"), w.t("Score")])
    return table.sort_values(w.t("Score"), ascending=False, ignore_index=True)


def _scenario_bar(view: View, one: Named) -> Bar:
    change, after = one.outcome.change, one.outcome.after
    if math.isnan(change):
        return Bar(one.name, math.nan, math.nan, view.w.t("unknown"), _refused(view, one))
    label = f"{one.name} · {view.number(after.total)} · {view.rank(after)}"
    label += f" · {view.grade(after)}" if after.grade else ""
    color = theme.AHEAD if change >= 0 else theme.BEHIND
    hover = "<br>".join([label, *view.changes(one).split("; ")])
    return Bar(label, 0.0, change, view.number(change, sign=True), hover, color)


def _refused(view: View, one: Named) -> str:
    return view.said(one.refusals[0]) if one.refusals else ""


def _best_of(view: View, known: list[Named]) -> str:
    w = view.w
    best = max(known, key=lambda one: one.outcome.after.total)
    values: dict[str, Any] = {"name": best.name, "rank": view.rank(best.outcome.after)}
    if len(known) == 1:
        return w.t("“{name}” leads to rank {rank}; keep it to compare others with it", **values)
    return w.t("“{name}” leads furthest of {n} scenarios: rank {rank}", n=len(known), **values)

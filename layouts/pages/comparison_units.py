"""To whom the gap is: the dumbbell of the chosen units, by score or, without one, by rank."""

from __future__ import annotations

import math
from functools import partial
from typing import Any

import pandas as pd

from layouts import theme
from layouts.components.chart import Chart
from layouts.components.keyed import Keyed
from layouts.components.terms import missing_reason, rank_basis
from layouts.figures import dumbbell
from layouts.figures.dumbbell import Row
from layouts.pages.comparison import BEST, DEPENDS, MEAN, MEDIAN, Comparison, Figure
from layouts.pages.comparison_words import (
    coverage_note,
    disputed_note,
    members_note,
    reference_members,
    reference_name,
    rounded_note,
    sentence,
    short_reason,
    span,
)

NAME = "units"
USUAL_ROWS = 7
# Ranks are written below the axis up to this one; there are 63 units at most.
LAST_RANK = 70


def units_chart(comparison: Comparison) -> Chart:
    """The focus unit against each chosen unit and what else the state asks for."""
    rows = rank_rows(comparison) if comparison.by_rank else unit_rows(comparison)
    empty = _empty(comparison, rows)
    return Chart(
        name=NAME,
        title=_no_title(comparison) if empty else _title(comparison, rows),
        figure=theme.empty_figure(empty) if empty else _figure(comparison, rows),
        table=partial(_table, comparison, rows),
        source="" if empty else comparison.source,
        note="" if empty else " ".join(filter(None, _notes(comparison))),
        empty=empty,
        height=dumbbell.height(len(rows) or USUAL_ROWS),
        depends=DEPENDS,
    )


def unit_rows(comparison: Comparison) -> list[Row]:
    """Return a row for each unit and the mean, median or best asked for, the largest gap first."""
    rows = [_unit_row(unit, comparison) for unit in _others(comparison)]
    if _with_reference(comparison):
        gap = comparison.gaps[comparison.state.indicator]
        label = sentence(reference_name(comparison))
        score, reference, behind = (_number(gap[name]) for name in ("score", "reference", "gap"))
        note = short_reason(gap["reason"], comparison)
        key = comparison.key(comparison.catalogue.focus)
        rows.append(Row(label, score, reference, behind, note, key))
    return sorted(rows, key=lambda row: (math.isnan(row.gap), -row.gap))


def rank_rows(comparison: Comparison) -> list[Row]:
    """Return a row for each unit with ranks for scores; a gap counts the places behind."""
    own = comparison.own
    rows = []
    for unit in _others(comparison):
        rank = comparison.figure(unit).rank
        gap = math.nan if rank is None or own.rank is None else float(own.rank - rank)
        note = "" if rank is not None else short_reason("not_found", comparison)
        focus = comparison.catalogue.focus
        keys = [comparison.key(code, figure="rank") for code in (focus, unit)]
        name = comparison.unit_name(unit)
        rows.append(Row(name, _number(own.rank), _number(rank), gap, note, *keys))
    return sorted(rows, key=lambda row: (math.isnan(row.gap), -row.gap))


def _others(comparison: Comparison) -> list[str]:
    return [unit for unit in comparison.shown if unit != comparison.catalogue.focus]


def _with_reference(comparison: Comparison) -> bool:
    """Whether the reference is another row than those of the units."""
    if comparison.state.against == MEAN:
        return len(reference_members(comparison)) > 1
    return comparison.state.against in (MEDIAN, BEST)


def _unit_row(unit: str, comparison: Comparison) -> Row:
    figure = comparison.figure(unit)
    reason = None if figure.score is not None else figure.missing_reason or "not_found"
    return Row(
        comparison.unit_name(unit),
        _number(comparison.own.score),
        _number(figure.score),
        _number(comparison.gap_to(unit)),
        short_reason(reason, comparison),
        comparison.key(comparison.catalogue.focus),
        comparison.key(unit),
    )


def _number(value: float | None) -> float:
    return math.nan if value is None else float(value)


def _figure(comparison: Comparison, rows: list[Row]) -> dict[str, Any]:
    w = comparison.w
    names = (comparison.focus_name, w.t("the other province"))
    if not comparison.by_rank:
        return dumbbell.dumbbell(rows, w, names, comparison.decimals, unit=_scale_unit(comparison))
    figure = dumbbell.dumbbell(rows, w, names, 0, unit=w.t("rank, the best at the right"))
    axis = figure["layout"]["xaxis"]
    best_right = {"range": axis["range"][::-1], "tickvals": [1, *range(10, LAST_RANK, 10)]}
    return {**figure, "layout": {**figure["layout"], "xaxis": {**axis, **best_right}}}


def _scale_unit(comparison: Comparison) -> str:
    percent = comparison.index.unit_of(comparison.state.indicator) == "%"
    return "%" if percent else comparison.w.t("points")


def _empty(comparison: Comparison, rows: list[Row]) -> str:
    """Say why there is no gap to draw; empty when there is one."""
    w, own, name = comparison.w, comparison.own, comparison.focus_name
    if any(not math.isnan(row.gap) for row in rows):
        return ""
    if not rows:
        return w.t("Choose provinces to compare {name} with.", name=name)
    if own.score is None:
        reason = missing_reason(own.missing_reason or "not_found", w)
        return w.t("The score of {name}: {reason}.", name=name, reason=reason)
    lacking = [unit for unit in _others(comparison) if comparison.gap_to(unit) is None]
    if not lacking:
        return w.t("Not every score of this year is known.")
    return f"{sentence(comparison.without_score(lacking))}."


def _no_title(comparison: Comparison) -> str:
    return comparison.w.t("{title}: no gap to other provinces", title=comparison.title)


def _title(comparison: Comparison, rows: list[Row]) -> str:
    w = comparison.w
    names = {comparison.unit_name(unit) for unit in _others(comparison)}
    known = [row for row in rows if not math.isnan(row.gap)]
    first = next((row for row in known if row.label in names), known[0])
    values = {"name": comparison.focus_name, "other": first.label}
    if comparison.by_rank:
        n = int(abs(first.gap))
        if first.gap > 0:
            return w.n(
                "{other} is furthest ahead of {name}: {n} place",
                "{other} is furthest ahead of {name}: {n} places",
                n,
                **values,
            )
        return w.t("{name} ranks behind none of them", **values)
    values |= {"gap": span([first.gap], comparison), "points": comparison.points}
    if first.gap > 0:
        return w.t("{other} is furthest ahead of {name}: {gap} {points}", **values)
    return w.t("{name} is behind none of them; nearest is {other}: {gap} {points}", **values)


def _notes(comparison: Comparison) -> list[str]:
    w, own = comparison.w, comparison.own
    if comparison.by_rank:
        reason = missing_reason(own.missing_reason or "not_found", w)
        why = w.t(
            "Ranks are compared ({basis}); the score of {name}: {reason}.",
            basis=_bases(comparison),
            name=comparison.focus_name,
            reason=reason,
        )
        return [why, disputed_note(comparison)]
    return [
        members_note(comparison) if comparison.state.against == MEAN else "",
        coverage_note(comparison),
        rounded_note(comparison),
        disputed_note(comparison),
    ]


def _bases(comparison: Comparison) -> str:
    """Say how the ranks shown came about."""
    figures: list[Figure] = [comparison.figure(unit) for unit in comparison.shown]
    known = dict.fromkeys(one.rank_basis for one in figures if one.rank is not None)
    return ", ".join(rank_basis(basis, comparison.w) for basis in known)


def _table(comparison: Comparison, rows: list[Row]) -> Keyed:
    """Return the rows as drawn; a difference has the sign it has on the chart."""
    w, name = comparison.w, comparison.focus_name
    other, difference = w.t("the other province"), w.t("Difference (negative: behind)")
    if comparison.by_rank:
        name, other = w.t("rank of {name}", name=name), w.t("rank of the other province")
        difference = w.t("Places (negative: behind)")
    frame = pd.DataFrame(
        {
            w.t("Compared with"): [row.label for row in rows],
            sentence(name): [row.score for row in rows],
            sentence(other): [row.reference for row in rows],
            difference: [round(-row.gap, 6) for row in rows],
            w.t("Remark"): [row.note.replace("<br>", " ") for row in rows],
        }
    )
    facts = {
        sentence(name): [row.key for row in rows],
        sentence(other): [row.reference_key for row in rows],
    }
    return Keyed(frame, facts)

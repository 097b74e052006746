"""The city's own targets over the years: met, missed or unknown, and the way from here."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pandas as pd

from indices.analysis.goals import Goal
from indices.analysis.paths import TargetPath, target_paths
from indices.catalogue import Target
from layouts import theme
from layouts.components.chart import Chart
from layouts.components.gap_facts import SIGNS
from layouts.components.terms import grade_name, index_year, indicator_name, missing_reason
from layouts.figures.bars import Bar, bars, height
from layouts.pages.what_if_view import View
from layouts.wording import UNKNOWN

if TYPE_CHECKING:
    from indices.database.reader import Reader

TARGETS = "targets"
DEPENDS = ("unit",)


def targets_chart(reader: Reader, view: View) -> Chart:
    """Return every target of the city with what was lacking in its year."""
    w = view.w
    own = view.state.unit == view.catalogue.focus
    found = _paths(reader, view) if own else []
    empty = "" if found else w.t("No targets of {name} are recorded", name=view.name)
    rows = [_bar(view, path) for path in found]
    return Chart(
        name=TARGETS,
        title=empty or _title(view, found),
        figure=theme.empty_figure(empty) if empty else bars(rows, w.t("points missing")),
        table=lambda: _table(view, found),
        source=_source(view, found),
        note="" if empty else _note(view, found),
        empty=empty,
        height=height(len(rows)),
        depends=DEPENDS,
    )


def _paths(reader: Reader, view: View) -> list[TargetPath]:
    wanted: dict[str, set[str]] = {}
    for target in view.catalogue.targets:
        wanted.setdefault(target.index, set()).add(target.indicator)
    scores = {
        code: reader.scores(code, indicator=sorted(indicators))
        for code, indicators in wanted.items()
    }
    return target_paths(scores, view.catalogue)


def _title(view: View, found: list[TargetPath]) -> str:
    w = view.w
    counts = {one: sum(path.check.outcome == one for path in found) for one in SIGNS}
    return w.t(
        "Of {n} targets that the city set itself {met} were met, {missed} missed; {unknown} cannot "
        "be judged", n=len(found), **counts,
    )  # fmt: skip


def _aim(view: View, target: Target) -> str:
    w, index = view.w, view.catalogue.indices[target.index]
    if target.kind == "rank_at_most":
        return w.t("rank {value} or better", value=target.value)
    if target.kind == "group_at_least":
        group = grade_name(index, target.value, w)
        return w.t("{group} or better", group=w.t("Group “{group}”", group=group))
    value = w.number(float(target.value), index.decimals)
    return w.t("more than {value} points", value=value)


def _name(view: View, target: Target) -> str:
    index = view.catalogue.indices[target.index]
    head = index_year(index, target.year, view.w)
    if target.indicator == "total":
        return head
    return f"{head}, {indicator_name(index, target.indicator, target.year, view.w)}"


def _result(view: View, path: TargetPath) -> str:
    """Write the figure that came of a target, or why there is none."""
    w, check = view.w, path.check
    index = view.catalogue.indices[check.target.index]
    if check.actual is None:
        reason = check.reason or "not_found"
        return w.t("not published") if reason == "not_published" else missing_reason(reason, w)
    if check.target.kind == "rank_at_most":
        return w.rank(check.actual, check.rank_of)
    if check.target.kind == "group_at_least":
        return grade_name(index, str(check.actual), w)
    return w.number(check.actual, index.decimals)


def _bar(view: View, path: TargetPath) -> Bar:
    w, check = view.w, path.check
    label = f"{SIGNS[check.outcome]} {_name(view, check.target)}: {_aim(view, check.target)}"
    result = w.t("result: {value}", value=_result(view, path))
    missing = _points(path.then)
    if check.outcome == "met":
        return Bar(label, 0.0, 0.0, w.t("met"), f"{label}<br>{result}")
    if math.isnan(missing):
        text = w.t("missed") if check.outcome == "missed" else w.t("unknown")
        return Bar(label, math.nan, math.nan, text, f"{label}<br>{result}")
    text = w.number(missing, _decimals(view, path), sign=True)
    return Bar(label, 0.0, missing, text, f"{label}<br>{result}")


def _decimals(view: View, path: TargetPath) -> int:
    return view.catalogue.indices[path.check.target.index].decimals


def _points(goal: Goal | None) -> float:
    return math.nan if goal is None or goal.points is None else goal.points


def _outcome(view: View, path: TargetPath) -> str:
    w = view.w
    return {"met": w.t("met"), "missed": w.t("missed"), "unknown": w.t("unknown")}[
        path.check.outcome
    ]


def _way(view: View, path: TargetPath) -> str:
    """Say what the same aim would take from the newest known score."""
    w = view.w
    if path.reason:
        return {
            "no_score": w.t("no score is known"),
            "other_units": w.t("63 and 34 units are not compared"),
            "method_changed": w.t("the method has changed since"),
        }[path.reason]
    if path.here is None or path.here.points is None:
        return w.t("the score needed is not known ({year})", year=path.base)
    points = w.number(path.here.points, _decimals(view, path), sign=True)
    if path.here.points == 0:
        return w.t("reached in {year}", year=path.base)
    said = w.t("{points} from {year}", points=points, year=path.base)
    if path.per_year is None:
        return said
    each = w.number(path.per_year, _decimals(view, path), sign=True)
    return f"{said}, {w.t('{points} a year', points=each)}"


def _note(view: View, found: list[TargetPath]) -> str:
    w = view.w
    notes = [
        w.t("Bars: points that were missing in that year, if all other units had stood still."),
        w.t("✓ met, ✗ missed, ? cannot be judged. The table view adds the way from here."),
    ]
    if any(path.reason == "other_units" for path in found):
        notes.append(
            w.t("Targets for 2025 speak of the new city among 34 units; no way leads there from "
                "the figures of the old city.")
        )  # fmt: skip
    return " ".join(notes)


def _source(view: View, found: list[TargetPath]) -> str:
    sources = [view.catalogue.sources.get(path.check.target.source) for path in found]
    names = dict.fromkeys(one.publisher.partition(" (")[0] for one in sources if one)
    return view.w.t("targets as printed by {names}", names="; ".join(names)) if names else ""


def _table(view: View, found: list[TargetPath]) -> pd.DataFrame:
    w = view.w
    sources = [view.catalogue.sources.get(path.check.target.source) for path in found]
    return pd.DataFrame(
        {
            w.t("Index and year"): [_name(view, path.check.target) for path in found],
            w.t("Target"): [_aim(view, path.check.target) for path in found],
            w.t("Result"): [_result(view, path) for path in found],
            w.t("Outcome"): [_outcome(view, path) for path in found],
            w.t("Points missing then"): pd.Series(
                [0.0 if path.check.outcome == "met" else _points(path.then) for path in found],
                dtype="float64",
            ),
            w.t("From here"): [_way(view, path) for path in found],
            w.t("Source"): [
                f"{one.publisher}, {one.published}".strip(", ") if one else UNKNOWN
                for one in sources
            ],
        }
    )

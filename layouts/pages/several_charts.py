"""Charts of several indices: who stands above on all of them, two against each other."""

from __future__ import annotations

from typing import Any

import pandas as pd

from indices.analysis.dominance import Dominance
from indices.frames import Row
from layouts import theme
from layouts.components.chart import Chart
from layouts.components.terms import missing_reason, scale_unit
from layouts.figures.scatter import HEIGHT, Point, scatter
from layouts.figures.verdicts import Verdict, height, verdicts
from layouts.pages.several_view import View

ABOVE, PAIR = "above", "pair"
MOST_NAMED = 20


def finding(view: View) -> str:
    """Say how many units stand above on all indices, how many do not, and how many are unknown."""
    w = view.w
    if not view.chosen:
        return w.t("None of these indices was published for {year}.", year=view.state.year)
    counts = {one: _count(view, one) for one in ("yes", "no", "unknown")}
    names = w.listing([view.index_name(code) for code in view.chosen])
    return w.t(
        "{year}: {yes} units stand above {name} on all of {indices}, {no} do not, and of {unknown} "
        "nobody can say.", year=view.state.year, name=view.name, indices=names, **counts,
    )  # fmt: skip


def above_chart(view: View) -> Chart:
    """Return the units that stand above on every index, and those that may."""
    w = view.w
    shown = [
        one
        for one in view.standings
        if one.verdict == "yes" or _may(one) or one.unit in view.state.units
    ]
    empty = "" if shown else w.t("No unit is known to stand above {name}", name=view.name)
    rows = [_verdict(view, one) for one in shown]
    columns = {code: view.index_name(code) for code in view.chosen}
    return Chart(
        name=ABOVE,
        title=empty or _above_title(view),
        figure=theme.empty_figure(empty) if empty else verdicts(rows, columns),
        table=lambda: above_table(view),
        source=view.source or w.t("list of units"),
        note=_above_note(view, shown),
        empty=empty,
        height=height(len(rows)),
    )


def pair_chart(view: View) -> Chart:
    """Return two indices against each other."""
    w, state = view.w, view.state
    x, y = state.option("x"), state.option("y")
    empty, note = "", ""
    points: list[Point] = []
    if x not in view.totals or y not in view.totals:
        gone = [view.index_name(code) for code in (x, y) if code not in view.totals]
        empty = w.t("{indices} was not published for {year}", indices=w.listing(gone),
                    year=state.year)  # fmt: skip
    else:
        points, note = _points(view, x, y)
        empty = "" if points else w.t("No unit has a known score on both indices")
    return Chart(
        name=PAIR,
        title=empty or _pair_title(view, x, y, points),
        figure=theme.empty_figure(empty)
        if empty
        else scatter(points, (_axis(view, x), _axis(view, y))),
        table=lambda: _pair_table(view, x, y),
        source="; ".join(view.source_of(code) for code in dict.fromkeys((x, y)))
        if not empty
        else view.source or w.t("list of units"),
        note=note,
        empty=empty,
        height=HEIGHT,
    )


def above_table(view: View) -> pd.DataFrame:
    """Return every unit's verdict with what is known on each index and why the rest is not."""
    w = view.w
    said = {"yes": w.t("yes"), "no": w.t("no"), "unknown": w.t("unknown")}
    columns: dict[str, Any] = {
        w.t("Province"): [view.unit_name(one.unit) for one in view.standings],
        w.t("Above on all"): [said[one.verdict] for one in view.standings],
    }
    for code in view.chosen:
        columns[view.index_name(code)] = [_word(view, one, code) for one in view.standings]
    return pd.DataFrame(columns)


def _count(view: View, verdict: str) -> int:
    return sum(one.verdict == verdict for one in view.standings)


def _may(one: Dominance) -> bool:
    """Whether a unit stands above on one index at least and is refuted on none."""
    return one.verdict == "unknown" and True in one.above.values()


def _verdict(view: View, one: Dominance) -> Verdict:
    name = view.unit_name(one.unit)
    hover = {
        code: f"{name}<br>{view.index_name(code)}: {_word(view, one, code)}" for code in view.chosen
    }
    marked = f"◆ {name}" if one.unit in view.state.units else name
    return Verdict(marked, one.above, hover, one.verdict == "yes")


def _word(view: View, one: Dominance, code: str) -> str:
    """Say whether a unit stands above on an index, with both ranks, or why nobody can say."""
    w, above = view.w, one.above[code]
    if above is None:
        return w.t("unknown: {reason}", reason=_reason(view, one.reasons[code]))
    rows = view.totals[code]
    mine, theirs = (_figure(view, rows[unit]) for unit in (view.state.unit, one.unit))
    if above:
        return w.t("above ({theirs} to {mine})", theirs=theirs, mine=mine)
    return w.t("not above ({theirs} to {mine})", theirs=theirs, mine=mine)


def _figure(view: View, row: Row) -> str:
    if row["rank"] is not None:
        return view.w.rank(row["rank"], row["rank_of"])
    return view.w.number(row["score"])


def _reason(view: View, reason: str) -> str:
    w = view.w
    if reason == "focus_unknown":
        return w.t("neither rank nor score of {name} is known", name=view.name)
    if reason == "not_comparable":
        return w.t("a rank and a score cannot be compared")
    return missing_reason(reason, w)


def _above_title(view: View) -> str:
    w = view.w
    names = [view.unit_name(one.unit) for one in view.standings if one.verdict == "yes"]
    if not names:
        return w.t("Of no unit it is known that it stands above {name} on all", name=view.name)
    shown = w.listing(names[:6])
    if len(names) > 6:
        return w.t("{n} units stand above {name} on all: {names} …", n=len(names), name=view.name,
                   names=", ".join(names[:6]))  # fmt: skip
    return w.t("Above {name} on all: {names}", name=view.name, names=shown)


def _above_note(view: View, shown: list[Dominance]) -> str:
    w = view.w
    notes = [w.t("▲ above, ▼ not above, ○ unknown; bold names: above on all.")]
    if view.state.units:
        notes.append(w.t("◆ marked by you."))
    if view.absent:
        names = w.listing([view.index_name(code) for code in view.absent])
        notes.append(
            w.n("{indices} was not published for {year}.", "{indices} were not published for "
                "{year}.", len(view.absent), indices=names, year=view.state.year)
        )  # fmt: skip
    hidden = len(view.standings) - len(shown)
    if hidden:
        notes.append(
            w.n("{n} more unit, refuted or unknown throughout, in the table view.",
                "{n} more units, refuted or unknown throughout, in the table view.", hidden)
        )  # fmt: skip
    return " ".join(notes)


def _axis(view: View, code: str) -> str:
    unit = scale_unit(view.catalogue.indices[code], "total", view.w)
    return f"{view.index_year(code)} ({unit})"


def _points(view: View, x: str, y: str) -> tuple[list[Point], str]:
    w, across, upright = view.w, view.totals[x], view.totals[y]
    both = [
        code
        for code in across
        if across[code]["score"] is not None and upright[code]["score"] is not None
    ]
    points = []
    for code in both:
        name, focus = view.unit_name(code), code == view.state.unit
        hover = "<br>".join(
            [name, *(f"{view.index_name(one)}: {w.number(rows[code]['score'])}"
                     for one, rows in ((x, across), (y, upright)))]
        )  # fmt: skip
        # Whoever is marked stands out; where nobody is, the benchmark provinces do.
        chosen = code in (view.state.units or view.catalogue.benchmark)
        label = name if focus or len(both) <= MOST_NAMED or chosen else ""
        outstanding = chosen if view.state.units else bool(label)
        color = view.color if focus else theme.REFERENCE if outstanding else theme.GREY
        points.append(
            Point(across[code]["score"], upright[code]["score"], hover, label, color, focus)
        )
    points.sort(key=lambda point: point.focus)
    note = w.t("{n} of {of} units have a known score on both.", n=len(both), of=len(across))
    if view.state.unit not in both:
        note += " " + w.t("{name} is not among them.", name=view.name)
    return points, note


def _pair_title(view: View, x: str, y: str, points: list[Point]) -> str:
    w = view.w
    focus = next((point for point in points if point.focus), None)
    names = {"x": view.index_name(x), "y": view.index_name(y)}
    if focus is None:
        return w.t("{x} and {y}: {n} units are known on both", n=len(points), **names)
    ahead = sum(point.x > focus.x and point.y > focus.y for point in points)
    behind = sum(point.x < focus.x and point.y < focus.y for point in points)
    return w.t(
        "Of {n} units known on both {x} and {y}, {ahead} score higher than {name} on both and "
        "{behind} lower", n=len(points) - 1, ahead=ahead, behind=behind, name=view.name, **names,
    )  # fmt: skip


def _pair_table(view: View, x: str, y: str) -> pd.DataFrame:
    w = view.w
    if x not in view.totals or y not in view.totals:
        return pd.DataFrame(columns=[w.t("Province")])
    across, upright = view.totals[x], view.totals[y]
    columns: dict[str, Any] = {w.t("Province"): [view.unit_name(code) for code in across]}
    for code, rows in ((x, across), (y, upright)):
        scores = [rows[unit]["score"] for unit in across]
        columns[view.index_year(code)] = pd.Series(scores, dtype="float64")
    return pd.DataFrame(columns)

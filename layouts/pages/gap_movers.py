"""Who moved most over comparable years: on the indicator shown, and on each of its parts."""

from __future__ import annotations

import math
from functools import partial
from typing import Any

import pandas as pd

from indices.analysis.trends import Move, Moves, moves
from layouts import theme
from layouts.components.chart import Chart
from layouts.figures import spans
from layouts.figures.bars import Bar, bars, height
from layouts.pages.gap_trends import DEPENDS, source_of
from layouts.pages.gap_view import View
from layouts.pages.gap_words import capital

MOVERS, MOVERS_BY_PART = "movers", "movers-by-part"
MOST_MOVERS = 4
# How many of each end the table of parts names.
MOST_NAMED = 3
UP, DOWN, OWN = "up", "down", "own"


def movers_chart(view: View) -> Chart:
    """Return the most improved and the most declined units, and the unit itself."""
    w, state = view.w, view.state
    found = moves(view.cube, view.index, state.indicator, state.year)
    empty = (
        "" if len(found) else w.t("No earlier year can be compared with {year}", year=state.year)
    )
    shown = _shown(found, state.unit)
    return Chart(
        name=MOVERS,
        title=empty or _movers_title(view, found),
        figure=theme.empty_figure(empty)
        if empty
        else bars([_mover_bar(view, one) for one in shown], view.points),
        table=partial(_movers_table, view, found),
        source=_source(view, [state.indicator], found[0].first_year) if found else view.source,
        note="" if empty else w.t(
            "The {n} most improved and most declined provinces and {name}; the others stand in the "
            "table view. Extreme scores tend to move towards the middle by themselves.",
            n=MOST_MOVERS, name=view.name,
        ),
        empty=empty,
        height=height(len(shown)),
        depends=DEPENDS,
    )  # fmt: skip


def by_part_chart(view: View) -> Chart:
    """Return for every part who improved and who declined most, beside the unit."""
    w, state = view.w, view.state
    codes = [
        part.code for part in view.index.children(state.indicator, state.year) if part.breakdown
    ]
    found = {
        code: moved
        for code in codes
        if len(moved := moves(view.cube, view.index, code, state.year)) > 1
    }
    empty = "" if found else _no_parts(view, codes)
    rows = [_by_part_row(view, code, moved) for code, moved in found.items()]
    first = min((one[0].first_year for one in found.values()), default=state.year)
    return Chart(
        name=MOVERS_BY_PART,
        title=empty or _by_part_title(view, found),
        figure=theme.empty_figure(empty) if empty else _by_part_figure(view, rows),
        table=partial(_by_part_table, view, found),
        source=_source(view, codes, first) if found else view.source,
        note="" if empty else w.t(
            "Every province known in both years of a part counts; the table view names the first "
            "and the last {n}. Not drawn across a change of method.", n=MOST_NAMED,
        ),
        empty=empty,
        height=spans.height(rows),
        depends=DEPENDS,
    )  # fmt: skip


def _source(view: View, codes: list[str], first: int) -> str:
    """Return who published the figures of some indicators since a year."""
    sources = view.cube.values("sources")
    columns = [sources[:, :, view.cube.indicator(code)] for code in codes]
    return source_of(view, columns, first, view.state.year)


def _shown(found: Moves, unit: str) -> list[Move]:
    """Return the first and the last, and the unit's own move between them."""
    first = found[:MOST_MOVERS]
    last = [one for one in found[-MOST_MOVERS:] if one not in first]
    own = found.of(unit)
    between = [own] if own and own not in (*first, *last) else []
    return [*first, *between, *last]


def _movers_title(view: View, found: Moves) -> str:
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
    ranked = [one for one in view.column("rank_of") if not math.isnan(one)]
    if len(found) < max(ranked, default=math.inf):
        said = w.t("Of the {n} provinces known in both years, {said}", n=len(found), said=said)
    own = found.of(view.state.unit)
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


def _movers_table(view: View, found: Moves) -> pd.DataFrame:
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


def _no_parts(view: View, codes: list[str]) -> str:
    w = view.w
    if not codes:
        return w.t("This indicator has no parts that add up to it")
    return w.t("No earlier year of any part can be compared with {year}", year=view.state.year)


def _by_part_title(view: View, found: dict[str, Moves]) -> str:
    """Say in which part the unit stands best and worst among all movers."""
    w = view.w
    own = {code: one for code, moved in found.items() if (one := moved.of(view.state.unit))}
    if not own:
        return w.t("Who moved most in each part; {name} is not known in both years", name=view.name)
    ordered = sorted(own, key=lambda code: own[code].place / len(found[code]))
    best, worst = ordered[0], ordered[-1]
    return w.t(
        "{name} moved best in {best} ({best_place}) and worst in {worst} ({worst_place})",
        name=view.name,
        best=view.indicator_name(best),
        best_place=w.place(own[best].place, len(found[best])),
        worst=view.indicator_name(worst),
        worst_place=w.place(own[worst].place, len(found[worst])),
    )


def _by_part_figure(view: View, rows: list[spans.Row]) -> dict[str, Any]:
    w = view.w
    kinds = {
        UP: spans.Kind(w.t("most improved"), "triangle-up", theme.REFERENCE),
        DOWN: spans.Kind(w.t("most declined or least improved"), "triangle-down", theme.BEHIND),
        OWN: spans.Kind(view.name, "circle", view.color),
    }
    return spans.spans(rows, kinds, w.t("change in {points}", points=view.points))


def _by_part_row(view: View, code: str, moved: Moves) -> spans.Row:
    w, own = view.w, moved.of(view.state.unit)
    marks = {UP: moved[0], DOWN: moved[-1], OWN: own}
    said = {kind: _moved(view, one) if one else w.t("unknown") for kind, one in marks.items()}
    span = f"{moved[0].first_year}–{moved[0].last_year}"
    return spans.Row(
        label=f"{view.indicator_name(code)}: {said[UP]}; {said[DOWN]}",
        values={kind: one.change if one else math.nan for kind, one in marks.items()},
        hover={kind: f"{view.indicator_name(code)}<br>{text}<br>{span}"
               for kind, text in said.items()},
        text=w.rank(own.place, len(moved)) if own else w.t("unknown"),
    )  # fmt: skip


def _moved(view: View, one: Move) -> str:
    arrow = "▲" if one.change > 0 else "▼" if one.change < 0 else "="
    return f"{view.unit_name(one.unit)} {arrow} {view.number(one.change, sign=True)}"


def _by_part_table(view: View, found: dict[str, Moves]) -> pd.DataFrame:
    w = view.w
    own = [moved.of(view.state.unit) for moved in found.values()]

    def named(moved: list[Move]) -> str:
        return "; ".join(_moved(view, one) for one in moved)

    return pd.DataFrame(
        {
            w.t("Part"): [view.indicator_name(code) for code in found],
            w.t("From"): [moved[0].first_year for moved in found.values()],
            w.t("To"): [moved[0].last_year for moved in found.values()],
            w.t("Most improved"): [named(moved[:MOST_NAMED]) for moved in found.values()],
            w.t("Most declined"): [
                named([one for one in moved[:-MOST_NAMED - 1:-1] if one.change < 0])
                for moved in found.values()
            ],
            w.t("Change of {name}", name=view.name): pd.Series(
                [one.change if one else math.nan for one in own], dtype="float64"
            ),
            w.t("Place"): pd.Series([one.place if one else None for one in own], dtype="Int64"),
            w.t("Of"): [len(moved) for moved in found.values()],
        }
    )  # fmt: skip

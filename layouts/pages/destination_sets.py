"""The portfolio: hosts that cover every weak indicator, the best sets, what a refusal costs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
from dash import dcc, html
from dash.development.base_component import Component

from indices.analysis.portfolio import NEAR_TIE, HostSet, Portfolio
from indices.analysis.travel import Tour
from layouts import theme
from layouts.components.chart import Chart
from layouts.components.table import plain_table
from layouts.figures.heat_map import Cell, Row, heat_map, height
from layouts.pages.destination_list import briefing_address
from layouts.pages.destination_view import View
from layouts.wording import UNKNOWN

# Header -> plain values, one a row.
Columns = dict[str, list[Any]]

COVER, SETS, DECLINES = "cover", "sets", "declines"


def no_sets(view: View, chosen: Portfolio) -> str:
    """Say why there is no set; empty where there is one."""
    w = view.w
    if view.why_empty:
        return view.why_empty
    if not chosen.wanted:
        return w.t("The tours of the past two years cover every weak indicator")
    if chosen.sets:
        return ""
    return w.n(
        "Only {n} host is strong in an open indicator, fewer than the {k} asked for; choose fewer",
        "Only {n} hosts are strong in an open indicator, fewer than the {k} asked for; "
        "choose fewer",
        len(chosen.candidates),
        k=chosen.k,
    )


def summary(view: View, chosen: Portfolio) -> list[Component]:
    """Say what the best set is, what it covers and by what aim it was chosen."""
    w, empty = view.w, no_sets(view, chosen)
    lines = [html.P(f"{empty}.", className="lead")] if empty else _best(view, chosen)
    if chosen.seen and not view.why_empty:
        seen = "; ".join(
            f"{view.code_name(code)} ({view.names(hosts)})" for code, hosts in chosen.seen.items()
        )
        lines.append(html.P(w.t("Covered by the tours of {years}: {list}.",
                                years=_years(view), list=seen), className="note"))  # fmt: skip
    if chosen.uncovered and not view.why_empty:
        gone = w.t("Nobody can be asked about {list}: no candidate is strong in it.",
                   list=view.code_names(chosen.uncovered))  # fmt: skip
        lines.append(html.P(gone, className="lead"))
    aim = w.t(
        "Aim, in this order: as many weak indicators as possible with at least one strong host; "
        "then the fewest km in straight lines over tours of up to two stops. Learning potential "
        "is shown, it does not decide. The search is exact."
    )
    strong = w.t(
        "A host is strong where its lead counts and its score is among the best quarter of all "
        "provinces. Units that are part of {name} today cannot be hosts.",
        name=view.name,
    )
    return [*lines, html.P(f"{aim} {strong}", className="note")]


def cover_chart(view: View, chosen: Portfolio) -> Chart:
    """Return the coverage of the best set: hosts × weak indicators."""
    w, empty = view.w, no_sets(view, chosen)
    best = chosen.sets[0].hosts if chosen.sets else ()
    names = [w.t("Potential"), *(view.code_name(code) for code in chosen.wanted)]
    shown = [_cells(view, chosen, code) for code in best]
    title = empty or _cover_title(view, chosen)
    key = w.t("strong · lead counts · lead within the uncertainty · behind within it · behind")
    return Chart(
        name=COVER,
        title=title,
        figure=theme.empty_figure(empty) if empty else heat_map(shown, names, key),
        table=lambda: cover_table(view, chosen),
        source=view.source,
        note="" if empty else w.t("Numbers are leads in points; ● marks a strong host. "
                                  "The table view has every candidate."),
        empty=empty,
        height=height(len(shown), names),
    )  # fmt: skip


def cover_table(view: View, chosen: Portfolio) -> pd.DataFrame:
    """Return leads of every candidate in every wanted indicator, the best set first."""
    w, found = view.w, view.found
    best = chosen.sets[0].hosts if chosen.sets else ()
    codes = [*best, *(code for code in chosen.candidates if code not in best)]
    places = [found.place(code) for code in codes]
    table: dict[str, Any] = {
        w.t("Province"): [view.unit_name(code) for code in codes],
        w.t("In the best set"): [w.t("yes") if code in best else w.t("no") for code in codes],
    }
    for code in chosen.wanted:
        column = found.codes.index(code)
        leads = [round(float(found.gap[place, column]), 6) for place in places]
        table[w.t("{name}: lead", name=view.code_name(code))] = pd.Series(leads, dtype="float64")
        table[w.t("{name}: strong", name=view.code_name(code))] = [
            w.t("yes") if found.strong[place, column] else w.t("no") for place in places
        ]
    return pd.DataFrame(table)


def sets_file(view: View, chosen: Portfolio) -> Chart:
    """Return the ten best sets as a file."""
    w = view.w
    title = w.t("The best sets of hosts")
    kinds = {w.t("Place"): "Int64", w.t("Distance in straight lines (km)"): "float64"}
    return _file(view, SETS, title, lambda: pd.DataFrame(sets_columns(view, chosen)).astype(kinds))


def declines_file(view: View, chosen: Portfolio) -> Chart:
    """Return what is lost when a host declines as a file."""
    w = view.w
    title, kinds = w.t("When a host declines"), {w.t("Distance then (km)"): "float64"}
    return _file(
        view, DECLINES, title, lambda: pd.DataFrame(declines_columns(view, chosen)).astype(kinds)
    )


def sets_columns(view: View, chosen: Portfolio) -> Columns:
    """Return the ten best sets with tours, way, days, coverage and learning potential."""
    w, sets = view.w, chosen.sets
    return {
        w.t("Place"): list(range(1, len(sets) + 1)),
        w.t("Tours"): [_tours(view, one) for one in sets],
        w.t("Distance in straight lines (km)"): [round(one.km) for one in sets],
        w.t("Travel days (estimate)"): [one.days for one in sets],
        w.t("Weak indicators covered"): [
            f"{len(one.covered)}/{len(chosen.wanted)}" for one in sets
        ],
        w.t("Learning potential"): [round(one.potential, 6) for one in sets],
        w.t("Remark"): [_remark(view, one) for one in sets],
    }


def declines_columns(view: View, chosen: Portfolio) -> Columns:
    """Return for each host of the best set what is lost without it and who could step in."""
    w, rows = view.w, chosen.declines
    return {
        w.t("If this host declines"): [view.unit_name(one.host) for one in rows],
        w.t("Indicators lost"): [view.code_names(one.lost) or w.t("no indicator") for one in rows],
        w.t("Learning potential lost"): [round(one.potential, 6) for one in rows],
        w.t("Who could step in"): [
            view.unit_name(one.instead) if one.instead else UNKNOWN for one in rows
        ],
        w.t("It restores"): [view.code_names(one.instead_covers) or UNKNOWN for one in rows],
        w.t("Distance then (km)"): [
            None if one.instead_km is None else round(one.instead_km) for one in rows
        ],
    }


def shown_table(view: View, columns: Columns, caption: str) -> list[Component]:
    """Return a table with short numbers, or nothing where it has no row."""
    days = view.w.t("Travel days (estimate)")
    short = {
        name: [view.days(one) for one in values] if name == days else values
        for name, values in columns.items()
    }
    rows = next(iter(columns.values()))
    return [plain_table(short, view.w, caption=caption, decimals=2)] if rows else []


def _file(view: View, name: str, title: str, table: Callable[[], pd.DataFrame]) -> Chart:
    return Chart(name, title, theme.empty_figure(""), table, view.source)


def _best(view: View, chosen: Portfolio) -> list[Component]:
    w, best = view.w, chosen.sets[0]
    links: list[Any] = []
    for place, tour in enumerate(best.tours):
        links += ["; "] if place else []
        for stop, code in enumerate(tour.stops):
            links += [" + "] if stop else []
            links.append(dcc.Link(view.unit_name(code), href=briefing_address(view, code)))
    near = sum(one.near_tie for one in chosen.sets)
    said = w.t(
        ": {n} of {of} weak indicators with a strong host, about {km} km in straight lines, "
        "about {days} days.",
        n=len(best.covered), of=len(chosen.wanted), km=view.km(best.km), days=view.days(best.days),
    )  # fmt: skip
    lines = [html.P([*links, said], className="lead")]
    if near:
        lines.append(
            html.P(
                w.n(
                    "{n} other set is no more than {share} % longer: a near-tie, compare what "
                    "may be learnt there.",
                    "{n} other sets are no more than {share} % longer: near-ties, compare what "
                    "may be learnt there.",
                    near,
                    share=w.number(100 * NEAR_TIE, 0),
                ),
                className="note",
            )
        )
    return lines


def _cover_title(view: View, chosen: Portfolio) -> str:
    w, best = view.w, chosen.sets[0]
    lost = [one for one in chosen.declines if one.lost]
    said = w.t("{n} of {of} weak indicators have a strong host in the best set",
               n=len(best.covered), of=len(chosen.wanted))  # fmt: skip
    if not lost:
        return w.t("{said}; no single refusal would change that", said=said)
    worst = max(lost, key=lambda one: len(one.lost))
    return w.t("{said}; without {host} {list} would be open", said=said,
               host=view.unit_name(worst.host), list=view.code_names(worst.lost))  # fmt: skip


def _cells(view: View, chosen: Portfolio, code: str) -> Row:
    found, place = view.found, view.found.place(code)
    bound = "≥ " if found.unknown[place] else ""
    whole = Cell(f"{bound}{view.number(found.potential[place])}", None, view.unit_name(code))
    cells = [_cell(view, place, found.codes.index(one)) for one in chosen.wanted]
    return Row(view.unit_name(code), [whole, *cells])


def _cell(view: View, place: int, column: int) -> Cell:
    found = view.found
    gap = float(found.gap[place, column])
    name = f"{view.unit_name(found.hosts[place].code)}, {view.indicator_name(found.codes[column])}"
    if np.isnan(gap):
        return Cell(UNKNOWN, None, f"{name}<br>{view.w.t('score not known')}")
    text = view.number(gap, sign=True)
    limit = found.threshold[place, column]
    if found.strong[place, column]:
        return Cell(f"● {text}", 0, f"{name}<br>{text}")
    step = 1 if gap > limit else 2 if gap > 0 else 3 if gap >= -limit else 4
    return Cell(text, step, f"{name}<br>{text}")


def _tours(view: View, one: HostSet) -> str:
    return "; ".join(_stops(view, tour) for tour in one.tours)


def _stops(view: View, tour: Tour) -> str:
    return " + ".join(view.unit_name(code) for code in tour.stops)


def _remark(view: View, one: HostSet) -> str:
    w = view.w
    notes = [w.t("near-tie")] if one.near_tie else []
    if one.unknown:
        notes.append(
            w.t("lower bound: terms of {names} are unknown", names=view.names(one.unknown))
        )
    return "; ".join(notes)


def _years(view: View) -> str:
    return f"{view.state.year - 1}–{view.state.year}"

"""The grid of hosts: its columns, one for each weak indicator, its rows, and its file."""

from __future__ import annotations

from functools import lru_cache, partial
from typing import Any

import pandas as pd

from indices.analysis.hosts import Host, Term
from indices.facts import fact_key
from layouts import theme
from layouts.components.chart import Chart
from layouts.components.keyed import Keyed
from layouts.pages.destination_list import (
    about_ranks,
    bounded,
    briefing_address,
    rank_text,
    rules,
)
from layouts.pages.destination_view import View, days_text, km_text
from layouts.wording import UNKNOWN, Wording, sort_key

LIST = "list"
CLASSES = {"row-benchmark": "params.data.tone == 'benchmark'"}


def columns(view: View) -> list[dict[str, Any]]:
    """Return the column definitions; one column for each weak indicator."""
    w = view.w
    right = {"cellClass": "right", "headerClass": "ag-right-aligned-header"}
    first = {"sortingOrder": ["desc", "asc", None]}
    terms = [
        {
            "field": f"t{place}",
            "headerName": view.code_name(code),
            "headerTooltip": view.indicator_name(code),
            "sortable": False,
            "width": 74,
            "headerClass": "ag-right-aligned-header",
            "cellClass": "right term",
        }
        for place, code in enumerate(view.found.codes)
    ]
    return [
        {"field": "rank_text", "headerName": w.t("Rank"), "comparator": {"function": "byRank"},
         "headerTooltip": about_ranks(view), "width": 68, "pinned": "left", **right,
         "cellClass": "right term"},
        {"field": "unit", "headerName": w.t("Province"), "cellRenderer": "LinkCell",
         "cellRendererParams": {"marked": "benchmark"}, "comparator": {"function": "byOrder"},
         "width": 146, "pinned": "left"},
        {"field": "reason", "headerName": w.t("Why"), "tooltipField": "reason", "flex": 1,
         "minWidth": 280, "wrapText": True, "sortable": False},
        {"field": "value_text", "headerName": w.t("Value"), "comparator": {"function": "byScore"},
         "headerTooltip": w.t("Learning potential less what the travel days cost"),
         "width": 70, **first, **right},
        {"field": "potential_text", "headerName": w.t("Learning potential"), "width": 84,
         "comparator": {"function": "byChange"}, **first, **right},
        *terms,
        {"field": "factor_text", "headerName": w.t("Likeness factor"), "width": 78,
         "comparator": {"function": "byPercentile"}, **first, **right},
        {"field": "way", "headerName": w.t("Distance · days"), "width": 92,
         "comparator": {"function": "byGrade"}, **right, "cellClass": "right term"},
    ]  # fmt: skip


def rows(view: View) -> list[dict[str, Any]]:
    """Return the rows of the grid, the best first."""
    if view.why_empty:
        return []
    names = sorted((view.unit_name(one.unit) for one in view.hosts), key=sort_key)
    order = {name: place for place, name in enumerate(names)}
    return [_row(view, one, order, at) for at, one in enumerate(view.hosts)]


def list_file(view: View) -> Chart:
    """Return the list as a file: the numbers of the grid and of the API."""
    return Chart(
        name=LIST,
        title=view.w.t("Destinations for {name}, {title}", name=view.name, title=view.title),
        figure=theme.empty_figure(""),
        table=partial(list_table, view),
        source=view.source,
        note=" ".join((*rules(view), about_ranks(view))),
        empty=view.why_empty,
    )


def list_table(view: View) -> Keyed:
    """Return one row per host with raw numbers; every term in a column of its own."""
    w = view.w
    shown = [] if view.why_empty else view.hosts
    table = {
        w.t("Rank"): pd.Series([one.rank for one in shown], dtype="Int64"),
        w.t("Best rank"): pd.Series([one.best_rank for one in shown], dtype="Int64"),
        w.t("Worst rank"): pd.Series([one.worst_rank for one in shown], dtype="Int64"),
        w.t("Code"): [one.unit for one in shown],
        w.t("Province"): [view.unit_name(one.unit) for one in shown],
        w.t("Why"): [view.said(one.reason) for one in shown],
        w.t("Value"): _numbers([one.value for one in shown]),
        w.t("Learning potential"): _numbers([one.potential for one in shown]),
        w.t("A term is unknown (lower bound)"): [
            w.t("yes") if one.at_least else w.t("no") for one in shown
        ],
        w.t("Likeness"): [one.likeness for one in shown],
        w.t("Likeness factor"): [one.factor for one in shown],
        w.t("Distance in a straight line (km)"): [_whole(one.km) for one in shown],
        w.t("Travel days (estimate)"): [one.days for one in shown],
    }
    facts: dict[str, list[str]] = {}
    for place, code in enumerate(view.found.codes):
        terms = [one.terms[place] for one in shown]
        name = view.code_name(code)
        table |= {
            w.t("{name}: score", name=name): _numbers([one.score for one in terms]),
            w.t("{name}: lead", name=name): _numbers([one.gap for one in terms]),
            w.t("{name}: threshold", name=name): _numbers([one.threshold for one in terms]),
            w.t("{name}: position term", name=name): _numbers([one.gap_term for one in terms]),
            w.t("{name}: improvement term", name=name): _numbers([one.gain_term for one in terms]),
        }
        facts[w.t("{name}: score", name=name)] = [
            fact_key(view.index.code, view.state.year, one.unit, code) for one in shown
        ]
    return Keyed(pd.DataFrame(table), facts)


def _numbers(values: list[float | None]) -> pd.Series:
    return pd.Series(values, dtype="float64")


def _whole(km: float | None) -> float | None:
    return None if km is None else float(round(km))


def _row(view: View, host: Host, order: dict[str, int], at: int) -> dict[str, Any]:
    name = view.unit_name(host.unit)
    cells = {
        "code": host.unit,
        "unit": name,
        "unit_href": briefing_address(view, host.unit),
        "order": order[name],
        "tone": "benchmark" if host.unit in view.catalogue.benchmark else "",
        "rank": host.rank,
        "rank_text": rank_text(view, host).replace(" ", "\n"),
        "reason": view.said(host.reason),
        "score": host.value,
        "value_text": bounded(view, host.value, host),
        "change": host.potential,
        "potential_text": bounded(view, host.potential, host),
        "percentile": host.factor,
        "factor_text": f"× {view.number(host.factor)}",
        "grade": host.km,
        "way": _way(view.w, host.km, host.days),
    }
    for place, term in enumerate(host.terms):
        cells[f"t{place}"] = _term(view, term)
    cells["place"] = str(at)
    return cells


# The way to a host is the same in every year.
@lru_cache(maxsize=1024)
def _way(w: Wording, km: float | None, days: float | None) -> str:
    if km is None:
        return UNKNOWN
    return w.t("{km} km\n{days} d", km=km_text(km, w), days=days_text(days, w))


def _term(view: View, term: Term) -> str:
    """Write the position term and, on a line with an arrow, the improvement term."""
    if term.gap_term is None:
        return UNKNOWN
    parts = [view.number(term.gap_term, sign=True) if term.gap_term else "0"]
    if term.gain_term:
        parts.append(f"↗\u00a0{view.number(term.gain_term, sign=True)}")
    return "\n".join(parts)

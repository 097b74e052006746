"""The roads of a host and of the focus unit: one panel per weak indicator, cut at breaks."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from indices.analysis.briefing import Road
from indices.analysis.series import Segment
from indices.facts import fact_key
from layouts import theme
from layouts.components.chart import Chart
from layouts.components.keyed import Keyed
from layouts.figures import panels
from layouts.memo import Memo
from layouts.pages.briefing_parts import Paper
from layouts.pages.destination_view import View

if TYPE_CHECKING:
    from indices.database.reader import Reader

# The source lines of all years: neither year nor host changes them.
_SOURCES = Memo(16)
ROADS = "roads"
HOST_COLOR = theme.OKABE_ITO[0]


def roads_chart(reader: Reader, paper: Paper) -> Chart:
    """Return one panel per weak indicator: host and focus unit over the years, cut at breaks."""
    w, view, empty = paper.view.w, paper.view, paper.why_empty
    roads = paper.briefing.roads if paper.briefing and not empty else ()
    items = [_panel(paper, one) for one in roads]
    years = view.index.years
    breaks = [year for year, _ in view.index.break_years()]
    names = (w.t("method changed"), "")
    key = (reader.build().build_id, view.index.code, w.lang)
    span = f"{years[0]}–{years[-1]}"
    source = _SOURCES.get(key, lambda: view.source_line(years, view.parts, span))
    return Chart(
        name=ROADS,
        title=empty or w.t("The road of {host} and of {name}", host=paper.name, name=view.name),
        figure=theme.empty_figure(empty)
        if empty
        else panels.panels(items, breaks, (years[0], years[-1]), names, min(2, len(items))),
        table=partial(_road_table, paper, roads),
        source=source,
        note="" if empty else w.t("Lines are cut where the method changed or a year is missing."),
        empty=empty,
        height=panels.height(len(items), min(2, len(items)) or 1),
    )


def _panel(paper: Paper, road: Road) -> panels.Panel:
    view = paper.view
    own = _line(view, view.name, road.ours, theme.HCMC, "circle")
    theirs = _line(view, paper.name, road.theirs, HOST_COLOR, "diamond")
    remark = "" if road.theirs else view.w.t("no score known")
    return panels.Panel(view.code_name(road.indicator.code), [theirs, own], (), remark)


def _line(view: View, name: str, runs: Iterable[Segment], color: str, symbol: str) -> panels.Line:
    texts = {
        year: view.number(value)
        for run in runs
        for year, value in zip(run.years, run.values, strict=True)
    }
    pairs = [(run.years, run.values) for run in runs]  # noqa: PD011
    return panels.Line(name, pairs, texts, color, symbol)


def _road_table(paper: Paper, roads: Iterable[Road]) -> Keyed:
    w, view = paper.view.w, paper.view
    lines = [
        (road.indicator.code, year, unit, value)
        for road in roads
        for unit, runs in ((view.found.focus, road.ours), (paper.host, road.theirs))
        for run in runs
        for year, value in zip(run.years, run.values, strict=True)
    ]
    score = w.t("Score")
    frame = pd.DataFrame(
        {
            w.t("Indicator"): [view.code_name(code) for code, *_ in lines],
            w.t("Year"): [year for _, year, *_ in lines],
            w.t("Province"): [view.unit_name(unit) for *_, unit, _ in lines],
            score: pd.Series([value for *_, value in lines], dtype="float64"),
        }
    )
    keys = [fact_key(view.index.code, year, unit, code) for code, year, unit, _ in lines]
    return Keyed(frame, {score: keys})

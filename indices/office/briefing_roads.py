"""The part of a briefing that draws the years of host and city."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indices.catalogue import Text
from indices.office.briefing import Sheet
from indices.reports.papers.paper import Paper

if TYPE_CHECKING:
    from indices.analysis.briefing import Road
    from indices.analysis.series import Segment
    from indices.reports.charts import TrendLine

MOST_CHARTS = 4
_ROAD = Text("{indicator}: {host} và {city} qua các năm", "{indicator}: {host} and {city}")
_FIRST = Text(
    "Các hình sau vẽ {n} nội dung có chênh lệch lớn nhất trong {of} nội dung được tính.",
    "The figures show the {n} largest of {of} leads that count.",
)
_CUT = Text("đổi cách đo", "method changed")


def roads_part(paper: Paper, sheet: Sheet) -> None:
    """Draw the years of the indicators in which the host leads most."""
    from indices.reports.charts import Caption, trend

    w, names = paper.w, sheet.names
    gaps = {one.indicator.code: one.gap or 0.0 for one in sheet.briefing.figures if one.counts}
    shown = [one for one in sheet.briefing.roads if one.indicator.code in gaps]
    if len(shown) > MOST_CHARTS:
        paper.text(w.say(_FIRST, n=MOST_CHARTS, of=len(shown)))
    for road in sorted(shown, key=lambda one: -gaps[one.indicator.code])[:MOST_CHARTS]:
        said = w.say(_ROAD, indicator=sheet.name(road.indicator), **names)
        years = sheet.index.years
        foot = f"{w.name(sheet.index.publisher)}, {w.name(sheet.index.short_name)}"
        caption = Caption(said, f"{foot} {years[0]}–{years[-1]}", w.lang)
        breaks = [year for year, _ in sheet.index.break_years(road.indicator.code)]
        # Words at one of the lines say what all of them are; at neighbours they would overlap.
        cuts = {year: w.name(_CUT) if year == breaks[-1] else "" for year in breaks}
        image = trend(_lines(road, sheet), cuts, caption, 2, "png")
        paper.picture(image, said, said)


def _lines(road: Road, sheet: Sheet) -> list[TrendLine]:
    from indices.reports.charts import TrendLine

    return [
        TrendLine(sheet.names["host"], [_points(run) for run in road.theirs], "reference"),
        TrendLine(sheet.names["city"], [_points(run) for run in road.ours], "focus"),
    ]


def _points(run: Segment) -> list[tuple[int, float]]:
    return list(zip(run.years, run.values, strict=True))

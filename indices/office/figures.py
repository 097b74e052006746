"""Parts of papers that show figures: totals of city and hosts, indicators, and charts of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from indices.catalogue import Catalogue, Text, Unit, vintage_of
from indices.office.comparison import (
    Comparison,
    comparisons,
    grade_text,
    rank_text,
    score_text,
    source_texts,
)
from indices.office.subject import Subject
from indices.reports.blocks import Column
from indices.reports.papers.paper import Paper
from indices.writing import UNKNOWN, Writing

if TYPE_CHECKING:
    from indices.frames import Row
    from indices.reports.charts import GapRow

_NOTHING = Text(
    "Chưa có số liệu của Thành phố hoặc của nơi đến để so sánh.",
    "No figure of the city or of a host is known, so nothing can be compared.",
)
_TOTALS = Text("Kết quả của Thành phố và các địa phương", "Results of the city and of its hosts")
_PARTS = Text("Điểm từng nội dung {index} năm {year}", "{index} {year} by dimension")
_NO_PARTS = Text(
    "{index} năm {year}: chưa có số liệu theo từng nội dung của cả Thành phố và nơi đến.",
    "{index} {year}: no figures by dimension are known of both the city and a host.",
)
_RULE = Text(
    "Số trong ngoặc: điểm của địa phương trừ điểm của Thành phố (số dương: địa phương cao hơn).",
    "In brackets: the host's score less the city's (above zero: the host is ahead).",
)
_OLD_UNITS = Text(
    "Số liệu đến năm 2024 tính theo 63 tỉnh, thành phố trước ngày 01/7/2025.",
    "Figures up to 2024 are those of the 63 provinces before 1 July 2025.",
)
_LOWER = Text(
    "{city} thấp hơn {host} ở {n}/{all} nội dung", "{city} is behind {host} in {n} of {all}"
)
_CHART = Text(
    "{index} {year} của {city} và {host} (▼: {city} thấp hơn)",
    "{index} {year} of {city} and {host} (▼: {city} is behind)",
)


def totals_part(paper: Paper, subject: Subject) -> None:
    """Write one table with score, rank and group of the city and its hosts on every index."""
    w, found = paper.w, comparisons(subject)
    if not found:
        paper.text(w.name(_NOTHING))
        return
    columns = [
        Column(w.name(Text("Chỉ số", "Index")), 1.6),
        Column(w.name(Text("Địa phương", "Unit")), 1.7),
        Column(w.name(Text("Điểm", "Score")), 1.2, figures=True),
        Column(w.name(Text("Thứ hạng", "Rank")), 1.7, figures=True),
        Column(w.name(Text("Nhóm", "Group")), 1.5, figures=True),
    ]
    rows = [
        [
            _titled(one, w) if unit is one.units[0] else "",
            unit_name(unit, subject.catalogue, w),
            score_text(one.total(unit), w),
            rank_text(one.total(unit), w),
            grade_text(one.total(unit), one.index, w),
        ]
        for one in found
        for unit in one.units
    ]
    codes = [code for one in found for code in one.sources(["total"])]
    notes = source_texts(dict.fromkeys(codes), subject.catalogue, w)
    paper.table(columns, rows, w.name(_TOTALS), notes, _about_units(found, subject))


def indicators_part(paper: Paper, subject: Subject) -> None:
    """Write for each index a table of its dimensions, and a chart for each host."""
    for one in comparisons(subject):
        _indicators(paper, subject, one)


def unit_name(unit: Unit, catalogue: Catalogue, w: Writing) -> str:
    """Return a unit's name as tables use it: short for the city."""
    return w.name(catalogue.focus_name if unit.code == catalogue.focus else unit.name)


def _titled(one: Comparison, w: Writing) -> str:
    scale = one.index.max_points("total", one.year)
    name = f"{w.name(one.index.short_name)} {one.year}"
    if scale is None:
        return name
    out_of = Text("{name} (thang {most})", "{name} (out of {most})")
    return w.say(out_of, name=name, most=w.number(scale, 0))


def _about_units(found: list[Comparison], subject: Subject) -> str:
    """Say which units the figures are about, where stops are units of today."""
    old = any(vintage_of(one.year) > stop.vintage for one in found for stop in subject.stops)
    return subject.w.name(_OLD_UNITS) if old else ""


def _indicators(paper: Paper, subject: Subject, one: Comparison) -> None:
    w, hosts = paper.w, one.units[1:]
    naming = {"index": w.name(one.index.short_name), "year": one.year}
    known = {host: gaps for host in hosts if (gaps := one.gaps(host))}
    if not known:
        paper.text(w.say(_NO_PARTS, **naming))
        return
    codes = list(dict.fromkeys(code for gaps in known.values() for code in gaps))
    columns = [
        Column(w.name(Text("Nội dung", "Dimension")), 3.2),
        *(Column(unit_name(unit, subject.catalogue, w), 1.3, figures=True)
          for unit in (one.units[0], *known)),
    ]  # fmt: skip
    rows = [_row(one, code, known, w) for code in codes]
    notes = source_texts(one.sources(codes), subject.catalogue, w)
    paper.table(columns, rows, w.say(_PARTS, **naming), notes, w.name(_RULE), True)
    for host, gaps in known.items():
        _chart(paper, subject, one, host, gaps)


def _row(
    one: Comparison, code: str, known: Mapping[Unit, Mapping[str, Row]], w: Writing
) -> list[str]:
    cells, own = [], None
    for gaps in known.values():
        if code not in gaps:
            cells.append(UNKNOWN)
            continue
        own = gaps[code]["score"]
        theirs, gap = w.number(gaps[code]["reference"]), w.number(gaps[code]["gap"], sign=True)
        cells.append(f"{theirs} ({gap})")
    name = w.name(one.index.indicator(code).name_in(one.year))
    return [f"{code}. {name}", w.number(own), *cells]


def _chart(
    paper: Paper, subject: Subject, one: Comparison, host: Unit, gaps: Mapping[str, Row]
) -> None:
    from indices.reports.charts import Caption, dumbbell

    w, catalogue = paper.w, subject.catalogue
    city, name = (unit_name(unit, catalogue, w) for unit in (one.units[0], host))
    behind = sum(row["gap"] > 0 for row in gaps.values())
    title = w.say(_LOWER, city=city, host=name, n=behind, all=len(gaps))
    shown = w.say(_CHART, index=w.name(one.index.short_name), year=one.year, city=city, host=name)
    publisher = f"{w.name(one.index.publisher)}, {w.name(one.index.short_name)} {one.year}"
    rows = [_gap_row(one, row, w) for row in gaps.values()]
    image = dumbbell(rows, (city, name), Caption(title, publisher, w.lang), 2, "png")
    notes = source_texts(one.sources(gaps), catalogue, w)
    paper.picture(image, shown, f"{shown}. {title}.", notes)


def _gap_row(one: Comparison, row: Row, w: Writing) -> GapRow:
    from indices.reports.charts import GapRow

    name = w.name(one.index.indicator(row["indicator"]).name_in(one.year))
    return GapRow(f"{row['indicator']}. {name}", row["score"], row["reference"], row["gap"])

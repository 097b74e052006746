"""The report as a whole: title, summary and chapters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indices.catalogue import Catalogue, Text
from indices.reports.blocks import Block, Document, Heading, Items
from indices.reports.yearly.certainty import certainty
from indices.reports.yearly.checks import conflicts, targets
from indices.reports.yearly.gaps import gaps
from indices.reports.yearly.results import results, summary
from indices.reports.yearly.sources import method, sources
from indices.reports.yearly.trends import trends
from indices.reports.yearly.unknown import unknown
from indices.reports.yearly.words import Words

if TYPE_CHECKING:
    from datetime import date

    from indices.analysis.yearly import Yearly

_TITLE = Text("Báo cáo đối sánh năm {year}", "Benchmark report {year}")
_SUBTITLE = Text(
    "Thành phố {city} và {n} tỉnh, thành phố đối sánh ({units}) trên {indices}",
    "{city} and {n} benchmark provinces ({units}) on {indices}",
)
_SUMMARY = Text("Tóm tắt", "Summary")
_CHAPTERS = (
    (Text("Kết quả", "Results"), results),
    (Text("Khoảng cách theo nội dung", "Gaps part by part"), gaps),
    (Text("Mức độ chắc chắn của thứ hạng", "How sure the ranks are"), certainty),
    (Text("Diễn biến qua các năm", "Over the years"), trends),
    (Text("Chỉ tiêu của Thành phố", "The city's own targets"), targets),
    (Text("Số liệu các nguồn không thống nhất", "Where sources differ"), conflicts),
    (Text("Số liệu còn thiếu và lý do", "Missing figures and why"), unknown),
    (Text("Cách tính", "Method"), method),
    (Text("Nguồn số liệu", "Sources"), sources),
)
_MADE = Text("Ngày lập", "Made on")
_BUILD = Text("Phiên bản dữ liệu", "Data build")


def report(found: Yearly, catalogue: Catalogue, on: date, lang: str) -> Document:
    """Return the report of a year.

    Args:
        found: the year, as `indices.analysis.yearly` reads it.
        catalogue: names.
        on: day on which the report is made.
        lang: "vi" or "en".
    """
    w = Words(lang, catalogue, found.year)
    blocks: list[Block] = [Heading(w.name(_SUMMARY)), Items(tuple(summary(found, w)))]
    for title, chapter in _CHAPTERS:
        blocks += [Heading(w.name(title)), *chapter(found, w)]
    subtitle = w.say(
        _SUBTITLE,
        city=w.city_in_full,
        n=len(catalogue.benchmark),
        units=w.units(catalogue.benchmark),
        indices=w.listing([w.name(one.index.short_name) for one in found.indices]),
    )
    return Document(
        title=w.say(_TITLE, year=found.year),
        subtitle=subtitle,
        lang=lang,
        build_id=found.build_id,
        blocks=blocks,
        about=((w.name(_MADE), w.date(on)), (w.name(_BUILD), found.build_id)),
    )

"""What is not known, and why: a missing figure is never a zero."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indices.catalogue import Text
from indices.reports.blocks import Block, Column, Paragraph, Table
from indices.reports.yearly.words import MISSING, Words

if TYPE_CHECKING:
    from indices.analysis.yearly import IndexYear, Yearly
    from indices.frames import Row

_COVERAGE = Text(
    "{index}: có điểm tổng của {n} và thứ hạng của {ranks} trong {of} tỉnh, thành phố.",
    "{index}: the total of {n} and the rank of {ranks} of {of} provinces are known.",
)
_NOT_PUBLISHED = Text("{index}: năm {year} không công bố.", "{index} was not published for {year}.")
_NOTHING = Text(
    "Không thiếu số liệu nào của {city} và các tỉnh, thành phố đối sánh.",
    "No figure of {city} and the benchmark provinces is missing.",
)
_CAPTION = Text(
    "Số liệu năm {year} còn thiếu của {city} và các tỉnh, thành phố đối sánh",
    "Missing figures of {year}: {city} and the benchmark provinces",
)
_HEADS = (
    (Text("Chỉ số", "Index"), 1.6),
    (Text("Tỉnh, thành phố", "Province"), 2.6),
    (Text("Thiếu", "Missing"), 2.2),
    (Text("Lý do", "Reason"), 1.8),
)
_REMARK = Text(
    "“Chưa tìm thấy số liệu” là việc của người lập báo cáo, không có nghĩa là cơ quan công bố "
    "không có.",
    "“Not found by us yet” says nothing about the publisher.",
)
_TOTAL = Text("tổng điểm", "total")
_ALL = Text("tổng điểm và mọi nội dung", "total and all parts")
_PARTS = Text("{n} nội dung thành phần", "{n} parts")
_ONE_PART = Text("1 nội dung thành phần", "1 part")


def unknown(found: Yearly, w: Words) -> list[Block]:
    """Return how much is known of every index, and what is missing of the units compared."""
    blocks: list[Block] = [Paragraph(_coverage(one, w)) for one in found.indices]
    rows = [row for one in found.known for row in missing(one, w)]
    if not rows:
        return [*blocks, Paragraph(w.say(_NOTHING, city=w.city))]
    columns = tuple(Column(w.name(title), share) for title, share in _HEADS)
    caption = w.say(_CAPTION, year=w.year, city=w.city)
    return [*blocks, Table(caption, columns, tuple(rows), w.name(_REMARK))]


def missing(one: IndexYear, w: Words) -> list[tuple[str, ...]]:
    """Return index, units, what is missing and why, a row for what is missing alike."""
    units: dict[tuple[str, str], list[str]] = {}
    for unit in (w.catalogue.focus, *w.catalogue.benchmark):
        own = [row for row in one.scores if row["unit"] == unit]
        gone = [row for row in own if row["score"] is None]
        for reason in dict.fromkeys(str(row["missing_reason"]) for row in gone):
            of_reason = [row for row in gone if str(row["missing_reason"]) == reason]
            units.setdefault((_what(of_reason, own, w), w.of(MISSING, reason)), []).append(unit)
    return [(w.head(one.index), w.units(codes), what, why) for (what, why), codes in units.items()]


def _coverage(one: IndexYear, w: Words) -> str:
    known = one.coverage
    if known is None:
        return w.say(_NOT_PUBLISHED, index=w.name(one.index.short_name), year=w.year)
    return w.say(
        _COVERAGE,
        index=w.head(one.index),
        n=known["n_scores"],
        ranks=known["n_ranks"],
        of=known["n_expected"],
    )


def _what(gone: list[Row], own: list[Row], w: Words) -> str:
    total = any(row["indicator"] == "total" for row in gone)
    n_parts = len(gone) - total
    if total and len(gone) == len(own):
        return w.name(_ALL) if n_parts else w.name(_TOTAL)
    said = [w.name(_TOTAL)] if total else []
    if n_parts:
        said.append(w.name(_ONE_PART) if n_parts == 1 else w.say(_PARTS, n=n_parts))
    return w.listing(said)

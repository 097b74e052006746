"""How the figures came about, and where they were printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indices.catalogue import Text
from indices.reports.blocks import Block, Column, Items, Table
from indices.reports.yearly.checks import rivals
from indices.reports.yearly.words import Words

if TYPE_CHECKING:
    from indices.analysis.yearly import Yearly

_METHOD = (
    Text(
        "Năm là năm được đánh giá, không phải năm công bố.",
        "The year is the year measured, not that of publication.",
    ),
    Text(
        "Khoảng cách = điểm của {city} trừ điểm so sánh; số âm là kém. Trung bình chỉ tính các "
        "tỉnh, thành phố có đủ điểm, như nhau ở mọi dòng.",
        "Gap = score of {city} less the reference; minus is behind. Means are taken over provinces "
        "whose scores are all known, the same ones in every row.",
    ),
    Text(
        "Thứ hạng “công bố” do nguồn in; “tính toán” chỉ khi mọi đơn vị được xếp hạng đều có điểm; "
        "“suy ra” từ công bố của năm sau.",
        "A “published” rank is printed by a source; “computed” only where every ranked unit has a "
        "score; “derived” from the next year's announcement.",
    ),
    Text(
        "Điểm chỉ so sánh giữa các năm cùng phương pháp, không qua lần đổi phương pháp, không giữa "
        "63 và 34 tỉnh, thành phố.",
        "Scores are compared between years of one method only, never across a change of method nor "
        "between 63 and 34 provinces.",
    ),
    Text(
        "Dấu “–” là chưa biết, luôn kèm lý do; không bao giờ là số 0.",
        "“–” means unknown, always with a reason, and never 0.",
    ),
)
_CAPTION = Text("Nguồn của số liệu trong báo cáo", "Sources of the figures in this report")
_HEADS = (
    (Text("Mã", "Code"), 0.6),
    (Text("Nơi công bố", "Publisher"), 1.8),
    (Text("Tên", "Title"), 3.0),
    (Text("Ngày", "Date"), 1.1),
    (Text("Loại", "Kind"), 1.0),
)
_KINDS = {
    "official": Text("chính thức", "official"),
    "dataset": Text("bộ dữ liệu", "data set"),
    "academic": Text("học thuật", "academic"),
    "press": Text("báo chí", "press"),
}


def method(found: Yearly, w: Words) -> list[Block]:
    """Return what must be known to read the figures."""
    return [Items(tuple(w.say(text, city=w.city) for text in _METHOD))]


def sources(found: Yearly, w: Words) -> list[Block]:
    """Return every source that stands behind a figure of the report."""
    rows = [source_row(code, w) for code in source_codes(found)]
    columns = tuple(Column(w.name(title), share) for title, share in _HEADS)
    return [Table(w.name(_CAPTION), columns, tuple(rows))]


def source_codes(found: Yearly) -> list[str]:
    """Return the codes of all sources behind a year, each once, in order."""
    codes = {code for one in found.indices for code in (*one.sources, *one.earlier_sources)}
    codes |= {check.target.source for one in found.indices for check in one.targets}
    disputed = [row for one in found.indices for row in one.conflicts]
    codes |= {row["chosen_source"] for row in disputed if row["chosen_source"]}
    codes |= {source for row in disputed for _, source, _ in rivals(row)}
    return sorted(codes)


def source_row(code: str, w: Words) -> tuple[str, ...]:
    """Return code, publisher, title, date and kind of a source."""
    source = w.catalogue.sources[code]
    return (
        code,
        source.publisher,
        f"{source.title}\n{source.url}" if source.url else source.title,
        w.date(source.published) if source.published else "–",
        w.of(_KINDS, source.kind),
    )

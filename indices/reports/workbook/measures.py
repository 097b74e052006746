"""The sheet of measures that study tours led to, as far as everybody may read them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from indices.catalogue import Text
from indices.reports.workbook.sheets import TEXT, Head, Sheet
from indices.reports.yearly.words import Words

_TITLE = Text("Giải pháp", "Measures")
_HEADS = (
    (Text("Chuyến học tập", "Study tour"), 30),
    (Text("Giải pháp", "Measure"), 60),
    (Text("Đơn vị chủ trì", "Owner"), 26),
    (Text("Thời hạn", "Deadline"), 13),
    (Text("Tình trạng", "Status"), 16),
    (Text("Quá hạn", "Overdue"), 10),
    (Text("Hình thức văn bản", "Legal form"), 18),
    (Text("Kinh phí", "Cost"), 18),
    (Text("Chỉ số kỳ vọng thay đổi", "Indicators expected to move"), 44),
)
_NONE = Text(
    "Chưa có giải pháp nào đã được phê duyệt.", "No measure of an approved study tour is recorded."
)
_OVERDUE = Text("quá hạn", "overdue")


@dataclass(frozen=True)
class Measure:
    """One measure in words; an empty text stands for what is not recorded."""

    tour: str
    what: str
    owner: str
    deadline: str
    status: str
    overdue: bool
    legal_form: str
    cost: str
    indicators: str


def measures_sheet(measures: Sequence[Measure], w: Words) -> Sheet:
    """Return the sheet; without measures it says so."""
    heads = [Head(w.name(title), width, TEXT) for title, width in _HEADS]
    rows = [
        (
            one.tour,
            one.what,
            one.owner,
            one.deadline,
            one.status,
            w.name(_OVERDUE) if one.overdue else "",
            one.legal_form,
            one.cost,
            one.indicators,
        )
        for one in measures
    ]
    return Sheet(w.name(_TITLE), heads, rows or [("", w.name(_NONE))])

"""The city's own targets held against results, and figures on which sources differ."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from indices.catalogue import Index, Target, Text
from indices.reports.blocks import Block, Column, Paragraph, Table
from indices.reports.yearly.words import BASES, MISSING, STATUSES, Words
from indices.writing import UNKNOWN

if TYPE_CHECKING:
    from indices.analysis.targets import TargetCheck
    from indices.analysis.yearly import Yearly
    from indices.frames import Row

# As `analysis.conflicts` writes a rival: "86.89 (c74, rejected)".
_RIVAL = re.compile(r"^(?P<value>.+) \((?P<source>[^,]+), (?P<status>\w+)\)$")

_NO_TARGETS = Text(
    "Chưa tìm thấy chỉ tiêu nào Thành phố tự đặt cho năm {year}.",
    "No target that the city set itself for {year} was found by us.",
)
_TARGETS = Text("Chỉ tiêu năm {year} và kết quả", "Targets of {year} and what came of them")
_TARGET_HEADS = (
    (Text("Chỉ số", "Index"), 1.6),
    (Text("Chỉ tiêu", "Target"), 2.0),
    (Text("Kết quả", "Result"), 2.0),
    (Text("Đánh giá", "Outcome"), 1.2),
    (Text("Nguồn", "Source"), 1.1),
)
_OUTCOMES = {
    "met": Text("✓ đạt", "✓ met"),
    "missed": Text("✗ không đạt", "✗ missed"),
    "unknown": Text("? chưa kiểm chứng được", "? cannot be checked"),
}
_RANK_AT_MOST = Text("từ hạng {value} trở lên", "rank {value} or better")
_SCORE_ABOVE = Text("trên {value} điểm", "above {value} points")
_GROUP_AT_LEAST = Text("từ nhóm {value} trở lên", "group {value} or better")
_GROUP_BEST = Text("nhóm {value}", "group {value}")

_NO_CONFLICTS = Text(
    "Các nguồn thống nhất về mọi số liệu của năm {year}.",
    "On the figures of {year} no two sources differ.",
)
_CONFLICTS = Text(
    "Các số liệu năm {year} mà các nguồn không thống nhất",
    "Figures of {year} on which sources differ",
)
_CONFLICT_HEADS = (
    (Text("Tỉnh, thành phố", "Province"), 1.5),
    (Text("Số liệu", "Figure"), 1.8),
    (Text("Được dùng", "Used"), 1.3),
    (Text("Số khác", "The others"), 2.0),
    (Text("Căn cứ chọn", "Decided by"), 1.7),
)
_RULE = Text(
    "Không số liệu nào bị ghi đè; một quy tắc thành văn chọn số được dùng.",
    "Nothing is overwritten; a written rule picks the figure that is used.",
)
_FIGURES = {
    "score": Text("điểm", "score"),
    "rank": Text("hạng", "rank"),
    "grade": Text("nhóm", "group"),
}
_ALL_REJECTED = Text("mọi số đều bị loại", "all are rejected")
_NO_OTHER = Text("còn tranh cãi, không có số khác", "disputed, and there is no other")
_STEPS = {
    "status": Text("chấp nhận trước tranh cãi", "accepted before disputed"),
    "kind": Text("loại nguồn", "kind of source"),
    "printed": Text("hạng in sẵn trước hạng suy ra", "printed before derived"),
    "precision": Text("độ chính xác", "precision"),
    "decimals": Text("số chữ số thập phân", "decimals"),
    "newer": Text("nguồn mới hơn", "newer source"),
    "source": Text("mã nguồn", "code of the source"),
    "imported": Text("nhập sau", "imported later"),
    "overruled": Text("người biên tập chọn", "an editor chose it"),
}


def targets(found: Yearly, w: Words) -> list[Block]:
    """Return the targets of the year: met, missed or unknown, with both values."""
    rows = [_target(one.index, check, w) for one in found.indices for check in one.targets]
    if not rows:
        return [Paragraph(w.say(_NO_TARGETS, year=w.year))]
    caption = w.say(_TARGETS, year=w.year)
    return [Table(caption, _columns(_TARGET_HEADS, w), tuple(rows))]


def outcome(check: TargetCheck, w: Words) -> str:
    """Say whether a target was met."""
    return w.name(_OUTCOMES[check.outcome])


def target_text(index: Index, target: Target, w: Words) -> str:
    """Write a target: "rank 15 or better", "group High", "above 6.50 points"."""
    if target.kind == "rank_at_most":
        return w.say(_RANK_AT_MOST, value=target.value)
    if target.kind == "score_above":
        return w.say(_SCORE_ABOVE, value=w.number(float(target.value), index.decimals))
    best = target.value == index.grading.groups[0][0]
    return w.say(_GROUP_BEST if best else _GROUP_AT_LEAST, value=w.grade(index, target.value))


def actual_text(index: Index, check: TargetCheck, w: Words) -> str:
    """Write what came of a target, or why nobody knows."""
    if check.actual is None:
        return f"{UNKNOWN} ({w.of(MISSING, check.reason)})"
    if check.target.kind == "score_above":
        return w.number(float(check.actual), index.decimals)
    basis = w.of(BASES, check.basis)
    if check.target.kind == "rank_at_most":
        return f"{check.actual}/{check.rank_of} ({basis})"
    return f"{w.grade(index, str(check.actual))} ({basis})"


def conflicts(found: Yearly, w: Words) -> list[Block]:
    """Return the figures of the year on which sources differ, and why one is used."""
    rows = [conflict(one.index, row, w) for one in found.indices for row in one.conflicts]
    if not rows:
        return [Paragraph(w.say(_NO_CONFLICTS, year=w.year))]
    caption = w.say(_CONFLICTS, year=w.year)
    return [Table(caption, _columns(_CONFLICT_HEADS, w), tuple(rows), w.name(_RULE))]


def conflict(index: Index, row: Row, w: Words) -> tuple[str, ...]:
    """Return unit, figure, the one that is used, the others, and what decided."""
    used = UNKNOWN
    if row["chosen"] is not None:
        used = f"{_printed(index, row['chosen'], w)} [{row['chosen_source']}]"
    figure = f"{w.name(index.short_name)}, {w.name(_FIGURES[row['what']])}"
    if row["indicator"] != "total":
        figure = f"{figure}, {w.part(index, row['indicator'])}"
    others = [
        f"{_printed(index, value, w)} [{source}], {w.of(STATUSES, status)}"
        for value, source, status in rivals(row)
    ]
    return w.unit(row["unit"]), figure, used, "; ".join(others) or UNKNOWN, _why(row, w)


def _why(row: Row, w: Words) -> str:
    if row["chosen"] is None:
        return w.name(_ALL_REJECTED)
    return w.of(_STEPS, row["why"]) if row["rivals"] else w.name(_NO_OTHER)


def _target(index: Index, check: TargetCheck, w: Words) -> tuple[str, ...]:
    target = check.target
    name = w.head(index)
    if target.indicator != "total":
        name = f"{name}, {w.part(index, target.indicator)}"
    return (
        name,
        target_text(index, target, w),
        actual_text(index, check, w),
        outcome(check, w),
        w.sources([target.source]),
    )


def rivals(row: Row) -> list[tuple[str, str, str]]:
    """Return (figure as printed, source, status) of all that differ from the one that is used."""
    texts = filter(None, (row["rivals"] or "").split("; "))
    found = (_RIVAL.match(text) for text in texts)
    return [(one["value"], one["source"], one["status"]) for one in found if one]


def _printed(index: Index, value: str, w: Words) -> str:
    """Write a figure, which arrives as printed, with the signs of the language."""
    whole, point, decimals = value.partition(".")
    if not whole.isdigit():
        return w.grade(index, value)
    return w.number(float(value), len(decimals)) if point else value


def _columns(heads: Sequence[tuple[Text, float]], w: Words) -> tuple[Column, ...]:
    return tuple(Column(w.name(title), share) for title, share in heads)

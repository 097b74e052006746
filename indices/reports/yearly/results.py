"""Results: the city's score, rank and group on every index, and those of the benchmark units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indices.catalogue import Text
from indices.reports.blocks import Block, Column, Heading, Paragraph, Table
from indices.reports.yearly.words import (
    BASES,
    MISSING,
    PRECISIONS,
    STATUSES,
    VERDICTS,
    Words,
    place,
)
from indices.reports.yearly.words import first_source as source_of
from indices.writing import UNKNOWN

if TYPE_CHECKING:
    from indices.analysis.standing import Result
    from indices.analysis.yearly import IndexYear, Yearly
    from indices.frames import Row

_NOT_PUBLISHED = Text(
    "{index}: năm {year} không công bố chỉ số này.", "{index} was not published for {year}."
)
_NOTHING = Text("chưa tìm thấy kết quả của {city}", "no result of {city} found by us yet")
_SCORE = Text("đạt {score}", "scores {score}")
_RANK = Text("hạng {rank} ({basis})", "rank {rank} ({basis})")
_GROUP = Text("nhóm {group}", "group {group}")
_BEHIND = Text("kém {mean} {gap}", "{gap} behind the {mean}")
_AHEAD = Text("hơn {mean} {gap}", "{gap} ahead of the {mean}")
_LEVEL = Text("bằng {mean}", "level with the {mean}")
_NO_GAP = Text(
    "chưa tính được khoảng cách với các tỉnh, thành phố đối sánh",
    "the gap to the benchmark provinces cannot be told yet",
)
_CAPTION = Text(
    "{index}: kết quả của {city} và các tỉnh, thành phố đối sánh",
    "{index}: results of {city} and the benchmark provinces",
)
_HEADS = (
    (Text("Tỉnh, thành phố", "Province"), 2.0, False),
    (Text("Điểm{unit}", "Score{unit}"), 1.2, True),
    (Text("Hạng (căn cứ)", "Rank (basis)"), 1.7, True),
    (Text("Nhóm", "Group"), 1.3, False),
    (Text("Đứng trên {city}?", "Above {city}?"), 1.9, False),
    (Text("Ghi chú", "Note"), 2.2, False),
)
_REMARK = Text(
    "“Đứng trên” nghĩa là cao hơn cả về hạng và nhóm; chỉ số không phân nhóm thì chỉ xét hạng. "
    "Nguồn: {sources}.",
    "“Above” means in rank and in group; for an index without groups in rank alone. "
    "Sources: {sources}.",
)


def summary(found: Yearly, w: Words) -> list[str]:
    """Return one sentence for every index."""
    return [sentence(one, w) for one in found.indices]


def sentence(one: IndexYear, w: Words) -> str:
    """Say in a sentence where the city stands on an index."""
    if one.result is None:
        return w.say(_NOT_PUBLISHED, index=w.name(one.index.short_name), year=w.year)
    parts = _standing(one, one.result.row, w)
    said = f"{w.city} {', '.join(parts)}" if parts else w.say(_NOTHING, city=w.city)
    return f"{w.head(one.index)}: {said}; {_gap(one, one.result, w)}."


def results(found: Yearly, w: Words) -> list[Block]:
    """Return a table for every index that was published."""
    blocks: list[Block] = []
    for one in found.indices:
        blocks += [Heading(w.head(one.index), 2), Paragraph(sentence(one, w))]
        if one.result is not None:
            blocks.append(_table(one, one.result, w))
    return blocks


def _standing(one: IndexYear, row: Row, w: Words) -> list[str]:
    parts = []
    if row["score"] is not None:
        parts.append(w.say(_SCORE, score=f"{w.score(one.index, row)} {w.scale(one.index)}"))
    if row["rank"] is not None:
        parts.append(w.say(_RANK, rank=place(row), basis=w.of(BASES, row["rank_basis"])))
    if row["grade"] is not None:
        parts.append(w.say(_GROUP, group=w.grade(one.index, row["grade"])))
    return parts


def _gap(one: IndexYear, result: Result, w: Words) -> str:
    gap = result.mean["gap"]
    if gap is None:
        return w.name(_NO_GAP)
    text = _BEHIND if gap > 0 else _AHEAD if gap < 0 else _LEVEL
    return w.say(text, mean=w.mean(result.mean), gap=w.points(one.index, abs(gap)))


def _table(one: IndexYear, result: Result, w: Words) -> Table:
    verdicts = {claim.unit: w.of(VERDICTS, claim.verdict) for claim in one.claims}
    others = sorted(
        result.benchmark, key=lambda row: (row["rank"] is None, row["rank"] or 0, row["unit"])
    )
    rows = [_row(one, row, verdicts, w) for row in (result.row, *others)]
    unit = " (%)" if one.index.unit == "%" else ""
    columns = tuple(
        Column(w.say(title, unit=unit, city=w.city), share, figures)
        for title, share, figures in _HEADS
    )
    codes = [code for row in (result.row, *others) if (code := source_of(row))]
    remark = w.say(_REMARK, sources=w.sources(codes) or UNKNOWN)
    caption = w.say(_CAPTION, index=w.head(one.index), city=w.city)
    return Table(caption, columns, tuple(rows), remark, leading=1)


def _row(one: IndexYear, row: Row, verdicts: dict[str, str], w: Words) -> tuple[str, ...]:
    rank = place(row)
    if row["rank"] is not None:
        rank = f"{rank} ({w.of(BASES, row['rank_basis'])})"
    return (
        w.unit(row["unit"]),
        w.score(one.index, row),
        rank,
        w.grade(one.index, row["grade"]),
        verdicts.get(row["unit"], UNKNOWN),
        _note(row, w),
    )


def _note(row: Row, w: Words) -> str:
    """Say why a score is missing, or what it rests on where it is not printed as such."""
    if row["score"] is None:
        return w.of(MISSING, row["missing_reason"])
    notes = []
    if row["precision"] in ("rounded", "derived"):
        notes.append(w.of(PRECISIONS, row["precision"]))
    if row["status"] == "disputed":
        notes.append(w.of(STATUSES, row["status"]))
    return ", ".join(notes)

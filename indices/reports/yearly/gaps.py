"""Gaps: where the distance to the benchmark units comes from, part by part."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from indices.catalogue import Text
from indices.reports.blocks import Block, Column, Heading, Paragraph, Picture, PictureFormat, Table
from indices.reports.charts import Caption, GapRow, dumbbell
from indices.reports.yearly.words import Words
from indices.writing import UNKNOWN

if TYPE_CHECKING:
    from indices.analysis.standing import Result
    from indices.analysis.yearly import IndexYear, Yearly
    from indices.frames import Row

_SMALL_REST = 0.005

_WHY = Text("Chưa tính được khoảng cách: {why}.", "The gap cannot be told: {why}.")
_TOTAL_ONLY = Text(
    "Tổng điểm kém {mean} {gap}; chưa có điểm từng nội dung của {city} nên chưa tách được khoảng "
    "cách.",
    "The total is {gap} behind the {mean}; no scores of parts of {city} are known, so that the gap "
    "cannot be divided.",
)
_TOTAL_ONLY_AHEAD = Text(
    "Tổng điểm hơn {mean} {gap}; chưa có điểm từng nội dung của {city} nên chưa tách được khoảng "
    "cách.",
    "The total is {gap} ahead of the {mean}; no scores of parts of {city} are known, so that the "
    "lead cannot be divided.",
)
_WORST = Text(
    "{index}: {city} kém xa nhất ở “{part}” ({gap})",
    "{index}: {city} is furthest behind in “{part}” ({gap})",
)
_NOWHERE = Text("{index}: {city} không kém ở nội dung nào", "{index}: {city} is behind in no part")
_EACH = Text("từng tỉnh, thành phố", "each province")
_MEAN_OF = Text("trung bình của {n} tỉnh, thành phố đối sánh", "mean of {n} benchmark provinces")
_TOTAL = Text("Tổng điểm", "Total")
_FOOT = Text(
    "{index}, {unit}. {mean}. Nguồn: {sources}.", "{index}, {unit}. {mean}. Sources: {sources}."
)
_CAPTION = Text("Khoảng cách theo nội dung, {index}", "Gaps part by part, {index}")
_SMALLEST = Text(
    "Các nội dung thành phần {city} kém xa nhất, {index}",
    "Smallest parts in which {city} is furthest behind, {index}",
)
_HEADS = (
    (Text("Nội dung", "Part"), 2.6),
    (Text("{city}", "{city}"), 1.25),
    (Text("Trung bình đối sánh", "Benchmark mean"), 1.5),
    (Text("Khoảng cách", "Gap"), 1.25),
    (Text("Cao nhất", "Best"), 1.0),
    (Text("Tối đa", "Maximum"), 1.3),
)
_REMARK = Text(
    "Khoảng cách = điểm của {city} trừ trung bình: số âm là kém. {mean}.{rest}",
    "Gap = score of {city} less the mean: minus is behind. {mean}.{rest}",
)
_REST = Text(
    " Phần còn lại không thuộc nội dung nào: {rest}.", " Remainder that no part explains: {rest}."
)


def gaps(found: Yearly, w: Words) -> list[Block]:
    """Return chart and tables of every index whose gap is known."""
    blocks: list[Block] = []
    for one in found.known:
        blocks.append(Heading(w.head(one.index), 2))
        blocks += _of_index(one, w)
    return blocks


def _of_index(one: IndexYear, w: Words) -> list[Block]:
    result = one.result
    assert result is not None
    gap = result.mean["gap"]
    if gap is None:
        return [Paragraph(w.say(_WHY, why=w.no_gap(result.mean)))]
    if not one.parts:
        text = _TOTAL_ONLY if gap > 0 else _TOTAL_ONLY_AHEAD
        size = w.points(one.index, abs(gap))
        return [Paragraph(w.say(text, mean=w.mean(result.mean), gap=size, city=w.city))]
    blocks: list[Block] = [_picture(one, result, w), _table(one, result, w)]
    if one.behind:
        caption = w.say(_SMALLEST, city=w.city, index=w.head(one.index))
        blocks.append(Table(caption, _columns(w), _rows(one, one.behind, w)))
    return blocks


def _picture(one: IndexYear, result: Result, w: Words) -> Picture:
    title, index = _finding(one, w), one.index
    known = {(row["unit"], row["indicator"]): row["score"] for row in one.scores}

    def drawn(gap: Row, label: str) -> GapRow:
        others = [known.get((unit, gap["indicator"])) for unit in w.catalogue.benchmark]
        shown = tuple(score for score in others if score is not None)
        return GapRow(label, gap["score"], gap["reference"], gap["gap"], others=shown)

    mean = result.mean
    rows = [drawn(part, w.part(index, part["indicator"])) for part in one.parts]
    total = drawn(mean, w.name(_TOTAL))
    names = (w.city, w.say(_MEAN_OF, n=mean["n_reference"]), w.name(_EACH))
    foot = w.say(
        _FOOT,
        index=w.head(index),
        unit=w.scale(index),
        mean=_first_up(w.mean(mean)),
        sources=w.sources(one.sources),
    )

    def draw(file_format: PictureFormat) -> bytes:
        caption = Caption(title, foot, w.lang)
        return dumbbell(rows, names, caption, index.decimals, file_format, total)

    return Picture(w.say(_CAPTION, index=w.head(index)), title, draw)


def _finding(one: IndexYear, w: Words) -> str:
    worst = max(one.parts, key=lambda part: float(part["gap"]))
    if not worst["gap"] > 0:
        return w.say(_NOWHERE, index=w.head(one.index), city=w.city)
    part = w.part(one.index, worst["indicator"])
    gap = w.number(-worst["gap"], one.index.decimals, sign=True)
    return w.say(_WORST, index=w.head(one.index), city=w.city, part=part, gap=gap)


def _columns(w: Words) -> tuple[Column, ...]:
    return tuple(
        Column(w.say(title, city=w.city), share, figures=place > 0)
        for place, (title, share) in enumerate(_HEADS)
    )


def _table(one: IndexYear, result: Result, w: Words) -> Table:
    mean = result.mean
    rest = mean["residual"]
    said = ""
    if rest is not None and abs(rest) >= _SMALL_REST:
        said = w.say(_REST, rest=w.number(-rest, one.index.decimals, sign=True))
    remark = w.say(_REMARK, city=w.city, mean=_first_up(w.mean(mean)), rest=said)
    rows = _rows(one, (*one.parts, mean), w)
    return Table(w.say(_CAPTION, index=w.head(one.index)), _columns(w), rows, remark)


def _rows(one: IndexYear, parts: Sequence[Row], w: Words) -> tuple[tuple[str, ...], ...]:
    decimals = one.index.decimals
    return tuple(
        (
            w.name(_TOTAL) if row["indicator"] == "total" else _label(one, row, w),
            w.number(row["score"], decimals),
            w.number(row["reference"], decimals),
            w.number(-row["gap"], decimals, sign=True),
            w.number(row["best"], decimals),
            w.number(row["max_points"], decimals),
        )
        for row in parts
    )


def _label(one: IndexYear, row: Row, w: Words) -> str:
    name = w.part(one.index, row["indicator"])
    return name if row["parent"] == "total" else f"{row['parent']} · {name}"


def _first_up(text: str) -> str:
    return text[:1].upper() + text[1:] if text != UNKNOWN else text

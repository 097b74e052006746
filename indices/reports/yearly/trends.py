"""Over the years: the total of the city and the benchmark units, cut where methods changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indices.catalogue import Text
from indices.reports.blocks import Block, Heading, Items, Paragraph, Picture, PictureFormat
from indices.reports.charts import Caption, TrendLine, trend
from indices.reports.yearly.words import NO_CHANGE, Words

if TYPE_CHECKING:
    from indices.analysis.series import Change
    from indices.analysis.yearly import IndexYear, Yearly

_SCORE = Text(
    "So với năm {before}, điểm của {city} {change}", "Since {before} the score of {city} {change}"
)
_UP = Text("tăng {size}", "rose by {size}")
_DOWN = Text("giảm {size}", "fell by {size}")
_SAME = Text("không đổi", "did not change")
_UNKNOWN = Text("không so sánh ({why})", "is not compared ({why})")
_RANK = Text("thứ hạng {change}", "its rank {change}")
_RANK_UP = Text("tăng {n} bậc", "rose by {places}")
_RANK_DOWN = Text("giảm {n} bậc", "fell by {places}")
_RANK_NOTE = Text(
    "Thứ hạng có thể đổi chỉ vì phương pháp đổi.",
    "A rank may move merely because the method did.",
)
_BREAK = Text("{year}: {what}", "{year}: {what}")
_BREAKS = Text(
    "Đường nối bị cắt ở những năm đổi phương pháp; điểm trước và sau không so sánh với nhau:",
    "Lines are cut where the method changed; scores before and after are never compared:",
)
_CHANGED = Text("{index}: {change}", "{index}: {change}")
_TITLE = Text(
    "{index}: điểm của {city} và các tỉnh, thành phố đối sánh đến năm {year}",
    "{index}: scores of {city} and the benchmark provinces up to {year}",
)
_FOOT = Text(
    "Tổng điểm ({unit}). Vạch đứt: đổi phương pháp; đường chỉ nối các năm so sánh được. Năm không "
    "có dấu là năm chưa có điểm. Nguồn: bảng cuối báo cáo.",
    "Total ({unit}). Dashed: the method changed; lines join comparable years only. A year without "
    "a mark has no known score. Sources: the last table.",
)
_NO_HISTORY = Text("Chưa có điểm của năm nào.", "No score of any year is known.")


def trends(found: Yearly, w: Words) -> list[Block]:
    """Return a chart of every index with the change on the year before and the breaks."""
    blocks: list[Block] = []
    for one in found.known:
        blocks.append(Heading(w.head(one.index), 2))
        blocks.append(Paragraph(_changes(one, w)))
        if not any(one.history.values()):
            blocks.append(Paragraph(w.name(_NO_HISTORY)))
            continue
        blocks.append(_picture(one, w))
        blocks += _breaks(one, w)
    return blocks


def _changes(one: IndexYear, w: Words) -> str:
    result = one.result
    assert result is not None
    score, rank = result.score_change, result.rank_change
    text = w.say(_SCORE, before=score.previous_year, city=w.city, change=_change(one, score, w))
    moved = f"{text}; {w.say(_RANK, change=_places(rank, w))}."
    return f"{moved} {w.name(_RANK_NOTE)}" if score.reason == "not_comparable" else moved


def _change(one: IndexYear, change: Change, w: Words) -> str:
    if change.value is None:
        return w.say(_UNKNOWN, why=w.of(NO_CHANGE, change.reason))
    if change.value == 0:
        return w.name(_SAME)
    text = _UP if change.value > 0 else _DOWN
    return w.say(text, size=w.points(one.index, abs(change.value)))


def _places(change: Change, w: Words) -> str:
    if change.value is None:
        return w.say(_UNKNOWN, why=w.of(NO_CHANGE, change.reason))
    if change.value == 0:
        return w.name(_SAME)
    n = int(abs(change.value))
    places = "1 place" if n == 1 else f"{n} places"
    return w.say(_RANK_UP if change.value > 0 else _RANK_DOWN, n=n, places=places)


def _picture(one: IndexYear, w: Words) -> Picture:
    title = w.say(_TITLE, index=w.name(one.index.short_name), city=w.city, year=w.year)
    focus = w.catalogue.focus
    lines = [
        TrendLine(
            w.unit(unit),
            [list(zip(run.years, run.values, strict=True)) for run in runs],
            "focus" if unit == focus else "other",
        )
        for unit, runs in sorted(one.history.items(), key=lambda item: item[0] == focus)
    ]
    breaks = dict.fromkeys(one.breaks, "")
    caption = Caption(_finding(one, w) or title, w.say(_FOOT, unit=w.scale(one.index)), w.lang)

    def draw(file_format: PictureFormat) -> bytes:
        return trend(lines, breaks, caption, one.index.decimals, file_format)

    return Picture(title, caption.title, draw)


def _finding(one: IndexYear, w: Words) -> str:
    """Say how the score moved, which is the title; empty where that is not known."""
    result = one.result
    if result is None or result.score_change.value is None:
        return ""
    before, change = result.score_change.previous_year, _change(one, result.score_change, w)
    text = w.say(_SCORE, before=before, city=w.city, change=change)
    return w.say(_CHANGED, index=w.head(one.index), change=text[:1].lower() + text[1:])


def _breaks(one: IndexYear, w: Words) -> list[Block]:
    if not one.breaks:
        return []
    said = dict(one.index.break_years())
    items = tuple(w.say(_BREAK, year=year, what=w.name(said[year])) for year in one.breaks)
    return [Paragraph(w.name(_BREAKS)), Items(items)]

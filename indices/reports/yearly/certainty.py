"""How sure ranks are: published intervals where there are some, and ranks under other methods.

The two are never mixed: one is an error of measurement, the other a choice of method.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from indices.catalogue import Text
from indices.reports.blocks import Block, Column, Heading, Paragraph, Picture, PictureFormat, Table
from indices.reports.charts import Caption, Kind, RangeRow, ranges
from indices.reports.yearly.words import Words, place
from indices.writing import UNKNOWN

if TYPE_CHECKING:
    from indices.analysis.composition import NoComposition
    from indices.analysis.robustness import Variation
    from indices.analysis.yearly import IndexYear, Yearly
    from indices.frames import Row

_NONE = Text(
    "Không công bố khoảng tin cậy: chênh lệch nhỏ có thể chỉ là ngẫu nhiên.",
    "No interval published: small differences may be chance.",
)
_UNIT = Text("Tỉnh, thành phố", "Province")
_INTERVAL_HEADS = (
    Text("Điểm", "Score"),
    Text("Sai số chuẩn", "Standard error"),
    Text("Khoảng tin cậy {level} %", "{level} % interval"),
    Text("Hạng có thể có", "Possible ranks"),
)
_INTERVALS = Text(
    "Điểm và khoảng tin cậy {level} %, {index}", "Scores and {level} % intervals, {index}"
)
_INTERVAL_FINDING = Text(
    "{index}: hạng của {city} có thể từ {best} đến {worst}",
    "{index}: {city} may hold any rank from {best} to {worst}",
)
_INTERVAL_PLAIN = Text(
    "{index}: điểm và khoảng tin cậy {level} %", "{index}: scores and {level} % intervals"
)
_NO_METHODS = Text(
    "Không tính được thứ hạng theo phương pháp khác: {why}.",
    "Ranks under other methods cannot be computed: {why}.",
)
_WHY = {
    "index_without_parts": Text(
        "chỉ số không có các thành phần cộng lại thành tổng",
        "it has no parts that add up to it",
    ),
    "parts_not_known": Text(
        "mới có điểm thành phần của {n} trong {of} tỉnh, thành phố",
        "its parts are known of {n} of {of} provinces only",
    ),
    "maximum_not_known": Text(
        "chưa biết điểm tối đa của một thành phần nên chưa biết trọng số",
        "the maximum of a part is not known, nor therefore its weight",
    ),
    "value_outside_scale": Text(
        "có giá trị nằm ngoài thang điểm của thành phần",
        "a value lies outside the scale of its part",
    ),
}
_METHODS = Text("Thứ hạng theo phương pháp khác, {index}", "Ranks under other methods, {index}")
_METHODS_FINDING = Text(
    "{index}: theo các phương pháp khác, {city} có hạng từ {best} đến {worst}",
    "{index}: under other methods {city} ranks from {best} to {worst}",
)
_METHODS_NOTE = Text(
    "Hạng trung vị và khoảng hạng trong {level} % của {draws} phương pháp khác (trọng số gần "
    "trọng số công bố, thang đo, cách lấy trung bình, bỏ một thành phần). Đây không "
    "phải sai số đo lường.",
    "Median rank and the range that holds it in {level} % of {draws} other methods (weights near "
    "the published ones, scale, mean, a part left out). This is no error of measurement.",
)
_METHOD_HEADS = (
    Text("Hạng", "Rank"),
    Text("Hạng trung vị", "Median rank"),
    Text("Khoảng hạng", "Range of ranks"),
)
_FOOT = Text("{index}. Nguồn: {sources}.", "{index}. Sources: {sources}.")
_NOT_RANKED = Text("không xếp hạng", "not ranked")


def certainty(found: Yearly, w: Words) -> list[Block]:
    """Return intervals and ranks under other methods of every index, or why there are none."""
    blocks: list[Block] = []
    for one in found.known:
        blocks += [Heading(w.head(one.index), 2), *_intervals(one, w), *_methods(one, w)]
    return blocks


def compared(one: IndexYear, w: Words) -> list[Row]:
    """Return the rows of `uncertainty` of the city and the benchmark units, the best rank first."""
    codes = (w.catalogue.focus, *w.catalogue.benchmark)
    rows = [row for row in one.uncertainty if row["unit"] in codes]
    return sorted(rows, key=lambda row: (row["score"] is None, -(row["score"] or 0.0)))


def why_no_methods(why: NoComposition | None, w: Words) -> str:
    """Say why there are no ranks under other methods."""
    if why is None:
        return ""
    return w.say(_WHY[why.reason], n=why.n_known, of=why.n_ranked)


def _intervals(one: IndexYear, w: Words) -> list[Block]:
    rows = [row for row in compared(one, w) if row["lower"] is not None]
    if not rows:
        return [Paragraph(w.name(_NONE))]
    level = w.number(100 * rows[0]["level"], 0)
    heads = [w.say(head, level=level) for head in _INTERVAL_HEADS]
    columns = (Column(w.name(_UNIT), 2.0), *(Column(head, 1.5, True) for head in heads))
    table = Table(
        w.say(_INTERVALS, level=level, index=w.head(one.index)),
        columns,
        tuple(_interval(one, row, w) for row in rows),
    )
    return [_interval_picture(one, rows, level, w), table]


def _interval(one: IndexYear, row: Row, w: Words) -> tuple[str, ...]:
    decimals = one.index.decimals
    bounds = [w.number(row[name], decimals) for name in ("lower", "upper")]
    return (
        w.unit(row["unit"]),
        w.number(row["score"], decimals),
        w.number(row["standard_error"], 3),
        "–".join(bounds),
        _span(row["best_rank"], row["worst_rank"]),
    )


def _interval_picture(one: IndexYear, rows: list[Row], level: str, w: Words) -> Picture:
    own = next((row for row in rows if row["unit"] == w.catalogue.focus), None)
    title = w.say(_INTERVAL_PLAIN, index=w.head(one.index), level=level)
    if own is not None and own["best_rank"] is not None:
        ends = {"best": own["best_rank"], "worst": own["worst_rank"]}
        title = w.say(_INTERVAL_FINDING, index=w.head(one.index), city=w.city, **ends)
    drawn = [
        RangeRow(w.unit(row["unit"]), row["score"], row["lower"], row["upper"], _kind(row, w))
        for row in rows
    ]
    caption = Caption(title, _foot(one, w), w.lang)

    def draw(file_format: PictureFormat) -> bytes:
        return ranges(drawn, caption, one.index.decimals, file_format)

    return Picture(w.say(_INTERVALS, level=level, index=w.head(one.index)), title, draw)


def _methods(one: IndexYear, w: Words) -> list[Block]:
    found = one.variation
    if found is None:
        why = why_no_methods(one.no_variation, w)
        return [Paragraph(w.say(_NO_METHODS, why=why))] if why else []
    note = w.say(
        _METHODS_NOTE,
        level=w.number(100 * found.level, 0),
        draws=w.number(found.ranks.shape[1], 0),
    )
    caption = w.say(_METHODS, index=w.head(one.index))
    heads = (w.name(head) for head in _METHOD_HEADS)
    columns = (Column(w.name(_UNIT), 2.0), *(Column(head, 1.5, True) for head in heads))
    shown = _ranked(one, w)
    rows = tuple(
        (w.unit(unit), place(row), str(median), _span(best, worst))
        if median is not None
        else (w.unit(unit), place(row), UNKNOWN, w.name(_NOT_RANKED))
        for unit, row, median, best, worst in shown
    )
    return [_method_picture(one, shown, note, w), Table(caption, columns, rows, note)]


Ranked = tuple[str, "Row", int | None, int | None, int | None]


def _ranked(one: IndexYear, w: Words) -> list[Ranked]:
    """Return unit, its row, median, lowest and highest rank; None where it lacks a part."""
    found: Variation | None = one.variation
    if found is None:
        return []
    places = {unit: place for place, unit in enumerate(found.composition.units)}
    rows: list[Ranked] = []
    for row in compared(one, w):
        place = places.get(row["unit"])
        if place is None:
            rows.append((row["unit"], row, None, None, None))
        else:
            best, worst = found.bounds[place].tolist()
            rows.append((row["unit"], row, int(found.median[place]), best, worst))
    return rows


def _method_picture(one: IndexYear, shown: list[Ranked], note: str, w: Words) -> Picture:
    title = w.say(_METHODS, index=w.head(one.index))
    for unit, _, _, best, worst in shown:
        if unit == w.catalogue.focus and best is not None:
            title = w.say(
                _METHODS_FINDING, index=w.head(one.index), city=w.city, best=best, worst=worst
            )
    drawn = [
        RangeRow(w.unit(unit), median, best, worst, _kind(row, w), w.name(_NOT_RANKED))
        for unit, row, median, best, worst in shown
    ]
    caption = Caption(title, f"{note}\n{_foot(one, w)}", w.lang)

    def draw(file_format: PictureFormat) -> bytes:
        return ranges(drawn, caption, 0, file_format)

    return Picture(w.say(_METHODS, index=w.head(one.index)), title, draw)


def _foot(one: IndexYear, w: Words) -> str:
    return w.say(_FOOT, index=w.head(one.index), sources=w.sources(one.sources))


def _kind(row: Row, w: Words) -> Kind:
    return "focus" if row["unit"] == w.catalogue.focus else "reference"


def _span(best: int | None, worst: int | None) -> str:
    if best is None or worst is None:
        return UNKNOWN
    return str(best) if best == worst else f"{best}–{worst}"

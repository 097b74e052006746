"""Static charts: every letter drawn, the numbers written, the same bytes, nothing from outside."""

from __future__ import annotations

import re
from itertools import product

import pytest

from indices.reports.charts import (
    Caption,
    GapRow,
    RangeRow,
    TrendLine,
    dumbbell,
    ranges,
    trend,
)

_TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
_LETTERS = "".join(vowel + tone for vowel, tone in product("aăâeêioôơuưyAĂÂEÊIOÔƠUƯY", _TONES))
CAPTION = Caption(f"Điểm đđĐ {_LETTERS} – − ▲▼ ✓✗ “” …", "PAPI 2021. Nguồn: UNDP")


def drawn(kind: str, file_format: str, caption: Caption = CAPTION) -> bytes:
    row = GapRow("D4: Kiểm soát tham nhũng", 6.594, 7.2, 0.606, others=(6.9, 7.4))
    unknown = GapRow("D2", None, None, None, note="chưa tìm thấy")
    runs = [[(2018, 42.5), (2019, 42.75)], [(2021, 41.87)]]
    match kind:
        case "dumbbell":
            names = ("TP. Hồ Chí Minh", "trung bình", "từng tỉnh")
            return dumbbell([row, unknown], names, caption, 2, file_format, total=row)
        case "trend":
            lines = [TrendLine("Nobody", []), TrendLine("TP. Hồ Chí Minh", runs, "focus")]
            return trend(lines, {2021: "đổi bộ chỉ số"}, caption, 2, file_format)
        case _:
            rows = [RangeRow("Bắc Ninh", 44.1, 43.2, 45.3), RangeRow("Huế", 1, None, None)]
            return ranges(rows, caption, 1, file_format)


@pytest.mark.parametrize("kind", ["dumbbell", "trend", "ranges"])
@pytest.mark.parametrize("file_format", ["png", "svg"])
def test_the_same_figures_give_the_same_bytes_and_no_letter_is_missing(kind, file_format):
    # A missing glyph is a warning, and warnings are errors here.
    first = drawn(kind, file_format)
    assert first == drawn(kind, file_format)
    assert b"matplotlib" not in first.lower()


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("dumbbell", ("6,59", "7,20", "▼ −0,61", "chưa tìm")),
        ("trend", ("TP. Hồ Chí Minh 41,87", "đổi bộ chỉ số", "2018")),
        ("ranges", ("44,1  [43,2–45,3]", "1,0")),
    ],
)
def test_svg_says_the_numbers_as_text(kind, expected):
    svg = drawn(kind, "svg").decode()
    assert [text for text in expected if text not in svg] == []


def test_numbers_follow_the_language():
    english = drawn("dumbbell", "svg", Caption("Gap", "PAPI 2021", "en")).decode()
    assert "6.59" in english
    assert "▼ −0.61" in english


def test_signs_of_other_languages_stay_what_they_are():
    svg = drawn("dumbbell", "svg", Caption("Costs $5$ <b>&amp;</b> \\frac", "x_1")).decode()
    assert "Costs $5$ &lt;b&gt;&amp;amp;&lt;/b&gt; \\frac" in svg


def test_no_line_is_drawn_across_a_break():
    svg = drawn("trend", "svg").decode()
    lines = re.findall(r'<path d="([^"]*)"[^>]*style="fill: none; stroke: #d55e00', svg)
    assert [path.count("L") for path in lines] == [1, 0]  # a run of two years, and a year alone


def test_two_charts_of_a_page_share_no_names_and_fetch_nothing():
    one, two = (drawn("trend", "svg", Caption(title, "")).decode() for title in ("one", "two"))
    names = [set(re.findall(r'id="([^"]*)"', svg)) for svg in (one, two)]
    assert not names[0] & names[1]
    assert one.startswith("<svg ")
    addresses = set(re.findall(r'https?://[^"]+', one))
    assert addresses == {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}

"""The dumbbell says both values and the gap, with sign and arrow."""

from __future__ import annotations

from math import nan

import plotly.graph_objects as go
import pytest

from layouts.figures.dumbbell import Row, dumbbell, height
from layouts.wording import wording

NAMES = ("TP.HCM", "Trung bình")
BEHIND = Row("D1 Cơ hội tham gia", 1.074, 1.592, 0.518)
AHEAD = Row("D4 Công bằng", 1.343, 1.207, -0.136)
WITHHELD = Row("D2", 1.3, nan, nan, note="không công bố")


def texts(figure) -> list[str]:
    return [note["text"] for note in figure["layout"]["annotations"]]


def trace(figure, name):
    return next(one for one in figure["data"] if one.get("name") == name)


@pytest.fixture
def figure():
    total = Row("Tổng điểm", 42.813, 44.682, 1.869)
    return dumbbell([BEHIND, AHEAD, WITHHELD], wording("vi"), NAMES, 2, total=total)


def test_plotly_accepts_the_figure(figure):
    assert go.Figure(figure).layout.xaxis2.range is not None


def test_behind_is_minus_and_ahead_plus_in_the_locale(figure):
    assert {"▼ −0,52", "▲ +0,14", "<b>▼ −1,87</b>"} <= set(texts(figure))


def test_a_gap_that_rounds_to_nothing_has_no_arrow():
    figure = dumbbell([Row("D3", 1.5, 1.501, 0.001)], wording("en"), NAMES, 2)
    assert "= 0.00" in texts(figure)


def test_a_withheld_value_says_so_and_draws_no_mark(figure):
    assert "không công bố" in texts(figure)
    assert trace(figure, "Trung bình")["x"][2] is None
    assert not any(2 in one["y"] for one in figure["data"] if one["mode"] == "lines")


def test_numbers_stand_on_the_outer_sides(figure):
    unit = trace(figure, "TP.HCM")
    assert unit["textposition"][:2] == ["middle left", "middle right"]
    assert unit["text"][:2] == ["1,07", "1,34"]


def test_total_and_parts_have_the_same_scale(figure):
    layout = figure["layout"]
    spans = [layout[axis]["range"][1] - layout[axis]["range"][0] for axis in ("xaxis", "xaxis2")]
    assert spans[0] == pytest.approx(spans[1])
    low, high = layout["xaxis2"]["range"]
    assert low < 42.813 and 44.682 < high


def test_a_long_name_is_wrapped_and_every_row_has_its_height():
    long = Row("D2 Công khai, minh bạch trong việc ra quyết định ở địa phương, xã", 1, 2, 1)
    assert "<br>" in texts(dumbbell([long], wording("vi"), NAMES, 2))[0]
    assert height(3) - height(2) == height(2) - height(1) > 40


def test_rows_of_equal_values_do_not_collapse_the_axis():
    low, high = dumbbell([Row("D1", 5, 5, 0)], wording("en"), NAMES, 2)["layout"]["xaxis"]["range"]
    assert low < 5 < high

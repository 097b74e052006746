"""Bars, tracks and intervals: what they draw is what they were given."""

from __future__ import annotations

from math import nan

import plotly.graph_objects as go
import pytest

from layouts import theme
from layouts.figures.bars import Bar, Rule, bars
from layouts.figures.intervals import Interval, Kind, intervals
from layouts.figures.spans import Kind as SpanKind
from layouts.figures.spans import Row, spans
from layouts.figures.tracks import Track, tracks


def texts(figure):
    return [note["text"] for note in figure["layout"]["annotations"]]


def dotted(figure):
    return [one for one in figure["layout"]["shapes"] if one["line"].get("dash") == "dot"]


def test_a_waterfall_is_joined_and_an_unknown_part_is_named():
    rows = [
        Bar("D1", 0, -2, "▼ −2"),
        Bar("D2", -2, -1, "▲ +1"),
        Bar("D3", nan, nan, "withheld"),
        Bar("Total", 0, -1, "▼ −1", strong=True),
    ]
    figure = bars(rows, "points")
    go.Figure(figure)
    assert figure["data"][0]["y"] == [0, 1, 3]
    assert {"withheld", "<b>Total</b>", "<b>▼ −1</b>"} <= set(texts(figure))
    assert [line["x0"] for line in dotted(figure)] == [-2]


def test_bars_from_zero_are_not_joined():
    figure = bars([Bar("a", 0, 1, "+1"), Bar("b", 0, 1, "+1")], "points", [Rule(0.7, "goal")])
    assert dotted(figure) == []
    assert "goal" in texts(figure)
    assert go.Figure(figure).layout.xaxis.range[0] < 0


@pytest.mark.parametrize("rank", range(1, 62))
def test_a_dot_lies_inside_its_own_fifth(rank):
    track = Track("D1", rank, 61, f"{rank}/61")
    assert track.fifth / 5 < track.place < (track.fifth + 1) / 5


def test_tracks_write_rank_and_name():
    figure = tracks([Track("Air", 57, 61, "57/61")], ("best", "lowest"), theme.HCMC)
    go.Figure(figure)
    assert {"Air", "57/61", "best", "lowest"} <= set(texts(figure))


def test_the_bracket_spans_the_ranks():
    rows = [Interval(str(n), 50 - n, 49 - n, 51 - n, "") for n in range(5)]
    kinds = {"other": Kind("others", theme.AXIS, "circle")}
    figure = intervals(rows, kinds, (2, 4), "points")
    go.Figure(figure)
    ys = {one["y0"] for one in figure["layout"]["shapes"]}
    assert min(ys) < 1 and max(ys) > 3
    assert intervals(rows, kinds, None, "points")["layout"]["shapes"] == []


def test_marks_of_a_row_share_one_axis_with_zero_and_unknown_ones_are_not_drawn():
    kinds = {"all": SpanKind("all", "circle", theme.INK), "few": SpanKind("few", "diamond", "#000")}
    rows = [
        Row("D1", {"all": -2.0, "few": nan}, {"all": "a", "few": "b"}, "behind 1/1"),
        Row("D2", {"all": -1.0, "few": -3.0}, {"all": "c", "few": "d"}, "behind 2/2"),
    ]
    figure = spans(rows, kinds, "points")
    go.Figure(figure)
    guides, all_, few, names, words = figure["data"]
    assert (all_["x"], few["x"]) == ([-2.0, -1.0], [-3.0])
    assert guides["x"] == [-2.0, 0.0, None, -3.0, 0.0, None]
    low, high = figure["layout"]["xaxis"]["range"]
    assert low < -3 and high > 0
    assert words["text"] == ["behind 1/1", "behind 2/2"]
    assert names["text"] == ["D1", "D2"]

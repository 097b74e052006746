"""The small lines are cut where years cannot be compared and say their first and last value."""

from __future__ import annotations

import plotly.graph_objects as go
import pytest

from layouts.figures.sparkline import Point, Strip, height, sparkline

SCORES = Strip(
    "Điểm (%)",
    [[Point(2012, 83.83, "83,83")], [Point(2022, 84.7, "84,70"), Point(2023, 86.97, "86,97")]],
    breaks=(2016, 2022),
)
RANKS = Strip("Hạng", [[Point(2023, 33, "33/63"), Point(2024, 21, "21/63")]], (), reverse=True)


@pytest.fixture
def figure():
    return sparkline([SCORES, RANKS], (2011, 2024))


def test_plotly_accepts_the_figure(figure):
    assert len(go.Figure(figure).data) == 3


def test_runs_are_separate_traces_and_a_single_year_is_a_dot(figure):
    assert [one["mode"] for one in figure["data"]] == ["markers", *["lines+markers"] * 2]
    assert figure["data"][1]["x"] == [2022, 2023]


def test_first_and_last_value_are_written(figure):
    texts = {note["text"] for note in figure["layout"]["annotations"]}
    assert texts == {"Điểm (%)", "83,83", "<b>86,97</b>", "Hạng", "33/63", "<b>21/63</b>"}


def test_rank_one_is_at_the_top(figure):
    low, high = figure["layout"]["yaxis2"]["range"]
    assert low > 33 and high < 21


def test_breaks_stand_between_the_years(figure):
    assert [shape["x0"] for shape in figure["layout"]["shapes"]] == [2015.5, 2021.5]


def test_a_strip_without_points_keeps_its_place():
    figure = sparkline([Strip("Điểm", [])], (2011, 2024))
    assert [note["text"] for note in figure["layout"]["annotations"]] == ["Điểm"]
    assert go.Figure(figure).layout.yaxis.visible is False


def test_a_value_alone_is_written_once():
    figure = sparkline([Strip("Điểm", [[Point(2020, 84, "≈ 84")]])], (2011, 2024))
    assert len(figure["layout"]["annotations"]) == 2
    assert height(2) > height(1)

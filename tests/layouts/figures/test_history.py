"""Histories: bands over one axis of years, lines as they were cut, first place on top."""

from __future__ import annotations

import plotly.graph_objects as go

from layouts.figures.history import Band, Line, Point, height, history

RUNS = [[Point(2019, 43.8, "43.8"), Point(2020, 42.0, "42.0")], [Point(2022, 41.0, "41.0")]]
LINE = Line("HCMC", RUNS, "#D55E00")
QUIET = Line("Median", [[Point(2019, 44.0, "44.0")]], "#5a6472", quiet=True)
BANDS = [Band("Score", [QUIET, LINE], [2021]), Band("Rank", [LINE], [2021], reverse=True)]


def test_each_run_is_a_line_of_its_own():
    figure = go.Figure(history(BANDS, (2019, 2022)))
    assert [list(trace.x) for trace in figure.data if trace.yaxis == "y2"] == [[2019, 2020], [2022]]


def test_first_place_is_on_top():
    layout = history(BANDS, (2019, 2022))["layout"]
    assert layout["yaxis"]["range"][0] < layout["yaxis"]["range"][1]
    assert layout["yaxis2"]["range"][0] > layout["yaxis2"]["range"][1]


def test_a_break_is_marked_before_its_year_in_every_band():
    shapes = history(BANDS, (2019, 2022))["layout"]["shapes"]
    assert [shape["x0"] for shape in shapes] == [2020.5, 2020.5]


def test_the_newest_value_is_written_and_quiet_lines_are_not():
    texts = [note["text"] for note in history(BANDS, (2019, 2022))["layout"]["annotations"]]
    assert texts.count("<b>41.0</b>") == 2
    assert not any("44.0" in text for text in texts)


def test_a_band_without_values_keeps_its_place():
    figure = go.Figure(history([Band("Score", [], []), Band("Rank", [LINE], [])], (2019, 2022)))
    assert figure.layout.yaxis.domain[0] > figure.layout.yaxis2.domain[1]
    assert height(BANDS) > height(BANDS[:1])


def test_a_line_without_scores_is_named_by_its_ranks():
    figure = go.Figure(history([Band("Score", [QUIET]), Band("Rank", [LINE])], (2019, 2022)))
    assert {trace.name for trace in figure.data if trace.showlegend} == {"Median", "HCMC"}

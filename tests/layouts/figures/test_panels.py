"""Small multiples: one scale, lines as they are cut, breaks and marks where they belong."""

from __future__ import annotations

import plotly.graph_objects as go
import pytest

from layouts import theme
from layouts.figures.panels import Line, Mark, Panel, height, panels

OWN = Line("TP.HCM", [((2017,), (35.9,)), ((2019, 2020), (43.8, 42.0))],
           {2017: "35,90", 2019: "43,80", 2020: "42,00"}, theme.HCMC, "circle")  # fmt: skip
OTHER = Line("đơn vị so sánh", [((2018, 2019), (40.0, 48.8))], {2018: "40,00", 2019: "48,80"},
             label="Quảng Ninh")  # fmt: skip
NAMES = ("đổi phương pháp", "chuyến học tập")


@pytest.fixture
def figure():
    items = [
        Panel("Quảng Ninh", [OTHER, OWN], [Mark(2022, 12, "12/2022")]),
        Panel("Bắc Ninh", [OWN], remark="chưa có điểm"),
    ]
    return panels(items, [2018, 2021], (2011, 2024), NAMES)


def traces(figure, axis="x"):
    return [one for one in figure["data"] if one.get("xaxis") == axis]


def test_plotly_accepts_the_figure(figure):
    assert go.Figure(figure).layout.xaxis2.range is not None


def test_a_run_is_a_line_of_its_own(figure):
    assert [one["x"] for one in traces(figure)] == [[2018, 2019], [2017], [2019, 2020]]


def test_all_panels_have_one_scale(figure):
    layout = figure["layout"]
    assert layout["yaxis"]["range"] == layout["yaxis2"]["range"]
    assert layout["yaxis"]["range"][0] < 35.9 < 48.8 < layout["yaxis"]["range"][1]


def test_ranks_have_the_first_at_the_top():
    ranks = Line("TP.HCM", [((2022, 2023), (43.0, 33.0))], {2022: "43", 2023: "33"})
    axis = panels([Panel("", [ranks])], [], (2012, 2024), NAMES, 1, reverse=True)["layout"]["yaxis"]
    assert axis["range"][0] > 43 > 1 > axis["range"][1]


def test_breaks_stand_before_their_year_in_every_panel(figure):
    dashed = [one for one in figure["layout"]["shapes"] if one["line"]["dash"] != "dot"]
    assert [(one["xref"], one["x0"]) for one in dashed] == [
        ("x", 2017.5), ("x", 2020.5), ("x2", 2017.5), ("x2", 2020.5),
    ]  # fmt: skip


def test_a_december_tour_lies_at_the_end_of_its_year(figure):
    (tour,) = [one for one in figure["layout"]["shapes"] if one["line"]["dash"] == "dot"]
    assert tour["xref"] == "x"
    assert 2022.4 < tour["x0"] < 2022.5


def test_ends_are_written_as_given_and_unknown_is_said(figure):
    texts = [note["text"] for note in figure["layout"]["annotations"]]
    assert {"48,80", "42,00", "<b>Bắc Ninh</b> · chưa có điểm"} <= set(texts)


def test_the_legend_names_each_line_once_and_explains_breaks_and_tours(figure):
    named = [one["name"] for one in figure["data"] if one.get("showlegend", True)]
    assert sorted(named) == sorted(["TP.HCM", "đơn vị so sánh", *NAMES])


def test_each_row_of_panels_gets_the_same_room():
    assert height(3) - height(2) == height(5) - height(4) > 100
    assert height(1) == height(2)

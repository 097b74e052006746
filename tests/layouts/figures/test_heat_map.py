"""The heat map: a number in every cell, a shade for its fifth, a dash for what is unknown."""

from __future__ import annotations

import plotly.graph_objects as go
import pytest

from layouts import theme
from layouts.figures.heat_map import Cell, Row, headers, heat_map, height

ROWS = [
    Row("Thừa Thiên Huế", [Cell("48,06", 0, "nhất"), Cell("5,47", 0, ""), Cell("6,20", 1, "")]),
    Row("TP.HCM", [Cell("40,68", 3, ""), Cell("4,06", 4, ""), Cell("4,99", None, "")], focus=True),
    Row("Bắc Ninh", [Cell("–", None, "không công bố"), Cell("–", None, ""), Cell("–", None, "")]),
]
COLUMNS = ["Tổng", "D1", "D2"]


@pytest.fixture
def figure():
    return heat_map(ROWS, COLUMNS, "cao nhất đến thấp nhất")


def test_plotly_accepts_the_figure(figure):
    assert go.Figure(figure).data[0].type == "heatmap"


def test_every_cell_is_written(figure):
    assert figure["data"][1]["text"] == [cell.text for row in ROWS for cell in row.cells]


def test_shades_follow_the_fifths_and_the_unknown_has_none(figure):
    # The gap between the whole and its parts is a column without values.
    assert figure["data"][0]["z"] == [[0, None, 0, 1], [3, None, 4, None], [None] * 4]
    assert figure["data"][0]["colorscale"][0][1] == theme.FIFTHS[0]


def test_numbers_stand_in_the_middle_of_their_cells(figure):
    shades, numbers = figure["data"]
    edges = shades["x"]
    middles = [(edges[at] + edges[at + 1]) / 2 for at in (0, 2, 3)]
    assert numbers["x"][:3] == pytest.approx(middles)


def test_only_the_compared_unit_is_outlined_and_bold(figure):
    outlines = [one for one in figure["layout"]["shapes"] if one["line"]["color"] == theme.HCMC]
    assert [(one["y0"], one["y1"]) for one in outlines] == [(0.5, 1.5)]
    assert "<b>TP.HCM</b>" in [note["text"] for note in figure["layout"]["annotations"]]


def test_hovering_says_why_a_cell_is_empty(figure):
    assert figure["data"][0]["customdata"][2][0] == "không công bố"


def test_names_of_few_columns_are_broken_into_lines_and_get_the_room():
    names = ["D4", "Kiểm soát tham nhũng trong chính quyền địa phương"]
    assert headers(names)[1].count("<br>") >= 3
    assert height(3, names) > height(3, ["D4", "D5"])


def test_one_column_and_one_row_can_be_drawn():
    row = Row("TP.HCM", [Cell("86,97", 2, "")], focus=True)
    assert go.Figure(heat_map([row], ["Điểm"], "")).data[0].z[0] == [2]

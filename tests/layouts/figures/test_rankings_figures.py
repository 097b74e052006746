from __future__ import annotations

import plotly.graph_objects as go

from layouts import theme
from layouts.figures import bump, distribution, tile_map


def test_codes_stay_text():
    assert go.Figure(theme.figure([], {})).layout.template.layout.autotypenumbers == "strict"


def test_tiles_carry_their_label_and_the_focus_is_outlined():
    tiles = [
        tile_map.TileMark(1, 1, "A<br>1", 0, outline="focus"),
        tile_map.TileMark(2, 1, "B<br>–", None),
        tile_map.TileMark(2, 3, "Hoàng<br>Sa", None, outline="archipelago"),
    ]
    figure = go.Figure(tile_map.tile_map(tiles, ["High", "Low"], "unknown"))
    assert figure.data[0].z[0][0] == 0 and figure.data[0].z[1][0] is None
    assert list(figure.data[2].text) == ["A<br>1", "B<br>–", "Hoàng<br>Sa"]
    assert figure.layout.shapes[0].line.color == theme.HCMC
    assert [note.text for note in figure.layout.annotations] == ["High", "Low", "unknown"]


def test_lines_are_cut_and_rank_one_is_at_the_top():
    texts = dict.fromkeys(range(2016, 2020), "")
    line = bump.Line("A", [((2016, 2017), (3, 1)), ((2019,), (2,))], texts, "#0072B2")
    figure = go.Figure(bump.bump([line], [2016, 2017, 2018, 2019], [2018], True, "changed"))
    assert [list(trace.x) for trace in figure.data] == [[2016, 2017], [2019]]
    low, high = figure.layout.yaxis.range
    assert low > high
    assert figure.layout.shapes[0].x0 == 2017.5


def test_scores_grow_upwards():
    line = bump.Line("A", [((2016, 2017), (3.0, 1.0))], {2016: "", 2017: ""}, "#0072B2")
    low, high = bump.bump([line], [2016, 2017], [], False, "")["layout"]["yaxis"]["range"]
    assert low < high


def test_equal_scores_are_stacked_and_marked_units_named():
    dots = [distribution.Dot(40.0, "a"), distribution.Dot(40.0, "b"),
            distribution.Dot(42.0, "c", theme.HCMC, "HCMC", focus=True)]  # fmt: skip
    figure = go.Figure(distribution.distribution(dots, [(40.0, "median")], "points"))
    assert list(figure.data[0].y) == [0, 1, 0]
    assert "<b>HCMC</b>" in [note.text for note in figure.layout.annotations]


def test_a_single_score_is_drawn():
    go.Figure(distribution.distribution([distribution.Dot(40.0, "a")], [], "%"))

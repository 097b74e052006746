"""Strips: every unit a stroke, marked units by colour and shape, unknown ones nowhere."""

from __future__ import annotations

import plotly.graph_objects as go

from layouts.figures.strips import Mark, Names, Strip, height, strips

ROWS = [
    Strip("D1", [(4.0, "A: 4.0"), (5.0, "B: 5.0")], [4.8, None], 4.5, "4.80", "best: B 5.00"),
    Strip("D2", [(6.0, "A: 6.0")], [None, 6.2]),
]
MARKS = [Mark("HCMC", "#D55E00", ["4.80", ""]), Mark("X", "#0072B2", ["", "6.20"], quiet=True)]
NAMES = Names("Median", "others", "points")


def traces():
    return {trace.name: trace for trace in go.Figure(strips(ROWS, MARKS, NAMES)).data}


def test_an_unknown_score_is_not_drawn():
    assert list(traces()["HCMC"].x) == [4.8]
    assert list(traces()["X"].y) == [-1]


def test_marked_units_differ_in_more_than_colour():
    looks = {traces()[name].marker.symbol for name in ("HCMC", "X", "others")}
    assert len(looks) == 3


def test_a_median_is_drawn_only_where_it_is_known():
    assert list(traces()["Median"].x) == [4.5]


def test_figures_stand_below_their_own_row():
    notes = strips(ROWS, MARKS, NAMES)["layout"]["annotations"]
    assert {(note["text"], note["y"]) for note in notes} == {
        ("D1", 0), ("4.80", 0), ("best: B 5.00", 0), ("D2", -1),
    }  # fmt: skip


def test_rows_have_the_same_room():
    assert height(8) - height(7) == height(2) - height(1) > 40

"""Coverage: a text in every cell, a shade where anything is known."""

from __future__ import annotations

import plotly.graph_objects as go

from layouts.figures.coverage import Cell, coverage

CELLS = [
    [Cell("complete", "61/61", ""), Cell("partial", "30/63", "")],
    [Cell("none", "0/63", ""), None],
]


def test_every_cell_has_its_text_and_its_shade():
    figure = go.Figure(coverage(["PAPI"], ["Scores", "Ranks"], [2024, 2023], CELLS))
    shades, *texts = figure.data
    assert [list(row) for row in shades.z] == [[2, 1], [None, None]]
    written = {
        place[:2]: place[2]
        for trace in texts
        for place in zip(trace.x, trace.y, trace.text, strict=True)
    }
    assert written == {(0, 0): "61/61", (1, 0): "30/63", (0, 1): "0/63"}

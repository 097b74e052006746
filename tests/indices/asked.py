"""Rows of the analysis as frames, which are easier to ask about."""

from __future__ import annotations

import pandas as pd

from indices.analysis.cube import Cube
from indices.analysis.gaps import gap_rows
from indices.analysis.uncertainty import FIGURES, as_table, uncertainty_rows
from indices.frames import plain_rows

NUMBERS = ["score", "reference", "gap", "residual", "max_points", "best"]


def gap_frame(scores, index, year, unit, against, parent="total"):
    """The rows of `gap_rows` by indicator, NaN for an unknown number."""
    rows = gap_rows(Cube(scores), index, year, unit, against, parent)
    frame = pd.DataFrame(rows).set_index("indicator")
    return frame.astype(dict.fromkeys(NUMBERS, float))


def uncertainty_frame(scores, indicator):
    """The rows of `uncertainty_rows` of a year's scores."""
    rows = plain_rows(scores[(scores["indicator"] == indicator).to_numpy()], columns=FIGURES)
    return as_table(uncertainty_rows(rows, indicator))

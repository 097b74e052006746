"""Gaps as a frame, which is easier to ask about than rows."""

from __future__ import annotations

import pandas as pd

from indices.analysis.cube import Cube
from indices.analysis.gaps import gap_rows

NUMBERS = ["score", "reference", "gap", "residual", "max_points", "best"]


def gap_frame(scores, index, year, unit, against, parent="total"):
    """The rows of `gap_rows` by indicator, NaN for an unknown number."""
    rows = gap_rows(Cube(scores), index, year, unit, against, parent)
    frame = pd.DataFrame(rows).set_index("indicator")
    return frame.astype(dict.fromkeys(NUMBERS, float))

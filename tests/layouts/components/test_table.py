from __future__ import annotations

import math

import pandas as pd

from layouts.components.table import plain_table
from layouts.wording import wording


def cells(table):
    return [one.children for one in table._traverse() if type(one).__name__ in ("Td", "Th")]


def test_numbers_keep_their_decimals_and_the_unknown_is_a_dash():
    frame = pd.DataFrame(
        {"Tỉnh": ["A", "B"], "Điểm": [86.05, math.nan], "Hạng": pd.array([1, None])}
    )
    table = plain_table(frame.astype({"Hạng": "Int64"}), wording("vi"), caption="Bảng")
    assert cells(table) == ["Tỉnh", "Điểm", "Hạng", "A", "86,05", "1", "B", "–", "–"]

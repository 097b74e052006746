"""Reasons pass from a dimension to its parts and to the total, and no further."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from indices.analysis.absence import reasons
from indices.analysis.grid import make_grid


@pytest.fixture
def reasons_of(small):
    """Reasons of HCMC in PAPI 2018 by indicator, no score being known."""

    def make(indicator: str, reason: str, known: str = "") -> dict[str, str]:
        grid = make_grid(small, small.indices["PAPI"], [2018])
        stated = pd.DataFrame(
            {"year": [2018], "unit": ["79"], "indicator": [indicator], "reason": [reason]}
        )
        codes = [item.code for item in grid.blocks[0].indicators]
        scored = np.array([code == known for code in codes * 4])
        return dict(zip(codes, reasons(stated, grid, scored)[-len(codes) :], strict=True))

    return make


def test_a_withheld_dimension_passes_to_its_parts_and_the_total(reasons_of):
    found = reasons_of("D2", "withheld")
    assert {found["D2"], found["poverty_lists"], found["total"]} == {"withheld"}
    assert found["D1"] == found["civic_knowledge"] == "not_found"


def test_a_withheld_total_says_nothing_about_its_parts(reasons_of):
    assert reasons_of("total", "withheld")["D1"] == "not_found"


def test_a_unit_that_was_not_surveyed_has_no_part_either(reasons_of):
    assert set(reasons_of("total", "not_surveyed").values()) == {"not_surveyed"}


def test_a_known_score_needs_no_reason(reasons_of):
    assert reasons_of("D2", "withheld", known="D1")["D1"] == ""

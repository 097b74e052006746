"""No remainder of a gap goes without its reason, and a wrong figure is not called rounding."""

from __future__ import annotations

import numpy as np
import pytest

from tests.indices.asked import gap_frame


def reasons(reader, index, year, against, unit="79"):
    table = gap_frame(reader.scores(index.code, year), index, year, unit, against)
    return table[["residual", "residual_reason"]]


@pytest.mark.parametrize("year", range(2011, 2025))
def test_parts_and_remainder_add_up_and_only_2019_rounds(reader, catalogue, year):
    scores = reader.scores("PAPI", year)
    for other in catalogue.units_of(63):
        table = gap_frame(scores, catalogue.indices["PAPI"], year, "79", other.code)
        whole = table[table["residual"].notna()]
        sums = table["gap"].groupby(table["parent"]).sum().reindex(whole.index)
        assert (sums + whole["residual"] - whole["gap"]).abs().max() < 1e-6 or whole.empty
        parts = table[table["parent"] == "total"]["gap"]
        assert np.isnan(table.loc["total", "gap"]) == parts.isna().any()
        allowed = {"rounding"} if year == 2019 else set()
        assert set(table["residual_reason"].dropna()) <= allowed
        assert whole["residual"].abs().max() < 1e-5 or whole.empty


def test_every_remainder_of_every_index_has_a_reason(reader, catalogue):
    for index in catalogue.indices.values():
        for year in index.years:
            for other in catalogue.benchmark[:2]:
                found = reasons(reader, index, year, other)
                named = found["residual_reason"].notna()
                assert (found["residual"].abs() > 1e-8).sum() == named.sum()
                assert "unexplained" not in set(found["residual_reason"].dropna())


def test_a_figure_that_was_loaded_wrong_is_unexplained(reader, catalogue):
    scores = reader.scores("PAPI", 2019)
    wrong = ((scores["unit"] == "22") & (scores["indicator"] == "D4")).to_numpy()
    scores = scores.assign(score=scores["score"].where(~wrong, scores["score"] + 0.01))
    table = gap_frame(scores, catalogue.indices["PAPI"], 2019, "79", "22")
    assert table.loc["total", "residual_reason"] == "unexplained"
    assert table.loc["D4", "residual_reason"] == "unexplained"


@pytest.mark.parametrize(
    ("why", "reason"), [("withheld", "part_withheld"), ("not_found", "part_unknown")]
)
def test_an_unknown_part_leaves_its_gap_in_the_remainder(reader, catalogue, why, reason):
    scores = reader.scores("PAPI", 2024)
    gone = ((scores["unit"] == "22") & (scores["indicator"] == "D4")).to_numpy()
    before = gap_frame(scores, catalogue.indices["PAPI"], 2024, "79", "22")
    scores = scores.assign(
        score=scores["score"].mask(gone), missing_reason=scores["missing_reason"].mask(gone, why)
    )
    after = gap_frame(scores, catalogue.indices["PAPI"], 2024, "79", "22")
    assert after.loc["total", "residual_reason"] == reason
    assert after.loc["total", "residual"] == pytest.approx(before.loc["D4", "gap"])


def test_medians_say_that_they_do_not_add_up(reader, catalogue):
    found = reasons(reader, catalogue.indices["PAPI"], 2024, "median")
    assert found.loc["total", "residual_reason"] == "median_or_best"
    assert np.isnan(found.loc["water_quality", "residual"])

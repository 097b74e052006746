"""Gaps add up, are never taken from an unknown figure, and name who is missing."""

from __future__ import annotations

import numpy as np
import pytest

from indices.analysis.cube import Cube
from indices.analysis.gaps import furthest_behind, gap_rows
from tests.indices.asked import gap_frame


@pytest.fixture
def gaps_of(reader, catalogue):
    def make(against, index="PAPI", year=2024, unit="79", parent="total"):
        scores = reader.scores(index, year)
        return gap_frame(scores, catalogue.indices[index], year, unit, against, parent)

    return make


@pytest.fixture
def benchmark_gaps(reader, catalogue):
    def make(index, year):
        cube = Cube(reader.scores(index, year))
        return gap_rows(cube, catalogue.indices[index], year, "79", catalogue.benchmark)

    return make


def test_sub_dimensions_add_up_to_their_dimension(gaps_of):
    gaps = gaps_of("22", parent="D4")
    assert gaps["level"].tolist() == ["dimension"] + ["sub-dimension"] * 4
    assert gaps["gap"].iloc[1:].sum() == pytest.approx(gaps.loc["D4", "gap"])
    assert gaps.loc["D4", "residual"] == 0


def test_positive_means_behind(gaps_of):
    total = gaps_of("22").loc["total"]
    assert total["gap"] == pytest.approx(47.821235 - 42.813168)


def test_a_mean_leaves_incomplete_units_out_of_every_row_and_names_them(gaps_of):
    gaps = gaps_of(("22", "48", "01"), year=2018)
    assert set(gaps["missing_reference"]) == {"22"} and set(gaps["n_reference"]) == {2}
    assert abs(gaps.loc["total", "residual"]) < 1e-9


def test_one_withheld_unit_gives_reasons_and_no_numbers(gaps_of):
    gaps = gaps_of("22", year=2018)
    assert gaps.loc["total", "reason"] == gaps.loc["D2", "reason"] == "reference_withheld"
    assert np.isnan(gaps.loc["total", "gap"]) and np.isnan(gaps.loc["total", "residual"])
    assert gaps.loc["D1", "gap"] > 0 and gaps.loc["D1", "n_reference"] == 1


def test_no_unit_of_several_is_known(gaps_of):
    gaps = gaps_of(("22", "27"), year=2021)
    assert gaps["gap"].isna().all() and set(gaps["reason"]) == {"reference_incomplete"}
    assert set(gaps["missing_reference"]) == {"22;27"}


def test_an_unknown_focus_gives_its_reason(gaps_of):
    assert set(gaps_of("79", year=2021, unit="22")["reason"]) == {"focus_withheld"}
    par = gaps_of(("31", "01"), index="PAR", year=2024).loc["total"]
    assert (par["reason"], par["n_reference"]) == ("focus_not_found", 2)
    assert np.isnan(par["gap"]) and par["reference"] == pytest.approx((96.17 + 92.57) / 2)


@pytest.mark.parametrize("statistic", ["mean", "median"])
def test_the_mean_of_an_incomplete_year_is_not_known(gaps_of, statistic):
    total = gaps_of(statistic, index="PAR", year=2023).loc["total"]
    assert (total["reason"], total["n_reference"]) == ("reference_incomplete", 0)


def test_the_best_is_known_from_its_printed_first_rank(gaps_of):
    total = gaps_of("best", index="PAR", year=2023).loc["total"]
    assert (total["best_unit"], total["reference"]) == ("22", 92.18)


def test_means_of_all_units_add_up_and_medians_show_a_residual(gaps_of):
    assert gaps_of("mean").loc["total", ["n_reference", "residual"]].tolist() == [61, 0]
    assert gaps_of("median").loc["total", "residual"] != 0


def test_a_gap_on_a_disputed_figure_says_so(scored, catalogue):
    scores = scored(
        {"unit": "79", "index": "SIPAS", "score": 80.0},
        {"unit": "31", "index": "SIPAS", "score": 88.09, "status": "disputed"},
    )
    gaps = gap_frame(scores, catalogue.indices["SIPAS"], 2024, "79", "31")
    assert gaps["status"].iloc[0] == "disputed" and gaps["status"].iloc[1:].isna().all()


@pytest.mark.parametrize(
    ("members", "status"), [(("31", "48"), "disputed"), (("48", "01"), "accepted")]
)
def test_a_mean_is_disputed_when_one_of_its_units_is(scored, catalogue, members, status):
    scores = scored(
        *({"unit": unit, "index": "SIPAS", "score": 80.0} for unit in ("79", "48", "01")),
        {"unit": "31", "index": "SIPAS", "score": 88.09, "status": "disputed"},
    )
    gaps = gap_frame(scores, catalogue.indices["SIPAS"], 2024, "79", members)
    assert gaps["status"].iloc[0] == status


def test_a_province_of_63_does_not_exist_among_34(scored, catalogue):
    scores = scored({"unit": "79", "year": 2025, "vintage": 34, "score": 42.0})
    total = gap_frame(scores, catalogue.indices["PAPI"], 2025, "79", "74").iloc[0]
    assert total["reason"] == "reference_unit_did_not_exist" and np.isnan(total["gap"])


def test_no_scores_at_all(scored, catalogue):
    papi = catalogue.indices["PAPI"]
    for against in ("best", "mean", "22", ("22", "31")):
        assert gap_frame(scored(), papi, 2024, "79", against)["gap"].isna().all()


def test_furthest_behind_takes_the_largest_gaps_of_the_smallest_parts(benchmark_gaps):
    gaps = benchmark_gaps("PAPI", 2024)
    behind = furthest_behind(gaps)
    leaves = [row["gap"] for row in gaps if row["level"] == "sub-dimension"]
    assert behind[0]["indicator"] == "election_participation"
    assert [row["gap"] for row in behind] == sorted(leaves, reverse=True)[:5]
    assert min(row["gap"] for row in furthest_behind(gaps, 99)) > 0


def test_nothing_is_furthest_behind_without_known_parts(benchmark_gaps):
    assert furthest_behind(benchmark_gaps("PAR", 2023)) == []

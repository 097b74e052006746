"""Intervals, tested differences and confidence sets of ranks."""

from __future__ import annotations

import numpy as np
import pytest

from indices.analysis.uncertainty import (
    difference,
    margin,
    may_be_in_top,
    rank_sets,
    uncertainty_table,
)
from tests.benchmarks.rank_sets import rank_set_coverage


@pytest.fixture(scope="module")
def papi_2019(reader):
    return reader.scores("PAPI", 2019)


def row_of(table, unit):
    return table[table["unit"] == unit].iloc[0]


def test_the_margin_is_1_96_standard_errors():
    assert margin(0.549) == pytest.approx(1.96 * 0.549, abs=1e-4)


def test_ho_chi_minh_city_2019_at_95_per_cent_beside_printed_bounds_of_90(papi_2019):
    city = row_of(uncertainty_table(papi_2019, "total"), "79")
    assert (round(city["score"], 3), round(city["standard_error"], 3)) == (43.785, 0.549)
    assert city["upper"] - city["score"] == pytest.approx(1.96 * city["standard_error"], abs=1e-4)
    printed = (city["printed_upper"] - city["score"]) / city["standard_error"]
    assert printed == pytest.approx(1.645, abs=1e-3)
    assert city["best_rank"] < city["rank"] == 31 < city["worst_rank"]


def test_a_difference_may_be_real_although_the_intervals_overlap():
    tested = difference(10.0, 1.0, 13.3, 1.0)
    assert 10.0 + margin(1.0) > 13.3 - margin(1.0)
    assert tested.differs
    assert tested.p_value == pytest.approx(0.0196, abs=1e-4)


def test_without_noise_the_sets_are_the_ranks():
    scores, errors = np.array([3.0, 9.0, 5.0, 7.0]), np.full(4, 1e-3)
    assert rank_sets(scores, errors).tolist() == [[4, 4], [1, 1], [3, 3], [2, 2]]
    assert may_be_in_top(scores, errors, 2).tolist() == [False, True, False, True]


def test_with_noise_alone_every_rank_is_possible():
    scores, errors = np.array([5.0, 5.1, 4.9]), np.ones(3)
    assert rank_sets(scores, errors).tolist() == [[1, 3]] * 3
    assert may_be_in_top(scores, errors, 1).all()


def test_settled_signs_make_the_others_easier_to_settle():
    """2.3 standard errors settle a sign once that of two far units is beyond doubt."""
    scores, errors = np.array([0.0, 2.3 * np.sqrt(2), 900.0, -900.0]), np.ones(4)
    assert rank_sets(scores, errors, draws=20_000)[0].tolist() == [3, 3]


def test_the_same_data_give_the_same_sets(papi_2019):
    totals = papi_2019[papi_2019["indicator"] == "total"]
    known = totals["score"].to_numpy(), totals["standard_error"].to_numpy()
    assert (rank_sets(*known) == rank_sets(*known)).all()


def test_no_standard_error_no_interval_and_no_set(reader):
    table = uncertainty_table(reader.scores("PAPI", 2024), "total")
    assert table[["lower", "upper", "best_rank", "may_be_top"]].isna().all(axis=None)


def test_one_unit_without_standard_error_leaves_no_set(papi_2019):
    scores = papi_2019.assign(
        standard_error=papi_2019["standard_error"].mask(papi_2019["unit"] == "01")
    )
    table = uncertainty_table(scores, "total")
    assert table["best_rank"].isna().all()
    assert table["lower"].notna().sum() == 62


def test_sets_hold_the_true_rank_as_often_as_they_say():
    coverage = rank_set_coverage(data_sets=200, units=20, draws=1_000)
    assert coverage.marginal >= 0.94
    assert coverage.top >= 0.94


def test_among_equal_units_one_sign_in_twenty_is_wrongly_settled():
    """The hardest case: here the level is used up, so that the sets are no wider than needed."""
    random, errors = np.random.default_rng(7), np.linspace(0.2, 0.9, 10)
    whole = [
        (rank_sets(random.normal(44, errors), errors, draws=1_000, seed=n) == [1, 10]).all(axis=1)
        for n in range(600)
    ]
    assert 0.94 <= np.mean(whole) <= 0.96

"""Intervals, tested differences and confidence sets of ranks."""

from __future__ import annotations

import pytest

from indices.analysis.cube import Cube
from indices.analysis.lending import figures_with_errors, lending_year, printing_years
from indices.analysis.uncertainty import (
    FIGURES,
    as_table,
    difference,
    margin,
    told_apart,
    uncertainty_rows,
)
from indices.frames import plain_rows
from tests.indices.asked import uncertainty_frame


@pytest.fixture(scope="module")
def papi_2019(reader):
    return reader.scores("PAPI", 2019)


def row_of(table, unit):
    return table[table["unit"] == unit].iloc[0]


def test_the_margin_is_1_96_standard_errors():
    assert margin(0.549) == pytest.approx(1.96 * 0.549, abs=1e-4)


def test_ho_chi_minh_city_2019_at_95_per_cent_beside_printed_bounds_of_90(papi_2019):
    city = row_of(uncertainty_frame(papi_2019, "total"), "79")
    assert (round(city["score"], 3), round(city["standard_error"], 3)) == (43.785, 0.549)
    assert city["upper"] - city["score"] == pytest.approx(1.96 * city["standard_error"], abs=1e-4)
    printed = (city["printed_upper"] - city["score"]) / city["standard_error"]
    assert printed == pytest.approx(1.645, abs=1e-3)
    assert city["best_rank"] < city["rank"] == 31 < city["worst_rank"]


def test_a_difference_may_be_real_although_the_intervals_overlap():
    tested = difference(10.0, 1.0, 13.3, 1.0)
    assert 10.0 + margin(1.0) > 13.3 - margin(1.0)
    assert tested.differs and tested.upper == pytest.approx(-3.3 + 1.96 * 2**0.5, abs=1e-4)


def test_no_standard_error_no_interval_and_no_set(reader):
    table = uncertainty_frame(reader.scores("PAPI", 2024), "total")
    assert table[["lower", "upper", "best_rank", "may_be_top"]].isna().all(axis=None)


def test_one_unit_without_standard_error_leaves_no_set(papi_2019):
    scores = papi_2019.assign(
        standard_error=papi_2019["standard_error"].mask(papi_2019["unit"] == "01")
    )
    table = uncertainty_frame(scores, "total")
    assert table["best_rank"].isna().all()
    assert table["lower"].notna().sum() == 62


def test_an_unknown_score_of_a_ranked_unit_leaves_no_set(papi_2019):
    gone = (papi_2019["unit"] == "01").to_numpy()
    scores = papi_2019.assign(
        score=papi_2019["score"].mask(gone),
        missing_reason=papi_2019["missing_reason"].mask(gone, "not_found"),
    )
    assert uncertainty_frame(scores, "total")["best_rank"].isna().all()
    withheld = scores.assign(missing_reason=scores["missing_reason"].mask(gone, "withheld"))
    assert uncertainty_frame(withheld, "total")["best_rank"].notna().sum() == 62


def test_joint_sets_are_wider_and_hold_every_marginal_one(papi_2019):
    table = uncertainty_frame(papi_2019, "total")
    assert (table["joint_best_rank"] <= table["best_rank"]).all()
    assert (table["joint_worst_rank"] >= table["worst_rank"]).all()
    assert (table["may_be_top"] == (table["joint_best_rank"] <= 10)).all()


def test_units_told_apart_from_one_bound_its_rank_set(papi_2019):
    table = uncertainty_frame(papi_2019, "total")
    signs, city = list(told_apart(plain_rows(table), "79").values()), row_of(table, "79")
    assert (len(signs), 1 + signs.count(1), 63 - signs.count(-1)) == (
        62, city["best_rank"], city["worst_rank"],
    )  # fmt: skip
    assert told_apart(plain_rows(uncertainty_frame(papi_2019, "access_to_information")), "79") == {}


@pytest.mark.parametrize(
    ("indicator", "year", "lender"),
    [("total", 2019, 2019), ("total", 2024, 2019), ("total", 2017, None), ("D4", 2012, 2019),
     ("water_quality", 2021, None)],
)  # fmt: skip
def test_only_a_year_of_the_same_scale_lends_its_errors(reader, catalogue, indicator, year, lender):
    printed = printing_years(Cube(reader.scores("PAPI", indicator=indicator)), indicator)
    assert lending_year(printed, catalogue.indices["PAPI"], indicator, year) == lender


def test_assumed_errors_are_the_units_own_and_are_called_assumed(reader, catalogue, papi_2019):
    cube = Cube(reader.scores("PAPI"))
    figures, lender = figures_with_errors(cube, catalogue.indices["PAPI"], "total", 2021, FIGURES)
    table = as_table(uncertainty_rows(figures.values(), "total", lender=lender))
    city, own = row_of(table, "79"), row_of(uncertainty_frame(papi_2019, "total"), "79")
    assert (city["basis"], city["error_year"], own["basis"]) == ("assumed", 2019, "published")
    assert city["standard_error"] == own["standard_error"]
    assert city["score"] == pytest.approx(40.677, abs=1e-3)
    assert city["best_rank"] < 46 < city["worst_rank"] <= 60
    assert table["printed_lower"].isna().all()

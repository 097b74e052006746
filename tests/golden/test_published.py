"""Figures that are known from the publishers' reports must come out of data/."""

from __future__ import annotations

import pytest

from tests.indices.sheets import CATALOGUE


def one(reader, index: str, year: int, unit: str, indicator: str = "total"):
    scores = reader.scores(index, year, indicator, unit)
    assert len(scores) == 1
    return scores.iloc[0]


@pytest.mark.parametrize(
    ("year", "unit", "total", "rank", "rank_of"),
    [
        (2021, "46", 48.059, 1, 60),
        (2020, "22", 48.811, 1, 63),
        (2022, "22", 47.876, 1, 61),
        (2020, "79", 41.985, None, 63),
        (2021, "79", 40.677, 46, 60),
        (2022, "79", 41.020, None, 61),
        (2023, "79", 41.775, 36, 61),
        (2024, "79", 42.813, 41, 61),
        (2023, "01", 43.960, None, 61),
        (2019, "79", 43.785, None, 63),
    ],
)
def test_totals_of_papi(reader, year, unit, total, rank, rank_of):
    row = one(reader, "PAPI", year, unit)
    assert round(row["score"], 3) == total
    assert (row["rank_of"], row["rank_basis"]) == (rank_of, "computed")
    assert rank is None or row["rank"] == rank


def test_the_weighted_total_is_another_number(reader):
    row = one(reader, "PAPI", 2019, "79", "weighted_total")
    assert row["score"] == 45.858795
    assert row["score"] > one(reader, "PAPI", 2019, "79")["score"]


def test_printed_dimensions_of_2019_are_the_sums_of_their_parts(reader):
    figures = reader.observations("PAPI", 2019)
    figures = figures[figures["indicator"].isin(["total", *(f"D{n}" for n in range(1, 9))])]
    both = figures.pivot(index=["unit", "indicator"], columns="source", values="score")
    assert both.shape == (63 * 9, 2)
    apart = (both["d01"] - both["d02"]).abs()
    is_total = apart.index.get_level_values("indicator") == "total"
    assert apart[~is_total].max() < 4e-6
    assert apart[is_total].max() < 8e-6


def test_the_printed_interval_of_2019_is_kept_as_printed(reader):
    row = one(reader, "PAPI", 2019, "79")
    assert round(row["standard_error"], 3) == 0.549
    assert (row["upper"] - row["score"]) / row["standard_error"] == pytest.approx(1.645, abs=1e-3)


@pytest.mark.parametrize(
    ("year", "withheld"),
    [
        (2014, {"24", "87"}),
        (2018, {"22", "87"}),
        (2021, {"22", "24", "27"}),
        (2022, {"24", "27"}),
        (2023, {"22", "74"}),
        (2024, {"26", "82"}),
    ],
)
def test_withheld_totals_have_a_reason_and_neither_score_nor_rank(reader, year, withheld):
    scores = reader.scores("PAPI", year, "total").set_index("unit")
    missing = scores[scores["score"].isna()]
    assert set(missing.index) == withheld
    assert set(missing["missing_reason"]) == {"withheld"}
    assert missing["rank"].isna().all()


def test_par_index_of_hcmc_in_2023(reader):
    row = one(reader, "PAR", 2023, "79")
    assert (row["score"], row["rank"], row["rank_of"]) == (86.97, 33, 63)
    assert (row["rank_basis"], row["grade"]) == ("published", "B")


def test_rival_figures_stay_within_reach(reader):
    rivals = reader.observations("PAR", 2012, "48", "total")
    assert len(rivals[rivals["score"].notna()]) == 2
    assert len(reader.scores("PAR", 2012, "total", "48")) == 1


@pytest.mark.parametrize(
    ("year", "mean"),
    [(2019, 81.15), (2020, 83.72), (2021, 86.37), (2022, 84.79), (2023, 86.98), (2024, 88.37)],
)
def test_national_means_of_par_index(reader, year, mean):
    statistics = reader.statistics("PAR", year)
    assert set(statistics[statistics["statistic"] == "mean"]["value"]) == {mean}


@pytest.mark.parametrize(
    ("indicator", "years"),
    [
        ("access_to_information", range(2018, 2025)),
        ("construction_permits", range(2011, 2021)),
        ("peoples_inspection_boards", range(2011, 2018)),
        ("community_investment_boards", range(2011, 2016)),
        ("responsiveness_citizen_appeals", range(2016, 2025)),
        ("e_responsiveness", range(2019, 2025)),
    ],
)
def test_sub_dimensions_have_figures_in_their_years_only(reader, indicator, years):
    assert CATALOGUE.indices["PAPI"].indicator(indicator)
    assert set(reader.observations("PAPI", indicator=indicator)["year"]) == set(years)

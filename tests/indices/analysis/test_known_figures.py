"""Figures that must come out of the real data, checked against what their publishers printed."""

from __future__ import annotations

import pytest

INDICES = ("PAR", "SIPAS", "PAPI")


def shown(reader, index, year, unit, indicator="total"):
    return reader.scores(index, year, indicator, unit).iloc[0]


@pytest.mark.parametrize(
    ("year", "unit", "score", "rank", "rank_of", "grade"),
    [
        (2020, "79", 41.985, 46, 63, "lower_medium"),
        (2021, "79", 40.677, 46, 60, "low"),
        (2021, "46", 48.059, 1, 60, "high"),
        (2022, "22", 47.876, 1, 61, "high"),
        (2023, "79", 41.775, 36, 61, "lower_medium"),
        (2024, "79", 42.813, 41, 61, "lower_medium"),
    ],
)
def test_papi_totals_ranks_and_groups(reader, year, unit, score, rank, rank_of, grade):
    row = shown(reader, "PAPI", year, unit)
    assert round(row["score"], 3) == score
    assert (row["rank"], row["rank_of"], row["rank_basis"]) == (rank, rank_of, "computed")
    assert (row["grade"], row["grade_basis"]) == (grade, "computed")


@pytest.mark.parametrize(
    ("year", "units"),
    [
        (2014, {"24", "87"}), (2018, {"22", "87"}), (2021, {"22", "24", "27"}),
        (2022, {"24", "27"}), (2023, {"22", "74"}), (2024, {"26", "82"}),
    ],
)  # fmt: skip
def test_withheld_papi_totals_have_neither_score_nor_rank(reader, year, units):
    totals = reader.scores("PAPI", year, "total")
    gone = totals[totals["score"].isna()]
    assert set(gone["unit"]) == units and set(gone["missing_reason"]) == {"withheld"}
    assert gone[["rank", "grade"]].isna().all(axis=None)


def test_a_dimension_is_known_where_only_others_are_withheld(reader):
    assert shown(reader, "PAPI", 2018, "22", "D1")["rank_of"] == 63
    assert shown(reader, "PAPI", 2018, "22", "poverty_lists")["missing_reason"] == "withheld"


def test_the_printed_papi_2019_figures_stand_before_their_sums(reader):
    row = shown(reader, "PAPI", 2019, "79")
    assert (row["score"], row["precision"]) == (43.785149, "exact")
    assert row["sources"].split(";") == ["d02", "d01"]
    assert round(row["standard_error"], 3) == 0.549


def test_par_2023_of_hcmc(reader):
    row = shown(reader, "PAR", 2023, "79")
    assert (row["score"], row["rank"], row["rank_of"]) == (86.97, 33, 63)
    assert (row["rank_basis"], row["grade"], row["grade_basis"]) == ("published", "B", "computed")


def test_the_data_set_stands_before_the_press_in_2012(reader):
    row = shown(reader, "PAR", 2012, "48")
    assert row["score"] == 87.12 and row["n_observations"] >= 2


def test_a_rejected_rank_leaves_no_rank(reader):
    row = shown(reader, "PAR", 2015, "79")
    assert row[["score", "rank", "rank_basis", "status"]].isna().all()
    assert (row["missing_reason"], row["sources"], row["n_observations"]) == ("not_found", "", 1)


@pytest.mark.parametrize(("year", "unit", "rank"), [(2024, "79", 21), (2021, "01", 10)])
def test_grade_by_counts_where_only_the_rank_is_known(reader, year, unit, rank):
    row = shown(reader, "PAR", year, unit)
    assert (row["rank"], row["grade"], row["grade_basis"]) == (rank, "B", "counts")
    assert row["missing_reason"] == "not_found"


def test_a_disputed_sipas_score_is_marked(reader):
    row = shown(reader, "SIPAS", 2023, "31")
    assert (row["score"], row["status"], row["rank"]) == (88.09, "disputed", 5)


def test_sipas_2015_surveyed_ten_provinces(reader):
    totals = reader.scores("SIPAS", 2015, "total")
    assert (totals["missing_reason"] == "not_surveyed").sum() == 53
    assert totals["rank_of"].dropna().tolist() == [10] * 10


def test_sipas_has_no_grades(reader):
    assert reader.scores("SIPAS")["grade"].isna().all()


@pytest.mark.parametrize("index", INDICES)
def test_every_unit_stands_in_every_indicator_of_its_year(reader, catalogue, index):
    chosen = catalogue.indices[index]
    counts = reader.scores(index).groupby(["year", "indicator"])["unit"].nunique()
    assert set(counts) == {63}
    assert set(counts.index) == {
        (year, item.code) for year in chosen.years for item in chosen.indicators_in(year)
    }


@pytest.mark.parametrize("index", INDICES)
def test_every_missing_score_has_a_reason_and_no_other(reader, index):
    table = reader.scores(index)
    assert (table["score"].isna() == table["missing_reason"].notna()).all()
    assert (table["rank"].isna() == table["rank_basis"].isna()).all()
    assert (table["grade"].isna() == table["grade_basis"].isna()).all()

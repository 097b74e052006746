"""The gap over the years and the share of it that was closed."""

from __future__ import annotations

import pytest

from indices.analysis.closing import gap_history


@pytest.fixture(scope="module")
def totals(reader):
    return reader.scores("PAPI", indicator="total")


def history(totals, catalogue, against, unit="79"):
    return gap_history(totals, catalogue.indices["PAPI"], unit, against).set_index("year")


def test_shares_begin_anew_after_each_break(totals, catalogue):
    rows = history(totals, catalogue, "22")
    assert set(rows["first_year"]) <= {2011, 2016, 2018, 2019, 2020, 2021, 2022}
    assert rows["share_closed"][rows.index == rows["first_year"]].isna().all()


def test_the_share_closed_is_measured_from_the_first_year(totals, catalogue):
    rows = history(totals, catalogue, "01")
    first, last = rows.loc[2021], rows.loc[2024]
    if first["gap"] > 0:
        assert last["share_closed"] == pytest.approx(1 - last["gap"] / first["gap"])


def test_a_unit_withheld_in_one_year_is_left_out_of_the_whole_run(totals, catalogue):
    rows = history(totals, catalogue, catalogue.benchmark)
    newest = rows[rows["first_year"] == 2021]
    assert set(newest["missing_reference"]) == {"22;27"}
    assert set(newest["n_reference"]) == {4}


def test_no_year_without_a_score(totals, catalogue):
    assert set(history(totals, catalogue, "01", "22").index) & {2018, 2021, 2023} == set()


@pytest.mark.parametrize("against", ["mean", "median", "best"])
def test_all_units_are_summarised_only_where_all_are_known(reader, catalogue, against):
    totals = reader.scores("PAR", indicator="total")
    assert gap_history(totals, catalogue.indices["PAR"], "79", against).empty

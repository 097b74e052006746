"""The catalogue answers what exists when, what may be compared, and on which scale."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from indices.catalogue import Catalogue, Index, vintage_of
from indices.reference import CatalogueError, load_catalogue


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture(scope="module")
def papi(catalogue: Catalogue) -> Index:
    return catalogue.indices["PAPI"]


def test_both_vintages_are_complete(catalogue):
    assert [len(catalogue.units_of(vintage)) for vintage in (63, 34)] == [63, 34]
    assert {unit.successor for unit in catalogue.units_of(63)} == {
        unit.code for unit in catalogue.units_of(34)
    }


def test_hcmc_of_34_is_made_of_three(catalogue):
    assert [unit.code for unit in catalogue.predecessors("79")] == ["74", "77", "79"]


def test_same_code_can_be_another_territory(catalogue):
    assert catalogue.unit("24", 63).name.vi == "Bắc Giang"
    assert catalogue.unit("24", 34).name.vi == "Bắc Ninh"


def test_benchmark_is_the_stops_of_december_2022(catalogue):
    stops = {stop.unit for stop in catalogue.tours if stop.start == "2022-12"}
    assert set(catalogue.benchmark) == stops and len(stops) == 6


@pytest.mark.parametrize(("year", "vintage"), [(2024, 63), (2025, 34)])
def test_vintage_follows_the_year(year, vintage):
    assert vintage_of(year) == vintage


def test_papi_series_are_cut_where_the_method_changed(papi):
    assert papi.segments() == [
        list(range(2011, 2018)),
        [2018],
        [2019, 2020],
        [2021, 2022, 2023, 2024],
    ]
    assert not papi.comparable(2015, 2016, "D3")
    assert not papi.comparable(2015, 2016, "interactions_local_authorities")
    assert papi.comparable(2015, 2016, "D1")


@pytest.mark.parametrize(
    ("code", "first", "last"),
    [
        ("access_to_information", 2018, 2024),
        ("construction_permits", 2011, 2020),
        ("peoples_inspection_boards", 2011, 2017),
        ("community_investment_boards", 2011, 2015),
        ("e_responsiveness", 2019, 2024),
    ],
)
def test_sub_dimensions_exist_in_their_years_only(papi, code, first, last):
    years = [year for year in papi.years if papi.indicator(code).exists_in(year)]
    assert (years[0], years[-1]) == (first, last)


def test_papi_scale_follows_the_parts_of_the_year(papi):
    assert papi.max_points("total", 2017) == 60
    assert papi.max_points("total", 2018) == 80
    assert papi.max_points("internet_access", 2018) == 5
    assert papi.max_points("land_procedures", 2020) == 2.5
    assert papi.max_points("land_procedures", 2021) == pytest.approx(10 / 3)


def test_par_maximum_is_unknown_where_sources_disagree(catalogue):
    par = catalogue.indices["PAR"]
    assert par.max_points("D7", 2018) is None
    assert par.max_points("D8", 2023) == 16.5
    assert par.indicator("D7").name_in(2018).vi == "Hiện đại hóa hành chính"


def test_sipas_of_2021_and_2022_are_not_comparable(catalogue):
    assert not catalogue.indices["SIPAS"].comparable(2021, 2022)


def test_years_of_63_and_34_are_never_comparable(papi):
    assert not replace(papi, years=(2024, 2025)).comparable(2024, 2025)


def test_missing_folder_is_one_sentence(tmp_path: Path):
    with pytest.raises(CatalogueError, match=r"units\.csv cannot be read"):
        load_catalogue(tmp_path)

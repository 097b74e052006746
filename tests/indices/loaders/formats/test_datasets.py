"""F6–F8: rows of other units stay out and are counted; every figure knows its cell."""

from __future__ import annotations

import pytest

from indices.loaders.formats import Request, read_file
from tests.indices.loaders.formats.made import best, figures, read, told
from tests.indices.sheets import CATALOGUE, write_csv

PAR = ["year", "unit_type", "unit_code", "unit_name", "par_index", "par_rank", "ranked",
       "score_moha", "score_survey"]  # fmt: skip
SIPAS = ["year", "geo_code", "geo_name", "geo_short", "geo_system", "sipas_rank", "sipas_index"]
PAPI = ["year", "geo_system", "geo_code", "geo_name"]


def test_par_master_keeps_provinces_and_counts_ministries(tmp_path):
    path = write_csv(
        tmp_path / "x.csv",
        [
            PAR,
            [2012, "province", "01", "Hà Nội ", "82.77", 7, 63, "54.10", "28.67"],
            [2012, "ministry", "BNV", "Bộ Nội vụ", "80.1", 1, 19, "", ""],
            [2012, "ministry", "BTC", "Bộ Tài chính", "79.9", 2, 19, "", ""],
            [2020, "province", "79", "TP. Hồ Chí Minh", "", 43, 63, "50", "33"],
            [2021, "province", "79", "TP. Hồ Chí Minh", "86,05", 43, 63, "54.10", "31.95"],
            [2021, "province", "01", "Hà Nội", "88.54", 10, 63, "54.10", "22.00"],
        ],
    )
    reading = read(path)
    assert best(path) == "F7" and reading.index == "PAR" and reading.years == (2012, 2020, 2021)
    assert figures(reading)[2012, "01", "total"] == (82.77, "E2")
    assert figures(reading)[2012, "01", "survey"] == (28.67, "I2")
    assert figures(reading)[2020, "79", "total"][1] == "F5"
    assert (2020, "79", "survey") not in figures(reading)
    assert figures(reading)[2021, "79", "impact"] == (31.95, "I6")
    assert (2021, "01", "impact") not in figures(reading)
    assert told(reading) == [
        ("other_unit_type", "info", "B3"),
        ("indicator_not_in_year", "warning", "I5"),
    ]
    assert reading.parts[0].findings[1].found == "score_survey, 2 left out"
    ministries = reading.parts[0].findings[0]
    assert ministries.found == "'ministry', 2 left out"
    ranks = reading.parts[0].rows[["rank", "rank_of"]].to_numpy().tolist()
    assert ranks[0] == [7, 63] and ranks.count([43, 63]) == 2


def test_sipas_reads_codes_with_the_vintage_of_the_year(tmp_path):
    path = write_csv(
        tmp_path / "x.csv",
        [
            SIPAS,
            [2024, "10", "Lào Cai", "LC", "63", 12, "84,10"],
            [2025, "15", "Lào Cai", "LC", "34", 5, "85.2"],
            [2024, "15", "Lào Cai", "LC", "34", 5, "85.2"],
            [2024, "15", "Lào Cai", "LC", "", 5, "85.2"],
        ],
    )
    reading = read(path)
    assert best(path) == "F8"
    assert figures(reading)[2024, "10", "total"][0] in (84.10, 85.2)
    assert figures(reading)[2025, "15", "total"] == (85.2, "G3")
    assert told(reading) == [
        ("code_unlike_name", "blocking", "B5"),
        ("other_vintage", "warning", "E4"),
        ("mixed_vintages", "warning", ""),
    ]


def test_papi_long_and_wide_give_the_same_figures(tmp_path):
    long = [[*PAPI, "indicator", "value"]]
    wide = [[*PAPI, "papi_total", "dim1", "dim1_civic_knowledge", "air_quality", "happiness"]]
    values = {"papi_total": "42.81", "dim1": "4.81", "dim1_civic_knowledge": "1.2",
              "air_quality": "n/a", "happiness": "7"}  # fmt: skip
    keys = [2024, "63", "79", "TP.HCM"]
    long += [[*keys, name, value] for name, value in values.items()]
    wide += [[*keys, *values.values()]]
    scores = {}
    for name, rows, cells in (("long", long, "F2 F3 F4"), ("wide", wide, "E2 F2 G2")):
        path = write_csv(tmp_path / f"{name}.csv", rows)
        reading = read(path)
        assert best(path) == "F6"
        found = figures(reading)
        assert [cell for _, cell in found.values()] == cells.split()
        scores[name] = {key: score for key, (score, _) in found.items()}
        assert [code for code, *_ in told(reading)] == ["unknown_indicator"]
    assert scores["long"] == scores["wide"]
    assert scores["wide"][2024, "79", "civic_knowledge"] == 1.2


@pytest.mark.parametrize("label", ["dim2_civic_knowledge", "dim1_whatever", "happiness"])
def test_a_label_whose_number_and_name_disagree_is_no_indicator(tmp_path, label):
    rows = [[*PAPI, "indicator", "value"], [2024, "63", "79", "TP.HCM", label, 5],
            [2024, "63", "79", "TP.HCM", "dim1", 4]]  # fmt: skip
    assert list(figures(read(write_csv(tmp_path / "x.csv", rows)))) == [(2024, "79", "D1")]


def test_an_unknown_name_blocks_once_and_proposes_a_unit(tmp_path):
    rows = [[year, "", "Quảng Mam", "", "63", 1, 90] for year in (2022, 2023)]
    path = write_csv(tmp_path / "x.csv", [SIPAS, *rows])
    reading = read(path)
    assert told(reading) == [("unknown_unit", "blocking", "C2")] and not figures(reading)
    assert "perhaps 'Quảng Nam' (49," in reading.parts[0].findings[0].expected
    request = Request(CATALOGUE, source="c13", spellings={(63, "Quảng Mam"): "49"})
    accepted = read_file(path, request)
    assert {unit for _, unit, _ in figures(accepted)} == {"49"} and not told(accepted)

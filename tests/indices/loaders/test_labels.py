from __future__ import annotations

import pytest

from indices.loaders.formats.papi_labels import canonical, read_label, years_in
from indices.loaders.labels import indicator_labels, read_label_corrections
from tests.indices.sheets import CATALOGUE

PAPI = CATALOGUE.indices["PAPI"]
LABELS = indicator_labels(CATALOGUE, "PAPI")


@pytest.mark.parametrize(
    ("label", "code"),
    [
        ("Thu, chi ngân sách cấp xã / phường", "communal_budget"),
        ("QUALITY OF ELECTIONS", "village_head_elections"),
        ("E-Reponsiveness", "e_responsiveness"),
        ("Trách nhiệm giải trình với người dân ", "D3"),
        ("Quality of roads", None),
    ],
)
def test_a_label_is_known_whatever_its_case_and_signs(label, code):
    assert LABELS.match(label) == code


def test_every_indicator_is_known_by_its_own_names():
    for item in PAPI.indicators:
        assert {LABELS.match(item.name.vi), LABELS.match(item.name.en)} == {item.code}


def test_a_misspelt_label_is_suggested_and_never_taken():
    assert LABELS.match("Civic Knwledge") is None
    assert LABELS.nearest("Civic Knwledge") == "Civic Knowledge"
    assert LABELS.nearest("zzz") is None


@pytest.mark.parametrize(
    ("text", "code", "statistic"),
    [
        ("  1: Tham gia của người dân", "D1", "score"),
        ("Chỉ số nội dung 8: Quản trị điện tử*", "D8", "score"),
        ("4.2: Kiểm soát tham nhũng", "limits_corruption_service_delivery", "score"),
        ("SC54", "personal_procedures", "score"),
        ("Dimension 2 - lower bound", "D2", "lower"),
        ("9.1: nothing", None, "score"),
        ("1-10 điểm", None, "score"),
        ("3.9: nothing", None, "score"),
    ],
)
def test_a_number_stands_for_the_place_in_the_numbering_since_2018(text, code, statistic):
    label = read_label(text)
    assert (canonical(label, PAPI), label.statistic) == (code, statistic)


@pytest.mark.parametrize(
    ("text", "total", "statistic"),
    [
        ("Un-weighted2015PAPI", "total", "score"),
        ("Chỉ số PAPI 2018 (không có trọng số)", "total", "score"),
        ("Chỉ số PAPI 2019 (có trọng số)", "weighted_total", "score"),
        ("PAPI 2019 weighted, upper bound (95%)", "weighted_total", "upper"),
        ("Unweighted PAPI 2019 - standard error", "total", "standard_error"),
        ("không quan trọng khi xin vào làm 1 trong số 5 vị trí", "", "score"),
        ("Tổng chất lượng bệnh viện", "", "score"),
    ],
)
def test_totals_and_their_errors_are_told_apart(text, total, statistic):
    assert (read_label(text).total, read_label(text).statistic) == (total, statistic)


def test_years_stand_beside_the_name_of_the_index():
    assert years_in("Chỉ số PAPI 2018 (10-80 điểm)") == years_in("2018_PAPI") == {2018}
    assert years_in("Luật 2015") == set()


def test_every_correction_names_indicators_of_its_dimension_and_says_why():
    for correction in read_label_corrections(CATALOGUE.root):
        dimension = PAPI.indicator(correction.sign).parent
        codes = {*correction.printed, *correction.means}
        assert {PAPI.indicator(code).parent for code in codes} == {dimension}
        for year in (correction.first_year, correction.last_year):
            assert all(PAPI.indicator(code).exists_in(year) for code in correction.means)
            assert not PAPI.indicator(correction.sign).exists_in(year)
        assert correction.reason and correction.basis

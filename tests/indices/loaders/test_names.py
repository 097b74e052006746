from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indices.loaders.names import AGGREGATE, NATIONAL, UnitNames, fold, unit_names
from tests.indices.sheets import CATALOGUE

OF_63, OF_34 = unit_names(CATALOGUE, 63), unit_names(CATALOGUE, 34)
ALIASES = [(code, alias) for _, code, alias in CATALOGUE.aliases]


def test_every_known_spelling_leads_to_its_unit():
    assert [(OF_63.match(alias), alias) for _, alias in ALIASES] == ALIASES


@pytest.mark.parametrize(
    ("label", "code"),
    [
        ("Hà Nội ", "01"),
        ("Bắc Cạn", "06"),
        ("Đăk Lăk", "66"),
        ("Quàng Ngãi", "51"),
        ("Tp.HCM", "79"),
        ("TT-Huế", "46"),
        ("BRVT", "77"),
        ("Ðà Nẵng", "48"),
        ("HOÀ BÌNH", "17"),
        ("Hoa  binh", "17"),
        (unicodedata.normalize("NFD", "Thừa Thiên Huế"), "46"),
        ("1", "01"),
        ("01", "01"),
        ("1.0", "01"),
        ("79", "79"),
    ],
)
def test_spellings_of_real_files_are_matched(label, code):
    assert OF_63.match(label) == code


@pytest.mark.parametrize(
    "label", ["HN", "ĐN", "HP", "SG", "", "Hà", "P01", "03", "100", "Sài Gòn 2"]
)
def test_short_and_unknown_names_stay_unknown(label):
    assert OF_63.match(label) is None


@pytest.mark.parametrize(
    "label", ["Đông Nam Bộ", "Bình quân", "CẢ NƯỚC", "Highest", "999", "Tây Nguyên", "Average"]
)
def test_regions_and_the_country_are_no_units(label):
    assert OF_63.match(label) == AGGREGATE


def test_a_spelling_without_diacritics_counts_only_when_one_unit_has_it():
    names = UnitNames([("01", "Hà Nam"), ("02", "Hạ Nam")], [])
    assert names.match("Hà Nam") == "01"
    assert names.match("Ha Nam") is None


def test_a_unit_of_the_34_answers_to_the_spellings_of_the_same_place():
    assert OF_34.match("Tp.HCM") == "79"
    assert OF_34.match("Lào Cai") == "15"
    assert OF_34.match("Thừa Thiên Huế") == "46"
    assert OF_34.match("Bắc Giang") is None


def test_figures_of_the_whole_country_have_names_of_their_own():
    assert {OF_63.match(name) for name in NATIONAL} == set(NATIONAL)


@given(st.sampled_from(ALIASES), st.sampled_from(["NFC", "NFD"]), st.booleans(), st.booleans())
def test_form_case_and_spacing_do_not_matter(pair, form, upper, spaced):
    code, alias = pair
    label = unicodedata.normalize(form, alias.upper() if upper else alias)
    assert OF_63.match(f"\u00a0{label} " if spaced else label) == code


@given(st.text(max_size=20))
def test_no_label_raises(label):
    assert fold(fold(label)) == fold(label)
    OF_63.match(label)

"""A likeness is proposed to a person and never applied."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indices.loaders.formats import Request
from indices.loaders.formats.units import UnitLabels
from indices.loaders.names import fold, unit_matcher, unit_names
from indices.loaders.suggestions import suggest
from tests.indices.sheets import CATALOGUE

NAMES = {vintage: [u.name.vi for u in CATALOGUE.units_of(vintage)] for vintage in (63, 34)}
SPELLINGS = [(code, alias) for _, code, alias in CATALOGUE.aliases]


@pytest.mark.parametrize(
    ("label", "vintage", "code"),
    [
        ("Quảng Mam", 63, "49"),
        ("Thừa Thiên Huếế", 63, "46"),
        ("Hồ Chí Mnh", 34, "79"),
        ("Lao Caii", 34, "15"),
        ("HN", 63, None),
        ("ĐN", 63, None),
        ("Bộ Nội vụ", 63, None),
        ("", 63, None),
    ],
)
def test_the_nearest_unit_of_the_vintage(label, vintage, code):
    near = suggest(label, CATALOGUE, vintage)
    assert (near.code if near else None) == code
    assert near is None or 0.72 <= near.likeness < 1


def test_two_units_equally_like_are_no_suggestion():
    assert suggest("Hà Nộm", CATALOGUE, 63) is None


@given(st.sampled_from(NAMES[63]), st.integers(0, 20), st.characters(categories=["Ll"]))
def test_what_is_only_like_a_unit_is_never_taken_for_it(name, place, letter):
    label = name[:place] + letter + name[place:]
    match = unit_names(CATALOGUE, 63).match(label)
    units = UnitLabels("f", "s", Request(CATALOGUE))
    assert units.code(label, 2020, 0, 0) == match
    spelled = {fold(alias) for code, alias in SPELLINGS if code == match}
    assert match is None or fold(label) in spelled | set(map(fold, NAMES[63]))
    assert [one.code for one in units.findings] == ([] if match else ["unknown_unit"])


def variants(spelling: str) -> st.SearchStrategy[str]:
    """The same spelling as people type it: case, spaces, form of accents, Ð for Đ."""
    return st.builds(
        lambda case, form, before, after, gap: (
            before
            + case(unicodedata.normalize(form, spelling.replace(" ", gap).replace("Đ", "Ð")))
            + after
        ),
        st.sampled_from([str, str.upper, str.lower, str.title]),
        st.sampled_from(["NFC", "NFD"]),
        st.sampled_from(["", " ", "\u00a0"]),
        st.sampled_from(["", "  ", "\u200b"]),
        st.sampled_from([" ", "  ", "\u00a0", "-"]),
    )


@given(st.data(), st.sampled_from(SPELLINGS))
def test_a_variant_of_a_spelling_leads_to_its_unit_and_no_other(data, pair):
    code, spelling = pair
    assert unit_names(CATALOGUE, 63).match(data.draw(variants(spelling))) in (code, None)


@given(
    st.data(),
    st.sampled_from(["Sài Gòn Gia Định", "Kinh đô Huế xưa"]),
    st.sampled_from(["79", "46"]),
)
def test_an_accepted_spelling_in_any_variant_leads_to_what_was_accepted(data, spelling, code):
    match = unit_matcher(CATALOGUE, 63, {(63, spelling): code})
    assert match(data.draw(variants(spelling))) == code
    assert unit_matcher(CATALOGUE, 34, {(63, spelling): code})(spelling) is None


def test_what_the_catalogue_knows_goes_before_what_somebody_accepted():
    assert unit_matcher(CATALOGUE, 63, {(63, "Hà Nội"): "79"})("Hà Nội") == "01"

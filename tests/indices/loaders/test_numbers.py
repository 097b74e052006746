from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indices.loaders.numbers import Number, clean, is_missing, parse_number, read_numbers


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("86.05", Number(86.05, 2, None)),
        ("86,05", Number(86.05, 2, None)),
        ("84.70", Number(84.7, 2, None)),
        ("1,234", Number(1.234, 3, None)),
        ("9,42/10", Number(9.42, 2, 10.0)),
        ("9.42 / 9,5", Number(9.42, 2, 9.5)),
        ("86,05 %", Number(86.05, 2, None)),
        ("86,05\u00a0%", Number(86.05, 2, None)),
        ("\u00a0 12 ", Number(12.0, 0, None)),
        ("-3", Number(-3.0, 0, None)),
    ],
)
def test_printed_numbers_are_read_with_their_decimals(text, number):
    assert parse_number(text) == number


@pytest.mark.parametrize(
    "text", ["", " ", "-", "–", "—", "…", "...", "KCDL", "kcdl", "n/a", "\u00a0"]
)
def test_marks_of_a_missing_figure_are_known(text):
    assert is_missing(text)
    assert parse_number(text) is None


@pytest.mark.parametrize(
    "text",
    ["1.234,56", "1,234.5", "abc", "12a", "1 234", "#N/A", "=A1", "nan", "86..05", "٣", "5/"],
)
def test_anything_else_is_wrong_and_never_silently_missing(text):
    numbers = read_numbers(pd.Series([text], dtype=object))
    assert numbers.wrong.tolist() == [True]
    assert np.isnan(numbers.value).all()


def test_a_column_keeps_its_order_and_its_blanks():
    numbers = read_numbers(pd.Series(["1,5", "", "9,42/10", "x", "1,5"], dtype=object))
    assert numbers.value.tolist()[0] == numbers.value.tolist()[4] == 1.5
    assert np.isnan(numbers.value[[1, 3]]).all()
    assert numbers.out_of[2] == 10
    assert numbers.wrong.tolist() == [False, False, False, True, False]


def test_an_empty_column_has_no_numbers():
    assert read_numbers(pd.Series([], dtype=object)).value.size == 0


@given(st.integers(0, 100), st.text("0123456789", max_size=8), st.sampled_from(".,"))
def test_every_decimal_comes_back_with_its_digits(whole, part, mark):
    number = parse_number(f"{whole}{mark}{part}" if part else str(whole))
    assert number == Number(float(f"{whole}.{part or 0}"), len(part), None)


@given(st.text(max_size=12))
def test_no_text_is_both_a_number_and_missing_nor_raises(text):
    assert not (is_missing(text) and parse_number(text) is not None)
    assert clean(clean(text)) == clean(text)

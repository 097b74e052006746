from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indices.loaders.formulas import NoSum, Sums, calls_out
from indices.loaders.grids import column_letter, column_number

CELL = ("S", 1, 99)
NUMBERS = st.lists(st.integers(-1000, 1000).map(lambda number: number / 8), min_size=1, max_size=8)


def total(formula, row, **sheets):
    values = {"S": [row], **sheets}
    return Sums(values, {CELL: formula}).value(CELL)


@given(NUMBERS, st.randoms(use_true_random=False))
def test_a_sum_is_the_sum_however_it_is_written(numbers, chance):
    names = [f"{column_letter(at)}1" for at in range(1, len(numbers) + 1)]
    ways = ["=" + "+".join(names), f"=SUM({','.join(names)})", f"=SUM({names[0]}:{names[-1]})"]
    assert math.isclose(total(chance.choice(ways), numbers), sum(numbers), abs_tol=1e-9)


@given(NUMBERS, st.integers(0, 7))
def test_a_blank_among_figures_is_never_taken_for_zero(numbers, at):
    row: list[object] = [*numbers]
    row.insert(at, None)
    with pytest.raises(NoSum, match="blank"):
        total(f"=SUM(A1:{column_letter(len(row))}1)", row)


@given(st.text(max_size=30))
def test_no_formula_makes_a_number_out_of_nothing(text):
    try:
        assert total(f"={text}", []) is None
    except NoSum:
        pass


def test_other_sheets_of_the_file_may_be_added_and_circles_may_not():
    assert total("='Bảng 1'!A1+S!A1", [2.0], **{"Bảng 1": [[1.0]]}) == 3
    with pytest.raises(NoSum, match="leads back"):
        total("=CU1+A1", [2.0])
    with pytest.raises(NoSum, match="too many"):
        total("=SUM(A1:ZZ99999)", [2.0])


@pytest.mark.parametrize("formula", ["=SUM(A1:B2)", "='IMAGE'!A1", "=CALLS+1"])
def test_plain_sums_ask_nobody(formula):
    assert not calls_out(formula)


@given(st.integers(1, 20_000))
def test_letters_and_numbers_of_columns_agree(number):
    assert column_number(column_letter(number)) == number

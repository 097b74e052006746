from __future__ import annotations

import pytest

from layouts.components.notice import notice
from layouts.wording import wording


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("year=1999", "PAPI has no year 1999; showing 2024."),
        ("index=HDI", "There is no index HDI; showing PAPI."),
        ("year=2017&indicator=D7", "PAPI has no indicator D7 in 2017; showing the total."),
        ("units=99", "No unit of that year has the code 99; it is left out."),
        ("view=x", "There is no view x; showing the standard view."),
    ],
)
def test_a_problem_is_one_sentence(query, sentence, state, catalogue):
    found = notice(state("rankings", f"{query}&lang=en"), catalogue, wording("en"))
    assert [one.children for one in found] == [sentence]


def test_a_good_address_needs_no_notice(state, catalogue):
    assert notice(state("rankings", "year=2021&region=SE"), catalogue, wording("en")) == []

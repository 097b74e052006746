"""Trends in words and moves of units: comparable years only, by a rule that can be checked."""

from __future__ import annotations

import numpy as np
import pytest

from indices.analysis.cube import Cube
from indices.analysis.trends import moves, trends


def made(scored, values, **more):
    rows = [{"unit": "79", "year": year, "score": score} | more for year, score in values.items()]
    return scored(*rows)


@pytest.mark.parametrize(
    ("values", "word"),
    [
        ({2021: 40.0, 2022: 40.4, 2023: 40.8}, "improving"),
        ({2021: 40.0, 2022: 40.9, 2023: 40.2}, "stable"),
        ({2021: 42.0, 2022: 41.0, 2023: 41.0}, "declining"),
        ({2022: 40.0, 2023: 45.0}, "too_short"),
        ({2021: 40.0, 2023: 45.0}, "too_short"),
        ({2019: 40.0, 2020: 43.0, 2021: 46.0}, "too_short"),
    ],
)
def test_words_of_comparable_years(scored, catalogue, values, word):
    index, last = catalogue.indices["PAPI"], max(values)
    (found,) = trends(Cube(made(scored, values)), index, "79", ["total"], last)
    assert found.word == word


def test_the_change_is_that_of_the_least_squares_line(reader, catalogue):
    scores = reader.scores("PAPI", unit="79")
    (found,) = trends(Cube(scores), catalogue.indices["PAPI"], "79", ["total"], 2024)
    totals = scores[scores["indicator"] == "total"].set_index("year")["score"].loc[2021:2024]
    x = np.arange(4) - 1.5
    slope = (x * (totals - totals.mean())).sum() / (x**2).sum()
    assert (found.years, found.word) == ((2021, 2022, 2023, 2024), "improving")
    assert found.change == pytest.approx(3 * slope)
    assert found.threshold == pytest.approx(0.72)


def test_moves_compare_the_same_two_years_for_all(reader, catalogue):
    scores = reader.scores("PAPI", indicator="total")
    found = moves(Cube(scores), catalogue.indices["PAPI"], "total", 2024)
    totals = scores.pivot(index="unit", columns="year", values="score")
    changes = (totals[2024] - totals[2021]).dropna()
    assert {one.unit for one in found} == set(changes.index)
    assert (found[0].unit, found[-1].unit) == (changes.idxmax(), changes.idxmin())
    assert found[-1].change == pytest.approx(changes.min())
    city = next(one for one in found if one.unit == "79")
    assert city.place == (changes > changes["79"]).sum() + 1


def test_a_new_method_has_no_moves(reader, catalogue):
    scores = reader.scores("PAPI", indicator="total")
    assert list(moves(Cube(scores), catalogue.indices["PAPI"], "total", 2018)) == []

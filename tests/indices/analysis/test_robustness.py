"""Ranks under other methods: the same parts, put together by another path, and who is left out."""

from __future__ import annotations

import numpy as np
import pytest

from indices.analysis.composition import NoComposition, compose
from indices.analysis.cube import Cube
from indices.analysis.normalisation import NORMALISATIONS, normalise_z_scores
from indices.analysis.robustness import (
    draw_methods,
    published_method,
    ranks_under,
    vary_methods,
)
from indices.analysis.sensitivity import influences, one_at_a_time, shifts, sobol_ranks


@pytest.fixture(scope="module")
def composed(reader, catalogue):
    def of(year, indicator="total", index="PAPI"):
        scores = reader.scores(index, year)
        return compose(Cube(scores), catalogue.indices[index], year, indicator)

    return of


@pytest.fixture(scope="module")
def of_2021(composed):
    return vary_methods(composed(2021))


@pytest.mark.parametrize("year", range(2011, 2025))
def test_the_published_method_gives_the_ranks_of_the_totals(composed, reader, year):
    composition = composed(year)
    ranks = ranks_under(composition, published_method(composition))[:, 0]
    totals = reader.scores("PAPI", year, "total").set_index("unit")
    assert ranks.tolist() == totals.loc[list(composition.units), "rank"].tolist()
    assert len(ranks) == totals["rank"].notna().sum()


def test_one_drawn_method_by_hand(composed):
    composition = composed(2021)
    methods = draw_methods(composition, draws=50)
    z_score = NORMALISATIONS.index("z_score")
    draw = np.flatnonzero(
        (methods.normalisation == z_score) & (methods.mean == 1) & (methods.left_out >= 0)
    )[0]
    kept = np.delete(np.arange(8), methods.left_out[draw])
    weights = methods.weights[draw, kept] / methods.weights[draw, kept].sum()
    means = np.prod(normalise_z_scores(composition.values)[:, kept] ** weights, axis=1)
    by_hand = len(means) - means.argsort().argsort()
    assert ranks_under(composition, methods)[:, draw].tolist() == by_hand.tolist()


def test_the_interval_holds_95_per_cent_of_the_draws(of_2021):
    low, high = of_2021.bounds.T
    inside = ((of_2021.ranks >= low[:, None]) & (of_2021.ranks <= high[:, None])).mean(axis=1)
    assert of_2021.ranks.shape == (60, 2_000)
    assert (inside >= 0.95).all()
    city = of_2021.composition.units.index("79")
    assert low[city] < of_2021.published[city] == 46 < high[city]
    assert sum(of_2021.frequencies("79").values()) == pytest.approx(1)
    assert of_2021.within(1)[city] < of_2021.within(3)[city] < 1


def test_the_same_data_give_the_same_draws(composed, of_2021):
    assert (vary_methods(composed(2021)).ranks == of_2021.ranks).all()


def test_freer_weights_move_ranks_more(composed, of_2021):
    assert vary_methods(composed(2021), "any").shift.mean() > of_2021.shift.mean()


def test_equal_parts_cannot_be_moved_by_any_method(composed):
    composition = composed(2021)
    composition.values[:] = composition.values[:, :1]
    variation = vary_methods(composition)
    assert (variation.ranks == variation.published[:, None]).all()
    assert np.isnan(influences(composition, variation.ranks[0])[0].total)


@pytest.mark.parametrize(
    ("index", "year", "indicator", "reason"),
    [("SIPAS", 2024, "total", "index_without_parts"), ("PAPI", 2021, "water_quality",
     "index_without_parts"), ("PAR", 2012, "total", "parts_not_known")],
)  # fmt: skip
def test_without_parts_there_is_a_reason_instead_of_ranks(composed, index, year, indicator, reason):
    with pytest.raises(NoComposition) as why:
        composed(year, indicator, index)
    assert why.value.reason == reason


def test_a_ranked_unit_without_a_part_is_left_out_and_named(reader, catalogue):
    scores = reader.scores("PAPI", 2024)
    gone = ((scores["unit"] == "01") & (scores["indicator"] == "D5")).to_numpy()
    scores = scores.assign(score=scores["score"].mask(gone))
    composition = compose(Cube(scores), catalogue.indices["PAPI"], 2024)
    assert composition.left_out == {"01": ("D5",)}
    assert (len(composition.units), composition.n_ranked) == (60, 61)


def test_each_choice_alone_and_the_part_that_matters_most(composed):
    choices = {(one.choice, one.value): one for one in one_at_a_time(composed(2021))}
    assert len(choices) == 1 + 3 + 1 + 8
    composition = composed(2021)
    without = composition.values[:, np.arange(8) != 6].sum(axis=1)
    by_hand = 60 - without.argsort().argsort()
    assert choices["left_out", "D7"].ranks[:, 0].tolist() == by_hand.tolist()


def test_sobol_shares_are_shares_and_leaving_out_matters_most_to_the_city(composed, of_2021):
    composition = of_2021.composition
    ranks = sobol_ranks(composition)
    own = influences(composition, ranks[composition.units.index("79")])
    assert [one.choice for one in own] == ["weights", "normalisation", "mean", "left_out"]
    assert max(own, key=lambda one: one.total).choice == "left_out"
    for one in influences(composition, shifts(ranks, of_2021.published)):
        assert -0.1 <= one.first <= one.total + 0.1 <= 1.1

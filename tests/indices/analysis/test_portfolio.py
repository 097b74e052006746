"""Sets of hosts: exact against brute force, coverage before travel, refusals, merged units."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from indices.analysis.cube import Cube
from indices.analysis.destinations import destinations
from indices.analysis.likeness import likeness
from indices.analysis.lookback import look_back
from indices.analysis.portfolio import make_portfolio, recent_stops
from indices.analysis.portfolio_search import best_sets, most_covered
from indices.analysis.travel import distances
from indices.analysis.weakness import Wishes

KEPT = 10


@pytest.fixture(scope="module")
def km(catalogue):
    units = [one for one in catalogue.units_of(63) if one.code != "79"]
    return distances([catalogue.unit("79"), *units])


@pytest.fixture
def found(reader, catalogue):
    def make(index="PAPI", year=2022, wishes=None, focus="79"):
        alike = likeness(catalogue, reader.covariates(), year, focus)
        return destinations(
            Cube(reader.scores(index)), alike, catalogue, index, year, focus, wishes
        )

    return make


def masks_of(share, seed):
    random = np.random.default_rng(seed)
    return (random.random((62, 8)) < share) @ (1 << np.arange(8))


def brute(km, masks, k):
    """Every set of k hosts in one array: coverage, then the cheapest pairing."""
    sets = np.array(list(combinations(range(1, len(masks) + 1), k)), dtype=np.int16)
    covered = np.bitwise_or.reduce(masks[sets - 1], axis=1)
    n_covered = np.array([int(mask).bit_count() for mask in range(256)])[covered]
    sets = sets[n_covered == n_covered.max()]

    def pair(a, b):
        return km[0, sets[:, a]] + km[sets[:, a], sets[:, b]] + km[0, sets[:, b]]

    def single(a):
        return 2 * km[0, sets[:, a]]

    ways = {
        2: [pair(0, 1)],
        3: [pair(a, b) + single(3 - a - b) for a, b in ((0, 1), (0, 2), (1, 2))] if k == 3 else [],
        4: [pair(0, 1) + pair(2, 3), pair(0, 2) + pair(1, 3), pair(0, 3) + pair(1, 2)]
        if k == 4 else [],
    }[k]  # fmt: skip
    cost = np.min(ways, axis=0)
    order = np.argsort(cost, kind="stable")[:KEPT]
    return int(n_covered.max()), cost[order], [tuple(one) for one in sets[order].tolist()]


@pytest.mark.parametrize("k", [2, 3, 4])
@pytest.mark.parametrize("share", [0.05, 0.25])
def test_the_search_equals_brute_force_over_all_units(k, share, km):
    masks = masks_of(share, k)
    most, cost, sets = brute(km, masks, k)
    chosen = best_sets(km, masks, k, KEPT)
    assert most_covered(masks, k) == most
    np.testing.assert_allclose([one for one, _ in chosen], cost)
    assert [stops for _, stops in chosen] == sets


@pytest.mark.parametrize("k", [5, 6])
def test_large_sets_equal_brute_force_over_few_units(k, km):
    """The same search, against every pairing of every set of nine hosts."""
    from indices.analysis.travel import cheapest_tours

    masks = masks_of(0.25, 7)[:9]
    codes = [str(place) for place in range(10)]
    best = most_covered(masks, k)
    costs = []
    for one in combinations(range(1, 10), k):
        if int(np.bitwise_or.reduce(masks[[stop - 1 for stop in one]])).bit_count() == best:
            costs.append(sum(tour.km for tour in cheapest_tours(one, codes, km.tolist())))
    chosen = best_sets(km[:10, :10], masks, k, KEPT)
    np.testing.assert_allclose([cost for cost, _ in chosen], sorted(costs)[:KEPT])


def test_the_best_set_of_real_figures_equals_brute_force(found, catalogue):
    one = found(year=2021)
    portfolio = make_portfolio(one, catalogue, 3)
    units = [one.hosts[one.place(code)] for code in portfolio.candidates]
    masks = np.array([
        sum(1 << bit for bit, code in enumerate(portfolio.wanted)
            if one.strong[one.place(unit.code), one.codes.index(code)]) for unit in units
    ])  # fmt: skip
    home = catalogue.unit("79")
    _, cost, sets = brute(distances([home, *units]), masks, 3)
    assert portfolio.sets[0].km == pytest.approx(cost[0])
    assert portfolio.sets[0].hosts == tuple(units[place - 1].code for place in sets[0])


def test_coverage_comes_before_travel_and_nobody_hosts_himself(found, catalogue):
    portfolio = make_portfolio(found(), catalogue, 2)
    assert portfolio.uncovered == ("D3",)
    assert all(len(one.covered) == 6 for one in portfolio.sets)
    assert {"74", "77"}.isdisjoint(portfolio.candidates), "part of the city today"
    assert all(len(tour.stops) <= 2 for one in portfolio.sets for tour in one.tours)


def test_what_a_refusal_costs_is_what_nobody_else_covers(found, catalogue):
    one = found(year=2024)
    portfolio = make_portfolio(one, catalogue, 4)
    best = portfolio.sets[0]
    for decline in portfolio.declines:
        rest = [one.place(code) for code in best.hosts if code != decline.host]
        open_ = {code for code in portfolio.wanted
                 if not one.strong[rest, one.codes.index(code)].any()}  # fmt: skip
        assert set(decline.lost) == open_ - set(portfolio.uncovered)
        assert bool(decline.instead) == bool(decline.lost)


def test_more_hosts_than_candidates_give_no_set(found, catalogue):
    portfolio = make_portfolio(found("PAR", 2023, Wishes(threshold=4.5)), catalogue, 5)
    assert len(portfolio.candidates) < 5 and portfolio.sets == () and portfolio.declines == ()


def test_tours_of_the_past_two_years_count_when_wanted(found, catalogue):
    one = found()
    stops = recent_stops(catalogue, 2022)
    assert {stop.tour[:7] for stop in stops} == {"2022-12"}
    portfolio = make_portfolio(one, catalogue, 2, stops)
    assert set(portfolio.seen) | set(portfolio.wanted) == set(one.codes)
    assert "22" in portfolio.seen["D1"] and not {"22", "46"} & set(portfolio.candidates)


def test_an_indicator_without_weight_is_not_wanted(found, catalogue):
    one = found(wishes=Wishes(weights=(("D1", 0.0),)))
    assert "D1" not in make_portfolio(one, catalogue, 2).wanted


def test_looking_back_uses_the_results_that_were_out(reader, catalogue):
    cube = Cube(reader.scores("PAPI"))
    pasts = look_back(cube, reader.covariates(), catalogue, "PAPI", "79", Wishes())
    assert [(one.month, one.year) for one in pasts] == [("2022-12", 2021), ("2023-08", 2022)]
    first = pasts[0]
    assert first.unknown == ("22", "27")
    known = np.sort(first.found.potential[~first.found.unknown])[::-1]
    assert first.best == pytest.approx(known[:4].sum())
    assert first.share == pytest.approx(first.potential / first.best) and first.share < 1

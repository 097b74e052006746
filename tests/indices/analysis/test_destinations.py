"""Learning potential: terms by hand, unknown terms, weights, thresholds, likeness and travel."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from indices.analysis.cube import Cube
from indices.analysis.destinations import destinations, ordered
from indices.analysis.hosts import host_list
from indices.analysis.likeness import likeness
from indices.analysis.peers import peers
from indices.analysis.rank_ranges import rank_range, rank_ranges
from indices.analysis.ranking import competition_ranks
from indices.analysis.travel import cheapest_tours, distances, leg_days, single_days
from indices.analysis.uncertainty import ASSUMED, PUBLISHED
from indices.analysis.weakness import BENCHMARK, NONE, Wishes
from indices.frames import COVARIATE_COLUMNS, make_frame

CITIES = ("01", "22", "48", "79")


@pytest.fixture
def nothing():
    return make_frame({name: [] for name in COVARIATE_COLUMNS}, COVARIATE_COLUMNS)


@pytest.fixture
def cube(reader):
    return lambda index: Cube(reader.scores(index))


@pytest.fixture
def of_papi(reader, catalogue, cube):
    def make(year):
        alike = likeness(catalogue, reader.covariates(), year, "79")
        return destinations(cube("PAPI"), alike, catalogue, "PAPI", year, "79")

    return make


@pytest.fixture
def found(scored, small, nothing):
    """Four units, D1 and D2 of PAPI; the focus unit 79 is behind in D1 and ahead in D2."""

    def make(wishes=None, years=(2024,), **changed):
        base = {"01": (6.0, 4.0), "22": (5.5, 4.2), "48": (5.1, 4.4), "79": (5.0, 5.0)}
        rows = []
        for year in years:
            for unit, scores in base.items():
                for code, score in zip(("D1", "D2"), scores, strict=True):
                    value = changed.get(f"u{unit}_{code}_{year}", score)
                    reason = "withheld" if value is None else None
                    rows.append({"unit": unit, "indicator": code, "score": value, "year": year,
                                 "missing_reason": reason})  # fmt: skip
        given = wishes or Wishes(threshold=0.2, alike=0.0, day=0.0)
        alike = likeness(small, nothing, 2024, "79")
        return destinations(Cube(scored(*rows)), alike, small, "PAPI", 2024, "79", given)

    return make


def test_a_lead_counts_in_full_above_the_threshold_and_not_at_all_below(found):
    one = found()
    assert one.codes == ["D1"]
    np.testing.assert_allclose(one.potential, [1.0, 0.5, 0.0])
    assert one.rank.tolist() == [1, 2, 3]


def test_a_score_that_is_not_known_is_no_zero(found):
    one = found(u01_D1_2024=None)
    place = one.place("01")
    assert np.isnan(one.gap_term[place, 0]) and one.unknown[place] and one.rank[place] == 0
    assert one.rank[one.place("22")] == 1


def test_improvement_is_what_exceeds_the_median_of_all(found):
    one = found(years=(2023, 2024), u22_D1_2023=4.5, wishes=Wishes(
        threshold=0.2, gain=2.0, alike=0.0, day=0.0))  # fmt: skip
    place = one.place("22")
    assert one.gains.extra[place, 0] == pytest.approx(1.0)
    assert one.gains.places[place, 0] == 2 and one.gains.since[place, 0] == 2023
    assert one.potential[place] == pytest.approx(0.5 + 2.0 * 1.0)


def test_improvement_of_a_host_that_is_behind_teaches_nothing(found):
    one = found(years=(2023, 2024), u48_D1_2023=3.0, u48_D1_2024=4.9)
    assert one.gain_term[one.place("48"), 0] == 0


def test_no_year_is_compared_across_a_break(of_papi):
    one = of_papi(2021)
    assert not one.improvable.any() and np.isnan(one.gains.extra).all()


def test_all_weights_zero_rank_nobody(found):
    one = found(Wishes(weights=(("D1", 0.0),)))
    assert not one.asks and not one.rank.any()


def test_weak_indicators_are_the_rules_or_the_users(found):
    assert found(Wishes(rule=BENCHMARK)).codes == ["D1"]
    assert found(Wishes(margin=0.9)).codes == []
    assert found(Wishes(weak=("D2",))).codes == ["D2"]
    assert found(Wishes(weak=("D9",))).codes == ["D1"]


def test_thresholds_say_where_they_come_from(reader, catalogue, cube):
    def basis(index, year):
        alike = likeness(catalogue, reader.covariates(), year, "79")
        return destinations(cube(index), alike, catalogue, index, year, "79").basis

    assert (basis("PAPI", 2019), basis("PAPI", 2022), basis("PAR", 2023)) == (
        PUBLISHED, ASSUMED, NONE,
    )  # fmt: skip


def test_a_threshold_is_the_error_of_the_difference(of_papi, reader):
    one = of_papi(2019)
    rows = reader.scores("PAPI", 2019, "D4").set_index("unit")["standard_error"]
    column, place = one.codes.index("D4"), one.place("22")
    expected = 1.959964 * np.hypot(rows["79"], rows["22"])
    assert one.threshold[place, column] == pytest.approx(expected)


def test_likeness_is_one_over_one_plus_the_distance_of_peers(scored, small):
    values = {"01": (8000.0, 4000.0, 100.0), "79": (8000.0, 6000.0, 200.0)}
    names = ("population_thousand", "urban_population_thousand", "grdp_per_capita_million_vnd")
    rows = [(2022, 63, unit, name, value, "x") for unit, three in values.items()
            for name, value in zip(names, three, strict=True)]  # fmt: skip
    covariates = make_frame(dict(zip(COVARIATE_COLUMNS, zip(*rows, strict=True), strict=True)),
                            COVARIATE_COLUMNS)  # fmt: skip
    score = scored(*({"unit": unit, "indicator": "D1", "score": 5.0} for unit in CITIES))
    alike = likeness(small, covariates, 2024, "79")
    one = destinations(Cube(score), alike, small, "PAPI", 2024, "79", Wishes(weak=("D1",)))
    # Two units known: each differs by two standard deviations in urban share and in product; the
    # same people, the same kind. The mean of (0, 2, 2, 0) is 1.
    assert one.alike.whole[0] == pytest.approx(1 / (1 + 1.0))
    assert np.isnan(one.alike.whole[1:]).all() and not one.rank[1:].any()
    assert (one.factor[1:] == 0.5).all(), "what is not known counts least"


def test_likeness_is_that_of_the_page_of_peers(of_papi, reader, catalogue):
    scores, known = reader.scores("PAPI"), reader.covariates()
    one = of_papi(2024)
    apart = peers(catalogue, known, scores, 2024, "79").table.set_index("unit")["apart"]
    expected = [1 / (1 + apart[host.code]) for host in one.hosts]
    np.testing.assert_allclose(one.alike.whole, expected)


def test_without_figures_of_any_unit_the_kind_alone_counts(found):
    one = found(Wishes(threshold=0.2, alike=1.0, day=0.0))
    assert one.alike.variables == ("kind",) and one.alike.year == 0
    np.testing.assert_allclose(one.alike.whole, [1.0, 0.5, 1.0])


def test_distances_and_days_follow_the_stated_rule(catalogue):
    home, hanoi = catalogue.unit("79"), catalogue.unit("01")
    assert distances([home, hanoi])[0, 1] == pytest.approx(1145, abs=15)
    assert [leg_days(km) for km in (0.0, 60.0, 61.0, 251.0)] == [0, 0, 0.5, 0.5]
    assert single_days(np.array([30.0, 1000.0])).tolist() == [1.0, 2.0]
    gone = replace(home, latitude=None)
    assert np.isnan(single_days(distances([gone, hanoi])[0, 1:])).all()


def test_the_tour_of_august_2023_takes_the_three_days_that_it_took(catalogue):
    codes = ["79", "74", "95"]
    (tour,) = cheapest_tours(
        [1, 2], codes, distances([catalogue.unit(code) for code in codes]).tolist()
    )
    assert tour.days == 3.0


def test_equal_values_share_the_best_rank():
    values = np.array([[1.0, 2.0, 2.0 + 1e-12, -3.0], [0.0, 5.0, -0.0, 1.0]])
    places, ranks = ordered(values)
    in_order = np.take_along_axis(competition_ranks(values.T).T, places, axis=1)
    np.testing.assert_array_equal(ranks, in_order)
    assert ranks.tolist() == [[1, 1, 3, 4], [1, 2, 3, 3]]


def test_rank_ranges_hold_the_rank_and_repeat(of_papi):
    one = of_papi(2022)
    ranges = rank_ranges(one)
    ranked = one.rank > 0
    assert (ranges[ranked, 0] <= one.rank[ranked]).all()
    assert (one.rank[ranked] <= ranges[ranked, 1]).all()
    assert (ranges[ranked, 0] < ranges[ranked, 1]).any() and not ranges[~ranked].any()
    np.testing.assert_array_equal(ranges, rank_ranges(one))
    alone = [rank_range(one, place) for place in range(len(one.hosts))]
    np.testing.assert_array_equal(ranges, alone)


def test_rank_ranges_of_a_country_with_hundreds_of_units(of_papi):
    one = of_papi(2022)
    many = replace(
        one,
        hosts=one.hosts * 5,
        alike=replace(one.alike, whole=np.tile(one.alike.whole, 5)),
        **{name: np.concatenate([getattr(one, name)] * 5)
           for name in ("gap_term", "gain_term", "km", "days")},
    )  # fmt: skip
    ranges = rank_ranges(many)
    assert ranges.max() > 256
    alone = [rank_range(many, place) for place in range(len(many.hosts))]
    np.testing.assert_array_equal(ranges, alone)


def test_one_indicator_leaves_nothing_to_weigh(found):
    one = found()
    assert rank_ranges(one)[:, 0].tolist() == one.rank.tolist()


def test_the_six_in_2021_by_another_way(of_papi, reader, catalogue):
    """Terms from the flat table, without any of the matrices."""
    one = of_papi(2021)
    rows = {host.unit: host for host in host_list(one, catalogue)}
    table = reader.scores("PAPI", (2019, 2021)).set_index(["year", "unit", "indicator"])
    for unit in catalogue.benchmark:
        total = 0.0
        for code in ("D1", "D2", "D4", "D5", "D6", "D7"):
            lead = table.loc[(2021, unit, code), "score"] - table.loc[(2021, "79", code), "score"]
            errors = [table.loc[(2019, one, code), "standard_error"] for one in (unit, "79")]
            total += lead if lead > 1.959964 * np.hypot(*errors) else 0.0
        host = rows[unit]
        if unit in ("22", "27"):
            assert host.rank is None and host.at_least and host.potential is None
        else:
            assert host.gap_terms == pytest.approx(total, abs=1e-5)
            assert host.potential == pytest.approx(total * host.factor, abs=1e-5)
    ranked = [host for host in rows.values() if host.rank]
    assert len(ranked) == 59
    for host in ranked:
        assert host.rank == 1 + sum(other.value > host.value for other in ranked)

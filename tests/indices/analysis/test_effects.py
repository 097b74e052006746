"""Before and after: what is compared, what chance gives, what stays unanswered."""

from __future__ import annotations

import numpy as np
import pytest

from indices.analysis.effects import (
    FEW_YEARS_BEFORE,
    NO_YEAR_AFTER,
    OTHER_CAUSES,
    OWN_UNKNOWN,
    REGRESSION,
    differences,
    first_year_after,
    measure_effect,
    permutation_p,
)
from indices.analysis.panel import Panel, nearest, window
from indices.analysis.synthetic import donor_weights, synthetic_control


@pytest.fixture
def panel():
    """Thirty units that run alike but for noise; the first gains two points after."""

    def make(n_before=3, gain=2.0):
        random = np.random.default_rng(1)
        level = random.normal(5, 0.5, (30, 1))
        scores = level + random.normal(0, 0.05, (30, n_before + 1))
        scores[0, n_before:] += gain
        units = tuple(f"{place:02d}" for place in range(30))
        return Panel(units, tuple(range(n_before)), (n_before,), scores)

    return make


def test_the_december_tours_are_measured_on_comparable_years(reader, catalogue):
    scores, index = reader.scores("PAPI"), catalogue.indices["PAPI"]
    one = measure_effect(scores, index, "D4", "79", first_year_after("2022-12"))
    assert (one.before, one.after) == ((2021, 2022), (2023, 2024))
    own = scores[(scores["unit"] == "79") & (scores["indicator"] == "D4")].set_index("year")[
        "score"
    ]
    assert one.change == pytest.approx(own[[2023, 2024]].mean() - own[[2021, 2022]].mean())
    assert len(one.controls) == 10 and one.effect == pytest.approx(one.change - one.control_change)
    assert OTHER_CAUSES in one.warnings and REGRESSION in one.warnings
    assert one.synthetic is None, "two years before are too few"


def test_the_august_tour_has_a_synthetic_control(reader, catalogue):
    one = measure_effect(
        reader.scores("PAPI"), catalogue.indices["PAPI"], "D4", "79", first_year_after("2023-08")
    )
    weights = [weight for _, weight in one.synthetic.weights]
    assert min(weights) > 0 and sum(weights) == pytest.approx(1, abs=0.06)
    assert one.synthetic.rmspe < 0.1 and 0 < one.synthetic.p_value <= 1


@pytest.mark.parametrize(
    ("index", "month", "reason"),
    [("PAPI", "2025-03", NO_YEAR_AFTER), ("PAPI", "2020-12", FEW_YEARS_BEFORE),
     ("PAR", "2023-08", OWN_UNKNOWN), ("SIPAS", "2022-12", FEW_YEARS_BEFORE)],
)  # fmt: skip
def test_not_enough_years_is_an_answer(index, month, reason, reader, catalogue):
    one = measure_effect(
        reader.scores(index), catalogue.indices[index], "total", "79", first_year_after(month)
    )
    assert one.reason == reason and np.isnan(one.effect) and not one.stands_out


def test_no_window_crosses_a_break(catalogue):
    index = catalogue.indices["PAPI"]
    assert window(index, "D3", 2016) == ((), (2016, 2017))
    assert window(index, "D1", 2020) == ((2019,), (2020,))


def test_a_large_gain_stands_out(panel):
    made = panel()
    found = differences(made, 0)
    assert found[0] == pytest.approx(2.0, abs=0.2) and permutation_p(found, 0) == 1 / 30


def test_p_values_of_all_units_are_spread_evenly(panel):
    """Under no effect a share of no more than 5 % may have p ≤ 5 %."""
    made = panel(gain=0.0)
    p = [permutation_p(differences(made, row), row) for row in range(30)]
    assert sum(one <= 0.05 for one in p) <= 2


def test_the_one_who_travelled_is_nobodys_control(panel):
    made = panel(gain=100.0)
    others = differences(made, 0)[1:]
    assert np.abs(others).max() < 1


def test_controls_are_the_nearest_in_the_years_before():
    earlier = np.array([[5.0, 5.0], [5.1, 5.1], [9.0, 9.0], [4.8, 4.8]])
    assert nearest(earlier, 0, 2).tolist() == [1, 3]
    assert nearest(earlier, 0, 5, (1,)).tolist() == [3, 2]


def test_donor_weights_find_the_mixture_and_sum_to_one():
    donors = np.array([[1.0, 2.0, 3.0, 5.0], [3.0, 2.0, 7.0, 1.0], [9.0, 9.0, 1.0, 0.0]])
    weights = donor_weights(0.7 * donors[0] + 0.3 * donors[1], donors)
    np.testing.assert_allclose(weights, [0.7, 0.3, 0.0], atol=0.01)
    assert weights.sum() == pytest.approx(1) and (weights >= 0).all()


def test_a_synthetic_control_sees_the_gain(panel):
    one = synthetic_control(panel(n_before=4), 0)
    assert one.effect == pytest.approx(2.0, abs=0.25) and one.p_value <= 2 / 30
    assert synthetic_control(panel(n_before=2), 0) is None

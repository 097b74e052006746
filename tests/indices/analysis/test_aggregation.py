"""Scales, weights and means of parts: by hand, and what is refused."""

from __future__ import annotations

import numpy as np
import pytest

from indices.analysis.aggregation import (
    WrongWeights,
    aggregate_arithmetic,
    aggregate_geometric,
    check_weights,
)
from indices.analysis.normalisation import (
    normalise_min_max,
    normalise_ranks,
    normalise_scale,
    normalise_z_scores,
)

POINTS = np.array([[1.0, 5.0], [3.0, 5.0], [2.0, 8.0]])


def test_each_scale_by_hand():
    assert normalise_min_max(POINTS).tolist() == [[1, 1], [100, 1], [50.5, 100]]
    assert normalise_ranks(POINTS).tolist() == [[1, 2], [3, 2], [2, 3]]
    z_scores = normalise_z_scores(POINTS)
    assert z_scores.mean(axis=0) == pytest.approx([50, 50])
    assert z_scores.std(axis=0) == pytest.approx([10, 10])
    scale = normalise_scale(POINTS, np.array([1.0, 2.0]), np.array([3.0, 8.0]))
    assert scale[:, 1] == pytest.approx([50.5, 50.5, 100])


def test_a_part_in_which_all_are_equal_tells_nobody_apart():
    equal = np.full((3, 1), 4.0)
    for normalise in (normalise_min_max, normalise_z_scores, normalise_ranks):
        assert np.ptp(normalise(equal)) == 0


def test_the_scale_weighted_by_its_points_ranks_as_the_sum_does():
    low, high = np.array([0.0, 0.0]), np.array([10.0, 14.5])
    weights = (high - low) / (high - low).sum()
    means = aggregate_arithmetic(normalise_scale(POINTS, low, high), weights)
    assert means.argsort().tolist() == POINTS.sum(axis=1).argsort().tolist()


def test_a_weak_part_costs_more_under_the_geometric_mean():
    halves = np.array([0.5, 0.5])
    values = np.array([[1.0, 9.0], [5.0, 5.0]])
    assert aggregate_arithmetic(values, halves) == pytest.approx([5, 5])
    assert aggregate_geometric(values, halves) == pytest.approx([3, 5])


@pytest.mark.parametrize(
    ("weights", "named"),
    [([0.5, 0.6], "1.1"), ([1.5, -0.5], "-0.5"), ([1.0], "1 weights for 2"),
     ([np.nan, 1.0], "not a number"), ([[0.5, 0.5], [0.5, 0.4]], "0.9")],
)  # fmt: skip
def test_impossible_weights_are_refused_in_a_sentence(weights, named):
    with pytest.raises(WrongWeights, match=named):
        check_weights(np.array(weights), 2)


def test_thirds_typed_with_six_decimals_add_up():
    assert check_weights(np.full(3, 0.333333), 3).sum() == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize("value", [0.0, -1.0])
def test_no_geometric_mean_of_zero_or_less(value):
    with pytest.raises(ValueError, match="above 0"):
        aggregate_geometric(np.array([[value, 5.0]]), np.array([0.5, 0.5]))

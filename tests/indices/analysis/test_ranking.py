"""Ranks, ties and percentiles."""

from __future__ import annotations

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from indices.analysis.ranking import competition_ranks, percentile, ties


def test_ties_share_the_best_rank_and_the_next_is_skipped():
    ranks = competition_ranks(np.array([70.0, 90.0, 80.0, 80.0, np.nan]))
    assert ranks[:4].tolist() == [4, 1, 2, 2]
    assert np.isnan(ranks[4])


def test_unrounded_scores_are_ranked():
    assert competition_ranks(np.array([41.984, 41.981])).tolist() == [1, 2]


def test_the_order_of_summation_makes_no_difference():
    assert competition_ranks(np.array([0.1 + 0.2 + 0.3, 0.3 + 0.2 + 0.1])).tolist() == [1, 1]


def test_columns_are_ranked_apart():
    ranks = competition_ranks(np.array([[1.0, 9.0], [2.0, 8.0]]))
    assert ranks.tolist() == [[2, 1], [1, 2]]


@given(st.lists(st.integers(0, 20), min_size=1, max_size=12))
def test_a_rank_is_one_more_than_the_number_above(scores):
    ranks = competition_ranks(np.array(scores, dtype=float))
    assert ranks.tolist() == [1 + sum(other > own for other in scores) for own in scores]


def test_a_shared_rank_is_a_tie_unless_disputed(scored):
    scores = scored(
        {"unit": "01", "rank": 2}, {"unit": "22", "rank": 2}, {"unit": "48", "rank": 3},
        {"unit": "79", "rank": 3, "status": "disputed"}, {"unit": "31"}, {"unit": "46"},
        {"unit": "27", "rank": 2, "indicator": "D1"},
    )  # fmt: skip
    assert ties(scores).tolist() == [True, True, False, False, False, False, False]


def test_percentile_is_the_share_at_or_below():
    shares = percentile(pd.Series([1, 63, None], dtype="Int64"), pd.Series([63, 63, 63]))
    assert shares.round(1).tolist()[:2] == [100.0, 1.6]
    assert np.isnan(shares[2])

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from layouts.figures.labels import levels, spread


def test_labels_move_apart_and_keep_their_order():
    assert spread([5.0, 5.5, 1.0], 1.0, 0.0, 10.0) == [5.0, 6.0, 1.0]


def test_labels_at_the_edge_move_inwards():
    assert spread([9.8, 9.9], 1.0, 0.0, 10.0) == [9.0, 10.0]


@given(st.lists(st.floats(0, 60), min_size=1, max_size=10))
def test_no_two_labels_touch(positions):
    moved = sorted(spread(positions, 2.0, 0.0, 60.0))
    assert all(after - before >= 2.0 - 1e-9 for before, after in pairwise(moved))


def test_overlapping_labels_take_the_next_level():
    assert levels([0, 5, 20], [10, 10, 10]) == [0, 1, 0]

"""Grades by thresholds, by rank and counts, and groups by quartiles."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from indices.analysis.grading import (
    grade_bands,
    grade_by_counts,
    quartile_groups,
    threshold_grade,
)

GROUPS = ("high", "upper_medium", "lower_medium", "low")


@pytest.fixture
def grading(catalogue):
    return catalogue.indices["PAR"].grading


@pytest.mark.parametrize(
    ("score", "grade"),
    [(90.0, "A"), (89.99, "B"), (80.0, "B"), (79.97, "C"), (70.0, "C"), (69.99, None)],
)
def test_a_score_on_a_threshold_has_the_better_grade(grading, score, grade):
    assert threshold_grade(score, grading) == grade


@pytest.mark.parametrize(("score", "grade"), [(90.0, None), (84.0, "B"), (89.0, "B")])
def test_a_rounded_score_near_a_threshold_has_no_grade(grading, score, grade):
    assert threshold_grade(score, grading, "rounded", 1) == grade


@pytest.mark.parametrize(("rank", "grade"), [(3, "A"), (4, "B"), (62, "B"), (63, "C")])
def test_grade_from_rank_and_published_counts(grading, rank, grade):
    counts = pd.DataFrame({"year": 2021, "grade": ["C", "A", "B"], "n_units": [1, 3, 59]})
    assert grade_by_counts(rank, 63, grade_bands(counts, grading)[2021]) == grade


def test_counts_that_do_not_cover_the_field_give_no_grade(grading):
    counts = pd.DataFrame({"year": 2021, "grade": ["A", "B"], "n_units": [3, 59]})
    assert grade_by_counts(4, 63, grade_bands(counts, grading)[2021]) is None


def test_counts_that_contradict_each_other_are_not_used(grading):
    counts = pd.DataFrame({"year": 2021, "grade": ["A", "A", "B"], "n_units": [3, 4, 60]})
    assert grade_bands(counts, grading) == {}


def test_a_unit_exactly_on_a_cut_goes_up():
    groups = quartile_groups(np.array([10.0, 20.0, 30.0, 40.0, 50.0, np.nan]), GROUPS)
    assert groups == ["low", "lower_medium", "upper_medium", "high", "high", None]


def test_no_totals_no_groups():
    assert quartile_groups(np.array([np.nan, np.nan]), GROUPS) == [None, None]

"""A year is complete when everything its publisher gave out is known."""

from __future__ import annotations

import pytest

from indices.analysis.coverage import coverage_states


@pytest.mark.parametrize(
    ("index", "year", "expected", "scores", "ranks"),
    [
        ("PAPI", 2021, 60, "complete", "complete"),
        ("SIPAS", 2015, 10, "complete", "complete"),
        ("PAR", 2023, 63, "partial", "partial"),
        ("PAR", 2017, 63, "none", "partial"),
    ],
)
def test_states(reader, index, year, expected, scores, ranks):
    states = coverage_states(reader.coverage()).set_index(["index", "year", "indicator"])
    row = states.loc[(index, year, "total")]
    assert row[["n_expected", "scores_state", "ranks_state"]].tolist() == [expected, scores, ranks]


def test_nothing_known_and_nothing_expected_is_none(reader):
    states = coverage_states(reader.coverage().assign(n_withheld=63, n_scores=0, n_ranks=0))
    assert set(states["scores_state"]) == {"none"}

"""Targets over the years: what was lacking then, what from here, and ways nobody can measure."""

from __future__ import annotations

from dataclasses import replace

import pytest

from indices.analysis.paths import target_paths
from indices.catalogue import Target


@pytest.fixture
def paths(catalogue, reader):
    def ask(*targets):
        scores = {target.index: reader.scores(target.index) for target in targets}
        return target_paths(scores, replace(catalogue, targets=targets))

    return ask


def target(index, year, indicator, kind, value):
    return Target(index, year, indicator, kind, value, "e01")


def test_a_missed_target_says_what_was_lacking(paths, reader):
    (path,) = paths(target("PAPI", 2022, "D1", "score_above", "6.00"))
    own = reader.scores("PAPI", 2022, "D1", "79")["score"].iloc[0]
    assert path.check.outcome == "missed"
    assert path.then.points == pytest.approx(6 - own)
    assert (path.base, path.reason) == (2024, None)


def test_no_way_leads_across_the_reform_of_units_or_a_new_method(paths):
    found = paths(
        target("PAPI", 2025, "total", "group_at_least", "high"),
        target("PAPI", 2019, "D8", "score_above", "6"),
    )
    assert [path.reason for path in found] == ["other_units", "method_changed"]
    assert all(path.here is None and path.per_year is None for path in found)


def test_a_target_that_lies_ahead_is_divided_among_the_years(catalogue, reader):
    """As if 2024 were not published yet: nine points of D4 by 2024, from 2021."""
    wanted = target("PAPI", 2024, "D4", "score_above", "9")
    index = replace(catalogue.indices["PAPI"], years=tuple(range(2011, 2022)))
    at = replace(catalogue, targets=(wanted,), indices={**catalogue.indices, "PAPI": index})
    scores = reader.scores("PAPI").query("year <= 2021")
    (path,) = target_paths({"PAPI": scores}, at)
    own = reader.scores("PAPI", 2021, "D4", "79")["score"].iloc[0]
    assert path.per_year == pytest.approx((9 - own) / 3)
    assert path.check.outcome == "unknown" and path.then is None

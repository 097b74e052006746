"""The rule that picks the shown figure: each step decides when all steps before it are equal."""

from __future__ import annotations

import pytest

from indices.analysis.selection import best_first


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({"status": "accepted", "kind": "press"}, {"status": "disputed", "kind": "official"}),
        ({"kind": "official", "decimals": 0}, {"kind": "dataset", "decimals": 2}),
        ({"kind": "dataset"}, {"kind": "academic"}),
        ({"kind": "academic"}, {"kind": "press"}),
        ({"precision": "exact", "decimals": 0}, {"precision": "rounded", "decimals": 2}),
        ({"precision": "rounded"}, {"precision": "derived"}),
        ({"decimals": 2, "published": "2020"}, {"decimals": 1, "published": "2024"}),
        ({"decimals": 0}, {"decimals": None}),
        ({"published": "2024-05"}, {"published": "2024-04-30"}),
        ({"published": "2016"}, {"published": None}),
        ({"source": "a"}, {"source": "b"}),
    ],
)
def test_each_step_of_the_rule(observed, better, worse):
    rows = [{"unit": "79", "score": 1.0} | better, {"unit": "79", "score": 2.0} | worse]
    for order in (rows, rows[::-1]):
        assert best_first(observed(*order))["score"].tolist() == [1.0, 2.0]


def test_rejected_figures_stand_last(observed):
    facts = observed(
        {"unit": "79", "score": 1.0, "kind": "official", "status": "rejected"},
        {"unit": "79", "score": 2.0, "precision": "derived", "status": "disputed"},
    )
    assert best_first(facts)["score"].tolist() == [2.0, 1.0]


def test_only_rows_that_carry_the_figure_take_part(observed):
    facts = observed(
        {"unit": "79", "score": 86.05, "source": "press"},
        {"unit": "79", "rank": 43, "kind": "official", "source": "ministry"},
    )
    assert best_first(facts, "score")["source"].tolist() == ["press"]
    assert best_first(facts, "rank")["source"].tolist() == ["ministry"]


def test_a_printed_rank_stands_before_a_derived_one(observed):
    facts = observed(
        {"unit": "79", "rank": 33, "kind": "press"},
        {"unit": "79", "rank": 34, "kind": "official", "precision": "derived"},
    )
    assert best_first(facts, "rank")["rank"].tolist() == [33, 34]

"""The user's own composite: only whole units are ranked, and weights must be weights."""

from __future__ import annotations

import pytest

from indices.analysis.composite import NoComposite, composite
from indices.analysis.cube import Cube


@pytest.fixture
def ask(catalogue, reader):
    def find(weights, year=2023, normalisation="min_max"):
        scores = {code: Cube(reader.scores(code)).of_indicator(year, "total", ("score",))
                  for code, index in catalogue.indices.items() if year in index.years}  # fmt: skip
        return composite(scores, catalogue, year, weights, normalisation)

    return find


def test_by_hand_for_two_indices(ask, reader):
    found = ask({"PAR": 0.25, "PAPI": 0.75})
    totals = {code: reader.scores(code, 2023, "total").set_index("unit")["score"].dropna()
              for code in ("PAR", "PAPI")}  # fmt: skip
    both = sorted(set(totals["PAR"].index) & set(totals["PAPI"].index))
    assert sorted(one.unit for one in found.places) == both
    placed = {}
    for code, share in (("PAR", 0.25), ("PAPI", 0.75)):
        own = totals[code][both]
        for unit in both:
            part = 1 + 99 * (own[unit] - own.min()) / (own.max() - own.min())
            placed[unit] = placed.get(unit, 0) + share * part
    got = {one.unit: one.composite for one in found.places}
    assert all(got[unit] == pytest.approx(placed[unit]) for unit in both)


def test_units_with_an_unknown_score_are_named_and_not_ranked(ask):
    found = ask({"PAR": 0.5, "PAPI": 0.5})
    ranked = {one.unit for one in found.places}
    assert ranked and not ranked & set(found.left_out) and len(ranked) + len(found.left_out) == 63
    assert found.left_out["22"] == ["PAPI"] or "PAPI" in found.left_out["22"]


def test_an_index_without_weight_leaves_nobody_out(ask):
    """The score of Ho Chi Minh City on SIPAS 2023 is not known, and need not be."""
    found = ask({"PAR": 0.5, "SIPAS": 0.0, "PAPI": 0.5})
    assert found.places == ask({"PAR": 0.5, "PAPI": 0.5}).places
    assert "79" in {one.unit for one in found.places}


def test_the_sensitivity_is_the_same_each_time_and_holds_ranks(ask):
    one, two = (ask({"PAR": 0.5, "PAPI": 0.5}).places for _ in range(2))
    assert one == two
    assert all(place.best <= place.worst for place in one) and min(p.best for p in one) == 1


@pytest.mark.parametrize(
    ("weights", "reason"),
    [({"PAR": 0.5, "PAPI": 0.4}, "sum"), ({"PAR": -0.5, "PAPI": 1.5}, "negative"),
     ({"PAPI": 1.0}, "one_index"), ({}, "one_index"), ({"PAR": 0.0, "PAPI": 1.0}, "one_index")],
)  # fmt: skip
def test_weights_that_cannot_be_are_refused(weights, reason, ask):
    with pytest.raises(NoComposite) as refused:
        ask(weights)
    assert refused.value.reason == reason

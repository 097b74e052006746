"""The claim of December 2022, checked against what was known then."""

from __future__ import annotations

import pandas as pd
import pytest

from indices.analysis.claims import claim_check


@pytest.fixture
def claims(reader, catalogue):
    scores = pd.concat([reader.scores(index, 2021, "total") for index in catalogue.indices])
    return {(claim.unit, claim.index): claim for claim in claim_check(scores, catalogue)}


def test_every_destination_is_checked_on_every_index(claims, catalogue):
    assert len(claims) == 6 * 3
    assert {claim.year for claim in claims.values()} == {2021}


@pytest.mark.parametrize(
    ("unit", "index", "verdict", "reason"),
    [
        ("22", "PAR", "yes", None),
        ("31", "PAR", "yes", None),
        ("01", "PAR", "no", "grade_not_above"),
        ("46", "PAR", "no", "grade_not_above"),
        ("27", "PAR", "unknown", "unit_not_found"),
        ("46", "PAPI", "yes", None),
        ("22", "PAPI", "unknown", "unit_withheld"),
        ("27", "PAPI", "unknown", "unit_withheld"),
        ("31", "SIPAS", "unknown", "focus_unknown"),
    ],
)
def test_verdicts(claims, unit, index, verdict, reason):
    claim = claims[unit, index]
    assert (claim.verdict, claim.reason) == (verdict, reason)


def test_both_figures_stand_beside_the_verdict(claims):
    claim = claims["01", "PAR"]
    assert (claim.focus.score, claim.focus.rank, claim.focus.grade) == (86.05, 43, "B")
    assert (claim.other.rank, claim.other.rank_of, claim.other.grade_basis) == (10, 63, "counts")


def verdict_of(scored, catalogue, index, focus, other):
    scores = scored(
        {"unit": "79", "index": index, "year": 2021} | focus,
        {"unit": "22", "index": index, "year": 2021} | other,
    )
    return next(
        claim for claim in claim_check(scores, catalogue, units=["22"]) if claim.index == index
    )


@pytest.mark.parametrize(
    ("other", "verdict", "reason"),
    [
        ({"rank": 2, "grade": "A"}, "yes", None),
        ({"rank": 50, "grade": "A"}, "no", "rank_not_above"),
        ({"rank": 43, "grade": "B"}, "no", "neither_above"),
        ({"rank": 2}, "unknown", "grade_unknown"),
        ({"grade": "A"}, "unknown", "rank_unknown"),
        ({"grade": "B"}, "no", "grade_not_above"),
    ],
)
def test_one_known_part_that_is_not_above_refutes(scored, catalogue, other, verdict, reason):
    claim = verdict_of(scored, catalogue, "PAR", {"rank": 43, "grade": "B"}, other)
    assert (claim.verdict, claim.reason, claim.basis) == (verdict, reason, "grade_and_rank")


@pytest.mark.parametrize(("rank", "verdict"), [(2, "yes"), (60, "no")])
def test_rank_alone_decides_where_there_are_no_grades(scored, catalogue, rank, verdict):
    claim = verdict_of(scored, catalogue, "SIPAS", {"rank": 43}, {"rank": rank})
    assert (claim.verdict, claim.basis) == (verdict, "rank_only")

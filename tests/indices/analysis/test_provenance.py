"""Why one of several observations is shown, told rival by rival."""

from __future__ import annotations

import pandas as pd
import pytest

from indices.analysis.provenance import choices
from indices.frames import OBSERVATION_COLUMNS

BASE = {
    "index": "PAR", "year": 2021, "unit": "79", "indicator": "total", "score": 86.05,
    "decimals": 2, "rank": 43, "precision": "exact", "status": "accepted", "source": "b",
    "published": "2022", "kind": "press",
}  # fmt: skip


def observed(*rows):
    frame = pd.DataFrame([{**dict.fromkeys(OBSERVATION_COLUMNS), **BASE, **row} for row in rows])
    return frame.astype({"score": "float64", "decimals": "Int64", "rank": "Int64"})


@pytest.mark.parametrize(
    ("other", "step"),
    [
        ({"status": "rejected"}, "rejected"),
        ({"status": "disputed"}, "status"),
        ({"kind": "press", "score": 86.1}, "kind"),
        ({"kind": "official", "precision": "rounded", "score": 86.0}, "precision"),
        ({"kind": "official", "decimals": 1, "score": 86.1}, "decimals"),
        ({"kind": "official", "published": "2021"}, "newer"),
        ({"kind": "official", "source": "c"}, "source"),
    ],
)
def test_each_rival_is_told_the_step_that_decided(other, step):
    score = choices(observed({"kind": "official"}, other))[0]
    assert (score.figure, score.shown["kind"]) == ("score", "official")
    assert [rival.step for rival in score.rivals] == [step]


def test_a_rounded_rival_agrees_and_another_score_does_not():
    found = choices(observed({}, {"score": 86.0, "decimals": 0, "precision": "rounded"},
                             {"score": 86.5, "status": "disputed"}))  # fmt: skip
    assert [rival.agrees for rival in found[0].rivals] == [True, False]


def test_a_printed_rank_stands_before_a_derived_one_of_a_better_source():
    derived = {"kind": "official", "precision": "derived", "rank": 40}
    rank = next(one for one in choices(observed(derived, {})) if one.figure == "rank")
    assert rank.shown["rank"] == 43 and rank.rivals[0].step == "printed"


def test_nothing_is_shown_where_all_are_rejected():
    score = choices(observed({"status": "rejected"}))[0]
    assert score.shown is None and [rival.step for rival in score.rivals] == ["rejected"]


def test_the_choice_is_that_of_the_score_table(reader):
    """By another path: the table made when the data were loaded."""
    rivals, keys = reader.rivals(), ["index", "year", "unit", "indicator"]
    table = pd.concat([reader.scores(index) for index in rivals["index"].unique()])
    scores = table.set_index(keys)[["score", "rank"]].to_dict("index")
    facts = rivals.groupby(keys).indices
    for fact in sorted(facts)[::5]:
        for one in choices(rivals.iloc[facts[fact]]):
            if one.shown and one.figure != "grade":
                assert scores[fact][one.figure] == one.shown[one.figure], fact

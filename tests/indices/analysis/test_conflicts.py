"""Facts on which sources differ, the rule's choice and the step that decided."""

from __future__ import annotations

import pytest

from indices.analysis.conflicts import CONFLICT_COLUMNS, conflicts


@pytest.mark.parametrize(
    ("better", "worse", "why"),
    [
        ({}, {"status": "rejected"}, "status"),
        ({"kind": "dataset"}, {}, "kind"),
        ({}, {"precision": "derived"}, "precision"),
        ({}, {"score": 86.0, "decimals": 1}, "decimals"),
        ({"published": "2025"}, {}, "newer"),
        ({}, {"source": "b"}, "source"),
    ],
)
def test_why_the_rule_chose(observed, better, worse, why):
    rows = ({"unit": "79", "score": 86.97} | better, {"unit": "79", "score": 85.0} | worse)
    found = conflicts(observed(*rows)).iloc[0]
    assert found[["what", "chosen", "why"]].tolist() == ["score", "86.97", why]


def test_rivals_stand_with_their_source_and_status(observed):
    found = conflicts(
        observed(
            {"unit": "17", "score": 86.76, "source": "c73"},
            {"unit": "17", "score": 86.89, "rank": 35, "source": "c74", "status": "rejected"},
        )
    )
    assert found["rivals"].tolist() == ["86.89 (c74, rejected)", "35 (c74, rejected)"]
    assert found["chosen"].fillna("").tolist() == ["86.76", ""]


@pytest.mark.parametrize(
    "rows",
    [
        ({"score": 86.97}, {"score": 86.97, "source": "b"}),
        ({"score": 84.45}, {"score": 84.0, "decimals": 1, "precision": "rounded"}),
        ({"score": 4.86006, "index": "PAPI"}, {"score": 4.86012, "index": "PAPI"}),
        ({"score": 86.97}, {"rank": 33}),
    ],
)
def test_what_agrees_is_no_conflict(observed, rows):
    assert conflicts(observed(*({"unit": "79"} | row for row in rows))).empty


def test_papi_figures_further_apart_do_not_agree(observed):
    rows = [{"unit": "79", "index": "PAPI", "score": score} for score in (4.8600, 4.8602)]
    assert len(conflicts(observed(*rows))) == 1


def test_a_lone_disputed_figure_is_told(observed):
    found = conflicts(observed({"unit": "31", "score": 88.09, "status": "disputed"}))
    assert found[["chosen", "why", "rivals"]].to_numpy().tolist() == [["88.09", "status", ""]]


def test_no_observations_no_conflicts(observed):
    assert list(conflicts(observed()).columns) == list(CONFLICT_COLUMNS)


def test_the_real_conflicts(reader):
    found = conflicts(reader.rivals()).set_index(["index", "year", "unit", "what"])
    assert found.loc[("PAR", 2012, "48", "score"), "why"] == "kind"
    assert found.loc[("PAR", 2015, "79", "rank"), "rivals"] == "3 (a34, rejected)"
    assert found.loc[("PAR", 2023, "96", "rank"), "rivals"] == "32 (c63, rejected)"
    assert "PAPI" not in found.index.get_level_values("index")

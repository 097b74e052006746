"""The score table: picks, computed ranks, grades and reasons, on fields small enough to check."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from indices.analysis.scores import score_tables
from indices.frames import SCORE_COLUMNS


def totals(table: pd.DataFrame) -> pd.DataFrame:
    return table[table["indicator"] == "total"].set_index("unit")


def whole_field(**special: dict) -> list[dict]:
    scores = {"01": 91.43, "22": 92.18, "48": 88.68, "79": 86.97}
    return [
        {"unit": unit, "score": score} | special.get(f"u{unit}", {})
        for unit, score in scores.items()
    ]


@pytest.fixture
def table_of(observed, no_reasons, small):
    def make(*rows, index="PAR", year=2023, missing=no_reasons, counts=None):
        return score_tables(observed(*rows), missing, counts, small, index, [year])

    return make


def test_a_complete_field_is_ranked_and_the_basis_named(table_of):
    found = totals(table_of(*whole_field()))
    assert found["rank"].tolist() == [2, 1, 3, 4]
    assert found["rank_of"].tolist() == [4] * 4
    assert set(found["rank_basis"]) == {"computed"}


def test_an_incomplete_field_is_not_ranked(table_of):
    found = totals(table_of(*whole_field()[:3]))
    assert found["rank"].isna().all() and found["rank_basis"].isna().all()
    assert found.loc["79", "missing_reason"] == "not_found"


def test_rounded_scores_are_not_ranked(table_of):
    found = totals(table_of(*whole_field(u79={"precision": "rounded", "score": 87.0})))
    assert found["rank"].isna().all()


def test_a_withheld_unit_is_not_part_of_the_ranked_field(table_of):
    missing = pd.DataFrame(
        {"year": [2023], "unit": ["79"], "indicator": ["total"], "reason": ["withheld"]}
    )
    found = totals(table_of(*whole_field()[:3], missing=missing))
    assert found["rank_of"].tolist()[:3] == [3, 3, 3]
    assert found.loc["79", ["score", "rank", "grade"]].isna().all()
    assert found.loc["79", "missing_reason"] == "withheld"


def test_published_ranks_stay_and_derived_ones_say_so(table_of):
    found = totals(
        table_of(
            {"unit": "79", "rank": 33, "rank_of": 63},
            {"unit": "48", "rank": 12, "rank_of": 63, "precision": "derived"},
        )
    )
    assert found.loc["79", ["rank", "rank_basis"]].tolist() == [33, "published"]
    assert found.loc["48", ["rank", "rank_basis"]].tolist() == [12, "derived"]


def test_a_published_rank_stays_in_a_complete_field(table_of):
    found = totals(table_of(*whole_field(u79={"rank": 3, "rank_of": 63})))
    assert found["rank"].tolist() == [2, 1, 3, 3]
    assert found.loc["79", ["rank_of", "rank_basis"]].tolist() == [63, "published"]


def test_a_lone_rejected_figure_is_not_shown(table_of):
    found = totals(table_of({"unit": "79", "score": 86.97, "rank": 3, "status": "rejected"}))
    assert found.loc["79", ["score", "rank", "status"]].isna().all()
    assert found.loc["79", ["sources", "n_observations"]].tolist() == ["", 1]


def test_a_doubtful_rank_makes_the_row_disputed(table_of):
    found = totals(
        table_of(
            {"unit": "79", "score": 86.97},
            {"unit": "79", "rank": 33, "rank_of": 63, "status": "disputed"},
        )
    )
    assert found.loc["79", "status"] == "disputed"


def test_sources_name_the_chosen_one_first_and_no_rejected_one(table_of):
    found = totals(
        table_of(
            {"unit": "79", "score": 86.9, "source": "b", "decimals": 1},
            {"unit": "79", "score": 86.97, "source": "c"},
            {"unit": "79", "score": 11.0, "source": "a", "status": "rejected"},
        )
    )
    assert found.loc["79", ["score", "sources", "n_observations"]].tolist() == [86.97, "c;b", 3]


def test_published_grade_before_thresholds_before_counts(table_of):
    counts = pd.DataFrame({"year": 2023, "grade": ["A", "B"], "n_units": [2, 2]})
    found = totals(
        table_of(
            {"unit": "01", "grade": "B", "score": 95.0},
            {"unit": "22", "score": 92.18},
            {"unit": "79", "rank": 4, "rank_of": 4},
            counts=counts,
        )
    )
    assert found["grade"].tolist()[:2] == ["B", "A"] and found.loc["79", "grade"] == "B"
    assert found.loc[["01", "22", "79"], "grade_basis"].tolist() == [
        "published", "computed", "counts"
    ]  # fmt: skip


def test_no_grade_for_years_whose_thresholds_are_unknown(table_of):
    assert (
        totals(table_of({"unit": "79", "score": 95.0, "year": 2016}, year=2016))["grade"]
        .isna()
        .all()
    )


def test_no_groups_from_an_incomplete_field(table_of):
    rows = [{"index": "PAPI", "unit": unit, "score": 40.0} for unit in ("01", "22", "79")]
    assert totals(table_of(*rows, index="PAPI"))["grade"].isna().all()


def test_the_printed_maximum_stands_before_the_catalogue(table_of):
    table = table_of(
        {"unit": "79", "indicator": "D6", "score": 9.0, "max_points": 11.5},
        {"unit": "79", "indicator": "D8", "score": 12.0},
    )
    of_hcmc = table[table["unit"] == "79"].set_index("indicator")["max_points"]
    assert of_hcmc[["D6", "D8", "total"]].tolist() == [11.5, 16.5, 100.0]


def test_figures_outside_the_field_are_passed_over(table_of):
    table = table_of(
        {"unit": "NATIONAL_MEAN", "score": 86.98}, {"unit": "79", "score": 1.0, "year": 1999},
        {"unit": "79", "score": 1.0, "indicator": "nothing"}, {"unit": "79", "index": "SIPAS"},
    )  # fmt: skip
    assert table["score"].isna().all() and (table["n_observations"] == 0).all()


def test_no_observations_still_make_the_whole_field(table_of):
    table = table_of()
    assert len(table) == 4 * 14
    assert {name: str(dtype) for name, dtype in table.dtypes.items()} == SCORE_COLUMNS
    assert set(table["missing_reason"]) == {"not_found"}


def test_years_from_2025_have_the_34_units(observed, no_reasons, catalogue):
    later = replace(catalogue.indices["PAPI"], years=(2024, 2025))
    extended = replace(catalogue, indices={"PAPI": later})
    facts = observed(
        {"index": "PAPI", "unit": "74", "year": 2025, "score": 40.0},
        {"index": "PAPI", "unit": "79", "year": 2025, "score": 42.0},
    )
    table = score_tables(facts, no_reasons, None, extended, "PAPI")
    newest = totals(table[table["year"] == 2025])
    assert len(newest) == 34 and "74" not in newest.index
    assert newest.loc["79", ["vintage", "score"]].tolist() == [34, 42.0]

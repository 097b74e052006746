from __future__ import annotations

import pytest

from indices.loaders.papi import derive_sums
from indices.sums import sums_of_parts
from tests.indices.sheets import CATALOGUE, facts_of, papi_parts

PAPI = CATALOGUE.indices["PAPI"]


def derived(*rows: dict[str, object]) -> dict[str, float]:
    facts = facts_of("PAPI", *rows)
    complete = derive_sums(facts, sums_of_parts(facts, PAPI)).rows
    return dict(complete[complete["precision"] == "derived"][["indicator", "score"]].to_numpy())


def test_dimensions_and_total_are_sums_of_their_parts():
    sums = derived(*papi_parts(2021, "79", 1.1))
    assert sums == pytest.approx({"D1": 4.4, "D2": 4.4, "D3": 3.3, "D4": 4.4, "D5": 3.3,
                                  "D6": 4.4, "D7": 3.3, "D8": 3.3, "total": 30.8})  # fmt: skip


def test_parts_are_those_of_the_year():
    assert derived(*papi_parts(2011, "79"))["total"] == 22
    assert derived(*papi_parts(2018, "79"))["D8"] == 2
    assert derived(*papi_parts(2020, "79"))["D5"] == 4


def test_a_sum_is_missing_when_a_part_is():
    sums = derived(*papi_parts(2021, "79")[1:])
    assert "D1" not in sums
    assert "total" not in sums
    assert sums["D2"] == 4


def test_a_rejected_part_counts_for_nothing_and_a_disputed_one_is_inherited():
    rows = papi_parts(2021, "79")
    assert "total" not in derived(rows[0] | {"status": "rejected"}, *rows[1:])
    facts = facts_of("PAPI", rows[0] | {"status": "disputed"}, *rows[1:])
    complete = derive_sums(facts, sums_of_parts(facts, PAPI)).rows.set_index("indicator")
    assert complete.loc["total", "status"] == "disputed"
    assert complete.loc["D2", "status"] == "accepted"


def test_a_figure_that_the_source_prints_is_not_derived():
    total = {"year": 2021, "unit": "79", "indicator": "total", "score": 28.0}
    assert "total" not in derived(*papi_parts(2021, "79"), total)
    assert "total" in derived(*papi_parts(2021, "79"), total | {"source": "d02"})


def test_sources_are_not_mixed():
    rows = papi_parts(2021, "79")
    assert "total" not in derived(rows[0] | {"source": "d02"}, *rows[1:])


def test_a_derived_row_says_what_it_is():
    facts = facts_of("PAPI", *papi_parts(2021, "79", 1.25))
    row = derive_sums(facts, sums_of_parts(facts, PAPI)).rows.iloc[-1]
    assert (row["remark"], row["decimals"], row["vintage"]) == ("sum of parts", 2, 63)
    assert row["cell"] is None or row["cell"] != row["cell"]

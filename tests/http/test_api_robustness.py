"""GET /api/v1/robustness: ranks under other methods, and the reason where there are none."""

from __future__ import annotations

import pytest


def get(client, query, status=200):
    answer = client.get(f"/api/v1/robustness?{query}")
    assert answer.status_code == status
    return answer.get_json()


def test_one_unit_with_its_choices(client):
    (city,) = get(client, "index=PAPI&year=2021&unit=79&lang=en")["items"]
    assert (city["rank"], city["sum_rank"], city["n_units"], city["draws"]) == (46, 46, 60, 2000)
    assert city["best_rank"] < 46 < city["worst_rank"]
    assert sum(city["frequencies"].values()) == pytest.approx(1, abs=1e-3)
    assert {one["choice"] for one in city["influence"]} == {
        one["choice"] for one in city["choices"]
    }


def test_all_units_of_a_year(client):
    items = get(client, "index=PAPI&year=2024&weights=any")["items"]
    assert len(items) == 61
    assert all(item["best_rank"] <= item["median_rank"] <= item["worst_rank"] for item in items)


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("index=SIPAS&year=2024&unit=79", "index_without_parts"),
        ("index=PAR&year=2012&unit=79", "parts_not_known"),
        ("index=PAPI&year=2021&unit=22", "not_ranked"),
    ],
)
def test_no_variation_is_said_with_its_reason(client, query, reason):
    (item,) = get(client, query)["items"]
    assert (item["reason"], item["best_rank"], item["sum_rank"]) == (reason, None, None)


@pytest.mark.parametrize(
    ("query", "status", "named"),
    [
        ("index=PAPI&year=2021&weights=wild", 400, "near or any"),
        ("index=PAPI&year=2021&unit=99", 404, "99"),
        ("index=PAPI&year=2021&indicator=D9", 404, "D9"),
    ],
)
def test_wrong_questions_are_refused_in_a_sentence(client, query, status, named):
    assert named in get(client, f"{query}&lang=en", status)["error"]

"""GET /api/v1/uncertainty: published intervals, and the word where there are none."""

from __future__ import annotations

import pytest


def get(client, query, status=200):
    answer = client.get(f"/api/v1/uncertainty?{query}")
    assert answer.status_code == status
    return answer.get_json()


def test_one_unit_of_2019(client):
    (city,) = get(client, "index=PAPI&year=2019&unit=79&lang=en")["items"]
    assert city["interval"] == "published"
    assert city["upper"] - city["score"] == pytest.approx(1.96 * city["standard_error"], abs=1e-4)
    assert city["best_rank"] < 31 < city["worst_rank"]
    assert (city["unit_name"], city["top"]) == ("Ho Chi Minh City", 10)


def test_all_units_and_a_dimension(client):
    items = get(client, "index=PAPI&year=2019&indicator=D4")["items"]
    assert len(items) == 63
    assert all(item["best_rank"] <= item["rank"] <= item["worst_rank"] for item in items)


def test_joint_ranks_are_given_beside_those_of_one_unit(client):
    for item in get(client, "index=PAPI&year=2019")["items"]:
        assert item["joint_best_rank"] <= item["best_rank"]
        assert item["worst_rank"] <= item["joint_worst_rank"]


def test_assumed_errors_come_on_request_and_under_their_own_name(client):
    (city,) = get(client, "index=PAPI&year=2021&unit=79&errors=assumed")["items"]
    assert (city["interval"], city["error_year"]) == ("assumed", 2019)
    assert city["lower"] < city["score"] < city["upper"]
    (early,) = get(client, "index=PAPI&year=2017&unit=79&errors=assumed")["items"]
    assert early["interval"] == "no_interval_published"


def test_a_withheld_unit_is_given_no_error_of_another_year(client):
    (unit,) = get(client, "index=PAPI&year=2021&unit=22&errors=assumed")["items"]
    assert (unit["interval"], unit["standard_error"]) == ("no_interval_published", None)


@pytest.mark.parametrize("query", ["index=PAPI&year=2024&unit=79", "index=PAR&year=2023&unit=79"])
def test_no_interval_is_said_and_nothing_made_up(client, query):
    (city,) = get(client, query)["items"]
    assert city["interval"] == "no_interval_published"
    assert {city[key] for key in ("lower", "upper", "best_rank", "may_be_top")} == {None}


@pytest.mark.parametrize(
    ("query", "status", "named"),
    [
        ("index=PAPI", 400, "year"),
        ("index=PAPI&year=2019&against=22", 400, "against"),
        ("index=PAPI&year=1999", 404, "1999"),
        ("index=PAPI&year=2019&unit=99", 404, "99"),
    ],
)
def test_wrong_questions_are_refused_in_a_sentence(client, query, status, named):
    assert named in get(client, query, status)["error"]

"""GET /api/v1/peers: distances term by term, and sentences for wrong weights."""

from __future__ import annotations

import pytest


def get(client, query, status=200):
    answer = client.get(f"/api/v1/peers?{query}")
    assert answer.status_code == status
    return answer.get_json()


def test_the_nearest_first_and_the_missing_last(client):
    items = get(client, "unit=79&year=2022&variables=population:1,profile:1&lang=en")["items"]
    assert len(items) == 62
    assert sum(items[0]["terms"].values()) == pytest.approx(items[0]["distance"], abs=1e-5)
    assert items[-1]["missing"] == ["profile"] and items[-1]["distance"] is None


def test_a_unit_without_a_picked_variable_has_no_peers_and_says_why(client):
    items = get(client, "unit=22&year=2021&variables=profile:1&index=PAPI")["items"]
    assert len(items) == 62 and {one["distance"] for one in items} == {None}
    assert {one["missing_reason"] for one in items} == {"lacks_variables", "unit_lacks_variables"}


@pytest.mark.parametrize(
    ("query", "status"),
    [("unit=79&year=2022&variables=urban:-1", 400), ("unit=79&year=2022&variables=x:1", 400),
     ("unit=999&year=2022", 404), ("unit=79&year=1900", 404), ("year=2022", 400)],
)  # fmt: skip
def test_wrong_questions_get_a_sentence(query, status, client):
    assert get(client, query, status)["error"].endswith(".")

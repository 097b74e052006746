"""GET /api/v1/whatif: the arithmetic of the page, and sentences for what cannot be."""

from __future__ import annotations

import pytest


def get(client, query, status=200):
    answer = client.get(f"/api/v1/whatif?index=PAPI&year=2021&unit=79&{query}")
    assert answer.status_code == status
    return answer.get_json()


def test_a_what_if_gives_total_rank_group_and_changes(client):
    (item,) = get(client, "set=D4:7.5,D5:7.9&lang=en")["items"]
    changes = {one["indicator"]: one["change"] for one in item["changes"]}
    assert changes["total"] == pytest.approx(changes["D4"] + changes["D5"], abs=1e-6)
    assert item["total"] == pytest.approx(item["before"]["total"] + item["change"], abs=1e-6)
    assert (item["rank"], item["rank_of"], item["group"]) == (23, 60, "upper_medium")
    assert item["before"]["rank"] == 46
    assert item["next_rank"]["points"] == pytest.approx(0.439529)


def test_a_distance_says_whether_it_may_be_chance_and_by_whose_errors(client):
    (item,) = get(client, "set=D4:7.5&lang=en")["items"]
    goal = item["next_rank"]
    assert goal["error_year"] == 2019 and goal["within_uncertainty"]
    assert 0 < goal["points"] <= goal["margin"]
    answer = client.get("/api/v1/whatif?index=PAR&year=2023&unit=79&set=total:88").get_json()
    assert answer["items"][0]["next_group"]["error_year"] is None


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("set=D4:12", "above its maximum; give a value from 1 to 10"),
        ("set=D4:x", "give a plain number"),
        ("set=D44:7", "does not have"),
        ("set=", "such as D4:7.5,D5:7.9"),
        ("set=D4:7;D5:8", "give a plain number"),
        ("set=%3Cscript%3E:1", "does not have"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(query, said, client):
    assert said in get(client, f"{query}&lang=en", 400)["error"]

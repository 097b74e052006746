"""Where a number comes from, over HTTP: the drawer, the API, the table views."""

from __future__ import annotations

import json

import pytest


def texts(part):
    return " ".join(map(texts, part[2])) if isinstance(part, list) and len(part) == 3 else str(part)


@pytest.fixture
def opened(client):
    """`opened("PAR:2021:79:total")` -> the drawer's words and every fact it leads on to."""

    def ask(fact, lang="en", status=200):
        answer = client.get("/provenance", query_string={"fact": fact, "lang": lang})
        assert answer.status_code == status and answer.is_json
        raw = answer.get_data(as_text=True)
        words = " ".join(texts(part) for part in json.loads(raw))
        return " ".join(words.split()), raw

    return ask


def test_a_number_opens_to_its_sources_with_file_and_cell(opened):
    said, _ = opened("PAR:2021:79:total")
    assert "HCMC · PAR INDEX 2021" in said and "86.05 %" in said and "43/63" in said
    assert "data/observations/par.csv, cell D297" in said and "b010" in said
    assert "Equal in all else, so by the code of the source: b010 before c11." in said


def test_every_rival_says_by_which_step_it_lost_with_both_values(opened):
    said, _ = opened("PAR:2012:48:total")
    assert "Official before data set before academic before press: this one is press" in said
    assert "It differs from the one shown, 87.12 %." in said


def test_a_sum_shows_its_parts_and_each_opens_in_turn(opened):
    said, raw = opened("PAPI:2021:79:D4")
    assert "Sum of its parts; no source prints it" in said and "6.327058" in said
    assert '"data-fact": "PAPI:2021:79:limits_corruption_local_government"' in raw
    assert '"data-fact": "PAPI:2021:79:total"' in raw


def test_a_missing_figure_says_why_there_is_none(opened):
    assert "No score: withheld by the publisher." in opened("PAPI:2014:24:total")[0]
    assert "Stated by d01" in opened("PAPI:2014:24:D1")[0]
    assert "not found by us yet" in opened("SIPAS:2024:79:total")[0]


@pytest.mark.parametrize("fact", ["", "PAPI:2021:99:D4", "PAPI:2021:79:D4' OR 1=1", "<script>"])
def test_what_is_no_figure_is_answered_in_a_sentence(opened, fact):
    assert "There is no such figure." in opened(fact, status=404)[0]


def test_the_api_tells_the_same(client):
    query = "index=PAR&year=2021&unit=79"
    item = client.get(f"/api/v1/provenance?{query}").json["items"][0]
    score = next(one for one in item["choices"] if one["figure"] == "score")
    assert item["score"] == score["shown"]["score"] == 86.05
    assert (score["shown"]["source"], score["shown"]["cell"]) == ("b010", "D297")
    assert [one["decided_by"] for one in score["others"]] == ["source"]
    assert client.get("/api/v1/provenance?index=PAR&year=2021&unit=99").status_code == 404


def test_a_table_view_has_the_rows_of_the_file_and_keys_of_its_numbers(client):
    table = client.get("/table/rankings/map?index=PAPI&year=2021&lang=en").json
    score = table["heads"].index("Score")
    assert len(table["rows"]) == 63 and table["rows"][0][score] == "48.059081"
    assert table["facts"][str(score)][0] == "PAPI:2021:46:total"
    assert table["facts"][str(table["heads"].index("Rank"))][0] == "PAPI:2021:46:total:rank"


@pytest.mark.parametrize("path", ["/table/rankings/none", "/table/none/map", "/table/unit/parts"])
def test_a_table_that_does_not_exist_is_answered_in_a_sentence(client, path):
    answer = client.get(path)
    assert answer.status_code == 404 and answer.json["error"]

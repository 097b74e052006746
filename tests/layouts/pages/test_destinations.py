"""The destinations page: the same numbers as the API and the file, empty states, kept addresses."""

from __future__ import annotations

import csv
import io

import pytest

from layouts.updates import shown_state, update_page
from layouts.wording import wording
from tests.layouts.test_pages import ids


@pytest.fixture
def content(site, state):
    return lambda query: site.content(
        site.module_named("destinations"), state("destinations", f"lang=en&{query}")
    )


def api(client, path):
    return client.get(f"/api/v1/{path}&lang=en")


def test_page_api_and_file_say_the_same_of_the_six_in_2021(content, client, catalogue):
    rows = {row["code"]: row for row in content("year=2021").extras["rows"]}
    items = {
        one["unit"]: one for one in api(client, "destinations?index=PAPI&year=2021").json["items"]
    }
    text = client.get("/download/destinations/list.csv?index=PAPI&year=2021&lang=en").get_data()
    file = {row["Code"]: row for row in csv.DictReader(io.StringIO(text.decode("utf-8-sig")))}
    number = wording("en").number
    for unit in catalogue.benchmark:
        row, item, line = rows[unit], items[unit], file[unit]
        assert row["rank"] == item["rank"] and line["Rank"] == str(item["rank"] or "")
        assert row["change"] == item["potential"]
        assert line["Learning potential"] == (
            "" if item["potential"] is None else str(item["potential"])
        )
        assert row["reason"] == item["reason"] == line["Why"]
        for place, term in enumerate(item["terms"]):
            shown = row[f"t{place}"].split("\n")[0]
            known = term["gap_term"]
            assert shown == ("–" if known is None else number(known, sign=True) if known else "0")
            written = line[f"{term['indicator']}: position term"]
            assert written == ("" if known is None else str(known))
    assert items["46"]["rank"] == 2 and rows["22"]["potential_text"] == "–"


def test_portfolio_of_page_and_api_are_the_same(content, client):
    table = content("year=2021&k=3").tables["sets"].rows()
    items = api(client, "portfolio?index=PAPI&year=2021&k=3").json["items"]
    assert table["Distance in straight lines (km)"].tolist() == [round(one["km"]) for one in items]
    assert table["Learning potential"].tolist() == [one["potential"] for one in items]
    assert items[0]["declines"] and not items[1]["declines"]


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("index=SIPAS&year=2024", "The scores of HCMC are not known"),
        ("year=2024&margin=9", "HCMC is weak in no indicator by this rule"),
        ("year=2023&weak=D4&w4=0", "All weights are zero"),
    ],
)
def test_without_anything_to_weigh_a_sentence_says_why(query, sentence, content):
    shown = content(query)
    assert sentence in shown.finding and not shown.extras["rows"]
    assert sentence in shown.charts["cover"].empty


def test_more_hosts_than_candidates_say_so(content, client):
    query = "index=PAR&year=2023&threshold=4.5&k=6"
    assert "fewer than the 6 asked for" in content(query).charts["cover"].empty
    answer = api(client, f"portfolio?{query}")
    assert answer.status_code == 400 and "give a smaller number" in answer.json["error"]


@pytest.mark.parametrize(
    ("query", "name"),
    [("k=7", "k"), ("gain=x", "gain"), ("w1=nan", "w1"), ("rule=", "rule"), ("weak=;", "weak"),
     ("w1=0&w2=0&w4=0&w5=0&w6=0&w7=0", "All weights")],
)  # fmt: skip
def test_wrong_wishes_are_refused_in_a_sentence(query, name, client):
    answer = api(client, f"portfolio?index=PAPI&year=2021&{query}")
    assert answer.status_code == 400 and name in answer.json["error"]


@pytest.mark.parametrize(
    "query", ["k=99&gain=1e999&weak=%3Cscript%3E&w1=-1&threshold=abc&seen=maybe"]
)
def test_a_hostile_address_gives_the_defaults_and_says_so(query, state, content):
    read = state("destinations", query)
    assert len(read.problems) == 6 and read.option("k") == "4" and read.option("weak") == ""
    assert content(query).extras["rows"]


def test_another_index_forgets_weights_and_weak_indicators_but_not_the_rest(site, state):
    module = site.module_named("destinations")
    before = state("destinations", "year=2021&weak=D4,D5&w4=3&gain=2")
    given = {
        "index": "PAR",
        "year": 2021,
        "unit": "79",
        "weak": ["D4", "D5"],
        "w4": "3",
        "gain": "2",
    }
    answer = update_page(site, module, given, shown_state(site, module.PAGE, before))
    query = answer["state"]["query"]
    assert "gain=2" in query and "weak" not in query and "w4" not in query


def test_all_wishes_are_kept_in_the_address_and_come_back(site, state):
    module = site.module_named("destinations")
    before = state("destinations", "year=2022")
    given = {"index": "PAPI", "year": 2022, "unit": "79", "weak": ["D4", "D5"], "w4": 2.5, "k": "3",
             "threshold": 0.7, "rule": "benchmark", "seen": "yes"}  # fmt: skip
    query = update_page(site, module, given, shown_state(site, module.PAGE, before))["state"][
        "query"
    ]
    again = state("destinations", query)
    assert {"weak": "D4,D5", "w4": "2.5", "k": "3", "threshold": "0.7", "rule": "benchmark",
            "seen": "yes"}.items() <= dict(again.options).items()  # fmt: skip


def test_any_unit_may_want_to_learn(content):
    shown = content("year=2024&unit=48")
    assert "Da Nang" in shown.finding and "79" in {row["code"] for row in shown.extras["rows"]}


def test_every_slider_has_a_label_that_names_its_value(site, state):
    from layouts.render import render

    tree = render(site, "http://x/destinations?year=2021&w1=2.5&lang=en")
    labels = {one.htmlFor for one in tree._traverse() if type(one).__name__ == "Label"}
    assert {f"destinations-w{place}" for place in range(1, 11)} <= labels <= ids(tree) | labels
    assert "D1 × 2.5" in str(tree)

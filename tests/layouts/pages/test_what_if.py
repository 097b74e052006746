"""The what-if page: what the API says, scenarios in the address, sentences for what cannot be."""

from __future__ import annotations

import io

import openpyxl
import pytest

from layouts.pages.what_if_view import join_others, read_name, read_others, read_set, split_others
from layouts.updates import shown_state, update_page
from tests.layouts.seen import words

SCENARIO = "index=PAPI&year=2021&set=D4:7.5,air_quality:3.1"


@pytest.fixture
def content(site, state):
    def read(query):
        return site.content(site.module_named("what-if"), state("what-if", f"lang=en&{query}"))

    return read


def test_the_page_says_what_the_api_says(content, client):
    (item,) = client.get(f"/api/v1/whatif?unit=79&{SCENARIO}").get_json()["items"]
    found = content(SCENARIO)
    total, rank = f"{item['total']:.2f}", f"rank {item['rank']}/{item['rank_of']}"
    assert total in found.finding and rank in found.finding and "instead of 46/60" in found.finding
    shown = found.charts["changes"].rows()["Change"]
    assert sorted(shown) == pytest.approx(sorted(one["change"] for one in item["changes"]))
    assert f"+{item['next_rank']['points']:.2f} more" in words(found.extras["facts"])


def test_the_download_holds_the_numbers_of_the_page_and_says_what_they_are(content, client):
    query = f"lang=en&{SCENARIO}&name=Mine&others=Two~D1:6"
    answer = client.get(f"/download/what-if/scenarios.xlsx?{query}")
    rows = list(openpyxl.load_workbook(io.BytesIO(answer.data)).worksheets[0].values)
    table = content(f"{SCENARIO}&name=Mine&others=Two~D1:6").charts["scenarios"].rows()
    assert [row[0] for row in rows[1:]] == ["Now", "Mine", "Two"]
    assert [row[1] for row in rows[1:]] == pytest.approx(table["Total"].tolist())
    assert [row[3] for row in rows[1:]] == table["Rank"].tolist()
    about = openpyxl.load_workbook(io.BytesIO(answer.data)).worksheets[1]
    assert "PAPI" in " ".join(str(cell) for row in about.values for cell in row)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("set=D4:12", "D4 Control of corruption in the public sector cannot be 12: the highest"),
        ("set=D4:0", "the lowest score possible is 1"),
        ("set=D4:abc", "“abc” is not a number"),
        ("set=D9:5", "PAPI 2021 has no indicator D9"),
        ("set=total:41,D4:7", "The total is set together with its parts"),
        ("index=SIPAS&set=D1:90", "The parts of SIPAS 2021 do not add up to its total"),
        ("unit=22", "the total of Quang Ninh is not known (withheld by the publisher)"),
    ],
)
def test_what_cannot_be_computed_is_said_and_no_number_shown(query, said, content):
    found = content(f"year=2021&{query}")
    assert said in found.finding
    assert found.charts["changes"].empty
    assert "Total in the scenario –" in words(found.extras["facts"])


def test_a_dimension_set_beside_its_parts_is_said(content):
    assert "the parts count" in content("year=2021&set=D7:9,air_quality:3.1").charts["changes"].note


def test_the_sheet_offers_the_reference_exactly(content, reader):
    best = reader.scores("PAPI", 2021, "D4")["score"].max()
    rows = {row["code"]: row for row in content("year=2021").extras["sheet"]["rows"]}
    assert rows["D4"]["aim"] == pytest.approx(best)
    assert (rows["D4"]["low"], rows["D4"]["high"]) == (1, 10)


def test_a_whole_profile_ends_where_its_province_stands(content):
    rows = content("year=2021&against=46").extras["sheet"]["rows"]
    taken = ",".join(f"{row['code']}:{row['aim']}" for row in rows if row["parent"] == "total")
    assert "rank =1/60" in content(f"year=2021&set={taken}").finding


def test_parts_nobody_knows_are_not_offered(content):
    rows = content("index=PAR&year=2023").extras["sheet"]["rows"]
    assert [row["code"] for row in rows] == ["total"]


def test_grade_and_enclosed_rank_of_par(content):
    assert "rank 8–9/63" in content("index=PAR&year=2023&set=total:90").finding
    assert "A (90 % and above)" in content("index=PAR&year=2023&set=total:90").finding


def test_targets_are_met_missed_or_unknown_and_2025_has_no_way_from_the_old_city(content):
    table = content("year=2024").charts["targets"].made().rows()
    way = table.set_index("Index and year")["From here"]
    assert (table["Outcome"] == "unknown").sum() >= 2
    assert way["PAPI 2025"] == "63 and 34 units are not compared"
    missed = table[(table["Index and year"] == "PAPI 2024")].iloc[0]
    assert missed["Outcome"] == "missed" and missed["Points missing then"] > 0
    assert not content("unit=48").charts["targets"].made().rows().shape[0]


def test_scenarios_survive_the_address(state):
    assert read_others(join_others([("A b", "D4:7"), ("", "D1:6,D2:5")])) == "A b~D4:7|~D1:6,D2:5"
    assert split_others("x|y~|z~D4:7") == [("z", "D4:7")]
    assert read_name(' <b>|x~"y" ') == 'bx"y"'
    assert read_set("D4:7" * 1000) is None and read_others("x" * 9000) is None
    assert state("what-if", "set=" + "D4:7" * 1000).problems[0].key == "option"


def test_a_moved_slider_sends_no_new_rows_to_draw(site, state):
    module = site.module_named("what-if")
    before = state("what-if", "index=PAPI&year=2021")
    given = {"unit": "79", "index": "PAPI", "year": 2021, "against": "best", "name": "",
             "others": "", "set": "D4:7.5"}  # fmt: skip
    answer = update_page(site, module, given, shown_state(site, module.PAGE, before))
    names = [extra.name for extra in module.EXTRAS]
    sent = dict(zip(names, answer["extras"], strict=True))
    assert type(sent["sheet"]).__name__ == "NoUpdate"
    assert sent["values"]["scores"]["D4"] == 7.5
    assert "set=D4%3A7.5" in answer["state"]["query"]

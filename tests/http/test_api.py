"""The JSON API over the real figures: what is published, what is missing and why, bad questions."""

from __future__ import annotations

import json
from urllib.parse import quote

import pytest
from flask import Flask

from indices.database.reader import DatabaseUnavailable
from indices.reports.items import SCORE_KEYS
from layouts.api import register_api


def refuse_constant(name):
    raise AssertionError(f"{name} in an answer")


def get(client, address, status=200):
    answer = client.get(f"/api/v1/{address}")
    assert answer.status_code == status, answer.get_data(as_text=True)[:300]
    assert answer.mimetype == "application/json"
    return json.loads(answer.data, parse_constant=refuse_constant)


def by_unit(body):
    return {item["unit"]: item for item in body["items"]}


def test_papi_2021_has_60_scores_and_three_withheld(client):
    body = get(client, "scores?index=PAPI&year=2021&indicator=total")
    items = by_unit(body)
    missing = {code: item for code, item in items.items() if item["score"] is None}
    assert body["count"] == len(items) == 63 and set(missing) == {"22", "24", "27"}
    assert {item["missing_reason"] for item in missing.values()} == {"withheld"}
    assert all(item["rank"] is None and item["rank_of"] is None for item in missing.values())


def test_hcmc_papi_2021(client):
    hcmc = by_unit(get(client, "scores?index=PAPI&year=2021"))["79"]
    assert tuple(hcmc) == SCORE_KEYS
    assert hcmc["score"] == pytest.approx(40.677, abs=5e-4)
    assert (hcmc["rank"], hcmc["rank_of"], hcmc["rank_basis"]) == (46, 60, "computed")
    assert (hcmc["vintage"], hcmc["missing_reason"], hcmc["grade"]) == (63, None, "low")


def test_papi_2014_misses_two_totals_and_none_is_zero(client):
    scores = [item["score"] for item in get(client, "scores?index=PAPI&year=2014")["items"]]
    assert scores.count(None) == 2 and 0 not in scores


def test_hcmc_par_2023_as_published(client):
    (hcmc,) = get(client, "scores?index=PAR&year=2023&unit=79&lang=en")["items"]
    assert (hcmc["score"], hcmc["rank"], hcmc["rank_of"]) == (86.97, 33, 63)
    assert (hcmc["rank_basis"], hcmc["grade"]) == ("published", "B")
    assert hcmc["sources"] and "Ho Chi Minh" in hcmc["unit_name"]


def test_a_rival_figure_is_one_click_away(client):
    assert get(client, "scores?index=PAR&year=2012&unit=48&indicator=total")["count"] == 1
    rivals = get(client, "observations?index=PAR&year=2012&unit=48&indicator=total")["items"]
    assert len({item["score"] for item in rivals} - {None}) == 2
    assert all(item["source"] and item["file"] and item["cell"] for item in rivals)


@pytest.mark.parametrize(
    ("indicator", "exists", "does_not"),
    [
        ("access_to_information", 2018, 2017),
        ("construction_permits", 2020, 2021),
        ("peoples_inspection_boards", 2017, 2018),
        ("D7", 2018, 2017),
    ],
)
def test_an_indicator_has_scores_in_its_years_only(client, indicator, exists, does_not):
    scored = get(client, f"scores?index=PAPI&year={exists}&indicator={indicator}")
    assert sum(item["score"] is not None for item in scored["items"]) > 55
    absent = get(client, f"scores?index=PAPI&year={does_not}&indicator={indicator}")
    assert absent["count"] == 63 and tuple(absent["items"][0]) == SCORE_KEYS
    assert {(i["missing_reason"], i["score"], i["rank"]) for i in absent["items"]} == {
        ("indicator_did_not_exist", None, None)
    }


@pytest.mark.parametrize("vintage", [63, 34])
def test_units_of_both_vintages(client, vintage):
    body = get(client, f"units?vintage={vintage}")
    assert body["count"] == len(by_unit(body)) == vintage


def test_indices_list_years_schemes_and_indicators(client):
    indices = {item["index"]: item for item in get(client, "indices?lang=en")["items"]}
    assert list(indices) == ["PAR", "SIPAS", "PAPI", "PCI"]
    assert sum(entry["level"] == "dimension" for entry in indices["PCI"]["indicators"]) == 10
    assert 2016 not in indices["SIPAS"]["years"] and 2011 in indices["PAPI"]["years"]
    assert {"total", "D4"} <= {entry["indicator"] for entry in indices["PAPI"]["indicators"]}


def test_coverage_counts_scores(client):
    coverage = {
        (item["index"], item["year"], item["indicator"]): item
        for item in get(client, "coverage")["items"]
    }
    assert coverage["PAPI", 2021, "total"]["n_scores"] == 60


def test_gaps_of_the_parts_add_up(client):
    items = get(client, "gaps?index=PAPI&year=2021&unit=79&against=46,48")["items"]
    total = next(item for item in items if item["indicator"] == "total")
    parts = [item["gap"] for item in items if item["parent"] == "total"]
    assert total["level"] == "total" and total["gap"] > 0 and len(parts) == 8
    assert sum(parts) + total["residual"] == pytest.approx(total["gap"])
    assert total["gap"] == pytest.approx(total["reference"] - total["score"])


def test_gaps_name_the_references_that_are_missing(client):
    items = get(client, "gaps?index=PAPI&year=2021&unit=79&against=22,46")["items"]
    assert items[0]["missing_reference"] == ["22"] and items[0]["gap"] > 0


def test_gaps_reach_down_to_sub_dimensions(client):
    items = get(client, "gaps?index=PAPI&year=2021&unit=79&against=46")["items"]
    assert {item["level"] for item in items} == {"total", "dimension", "sub-dimension"}


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_published_year_is_strict_json(client, catalogue, lang):
    for index in catalogue.indices.values():
        for year in index.years:
            body = get(client, f"scores?index={index.code}&year={year}&lang={lang}")
            assert body["count"] == 63


WRONG = [
    ("scores", 400, "index"),
    ("scores?index=PAPI", 400, "year"),
    ("scores?index=PAPI&year=", 400, "year"),
    ("scores?index=PAPI&year=two", 400, "year"),
    ("scores?index=PAPI&year=2021.0", 400, "year"),
    ("scores?index=PAPI&year=２０２１", 400, "year"),
    ("scores?index=PAPI&year=-2021", 400, "year"),
    ("scores?index=PAPI&year=2021&year=2020", 400, "year"),
    ("scores?index=PAPI&year=2021&unit=", 400, "unit"),
    ("scores?index=PAPI&year=2021&colour=red", 400, "colour"),
    ("scores?index=PAPI&year=2021&lang=fr", 400, "lang"),
    ("scores?index[]=PAPI&year=2021", 400, "index"),
    ("units?vintage=50", 400, "63 or 34"),
    ("gaps?index=PAPI&year=2021&unit=79", 400, "against"),
    ("gaps?index=PAPI&year=2021&unit=79&against=22,,46", 400, "against"),
    ("gaps?index=PAPI&year=2021&unit=79&against=79", 400, "against"),
    ("observations?year=2021", 400, "PAR or SIPAS or PAPI"),
    ("scores?index=HDI&year=2021", 404, "PAPI"),
    ("scores?index=papi&year=2021", 404, "PAPI"),
    ("scores?index=PAPI&year=2010", 404, "2011"),
    ("scores?index=SIPAS&year=2016", 404, "2017"),
    ("scores?index=PAPI&year=2021&unit=99", 404, "unit"),
    ("scores?index=PAPI&year=2021&unit=1", 404, "unit"),
    ("scores?index=PAPI&year=2021&indicator=D9", 404, "indicator"),
    ("gaps?index=PAPI&year=2021&unit=79&against=22,99", 404, "99"),
    ("gaps?index=PAPI&year=2021&unit=79&against=@friends", 400, "@cities"),
    ("gaps?index=PAPI&year=2021&unit=79&against=46&indicator=D99", 404, "D99"),
    ("provinces", 404, "/api/v1/units"),
    ("", 404, "/api/v1/units"),
]


@pytest.mark.parametrize(("address", "status", "named"), WRONG)
def test_a_wrong_question_gets_one_sentence(client, address, status, named):
    asked = address + ("&" if "?" in address else "?")
    body = get(client, f"{asked}lang=en" if "lang=" not in address else address, status)
    assert list(body) == ["error"] and named in body["error"] and body["error"].endswith(".")


def test_errors_are_said_in_the_language_asked_for(client):
    for address, status, vi, en in [
        ("scores?index=HDI&year=2021", 404, "Không có chỉ số 'HDI'", "The index 'HDI' is unknown"),
        ("scores?index=PAPI&year=x", 400, "Tham số year có giá trị 'x'", "The parameter year is"),
        ("gaps?index=PAPI&year=2021&unit=79", 400, "Thiếu tham số against", "against is missing"),
        ("nothing?", 404, "Không có địa chỉ", "There is no"),
        ("destinations?index=PAPI&year=2021&rule=x", 400, "median hoặc benchmark", "median or"),
        ("peers?unit=79&year=2022&variables=x:1", 400, "không có biến", "has no variable"),
    ]:
        assert vi in get(client, f"{address}&lang=vi", status)["error"]
        assert vi in get(client, address, status)["error"]
        assert en in get(client, f"{address}&lang=en", status)["error"]


HOSTILE = [
    "x" * 20_000,
    "\x00",
    "79\x00",
    "' OR 1=1 --",
    "1; DROP TABLE score",
    "<script>alert(1)</script>",
    "../../../etc/passwd",
    "{{7*7}}",
    "Thành phố Hồ Chí Minh",
    "\u202e\ud7ff\U0001f600",
    '["79"]',
    "%s%n%d",
    "NaN",
    "1e309",
    "\r\nSet-Cookie: a=b",
]


@pytest.mark.parametrize("parameter", ["index", "year", "indicator", "unit", "lang", "<b>"])
@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text)[:20])
def test_hostile_text_is_only_text(client, parameter, text):
    asked = {"index": "PAPI", "year": "2021"} | {parameter: text}
    query = "&".join(f"{quote(key)}={quote(value)}" for key, value in asked.items())
    answer = client.get(f"/api/v1/scores?{query}")
    sentence = answer.get_json()["error"]
    assert answer.status_code in {400, 404} and len(sentence) < 1000 and sentence.isprintable()


def test_bytes_that_are_no_unicode_are_refused(client):
    assert client.get("/api/v1/scores?index=%ff%fe&year=2021").status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_only_get_is_allowed(client, method):
    answer = getattr(client, method)("/api/v1/units")
    assert answer.status_code == 405 and "GET" in answer.get_json()["error"]
    assert "GET" in answer.headers["Allow"]


@pytest.mark.parametrize("path", ["/api", "/api/", "/api/v2/units", "/api/v1/units/", "/api/%00"])
def test_an_unknown_endpoint_is_json_too(client, path):
    answer = client.get(path)
    assert answer.status_code == 404 and "/api/v1/units" in answer.get_json()["error"]


def test_an_unchanged_answer_is_not_sent_twice(client):
    first = client.get("/api/v1/scores?index=PAPI&year=2021")
    again = client.get(
        "/api/v1/scores?index=PAPI&year=2021", headers={"If-None-Match": first.headers["ETag"]}
    )
    other = client.get("/api/v1/scores?index=PAPI&year=2021&lang=en")
    assert again.status_code == 304 and not again.data
    assert other.headers["ETag"] != first.headers["ETag"]


class Failing:
    """A reader that fails in one way whatever it is asked."""

    def __init__(self, error):
        self.error = error

    def build(self):
        raise self.error


def failing_client(catalogue, error):
    server = Flask(__name__)
    register_api(server, Failing(error), catalogue, "vi")
    return server.test_client()


def test_without_a_database_the_api_says_so(catalogue):
    client = failing_client(catalogue, DatabaseUnavailable("There is no database."))
    assert get(client, "coverage", 503) == {"error": "There is no database."}


def test_an_unexpected_fault_is_logged_and_not_shown(catalogue, caplog):
    client = failing_client(catalogue, ZeroDivisionError("secret detail"))
    assert "secret" not in get(client, "coverage", 500)["error"]
    assert "secret detail" in caplog.text

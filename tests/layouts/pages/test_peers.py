"""The page of peers: what the API says, weights that cannot be, who is left out and why."""

from __future__ import annotations

import io

import openpyxl
import pytest

from tests.layouts.seen import words


@pytest.fixture
def content(site, state):
    def read(query):
        return site.content(site.module_named("peers"), state("peers", f"lang=en&{query}"))

    return read


def test_the_page_and_its_file_hold_the_numbers_of_the_api(content, client):
    weights = "population:1,urban:0.5,kind:1"
    items = client.get(f"/api/v1/peers?unit=79&year=2022&variables={weights}&lang=en").get_json()
    query = "year=2022&urban=0.5&grdp=0"
    table = content(query).charts["distances"].rows()
    wanted = [item["distance"] for item in items["items"]]
    assert table["Distance"].tolist() == pytest.approx(wanted, abs=1e-6)
    file = client.get(f"/download/peers/distances.xlsx?lang=en&{query}")
    rows = list(openpyxl.load_workbook(io.BytesIO(file.data)).worksheets[0].values)
    assert [row[1] for row in rows[1:]] == pytest.approx(wanted, abs=1e-6)
    part = table.columns.get_loc("Part of Population (logarithm)")
    assert rows[1][part] == pytest.approx(items["items"][0]["terms"]["population"], abs=1e-6)


def test_the_table_shows_the_nearest_term_by_term(content):
    seen = words(content("year=2022&k=3").extras["table"])
    assert "Part of Urban share" in seen and "Ha Noi" in seen


def test_who_lacks_a_variable_is_named_and_not_guessed(content):
    note = content("year=2022&profile=1").charts["distances"].note
    assert "Left out, because Profile of dimension scores is not known: Bac Giang and Bac" in note
    assert content("year=2022&profile=1&unit=27").charts["distances"].empty


def test_figures_of_another_year_are_said(content):
    assert "those of 2022, the nearest year known" in content("year=2019").charts["distances"].note


@pytest.mark.parametrize("query", ["population=-1", "urban=x", "grdp=1e3", "k=0", "k=99", "kind=٣"])
def test_a_weight_that_cannot_be_is_said_and_the_standard_one_used(query, state):
    at = state("peers", query)
    assert [problem.key for problem in at.problems] == ["option"]
    key = query.split("=")[0]
    assert at.option(key) == {"k": "6"}.get(key, "1")


def test_without_weights_there_is_a_sentence_and_no_distance(content):
    found = content("population=0&urban=0&grdp=0&kind=0")
    assert "weight above 0" in found.finding and found.charts["distances"].empty


def test_a_decimal_comma_is_understood(state):
    assert state("peers", "urban=0,5").option("urban") == "0.5"

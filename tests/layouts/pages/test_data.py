"""The data page: counts that are true, rivals that are named, links that are safe."""

from __future__ import annotations

import csv

import plotly.graph_objects as go
import pytest

from indices.loaders.corrections import read_corrections
from layouts.components.external import external_link, safe_url
from layouts.components.remarks import REMARKS
from layouts.pages import data
from layouts.pages.data_rivals import value_text
from layouts.urls import page_defaults, parse_state
from layouts.wording import wording
from tests.layouts.seen import words

EN = wording("en")


@pytest.fixture(scope="module")
def page(reader, catalogue):
    """Return state and content of a query."""

    def make(query: str = "", lang: str = "en"):
        state = parse_state("/data", query, catalogue, page_defaults(data.PAGE, lang))
        return state, data.content(reader, state, wording(lang))

    return make


@pytest.fixture(scope="module")
def received(catalogue):
    """The rows of data/observations, read with csv alone."""
    rows = []
    for code in ("par", "sipas", "papi"):
        path = catalogue.root / "observations" / f"{code}.csv"
        with path.open(encoding="utf-8", newline="") as lines:
            rows += [{**row, "index": code.upper()} for row in csv.DictReader(lines)]
    return rows


def covered(content, index: str, year: int):
    table = content.charts["coverage"].table
    return table[(table["Index"] == index) & (table["Year"] == year)].iloc[0]


def test_coverage_counts_the_units_with_a_usable_score(page, received):
    content = page()[1]
    for index, name, year in (("PAR", "PAR INDEX", 2023), ("SIPAS", "SIPAS", 2022)):
        known = {
            row["unit"]
            for row in received
            if (row["index"], row["year"], row["indicator"]) == (index, str(year), "total")
            and row["score"]
            and row["status"] != "rejected"
            and not row["unit"].startswith("NATIONAL")
        }
        assert covered(content, name, year)["Scores known"] == len(known)
        assert covered(content, name, year)["Coverage of scores"] == "in part"


def test_withheld_units_do_not_make_a_year_incomplete(page):
    row = covered(page()[1], "PAPI", 2021)
    assert (row["Scores known"], row["Units covered"], row["Withheld"]) == (60, 60, 3)
    assert row["Coverage of scores"] == "complete"


def test_a_year_of_ten_provinces_is_complete_with_ten(page):
    row = covered(page()[1], "SIPAS", 2015)
    assert (row["Scores known"], row["Units covered"], row["Not surveyed"]) == (10, 10, 53)


def test_a_year_without_any_score_says_none(page):
    row = covered(page()[1], "PAR INDEX", 2017)
    assert (row["Scores known"], row["Coverage of scores"]) == (0, "none")
    assert row["Ranks known"] == 9


def test_the_finding_counts_what_the_matrix_shows(page):
    content = page()[1]
    table = content.charts["coverage"].table
    for name, rows in table.groupby("Index"):
        share = f"{name} {rows['Scores known'].sum()} of {rows['Units covered'].sum()}"
        assert share in content.finding
    assert "PAPI 869 of 869" in content.finding


def test_the_coverage_figure_is_valid(page):
    go.Figure(page()[1].charts["coverage"].figure)


def test_all_sources_are_listed_and_found_without_diacritics(page, catalogue):
    assert len(page()[1].extras["rows"]) == len(catalogue.sources) == 204
    found = page("text=thua thien hue")[1].extras["rows"]
    assert {row["code"] for row in found} >= {"a32", "a42"}
    assert len(found) < 20


def test_a_source_can_be_linked_to(page):
    content = page("source=a32")[1]
    assert [row["code"] for row in content.extras["rows"]] == ["a32"]
    detail = words(content.extras["detail"])
    assert "official" in detail
    assert "PAR INDEX: 2012–2015" in detail


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "//x.vn", "/a", "", None],
)
def test_only_web_addresses_become_links(url):
    assert safe_url(url) == ""
    assert not hasattr(external_link("text", url), "href")


def test_links_that_leave_tell_nothing():
    link = external_link("text", "https://papi.org.vn/")
    assert link.rel == "noopener noreferrer"
    assert link.href == "https://papi.org.vn/"


def test_figures_take_the_signs_of_the_language():
    assert value_text("84.70", wording("vi")) == "84,70"
    assert value_text("84.70", EN) == "84.70"
    assert value_text("12", EN) == "12"
    assert value_text("A", EN) == "A"


def test_corrections_say_what_was_moved_and_why(page):
    text = words(page()[1].extras["corrections"])
    assert "Lao Cai PAR INDEX 2019" in text
    assert "Impact (SIPAS, survey, socio-economic)" in text
    assert "not applied" not in text


def test_missing_units_are_named_with_the_parts_concerned(page):
    text = words(page()[1].extras["missing"])
    assert "PAPI 2021 withheld by the publisher Bac Giang, Bac Ninh, Quang Ninh" in text
    assert "Bac Giang (D1, D2, D4, D5), Bac Ninh (D2, D3, D4, D8)" in text
    assert "SIPAS 2015 not surveyed 53 units" in text


def test_every_remark_that_is_shown_has_both_languages(received, catalogue):
    doubtful = {row["remark"] for row in received if row["status"] in ("rejected", "disputed")}
    reasons = {
        one.reason
        for index in catalogue.indices
        for one in read_corrections(catalogue.root / "corrections", index)
    }
    assert doubtful | reasons <= set(REMARKS)
    assert all(wording("vi").t(remark) != remark for remark in REMARKS)


def test_the_page_is_served_in_both_languages(page, client):
    for lang in ("vi", "en"):
        state, content = page(lang=lang)
        assert data.layout(content, state, wording(lang))
    assert client.get("/data").status_code == 200
    assert client.get("/download/data/coverage.xlsx").status_code == 200

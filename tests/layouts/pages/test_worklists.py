"""Conflicts and findings: lists that are filtered, counted, opened and taken away."""

from __future__ import annotations

import pytest

from layouts.wording import fold


@pytest.fixture
def page(site, state):
    def make(name, query=""):
        module = site.module_named(name)
        return site.content(module, state(name, f"lang=en&{query}"))

    return make


def test_a_conflict_names_the_choice_its_reason_and_the_others(page):
    rows = page("conflicts").extras["rows"]
    row = next(one for one in rows if one["fact"] == "PAR:2012:48:total")
    assert (row["unit"], row["shown"], row["source"]) == ("Da Nang", "87.12", "a01")
    assert row["why"].startswith("By kind of source: data set before press.")
    assert row["others"].startswith("87.14 (a03, accepted)")


def test_a_rejected_figure_is_told_and_never_chosen(page):
    rows = page("conflicts", "figure=rank&of=PAR&in=2015").extras["rows"]
    row = next(one for one in rows if one["unit_code"] == "79")
    assert row["shown"] == "–" and row["fact"].endswith(":rank")
    assert "contradicted by the official group A list of 2015" in row["others"]


def test_filters_cut_and_their_counts_are_those_of_the_rows(page):
    everything = page("conflicts").extras
    sipas = page("conflicts", "of=SIPAS").extras
    assert 0 < len(sipas["rows"]) < len(everything["rows"])
    assert {row["of"] for row in sipas["rows"]} == {"SIPAS"}
    counted = next(one for one in everything["of"] if one["value"] == "SIPAS")["label"]
    assert counted == f"SIPAS ({len(sipas['rows'])})"


def test_the_search_needs_no_diacritics_and_a_code_of_nobody_finds_nothing(page):
    found = page("conflicts", "text=da nang").extras["rows"]
    assert found and all("da nang" in fold(row["search"]) for row in found)
    assert page("conflicts", "from=zzz").extras["rows"] == []


def test_a_finding_opens_the_figure_of_its_cell(page):
    row = next(one for one in page("findings").extras["rows"] if one["cell"] == "C564")
    assert row["fact"].startswith("PAR:") and row["fact"].endswith(":impact")
    assert row["kind"] == "corrected" and row["file_name"] == "par.csv" and row["in"]


def test_the_file_holds_the_rows_that_the_filters_leave(page):
    content = page("conflicts", "of=SIPAS")
    table = content.tables["list"].rows()
    assert len(table) == len(content.extras["rows"]) and set(table["Index"]) == {"SIPAS"}

"""Named groups of units: in the address, in the filters, and the rank inside them."""

from __future__ import annotations

import pytest

from layouts.components.filters import control_value, filter_keys
from layouts.updates import shown_state, site_notice, update_page
from layouts.urls import to_query
from layouts.wording import wording
from tests.layouts.seen import words

CITIES = ("01", "31", "48", "92")


@pytest.fixture
def change(site, state):
    """`change("compare", "units=@cities", year=2021)` -> the query after a change of controls."""

    def make(name, query, **changes):
        page = site.module_named(name).PAGE
        before = state(name, query)
        given = {key: control_value(key, before) for key in filter_keys(page)} | changes
        shown = shown_state(site, page, before)
        return update_page(site, site.module_named(name), given, shown)["state"]["query"]

    return make


def test_a_group_stands_for_its_members_and_keeps_its_name(state):
    at = state("compare", "units=@cities&year=2021")
    assert (at.units, at.group) == (CITIES, "@cities")
    assert "units=@cities" in to_query(at)


def test_on_the_page_of_any_unit_the_unit_itself_may_be_chosen(state):
    assert state("gaps", "units=@cities").units == ("01", "31", "48", "79", "92")
    assert state("gaps", "units=@region&unit=22").units[0] == "01"


def test_the_first_quarter_belongs_to_index_and_year(state, reader):
    ranks = reader.scores("PAPI", 2021, "total").set_index("unit")["rank"]
    units = state("gaps", "units=@top&year=2021").units
    assert units and all(ranks[code] <= 15 for code in units)
    assert set(units) != set(state("gaps", "units=@top&year=2015").units)


def test_the_most_alike_are_as_many_as_asked_for(state):
    assert len(state("gaps", "units=@near").units) == 6
    assert len(state("gaps", "units=@near3").units) == 3
    assert "79" not in state("gaps", "units=@near12").units


def test_compared_with_a_group_means_with_the_mean_of_its_members(state, site):
    at = state("gaps", "lang=en&against=@cities&year=2021")
    assert (at.against, at.group) == ("chosen", "@cities")
    assert "the mean of 4 provinces" in site.content(site.module_named("gaps"), at).finding
    alone = state("what-if", "lang=en&against=@cities&year=2021")
    assert alone.members == ("01", "31", "48", "79", "92")
    made = site.content(site.module_named("what-if"), alone)
    assert "the mean of Centrally run cities" in made.extras["whole"]


def test_scores_of_the_benchmark_provinces_can_be_taken_over(state, site, reader, catalogue):
    at = state("what-if", "lang=en&against=@benchmark&index=PAPI&year=2024")
    rows = site.content(site.module_named("what-if"), at).extras["sheet"]["rows"]
    scores = reader.scores("PAPI", 2024, "D4").set_index("unit")["score"]
    aim = next(one["aim"] for one in rows if one["code"] == "D4")
    assert aim == pytest.approx(scores[list(catalogue.benchmark)].mean(), abs=0.005)


@pytest.mark.parametrize(
    "query", ["units=@nobody", "units=@near0", "units=@", "units=@top&index=x"]
)
def test_a_group_that_does_not_exist_breaks_nothing(query, state):
    at = state("compare", query)
    assert at.group in ("", "@top")
    assert at.units or at.problems


def test_a_group_follows_the_year_until_its_members_are_changed(change):
    assert "units=@top" in change("gaps", "units=@top&year=2021", year=2019)
    assert "units=01%2C" not in change("gaps", "units=@cities", units=["01", "31"])
    assert "units=01,31" in change("gaps", "units=@cities", units=["01", "31"])


def test_choosing_a_group_takes_the_place_of_the_units_before(change):
    assert "units=@region" in change("compare", "units=01,22", units=["01", "22", "@region"])


def test_the_rank_inside_a_group_is_said_where_a_group_is_chosen(site, state):
    en = wording("en")
    said = words(site_notice(site, state("rankings", "lang=en&units=@cities&year=2021"), en))
    assert "PAPI 2021 · Centrally run cities: HCMC stands 5th of 5 in this group" in said
    assert "HCMC 46" in said
    assert site_notice(site, state("rankings", "units=01,31"), en) == []


def test_an_unknown_rank_of_a_member_leaves_the_place_open(site, state):
    at = state("rankings", "lang=en&index=PAR&units=@cities&year=2022")
    said = words(site_notice(site, at, wording("en")))
    assert "HCMC stands between" in said or "the rank of HCMC is not known" in said
    assert "Rank not known" in said

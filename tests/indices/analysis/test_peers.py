"""Peers: distances that add up, on one scale, and nothing imputed."""

from __future__ import annotations

import math
import statistics

import pytest

from indices.analysis.peers import WrongVariables, peers, read_weights


@pytest.fixture
def ask(catalogue, reader):
    def find(weights, unit="79", year=2022):
        scores = reader.scores("PAPI", year)
        return peers(catalogue, reader.covariates(), scores, year, unit, read_weights(weights))

    return find


def test_the_terms_add_up_to_the_distance(ask):
    table = ask("population:1,urban:0.5,grdp:2,kind:1,region:1,distance:1,profile:3").table
    assert table.iloc[:, 2:].sum(axis=1).tolist() == pytest.approx(table["apart"].tolist())
    assert table["apart"].is_monotonic_increasing and "79" not in set(table["unit"])


def test_population_is_counted_in_standard_deviations_of_its_logarithm(ask, reader):
    """By another way: plain Python over the covariates as they are read."""
    known = reader.covariates().query("year == 2022 and variable == 'population_thousand'")
    logs = {row.unit: math.log(row.value) for row in known.itertuples()}
    spread = statistics.pstdev(logs.values())
    found = ask("population:2").table.set_index("unit")["apart"]
    assert found["01"] == pytest.approx(abs(logs["79"] - logs["01"]) / spread)
    assert found.index[0] == "01"


def test_places_are_counted_in_standard_distances(ask, catalogue):
    """Of two units equally far from a third both have the same term, twice as far twice that."""
    found = ask("distance:1")
    terms = found.table.set_index("unit")["distance"]
    km = terms.index.map(found.figures["distance"])
    assert (terms / km).std() == pytest.approx(0, abs=1e-12)
    assert found.table["unit"].iloc[0] == "74" and 0.5 < terms["01"] < 5


def test_kind_and_region_count_one_where_they_differ(ask):
    kinds = ask("kind:1").table.set_index("unit")["apart"]
    assert set(kinds[["01", "31", "48", "92"]]) == {0.0} and kinds["22"] == 1.0


def test_a_unit_without_a_profile_is_named_and_left_out(ask):
    """PAPI 2022 withheld dimensions of Bac Giang (24) and Bac Ninh (27)."""
    found = ask("population:1,profile:1")
    assert found.missing == {"24": ["profile"], "27": ["profile"]}
    assert not {"24", "27"} & set(found.table["unit"]) and len(found.table) == 60


def test_a_unit_that_itself_lacks_a_variable_has_no_peers(ask):
    found = ask("profile:1", unit="27")
    assert found.table.empty and found.missing["27"] == ["profile"]


def test_figures_are_those_of_the_year_or_the_first_there_are(ask):
    assert [ask("population:1", year=year).year for year in (2019, 2022, 2023, 2024)] == [
        2022, 2022, 2023, 2024,
    ]  # fmt: skip
    assert ask("kind:1").year is None


def test_the_34_units_have_no_population_yet_and_say_so(catalogue, reader):
    found = peers(catalogue, reader.covariates(), reader.scores("PAPI", 2024), 2025, "79",
                  {"population": 1.0})  # fmt: skip
    assert found.table.empty and found.missing["79"] == ["population"]


@pytest.mark.parametrize(
    "text",
    ["", "people:1", "urban", "urban:-1", "urban:x", "urban:1,urban:2", "urban:0", "urban:1e3"],
)
def test_weights_that_cannot_be_are_refused(text):
    with pytest.raises(WrongVariables):
        read_weights(text)

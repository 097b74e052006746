"""Lines are cut and changes refused wherever figures cannot be compared."""

from __future__ import annotations

from dataclasses import replace

import pytest

from indices.analysis.series import segments, year_change, year_changes
from indices.frames import plain_rows


@pytest.fixture
def papi(catalogue):
    return catalogue.indices["PAPI"]


def years_of(runs):
    return [run.years for run in runs]


def change_of(totals, index, unit, year, value="score"):
    rows = {row["year"]: row for row in plain_rows(totals[totals["unit"] == unit])}
    return year_change(index, year, rows.get(year), rows.get(year - 1), value)


def test_lines_are_cut_at_schemes_and_withheld_years(reader, papi):
    totals = reader.scores("PAPI", indicator="total")
    assert years_of(segments(totals, papi, "22")) == [
        tuple(range(2011, 2018)), (2019, 2020), (2022,), (2024,)
    ]  # fmt: skip


def test_a_break_of_one_dimension_cuts_that_dimension_only(reader, papi):
    scores = reader.scores("PAPI", unit="79")
    assert years_of(segments(scores, papi, "79", "D3"))[0] == (2011, 2012, 2013, 2014, 2015)
    assert years_of(segments(scores, papi, "79", "D1"))[0] == tuple(range(2011, 2018))


def test_lines_of_ranks_are_cut_in_the_same_places(reader, catalogue):
    par = catalogue.indices["PAR"]
    runs = segments(reader.scores("PAR", indicator="total"), par, "79", value="rank")
    assert not any(2021 in run.years and 2022 in run.years for run in runs)
    assert runs[-1].years[-1] == 2024 and runs[-1].values[-1] == 21


def test_no_line_from_63_to_34(scored, papi):
    later = replace(papi, years=(2024, 2025))
    scores = scored(
        {"unit": "79", "year": 2024, "score": 42.0},
        {"unit": "79", "year": 2025, "vintage": 34, "score": 43.0},
    )
    assert years_of(segments(scores, later, "79")) == [(2024,), (2025,)]
    for value in ("score", "rank"):
        assert change_of(scores, later, "79", 2025, value=value).reason == "not_comparable"


@pytest.mark.parametrize(
    ("index", "year", "unit", "reason"),
    [
        ("PAPI", 2011, "79", "no_previous"),
        ("SIPAS", 2017, "79", "no_previous"),
        ("PAPI", 2021, "79", "not_comparable"),
        ("PAR", 2022, "79", "not_comparable"),
        ("PAPI", 2023, "22", "unknown_now"),
        ("PAPI", 2024, "22", "unknown_before"),
    ],
)
def test_why_a_change_is_unknown(reader, catalogue, index, year, unit, reason):
    totals = reader.scores(index, indicator="total")
    change = change_of(totals, catalogue.indices[index], unit, year)
    assert (change.value, change.reason, change.previous_year) == (None, reason, year - 1)


def test_points_and_places_gained_are_positive(reader, catalogue):
    totals = reader.scores("PAR", indicator="total")
    par = catalogue.indices["PAR"]
    points = change_of(totals, par, "79", 2023)
    assert (round(points.value, 2), points.basis) == (2.27, "exact")
    places = change_of(totals, par, "79", 2022, value="rank")
    assert (places.value, places.basis) == (43 - 36, "published")


def test_a_change_is_as_sure_as_its_weaker_figure(scored, papi):
    scores = scored(
        {"unit": "79", "year": 2023, "score": 41.0, "precision": "derived"},
        {"unit": "79", "year": 2024, "score": 42.0, "status": "disputed"},
    )
    change = change_of(scores, papi, "79", 2024)
    assert (change.value, change.basis, change.status) == (1.0, "derived", "disputed")


def test_changes_of_all_units_match_those_of_one(reader, papi):
    totals = reader.scores("PAPI", indicator="total")
    changes = year_changes(totals, papi, 2024).set_index("unit")
    assert len(changes) == 63
    assert changes.loc["79", "value"] == change_of(totals, papi, "79", 2024).value
    assert changes.loc["26", "reason"] == "unknown_now"


def test_a_unit_or_year_that_nobody_knows(reader, papi):
    totals = reader.scores("PAPI", indicator="total")
    assert segments(totals, papi, "99") == []
    assert change_of(totals, papi, "99", 2024).reason == "unknown_now"

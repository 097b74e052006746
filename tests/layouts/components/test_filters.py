from __future__ import annotations

import pytest
from dash import no_update

from layouts.components.filters import filter_bar, filter_values, options
from layouts.pages import rankings
from layouts.wording import wording

VI = wording("vi")


def labels(state, key, catalogue):
    return [one["label"] for one in options(rankings.PAGE, key, state, VI, catalogue)]


def test_indicators_are_those_of_the_year(state, catalogue):
    values = {
        year: [one["value"] for one in options(
            rankings.PAGE, "indicator", state("rankings", f"year={year}"), VI, catalogue)]
        for year in (2017, 2024)
    }  # fmt: skip
    assert "access_to_information" not in values[2017]
    assert "peoples_inspection_boards" in values[2017]
    assert {"D7", "D8", "e_responsiveness"} <= set(values[2024])


def test_years_are_those_published(state, catalogue):
    assert "2016" not in labels(state("rankings", "index=SIPAS"), "year", catalogue)
    assert labels(state("rankings", "index=PAPI"), "year", catalogue)[0] == "2024"


def test_units_are_sorted_as_in_vietnamese_and_leave_the_focus_out(state, catalogue):
    offered = labels(state("rankings"), "units", catalogue)
    names = [name for name in offered if not name.startswith("▸")]
    assert offered[:5] == [name for name in offered if name not in names]
    assert len(names) == 62 and "Hồ Chí Minh" not in names
    assert names.index("Cà Mau") < names.index("Cần Thơ") < names.index("Đà Nẵng")


def test_every_control_has_a_label(state, catalogue):
    bar = filter_bar(rankings.PAGE, state("rankings"), VI, catalogue)
    named = {one.htmlFor for one in bar._traverse() if type(one).__name__ == "Label"}
    spans = {one.id for one in bar._traverse() if type(one).__name__ == "Span"}
    controls = {one.id for one in bar._traverse() if hasattr(one, "value")}
    assert controls == named | {span.removesuffix("-label") for span in spans}


@pytest.mark.parametrize(("query", "changed"), [("year=2023", 0), ("index=SIPAS&year=2023", 3)])
def test_only_changed_controls_are_set(query, changed, state, catalogue):
    before, after = state("rankings", "year=2023"), state("rankings", query)
    given = {"index": "PAPI", "year": 2023, "indicator": "total", "region": "", "units": [],
             "view": "ranks", "text": ""}  # fmt: skip
    values = filter_values(rankings.PAGE, after, VI, catalogue, given, before)
    assert sum(value is not no_update for value in values) == changed

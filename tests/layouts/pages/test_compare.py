"""The compare page: gaps that add up, units that are named, nothing invented or across a break."""

from __future__ import annotations

import csv
import math
from collections import defaultdict

import plotly.graph_objects as go
import pytest

from layouts.pages import compare
from layouts.pages.comparison import Figure, read_comparison
from layouts.pages.comparison_heat import fifth
from layouts.pages.comparison_parts import part_rows
from layouts.pages.comparison_units import unit_rows
from layouts.pages.comparison_years import read_history, tour_marks
from layouts.urls import page_defaults, parse_state
from layouts.wording import wording

SIX = ("01", "22", "27", "31", "48", "46")
PAPI_YEARS = range(2011, 2025)


@pytest.fixture(scope="module")
def state(catalogue):
    defaults = page_defaults(compare.PAGE, "en")
    return lambda query: parse_state("/compare", query, catalogue, defaults)


@pytest.fixture(scope="module")
def comparison(reader, state):
    return lambda query: read_comparison(reader, state(query), wording("en"))


@pytest.fixture(scope="module")
def content(reader, state):
    return lambda query: compare.content(reader, state(query), wording("en"))


@pytest.fixture(scope="module")
def printed_totals(catalogue):
    """Totals of PAPI by (year, unit), summed from the shipped file without any of our code."""
    sums, names = defaultdict(float), defaultdict(set)
    with (catalogue.root / "observations" / "papi.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            if row["indicator"] not in {"total", "weighted_total", *(f"D{n}" for n in range(1, 9))}:
                key = (int(row["year"]), row["unit"])
                sums[key] += float(row["score"])
                names[key].add(row["indicator"])
    whole = {year: max(len(names[key]) for key in names if key[0] == year) for year in PAPI_YEARS}
    return {key: value for key, value in sums.items() if len(names[key]) == whole[key[0]]}


@pytest.mark.parametrize("against", ["mean", "median", "best", "46"])
@pytest.mark.parametrize("year", PAPI_YEARS)
def test_the_gaps_of_the_parts_add_up_to_the_total(comparison, year, against):
    for indicator in ("total", "D1", "D5"):
        query = f"index=PAPI&year={year}&indicator={indicator}&against={against}"
        parts = part_rows(comparison(query))
        assert sum(row.gap for row in parts.rows) == pytest.approx(parts.total.gap, abs=5e-6)


@pytest.mark.parametrize("year", PAPI_YEARS)
def test_the_total_row_is_the_mean_of_the_units_named(comparison, printed_totals, year):
    shown = comparison(f"index=PAPI&year={year}")
    known = [unit for unit in SIX if (year, unit) in printed_totals]
    mean = sum(printed_totals[year, unit] for unit in known) / len(known)
    gap = mean - printed_totals[year, "79"]
    assert part_rows(shown).total.gap == pytest.approx(gap, abs=1e-4)


def test_each_unit_has_its_printed_distance(comparison, printed_totals):
    rows = unit_rows(comparison("index=PAPI&year=2024"))
    gaps = {row.label: row.gap for row in rows}
    printed = printed_totals[2024, "22"] - printed_totals[2024, "79"]
    assert gaps["Quang Ninh"] == pytest.approx(printed, abs=1e-4)
    assert [row.gap for row in rows] == sorted(gaps.values(), reverse=True)


def test_the_finding_counts_and_measures(content):
    assert content("index=PAPI&year=2024").finding == (
        "PAPI 2024: HCMC is 0.40–5.01 points behind 5 of 6 chosen provinces, ahead of Hai Phong."
    )


def test_withheld_units_have_no_number_and_are_left_out_by_name(content):
    shown = content("index=PAPI&year=2021")
    assert "Quang Ninh and Bac Ninh" in shown.finding
    table = shown.charts["units"].rows().set_index("Compared with")
    assert table.loc[["Quang Ninh", "Bac Ninh"], "The other province"].isna().all()
    assert "Mean of Ha Noi, Hai Phong, Da Nang and Thua Thien Hue." in shown.charts["parts"].note
    assert "Left out: Quang Ninh and Bac Ninh" in shown.charts["parts"].note


def test_a_withheld_unit_alone_gives_a_reason_instead_of_a_chart(content):
    charts = content("index=PAPI&year=2021&units=22&against=22").charts
    assert "withheld" in charts["units"].empty
    assert "withheld" in charts["parts"].empty


def test_known_parts_are_compared_where_the_total_is_withheld(comparison):
    parts = part_rows(comparison("index=PAPI&year=2022&against=27"))
    assert math.isnan(parts.total.gap)
    assert sum(not math.isnan(row.gap) for row in parts.rows) == 4


def test_the_heat_map_is_sorted_and_says_where_nothing_is_known(content):
    heat = content("index=PAPI&year=2021").charts["heat"]
    assert heat.rows()["Province"].tolist()[:2] == ["Thua Thien Hue", "Ha Noi"]
    assert heat.rows()["Province"].tolist()[-3:] == ["HCMC", "Quang Ninh", "Bac Ninh"]
    assert heat.figure["data"][1]["text"][-9:] == ["–"] * 9


def test_shades_are_fifths_of_all_ranked_units(content):
    heat = content("index=PAPI&year=2021").charts["heat"]
    shown = heat.rows()["Province"].tolist().index("HCMC")
    # 46th of 60: the fourth fifth, and the first place belongs to the best.
    assert heat.figure["data"][0]["z"][shown][0] == 3
    assert heat.figure["data"][0]["z"][0][0] == 0


@pytest.mark.parametrize(
    ("rank", "of", "place"), [(1, 60, 0), (12, 60, 0), (13, 60, 1), (49, 60, 4), (63, 63, 4)]
)
def test_a_fifth_is_a_fifth_of_the_ranked(rank, of, place):
    assert fifth(Figure(rank=rank, rank_of=of)) == place
    assert fifth(Figure(rank=None, rank_of=of)) is None


def test_without_parts_units_are_compared_and_the_page_says_why(content):
    charts = content("index=PAR&year=2023").charts
    assert charts["units"].rows()["Difference (negative: behind)"].min() == pytest.approx(-5.21)
    assert charts["parts"].empty == "No scores of parts are known for HCMC."
    assert "Scores of 30 of 63 provinces known." in charts["units"].note
    assert charts["heat"].rows().columns.tolist() == ["Province", "Score", "Rank"]


def test_without_a_score_ranks_are_compared_and_no_score_is_made_up(content):
    shown = content("index=PAR&year=2024")
    assert "HCMC ranks 21/63; its score is not known" in shown.finding
    table = shown.charts["units"].rows().set_index("Compared with")
    assert table.loc["Hai Phong", "Places (negative: behind)"] == -20
    assert "Ranks are compared (published)" in shown.charts["units"].note
    heat = shown.charts["heat"].rows().set_index("Province")
    assert math.isnan(heat.loc["HCMC", "Score"])


def test_units_without_parts_are_left_out_of_the_mean_of_parts(content):
    parts = content("index=PAR&year=2012").charts["parts"]
    assert "their parts are not known: Thua Thien Hue" in parts.note
    assert parts.rows()["Part"].tolist()[-1] == "Total"


def test_rounded_scores_are_written_as_such(content):
    shown = content("index=SIPAS&year=2020")
    assert "~1–12 percentage points" in shown.finding
    assert "~84" in shown.charts["heat"].figure["data"][1]["text"]
    assert "Rounded by the source: HCMC" in shown.charts["units"].note


def test_medians_and_bests_leave_a_remainder_that_is_shown(content):
    parts = content("index=PAPI&year=2024&against=best").charts["parts"]
    assert "Remainder that no part explains" in parts.rows()["Part"].tolist()
    assert "the remainder closes the sum" in parts.note
    assert "Total Quang Ninh" in parts.note


def test_without_units_the_page_asks_for_some(content):
    shown = content("index=PAPI&year=2024&units=")
    assert shown.finding == (
        "PAPI 2024: HCMC scores 42.81; no province is chosen to compare it with."
    )
    assert shown.charts["units"].empty == "Choose provinces to compare HCMC with."
    assert shown.charts["heat"].rows()["Province"].tolist() == ["HCMC"]


@pytest.mark.parametrize("index", ["PAPI", "PAR", "SIPAS"])
def test_no_line_crosses_a_break_or_a_missing_year(reader, comparison, catalogue, index):
    history = read_history(reader, comparison(f"index={index}"))
    runs = [run for unit in history.runs for run in history.runs[unit]]
    for run in runs:
        years = list(run.years)
        assert years == list(range(years[0], years[-1] + 1))
        assert catalogue.indices[index].comparable(years[0], years[-1])


def test_only_changes_within_one_method_are_told(content, printed_totals):
    title = content("index=PAPI&year=2014").charts["years"].made().title
    gained = {
        unit: printed_totals[2024, unit] - printed_totals[2021, unit]
        for unit in ("79", *SIX)
        if {(2021, unit), (2024, unit)} <= printed_totals.keys()
    }
    assert len(gained) == 5
    assert max(gained, key=gained.get) == "79"
    assert title == "2021–2024, one method: HCMC +2.14 points; none of 4 provinces gained more"


def test_tours_are_marked_where_they_went(comparison):
    shown = comparison("index=PAPI&units=01,74,33")
    marks = {unit: [mark.text for mark in tour_marks(unit, shown)] for unit in shown.units}
    assert marks == {"01": ["12/2022"], "74": ["8/2023"], "33": []}


def test_breaks_and_unknown_years_are_told(content):
    note = content("index=PAR").charts["years"].made().note
    assert "2022: Domains renamed and re-weighted" in note
    assert "47 of 91 scores known (not found by us yet: 44)" in note


@pytest.mark.parametrize("index", ["PAPI", "PAR", "SIPAS"])
def test_plotly_accepts_every_figure_of_every_year(reader, state, catalogue, index):
    for place, year in enumerate(catalogue.indices[index].years):
        w = wording(("vi", "en")[place % 2])
        shown = compare.content(reader, state(f"index={index}&year={year}"), w)
        assert tuple(shown.charts) == compare.CHARTS
        for chart in shown.charts.values():
            chart = chart.made()
            assert chart.title
            assert not chart.rows().columns.duplicated().any()
            go.Figure(chart.figure)


@pytest.mark.parametrize(
    "query",
    ["against=79", "units=79", "units=01,01,99", "indicator=weighted_total&year=2019",
     "indicator=construction_permits&year=2020", "index=PAR&indicator=D7&against=median",
     "index=PAR&indicator=impact&year=2020", "index=SIPAS&year=2015&against=best"],
)  # fmt: skip
def test_every_address_gives_a_page(content, query):
    shown = content(query)
    assert shown.finding.endswith(".")
    assert all(chart.made().title for chart in shown.charts.values())


class Nothing:
    """A database without any figure."""

    def __init__(self, reader) -> None:
        self.reader = reader

    def scores(self, index, *filters, **named):
        return self.reader.scores(index, *filters, **named).iloc[:0]

    def build(self):
        return self.reader.build()


def test_without_any_figure_every_chart_says_so(reader, state):
    shown = compare.content(Nothing(reader), state("index=PAPI"), wording("en"))
    assert "not known" in shown.finding
    charts = [shown.charts[name].made() for name in ("units", "parts", "years")]
    assert all(chart.empty for chart in charts)


def test_a_change_of_the_year_leaves_the_years_alone(content):
    years = content("index=PAPI&year=2024").charts["years"]
    assert "year" not in years.depends
    assert "vintage" in years.depends


def test_the_page_is_served(client):
    assert client.get("/compare?index=PAPI&year=2021").status_code == 200

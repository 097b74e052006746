"""The unit profile: own figures, true medians, no line across a break, nothing averaged."""

from __future__ import annotations

import csv
import statistics
from collections import defaultdict

import plotly.graph_objects as go
import pytest

from layouts.pages import unit
from layouts.urls import page_defaults, parse_state
from layouts.wording import wording
from tests.layouts.seen import words


@pytest.fixture(scope="module")
def page(reader, catalogue):
    """Return state and content of an address."""

    def make(path: str, query: str = "", lang: str = "en"):
        state = parse_state(path, query, catalogue, page_defaults(unit.PAGE, lang))
        return state, unit.content(reader, state, wording(lang))

    return make


@pytest.fixture(scope="module")
def papi(catalogue):
    """PAPI by another way: sums of the published parts, (year, unit) -> dimension -> score."""
    parents = {one.code: one.parent for one in catalogue.indices["PAPI"].indicators}
    sums: dict = defaultdict(lambda: defaultdict(float))
    path = catalogue.root / "observations" / "papi.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            parent = parents[row["indicator"]]
            if row["source"] == "d01" and parent and parent.startswith("D"):
                sums[(int(row["year"]), row["unit"])][parent] += float(row["score"])
    return sums


def row_of(table, column: str, value):
    return table[table[column] == value].iloc[0]


def test_the_finding_names_the_newest_result_of_each_index(page):
    finding = page("/units/79")[1].finding
    assert finding.startswith("HCMC: 21st of 63 on PAR INDEX 2024 (group B)")
    assert "29th of 63 on SIPAS 2024" in finding
    assert "41st of 61 on PAPI 2024 (group Lower-medium)" in finding


def test_a_score_is_never_borrowed_from_another_year(page):
    facts = page("/units/79")[1].extras["par"]
    newest, scored = (words(one) for one in facts)
    assert "PAR INDEX 2024" in newest
    assert "21/63" in newest
    assert "86.97" not in newest
    assert "PAR INDEX 2023" in scored
    assert "86.97" in scored
    assert "33/63" in scored


def test_a_province_of_which_two_indices_are_unknown_says_so(page):
    content = page("/units/27")[1]
    assert "nothing found yet on PAR INDEX and SIPAS" in content.finding
    assert content.charts["par"].empty
    assert content.charts["par"].rows()["Score"].isna().all()
    assert words(content.extras["par"]) == ""


def test_histories_hold_the_sums_of_the_published_parts(page, papi):
    table = page("/units/79")[1].charts["papi"].rows()
    for year in range(2011, 2025):
        own = sum(papi[(year, "79")].values())
        assert row_of(table, "Year", year)["Score"] == pytest.approx(own, abs=1e-6)


def test_ranks_and_medians_are_those_of_all_ranked_units(page, papi):
    table = page("/units/79", "index=PAPI&year=2024")[1].charts["parts"].rows()
    whole = [parts for (year, _), parts in papi.items() if year == 2024 and len(parts) == 8]
    assert len(whole) == 61
    for place in range(8):
        row, scores = table.iloc[place], [parts[f"D{place + 1}"] for parts in whole]
        assert row["Median"] == pytest.approx(statistics.median(scores), abs=1e-6)
        assert row["Best"] == pytest.approx(max(scores), abs=1e-6)
        assert row["Rank"] == 1 + sum(one > row["Score"] + 1e-9 for one in scores)


def test_the_rank_inside_each_group_is_counted_among_its_members(page, papi):
    _, content = page("/units/79", "index=PAPI&year=2024")
    said = words(content.extras["groups"])
    total = {code: sum(papi[2024, code].values()) for code in ("01", "31", "48", "79", "92")}
    cities = sum(score > total["79"] for score in total.values())
    assert f"{('1st', '2nd', '3rd', '4th', '5th')[cities]} of 5" in said
    assert "Benchmark provinces" in said


def test_no_line_crosses_a_break_or_a_missing_year(page, catalogue):
    for code in ("PAR", "SIPAS", "PAPI"):
        index = catalogue.indices[code]
        figure = page("/units/22")[1].charts[code.lower()].figure
        for trace in figure["data"]:
            years = trace["x"]
            assert years == list(range(years[0], years[0] + len(years)))
            assert all(index.comparable(years[0], year) for year in years)


def test_a_withheld_year_has_no_figure_and_says_why(page):
    chart = page("/units/22", "index=PAPI&year=2021")[1].charts["parts"]
    assert "withheld by the publisher" in chart.title
    assert chart.empty
    assert chart.rows()[["Score", "Rank"]].isna().all(axis=None)


def test_a_province_withheld_in_part_shows_what_is_known(page):
    chart = page("/units/27", "index=PAPI&year=2022")[1].charts["parts"]
    known = chart.rows().loc[chart.rows()["Score"].notna(), "Indicator"]
    assert [name[:2] for name in known] == ["D1", "D5", "D6", "D7"]
    assert "Bac Ninh" in chart.note


def test_what_is_missing_is_told_with_years_and_reason(page):
    text = words(page("/units/27")[1].extras["absences"]).replace("\u2060", "")
    assert "PAPI score and rank 2021–2022 withheld by the publisher" in text
    assert "D2–D4, D8 2022" in text
    assert "SIPAS score and rank 2015 not surveyed" in text
    assert "score and rank 2012–2024 not found by us yet" in text


def test_a_new_unit_shows_its_constituents_and_no_average(page):
    content = page("/units/79", "view=34")[1]
    assert "no figure of the 34 units has been found yet" in content.finding
    table = words(content.extras["results"])
    assert all(name in table for name in ("Ho Chi Minh City", "Binh Duong", "Ba Ria - Vung Tau"))
    names = {trace["name"] for trace in content.charts["papi"].figure["data"]}
    assert names == {"HCMC", "Binh Duong", "Ba Ria - Vung Tau", "Median"}
    assert set(content.charts["papi"].rows()["Province"]) == names - {"Median"}


def test_the_old_code_leads_to_the_new_unit(page):
    content = page("/units/27", "view=34")[1]
    assert content.finding.startswith("Bac Ninh (since 1 July 2025)")
    assert "code 24" in words(content.extras["about"])


def test_a_code_that_changed_its_meaning_says_so(page):
    assert "the code 15 stands for Lao Cai" in words(page("/units/15")[1].extras["about"])
    assert "stands for" not in words(page("/units/79")[1].extras["about"])


def test_the_part_of_an_unknown_part_is_shown_in_its_place(page):
    table = page("/units/22", "index=PAR&year=2020")[1].charts["parts"].rows()
    shown = table[table["Score"].notna()].set_index("Indicator")["Score"]
    assert shown["SIPAS criterion inside PAR INDEX"] == 9.56
    assert shown["Appraisal by the Ministry of Home Affairs"] == 57.66
    assert table["Median"].isna().all()


@pytest.mark.parametrize("view", ["63", "34"])
def test_every_unit_has_a_profile_in_both_languages(page, catalogue, view):
    for place, one in enumerate(catalogue.units_of(int(view))):
        state, content = page(f"/units/{one.code}", f"view={view}", ("vi", "en")[place % 2])
        assert tuple(content.charts) == unit.CHARTS
        assert {extra.name for extra in unit.EXTRAS} <= set(content.extras)
        assert unit.layout(content, state, wording(state.lang))


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("/units/79", ""),
        ("/units/27", "index=PAPI&year=2022"),
        ("/units/46", "index=PAPI&year=2016&indicator=D3"),
        ("/units/22", "index=PAR&year=2020"),
        ("/units/79", "view=34"),
    ],
)
def test_figures_are_valid(page, path, query):
    for chart in page(path, query)[1].charts.values():
        if not chart.empty:
            go.Figure(chart.figure)


def test_only_units_that_exist_have_a_page(client):
    assert client.get("/units/79").status_code == 200
    assert client.get("/units/99").status_code == 404


def test_a_chart_can_be_downloaded(client):
    answer = client.get("/download/unit/papi.csv?unit=79&lang=en")
    assert answer.status_code == 200
    assert "42.813" in answer.get_data(as_text=True)

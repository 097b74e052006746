from __future__ import annotations

import pytest

from layouts.pages import rankings


@pytest.fixture
def content(site, state):
    def read(query):
        return site.content(rankings, state("rankings", f"{query}&lang=en"))

    return read


@pytest.mark.parametrize(
    ("query", "parts"),
    [
        ("index=PAPI&year=2024", ["41st of 61 (computed)", "5.01 points behind", "Quang Ninh",
                                  "2 units withheld"]),
        ("index=PAPI&year=2021", ["46th of 60 (computed)", "Thua Thien Hue", "3 units withheld"]),
        ("index=PAR&year=2023", ["33rd of 63 (published)", "of 63 units known"]),
        ("index=SIPAS&year=2024", ["29th of 63 (published)", "its score: not found by us yet"]),
        ("index=SIPAS&year=2015", ["6th of 10 (published)", "53 units not surveyed"]),
        ("index=PAR&year=2022&indicator=D3", ["no score of HCMC", "0 of 63 units known"]),
    ],
)  # fmt: skip
def test_the_first_line_is_the_finding(query, parts, content):
    finding = content(query).finding
    assert all(part in finding for part in parts), finding


def test_the_grid_has_every_unit_and_says_why_a_score_is_missing(content):
    rows = content("index=PAPI&year=2021").extras["rows"]
    assert len(rows) == 63
    withheld = [row for row in rows if row["score"] is None]
    assert {row["code"] for row in withheld} == {"22", "24", "27"}
    assert {row["reason"] for row in withheld} == {"withheld by the publisher"}
    assert {row["rank"] for row in withheld} == {None}


def test_a_row_tells_score_rank_group_and_where_they_come_from(content):
    row = content("index=PAR&year=2023").extras["options"]["pinnedTopRowData"][0]
    assert (row["code"], row["score_text"], row["rank_text"]) == ("79", "86.97", "33")
    assert row["change_text"] == "▲ +2.27"
    assert row["basis"] == "published" and row["grade_text"].startswith("B")
    assert row["source"] == "c15"


def test_no_change_is_given_across_a_break(content):
    row = content("index=PAPI&year=2021").extras["rows"][0]
    assert row["change"] is None and row["change_text"] == "new method"


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("text=da%20nang", ["Da Nang"]),
        ("text=%C4%90%C3%A0%20N%E1%BA%B5ng", ["Da Nang"]),
        ("text=BRVT", ["Ba Ria - Vung Tau"]),
        ("text=nowhere", []),
        ("region=SE&text=ba", ["Ba Ria - Vung Tau"]),
    ],
)
def test_search_and_region_leave_what_fits(query, names, content):
    found = content(f"index=PAPI&year=2024&{query}")
    assert [row["unit"] for row in found.extras["rows"]] == names
    assert len(found.tables["grid"].rows()) == len(names)


def test_ties_are_marked(content):
    ranks = [row["rank_text"] for row in content("index=PAR&year=2023").extras["rows"]]
    assert not any(text.startswith("=") for text in ranks if ranks.count(text) == 1)


def test_partial_coverage_is_said_on_every_chart_of_the_year(content):
    charts = content("index=PAR&year=2023").charts
    for name in ("map", "distribution"):
        assert "of 63 units known" in charts[name].made().note
    assert "median" not in charts["distribution"].made().title


def test_lines_are_the_city_six_provinces_and_three_chosen(content):
    figure = content("index=PAPI&year=2024&units=74,77,92").charts["bump"].made().figure
    names = {trace["name"].rpartition(" ")[0] for trace in figure["data"]}
    assert len(names) == 10 and "HCMC" in names
    dashes = {trace["line"]["dash"] for trace in figure["data"]}
    assert dashes == {"solid", "dash", "dot", "longdash"}


def test_no_line_crosses_a_break(content):
    figure = content("index=PAPI&year=2024").charts["bump"].made().figure
    for trace in figure["data"]:
        years = trace["x"]
        assert years == list(range(years[0], years[0] + len(years)))
        assert not any(
            first < cut <= years[-1] for cut in (2018, 2019, 2021) for first in years[:1]
        )


def test_ranks_among_ten_are_not_drawn_beside_ranks_among_sixty_three(content):
    chart = content("index=SIPAS&year=2024").charts["bump"].made()
    assert 2015 not in [year for trace in chart.figure["data"] for year in trace["x"]]
    assert "2015 is left out" in chart.note


def test_the_two_archipelagos_are_on_the_map(content):
    labels = content("index=PAPI&year=2024").charts["map"].made().figure["data"][2]["text"]
    assert {"Hoang<br>Sa", "Truong<br>Sa"} <= set(labels) and len(labels) == 65


def pinned(content, query):
    return content(query).extras["options"]["pinnedTopRowData"][0]


def test_rank_ranges_of_2019_and_who_cannot_be_told_apart(content):
    shown = content("index=PAPI&year=2019")
    first = next(row for row in shown.extras["rows"] if row["rank"] == 1)
    open_ = next(row for row in shown.extras["rows"] if row["rank"] == 30)
    assert pinned(content, "index=PAPI&year=2019")["range_text"] == "6–57"
    assert not first["open"] and first["low"] < first["at"] < first["high"]
    assert open_["open"] and open_["range_text"].startswith("≈ ")
    table = shown.tables["grid"].rows().set_index("Code").loc["79"]
    assert table["Upper bound (95 %)"] - table["Score"] == pytest.approx(1.96 * 0.549, abs=2e-3)


def test_without_a_published_error_there_is_no_range_unless_it_is_asked_for(content):
    query = "index=PAPI&year=2021"
    assert pinned(content, query)["range_text"] == "–" and "low" not in pinned(content, query)
    assert "No interval published" in content(query).extras["note"][1].children
    assumed = content(f"{query}&range=assumed")
    assert assumed.extras["note"][1].children.startswith("Assumed, not published: standard errors")
    assert pinned(content, f"{query}&range=methods")["range_text"] == "36–56"
    assert (
        "its parts are known of"
        in content("index=PAR&year=2012&range=methods").extras["note"][1].children
    )

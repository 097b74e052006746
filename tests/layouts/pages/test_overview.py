"""The overview: every number with its year and basis, nothing mixed, nothing invented."""

from __future__ import annotations

import plotly.graph_objects as go
import pytest
from dash.development.base_component import Component

from indices.analysis.standing import read_standing
from layouts.components.trend import spans, streak
from layouts.pages import overview
from layouts.urls import PageState
from layouts.wording import wording

STATES = {lang: PageState(lang=lang, defaults={"lang": "vi"}) for lang in ("vi", "en")}


class Nothing:
    """A database without any figure."""

    def __init__(self, reader) -> None:
        self.reader = reader

    def scores(self, index, *filters, **named):
        return self.reader.scores(index, *filters, **named).iloc[:0]


@pytest.fixture(scope="module")
def pages(reader):
    return {lang: overview.content(reader, state, wording(lang)) for lang, state in STATES.items()}


@pytest.fixture(scope="module")
def body(pages):
    return overview.layout(pages["en"], STATES["en"], wording("en"))


def find(part, test) -> list[Component]:
    """Return every component below `part` that passes a test."""
    if isinstance(part, list | tuple):
        return [one for child in part for one in find(child, test)]
    if not isinstance(part, Component):
        return []
    return [part] * test(part) + find(getattr(part, "children", None), test)


def words(part) -> str:
    """Return the text a reader sees, blocks apart."""
    if isinstance(part, list | tuple):
        return " | ".join(words(child) for child in part)
    if isinstance(part, Component):
        return words(getattr(part, "children", None))
    return "" if part is None else str(part)


def classed(part, name: str) -> list[Component]:
    return find(part, lambda one: name in str(getattr(one, "className", "")).split())


@pytest.fixture(scope="module")
def results(body) -> dict[str, str]:
    """Index and year -> the words of that result."""
    found = {}
    for row in classed(body, "standing"):
        name = words(find(row, lambda one: one._type == "H2")[0])
        for result in classed(row, "result"):
            text = words(result)
            found[f"{name} {text[:4]}"] = text
    return found


def test_first_line_is_the_newest_results(pages):
    assert pages["vi"].finding == (
        "TP.HCM – PAPI 2024: hạng 41/61 (tính toán), kém trung bình các tỉnh, thành phố đối sánh "
        "1,87 điểm; PAR INDEX 2024: hạng 21/63; SIPAS 2024: hạng 29/63."
    )


def test_newest_result_and_newest_score_stand_apart(results):
    assert list(results) == [
        "PAR INDEX 2024",
        "PAR INDEX 2023",
        "SIPAS 2024",
        "SIPAS 2020",
        "PAPI 2024",
    ]


def test_a_rank_without_score_borrows_no_score(results):
    text = results["PAR INDEX 2024"]
    for said in ("Score | – | not found", "21/63 | published", "▲ +12 places on 2023 (33/63)"):
        assert said in text
    assert "86.97" not in text
    assert "ranks: Hai Phong 1, Ha Noi 3, Quang Ninh 4; not found: Bac Ninh" in text


def test_par_score_with_gap_and_best(results):
    text = results["PAR INDEX 2023"]
    for said in ("86.97 %", "▲ +2.27 on 2022 (84.70 %)", "33/63", "▼ −3.54", "90.51 %: 5 of 6"):
        assert said in text
    for said in ("without Bac Ninh (", "▼ −5.21", "Quang Ninh: 92.18 %", "no target found"):
        assert said in text


def test_a_rounded_score_is_marked_and_its_old_method_named(results):
    text = results["SIPAS 2020"]
    assert "older method, not comparable with 2024" in text
    for said in ("≈ 84 %", "≈ ▼ −5", "mean ≈ 89 %: 4 of 6", "≈ ▼ −12", "no score for 2019"):
        assert said in text


def test_derived_rank_of_the_year_before_says_so(results):
    assert "▲ +7 places on 2023 (36/63, derived)" in results["SIPAS 2024"]


def test_papi_with_group_and_missed_target(results):
    text = results["PAPI 2024"]
    for said in ("42.81", "41/61", "▼ −5 places on 2023 (36/61)", "Lower-medium", "▼ −1.87"):
        assert said in text
    for said in ("✗ missed", "target: group High", "result: Lower-medium (computed)", "▼ −5.01"):
        assert said in text


def test_par_target_of_2024_was_missed(results):
    text = results["PAR INDEX 2024"]
    assert "✗ missed | target: rank 15 or better | result: 21/63 (published)" in text


def test_every_result_names_its_source(body):
    for result in classed(body, "result"):
        links = find(
            classed(result, "source"), lambda one: "/data?source=" in getattr(one, "href", "")
        )
        assert links, words(result)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_charts_are_valid_and_have_what_they_owe(pages, lang):
    charts = pages[lang].charts
    assert tuple(charts) == overview.CHARTS
    for name, chart in charts.items():
        assert bool(chart.figure) == (name != "trend-pci") == (not chart.empty)
        assert go.Figure(chart.figure).data
        assert chart.title and chart.source
        assert len(chart.rows())


def test_an_index_without_figures_says_where_they_come_from(body):
    (row,) = [one for one in classed(body, "standing") if "VCCI" in words(one)]
    assert "No figures come with this product; import the publisher's workbook" in words(row)


def test_trend_is_cut_and_tells_the_missing_years(pages):
    chart = pages["vi"].charts["trend-par"]
    assert chart.title.startswith("PAR INDEX: hạng tăng từ 43/63 (2021) lên 21/63 (2024)")
    assert "2013–2017, 2020, 2024" in chart.note
    scores = [trace["x"] for trace in chart.figure["data"] if trace["yaxis"] == "y"]
    assert scores == [[2012], [2018], [2019], [2021], [2022, 2023]]


def test_trend_table_keeps_ranks_whole_and_unknown_empty(pages):
    rows = pages["en"].charts["trend-par"].rows().set_index("Year")
    assert rows.loc["2024", "Rank"] == 21 and isinstance(rows.loc["2024", "Rank"], int)
    assert rows.loc["2024", "Score"] is None
    assert rows.loc["2020", "Basis of the rank"] == "derived"


def test_furthest_behind_in_order_with_the_total(pages):
    rows = pages["en"].charts["furthest"].rows()
    assert rows["Part"].tolist()[:2] == [
        "Opportunities for participation",
        "Land-use-right certificates",
    ]
    gaps = rows["Gap (mean − score)"].round(3).tolist()
    assert gaps == [0.518, 0.224, 0.214, 0.154, 0.146, 1.869]


def test_claim_check_counts(pages):
    title = pages["en"].tables["claims"].title
    assert title == "Of 18 statements 7 hold, 2 do not, 9 cannot be checked."


def test_claim_check_gives_both_figures_and_the_reason(body):
    table = words(classed(body, "claims"))
    assert "HCMC | 86.05 % · 43/63 · group B" in table
    assert "✗ does not hold |  · above in rank, but in the same group | 10/63 · group B" in table
    assert "✓ holds |  · above in rank and group | 48.06 · 1/60 · group High" in table
    assert "? cannot be checked |  · withheld by the publisher" in table
    assert "? cannot be checked |  · HCMC: not found by us yet | 1/63" in table


def test_a_disputed_rank_says_so(pages):
    rows = pages["en"].tables["claims"].rows()
    row = rows[(rows["Destination"] == "Da Nang") & (rows["Index"] == "SIPAS")].iloc[0]
    assert row["Rank, destination"] == 38
    assert "disputed" in row["Basis of the rank, destination"]


def test_links_keep_the_language(body):
    links = find(body, lambda one: getattr(one, "href", "").startswith("/"))
    targets = {one.href.partition("?")[0] for one in links}
    assert {"/rankings", "/compare", "/data", "/units/79", "/units/27"} <= targets
    assert all("lang=en" in one.href for one in links)


def test_a_database_without_figures_says_so(reader):
    content = overview.content(Nothing(reader), STATES["en"], wording("en"))
    assert content.finding == "No result of HCMC is known yet."
    assert all(chart.empty for chart in content.charts.values())
    assert "No result is known yet." in words(overview.layout(content, STATES["en"], wording("en")))


def test_a_unit_withheld_in_the_newest_year_shows_the_newest_known(reader, catalogue):
    papi = catalogue.indices["PAPI"]
    standing = read_standing(reader, catalogue, papi, "26")
    assert [result.year for result in standing.results] == [2023]


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ({2020: 23.0, 2021: 43.0, 2022: 36.0, 2023: 33.0, 2024: 21.0}, (2021, 2024)),
        ({2022: 1.0, 2024: 2.0}, (2024, 2024)),
        ({2022: 1.0, 2023: 2.0, 2024: 2.0}, (2024, 2024)),
    ],
)
def test_streak_is_the_newest_run_that_goes_one_way(figures, expected):
    assert streak(figures) == expected


def test_years_are_written_as_spans():
    assert spans([2015, 2013, 2014, 2020]) == "2013–2015, 2020"

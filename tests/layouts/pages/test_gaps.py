"""The gaps page: sums that hold, distances, and what it says of unknown figures."""

from __future__ import annotations

import pytest

from layouts.pages.gap_parts import contributions, ways
from layouts.pages.gap_view import read_view
from layouts.wording import wording
from tests.indices.asked import gap_frame

EN = wording("en")
PAPI_YEARS = range(2011, 2025)


@pytest.fixture
def content(site, state):
    def read(query):
        return site.content(site.module_named("gaps"), state("gaps", f"lang=en&{query}"))

    return read


@pytest.fixture
def view(reader, state):
    return lambda query: read_view(reader, state("gaps", f"lang=en&{query}"), EN)


def chart(content, name, query):
    return content(query).charts[name].made()


@pytest.mark.parametrize("year", PAPI_YEARS)
def test_the_parts_and_the_remainder_add_up_against_any_unit(year, view, catalogue):
    # Every unit in some years; the table below them adds up for all pairs in test_residuals.
    for unit in catalogue.units_of(63)[year % 7 :: 7]:
        if unit.code != "79":
            rows, total = contributions(view(f"year={year}&against={unit.code}"))
            if total.gap is not None:
                assert sum(row.gap for row in rows) == pytest.approx(total.gap, abs=1e-6)


@pytest.mark.parametrize("against", ["chosen", "mean", "median", "best"])
def test_the_parts_and_the_remainder_add_up_against_many(against, view):
    rows, total = contributions(view(f"year=2024&against={against}"))
    assert sum(row.gap for row in rows) == pytest.approx(total.gap, abs=1e-6)


def test_a_part_divides_into_its_own_parts(view):
    rows, total = contributions(view("year=2024&indicator=D4"))
    assert len(rows) == 4
    assert sum(row.gap for row in rows) == pytest.approx(total.gap, abs=1e-6)


def test_the_waterfall_ends_where_its_total_ends(content):
    figure = chart(content, "parts", "year=2021&against=46").figure
    bars = figure["data"][0]
    ends = [base + width for base, width in zip(bars["base"], bars["x"], strict=True)]
    assert ends[-2] == pytest.approx(ends[-1]) == pytest.approx(40.677 - 48.059, abs=1e-3)


def test_the_table_says_what_the_waterfall_draws(content):
    table = chart(content, "parts", "year=2021&against=46").rows()
    assert table["Difference (negative: behind)"].iloc[:-1].sum() == pytest.approx(
        table["Difference (negative: behind)"].iloc[-1]
    )
    assert table["Share of the difference (%)"].iloc[-1] == pytest.approx(100)


def test_no_share_of_a_difference_in_which_the_parts_cancel_out(content):
    """2019: parts of half a point each way, and a total of a hundredth."""
    table = chart(content, "parts", "year=2019").rows()
    assert table["Share of the difference (%)"].isna().all()


def test_the_finding_names_unit_reference_and_distance(content):
    said = content("year=2021&unit=48&against=46").finding
    assert (
        said == "PAPI 2021: Da Nang is 5.50 points behind Thua Thien Hue, behind in 7 of 8 parts."
    )


def test_any_unit_can_be_examined_against_the_focus_unit(site, state, content):
    at = state("gaps", "unit=22&against=79&year=2022")
    assert (at.unit, at.against) == ("22", "79")
    assert "unit=22" in ways(read_view(site.reader, at, EN))[1].href
    assert "ahead of HCMC" in content("unit=22&against=79&year=2022").finding


def test_a_unit_is_never_compared_with_itself(content, state):
    assert state("gaps", "unit=22&against=22").against == "chosen"
    assert "Quang Ninh" not in content("unit=22&year=2022").charts["parts"].made().note


def test_an_unknown_unit_is_said_and_the_focus_unit_shown(state):
    at = state("gaps", "unit=99")
    assert at.unit == "79"
    assert [problem.key for problem in at.problems] == ["unit"]


def test_links_lead_down_to_the_parts_and_back(view):
    down, up = ways(view("year=2024")), ways(view("year=2024&indicator=air_quality"))
    assert "indicator=D7" in "".join(link.href for link in down[1:])
    assert "indicator=D7" in up[0].href


def test_strengths_and_weaknesses_are_the_outer_fifths(content):
    found = chart(content, "fifths", "year=2024")
    table = found.rows()
    assert len(found.figure["data"][0]["x"]) == table["Fifth (1: best)"].isin([1, 5]).sum()
    assert table["Rank"].is_monotonic_decreasing


def test_what_it_takes_warns_of_distances_within_the_uncertainty(content):
    assert "Smaller than its own uncertainty" in chart(content, "goals", "year=2019").note
    assumed = chart(content, "goals", "year=2024")
    assert "standard errors of 2019 (assumed" in assumed.note
    assert set(assumed.rows()["Standard errors"]) == {"assumed from 2019"}
    assert "nobody can say" in chart(content, "goals", "index=PAR&year=2023").note


def test_the_cheapest_sets_yield_the_points_and_stay_below_the_best(content):
    table = chart(content, "sets", "year=2024").rows()
    room = chart(content, "rooms", "year=2024").rows()
    assert (table["Points needed"] <= table["Their distance to the best"] + 1e-9).all()
    assert table["Share of their distance to the best (%)"].between(0, 100).all()
    for _, one in table.groupby("Goal", sort=False):
        assert one["Share of their distance to the best (%)"].is_monotonic_increasing
        assert one["Number of parts"].nunique() == 1
    needed = table["Points needed"].min()
    alone = (room["Distance to the best"] >= needed).sum()
    assert alone > 0 and table.iloc[0]["Number of parts"] == 1


def test_strong_or_weak_against_all_the_benchmark_and_those_alike(content, reader, catalogue):
    found = chart(content, "sides", "year=2024")
    table = found.rows().set_index("Part")
    shown = "Difference to mean of the benchmark provinces"
    against = gap_frame(reader.scores("PAPI", 2024), catalogue.indices["PAPI"], 2024, "79",
                        catalogue.benchmark)  # fmt: skip
    assert table.loc["D7 Environmental governance", shown] == pytest.approx(
        -against.loc["D7", "gap"]
    )
    whom = table.columns[table.columns.str.startswith("Difference")]
    behind = table[(table[whom] < 0).all(axis=1)]
    assert f"in {len(behind)}: " in found.title and "D7" in found.title
    assert table.loc["D8 E-governance", "Rank beside mean of the 6 most alike"].endswith("/7")


def test_a_reference_that_is_not_known_is_said_and_never_drawn(content):
    found = chart(content, "sides", "index=PAR&year=2023")
    assert "No median: not every score of this year is known" in found.note
    assert found.rows()["Difference to median of all"].isna().all()
    assert "against each" in found.title


def test_who_moved_most_is_named_for_every_part(content, reader, catalogue):
    table = chart(content, "movers-by-part", "year=2024").rows().set_index("Part")
    assert len(table) == 8
    rows = reader.scores("PAPI", indicator="D4").set_index(["year", "unit"])["score"]
    moved = (rows[2024] - rows[2021]).dropna().sort_values()
    best = catalogue.unit(moved.index[-1], 63).name.en
    corruption = table.loc["D4 Control of corruption in the public sector"]
    assert corruption["Most improved"].startswith(f"{best} ▲ +{moved.iloc[-1]:.2f}")
    assert corruption["Change of HCMC"] == pytest.approx(moved["79"])


def test_grade_a_is_three_points_away(content):
    table = chart(content, "goals", "index=PAR&year=2023").rows().set_index("Goal")
    assert table.loc["Grade A (90 % and above)", "Percentage points missing"] == pytest.approx(3.03)
    assert table.loc["Rank 32", "Remark"] == "the score at that rank is not known"


def test_parts_beyond_the_dashed_line_yield_the_goal_alone(content):
    found = chart(content, "rooms", "year=2024")
    rule = next(
        one for one in found.figure["layout"]["shapes"] if one["line"].get("dash") == "dash"
    )
    enough = (found.rows()["Distance to the best"] >= rule["x0"]).sum()
    assert f"{enough} parts could each yield it alone" in found.title


def test_the_share_closed_speaks_of_the_same_provinces(content):
    found = chart(content, "years", "year=2024")
    assert found.title.startswith("Since 2021 HCMC has closed 78 % of the gap")
    assert "2021–2024: without Quang Ninh and Bac Ninh" in found.note


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("year=2021&unit=22", "the score of Quang Ninh is not known (withheld by the publisher)"),
        ("index=SIPAS&year=2024", "HCMC ranks 29/63; its score is not known"),
        ("units=", "choose provinces to compare HCMC with"),
        ("index=PAR&year=2023&against=median", "not every score of this year is known"),
        ("year=2021&against=22", "Quang Ninh (withheld by the publisher)"),
    ],
)
def test_what_cannot_be_compared_is_said(query, said, content):
    found = content(query)
    assert said in found.finding
    assert found.charts["parts"].made().empty


def test_trends_are_words_with_their_rule(content):
    found = chart(content, "trends", "year=2024")
    assert found.title.startswith("HCMC 2021–2024: improving; of 8 parts")
    assert "at least 1 % of the scale" in found.note
    assert set(found.rows()["Trend"]) <= {"improving", "stable", "declining"}
    short = chart(content, "trends", "year=2018")
    assert short.empty and "comparable years known up to 2018: 1" in short.title


def test_who_moved_most_says_how_many_are_known(content):
    found = chart(content, "movers", "year=2024")
    assert found.title.startswith("Of the 58 provinces known in both years, 2021–2024: ")
    assert len(found.figure["data"][0]["y"]) == 9
    assert chart(content, "movers", "year=2018").empty

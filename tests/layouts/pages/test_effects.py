"""Did it help: never a tick, warnings beside the numbers, "not enough years yet" in words."""

from __future__ import annotations

import pytest

from layouts.wording import wording


@pytest.fixture
def content(site, state):
    return lambda query="": site.content(
        site.module_named("effects"), state("effects", f"lang=en&{query}")
    )


def test_the_finding_counts_and_never_praises(content):
    shown = content()
    assert shown.finding == (
        "PAPI, tours of December 2022: none of 9 indicators of HCMC moved more than chance allows."
    )
    assert "✓" not in str(shown.extras) + str(shown.charts["chance"].shown(wording("en")))


def test_the_warnings_stand_before_the_numbers(content):
    said = str(content().extras["warnings"])
    for warning in ("Chance:", "Few years:", "Return to the mean:", "Other causes:"):
        assert warning in said


@pytest.mark.parametrize(
    ("query", "reason"),
    [("index=PAR", "fewer than two comparable years before 2023"),
     ("tour=2025-06", "no results of 2026 or later yet"),
     ("index=PCI", "a score of HCMC in these years is not known")],
)  # fmt: skip
def test_too_few_years_is_said_with_its_reason(query, reason, content):
    shown = content(query)
    assert "not enough years yet" in shown.finding and reason in shown.finding
    assert reason in shown.charts["chance"].empty


def test_table_and_chart_hold_the_same_differences(content):
    shown = content("tour=2023-08")
    table = shown.tables["table"].rows()
    figure = shown.charts["chance"].shown(wording("en"))["graph"]
    assert table["Difference"].notna().all() and len(table) == 9
    (marked,) = [one for one in figure["data"] if one["name"] == "HCMC"]
    assert [round(x, 6) for x in marked["x"]] == table["Difference"].tolist()[1:]


def test_a_month_that_is_none_gives_the_first_tours(state):
    read = state("effects", "tour=2022-13")
    assert read.option("tour") == "2022-12" and read.problems

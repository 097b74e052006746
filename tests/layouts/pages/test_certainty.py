"""The page about certainty: each kind by its own name, and the reason where there is none."""

from __future__ import annotations

import io

import pandas as pd
import pytest

from tests.indices.asked import uncertainty_frame


@pytest.fixture
def content(site, state):
    def read(query):
        return site.content(site.module_named("certainty"), state("certainty", f"lang=en&{query}"))

    return read


def chart(content, name, query):
    return content(query).charts[name].made()


def row_of(content, query, unit="79"):
    return next(row for row in content(query).extras["rows"] if row["code"] == unit)


def test_the_finding_says_rank_error_and_method(content):
    assert content("year=2021").finding.startswith(
        "PAPI 2021: HCMC is 46th of 60 (computed); no interval published; under 2,000 other "
        "methods it lies between 36 and 56 in 95 % of them."
    )


def test_2019_brackets_the_ranks_and_tests_the_difference(content):
    found = chart(content, "intervals", "year=2019&against=22")
    assert found.title.startswith("HCMC: 43.79 ± 1.08 points (95 %); its rank may lie anywhere")
    assert "Difference to Quang Ninh: −2.88 ± 1.82 points, more than chance explains." in found.note
    assert "the source prints ± 1.645, which is 90 %" in found.note
    assert found.figure["layout"]["shapes"]


def test_who_cannot_be_told_apart_is_tested_and_not_read_off_intervals(content, reader):
    rows = content("year=2019").extras["rows"]
    city = next(row for row in rows if row["code"] == "79")
    table = uncertainty_frame(reader.scores("PAPI", 2019), "total").set_index("unit")
    overlapping = table["upper"] > table.loc["79", "lower"]
    overlapping &= table["lower"] < table.loc["79", "upper"]
    open_ = {row["code"] for row in rows if row["apart"] == "≈"}
    best, worst = table.loc["79", ["best_rank", "worst_rank"]]
    assert city["sets"] == f"{best}–{worst}"
    assert sum(row["apart"] == "▲" for row in rows) == best - 1
    assert open_ != set(table.index[overlapping]) - {"79"}


@pytest.mark.parametrize("query", ["year=2024", "index=PAR&year=2023", "index=SIPAS&year=2024"])
def test_other_years_have_no_interval(query, content):
    found = chart(content, "intervals", query)
    assert found.empty.endswith("no interval published")
    assert found.rows()["Standard error"].isna().all()
    assert row_of(content, "year=2024")["half_text"] == "–"


def test_assumed_errors_are_called_so_wherever_they_show(content):
    query = "year=2021&errors=assumed"
    assert "with the standard errors of 2019 assumed" in content(query).finding
    found = chart(content, "intervals", query)
    assert found.title.endswith("(assumed)") and found.note.startswith("Assumed, not published")
    assert set(found.rows()["Standard error from"]) == {2019}
    assert row_of(content, query)["half_text"] == "1.08 †"
    assert (
        "No interval published, and no year"
        in chart(content, "intervals", "year=2017&errors=assumed").note
    )


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("index=SIPAS&year=2024", "it has no parts that add up to it"),
        ("index=PAR&year=2012", "its parts are known of 19 of 63 provinces only"),
        ("year=2021&unit=22", "its parts are not known"),
    ],
)
def test_where_no_other_method_can_be_tried_the_reason_stands(query, reason, content):
    assert reason in content(query).finding
    for name in ("choices", "frequency", "methods"):
        assert reason in chart(content, name, query).empty


def test_the_choice_that_moves_ranks_most(content):
    found = chart(content, "choices", "year=2021")
    assert found.title.startswith("What moves ranks most: without D1 Participation")
    shifts = found.rows()["Mean shift in places"]
    assert len(shifts) == 13 and shifts.is_monotonic_decreasing


def test_shares_of_the_variation_on_request(content):
    found = chart(content, "choices", "year=2021&view=shares")
    assert found.title.startswith("Leaving a part out matters most to the rank of HCMC: 48 %")
    assert len(found.rows()) == 4


def test_the_file_holds_what_the_api_answers(client):
    query = "index=PAPI&year=2019&lang=en"
    answer = client.get(f"/download/certainty/robustness.csv?{query}")
    rows = pd.read_csv(io.BytesIO(answer.data), comment="#")
    own = rows[rows["Province"] == "HCMC"].iloc[0]
    (error,) = client.get(f"/api/v1/uncertainty?{query}&unit=79").get_json()["items"]
    (method,) = client.get(f"/api/v1/robustness?{query}&unit=79").get_json()["items"]
    assert own["Lower bound (95 %)"] == pytest.approx(error["lower"], abs=1e-6)
    assert own["Worst rank, all together"] == error["joint_worst_rank"]
    assert own["Best rank under other methods (95 %)"] == method["best_rank"]
    assert own["Mean shift in places"] == pytest.approx(method["mean_shift"], abs=1e-3)

"""Page, API and the file of the page hold the same numbers: gaps, what-ifs, uncertainty, peers."""

from __future__ import annotations

import io

import pandas as pd
import pytest


@pytest.fixture
def drawn(site, state):
    """The figure of a chart, as the page draws it."""

    def read(page, chart, query):
        content = site.content(site.module_named(page), state(page, f"lang=en&{query}"))
        return content.charts[chart].made().figure

    return read


@pytest.fixture
def exported(client):
    """The file of a chart."""

    def read(page, chart, query):
        answer = client.get(f"/download/{page}/{chart}.csv?lang=en&{query}")
        return pd.read_csv(io.BytesIO(answer.data), encoding="utf-8-sig")

    return read


@pytest.fixture
def answered(client):
    """The items of an API answer."""
    return lambda topic, query: client.get(f"/api/v1/{topic}?lang=en&{query}").get_json()["items"]


@pytest.mark.parametrize("against", ["46", "mean", "median", "best", "@cities"])
def test_gaps(against, drawn, exported, answered):
    query = f"index=PAPI&year=2022&against={against}"
    items = {one["indicator_name"]: one for one in answered("gaps", f"{query}&unit=79")
             if one["level"] in ("total", "dimension")}  # fmt: skip
    file = exported("gaps", "parts", query).set_index("Part")
    parts = [name for name in file.index if not name.startswith("Remainder")]
    assert len(parts) == len(items) == 9
    for label in parts:
        item = items[label.partition(" ")[2] if label[:1] == "D" else label]
        assert file.loc[label, "HCMC"] == pytest.approx(item["score"], abs=1e-9)
        lead = file.loc[label, "Difference (negative: behind)"]
        assert lead == pytest.approx(-item["gap"], abs=1e-6)
    bars = drawn("gaps", "parts", query)["data"][0]
    leads = file["Difference (negative: behind)"].tolist()
    assert [*bars["x"]] == pytest.approx(leads, abs=1e-9)


def test_gaps_of_the_parts_of_one_indicator(exported, answered):
    query = "index=PAPI&year=2022&against=01,48&indicator=D4"
    items = {one["indicator_name"]: one for one in answered("gaps", f"{query}&unit=79")}
    query = query.replace("against", "units")
    file = exported("gaps", "parts", query).set_index("Part")["Difference (negative: behind)"]
    assert len(file) == 5
    for name, item in items.items():
        label = f"D4 {name}" if item["indicator"] == "D4" else name
        assert file[label] == pytest.approx(-item["gap"], abs=1e-6)


@pytest.mark.parametrize("query", ["year=2024", "year=2019", "year=2022&indicator=D7"])
def test_goals_and_their_cheapest_sets(query, exported, answered):
    query = f"index=PAPI&{query}"
    items = answered("goals", f"{query}&unit=79")
    file = exported("gaps", "goals", query)
    missing = [one["points"] for one in items]
    assert file["Points missing"].tolist() == pytest.approx(missing, nan_ok=True, abs=1e-5)
    margins = file["Uncertainty of the distance (±)"].fillna(0).tolist()
    assert margins == pytest.approx([one["margin"] or 0 for one in items], abs=1e-5)
    sets = [found for one in items for found in one["sets"]]
    shares = exported("gaps", "sets", query)["Share of their distance to the best (%)"]
    assert shares.tolist() == pytest.approx([100 * one["share_of_distance"] for one in sets],
                                            abs=1e-3)  # fmt: skip
    for item in items:
        for found in item["sets"]:
            won = sum(part["needed"] - part["score"] for part in found["parts"])
            assert won == pytest.approx(item["points"], abs=1e-5)


def test_what_if(drawn, exported, answered):
    query = "index=PAPI&year=2021&set=D4:7.5,D5:7.9"
    (item,) = answered("whatif", f"{query}&unit=79")
    changes = {one["indicator"]: one["change"] for one in item["changes"]}
    file = exported("what-if", "changes", query)
    assert file["Change"].tolist() == pytest.approx([changes[c] for c in ("D4", "D5", "total")])
    scenario = exported("what-if", "scenarios", query).iloc[-1]
    assert scenario["Total"] == pytest.approx(item["total"], abs=1e-6)
    assert scenario["Rank"] == f"{item['rank']}/{item['rank_of']}"
    (bar,) = drawn("what-if", "scenarios", query)["data"][0]["x"]
    assert bar == pytest.approx(item["change"], abs=1e-6)


@pytest.mark.parametrize("query", ["year=2019", "year=2021&errors=assumed"])
def test_uncertainty(query, drawn, exported, answered, catalogue):
    query = f"index=PAPI&{query}"
    items = {one["unit_name"]: one for one in answered("uncertainty", query)
             if one["lower"] is not None}  # fmt: skip
    items["HCMC"] = items.pop("Ho Chi Minh City")
    file = exported("certainty", "intervals", query).set_index("Province")
    assert set(file.index) == set(items)
    names = {
        "Score": "score", "Lower bound (95 %)": "lower", "Upper bound (95 %)": "upper",
        "Best rank it may have": "best_rank", "Worst rank it may have": "worst_rank",
        "Best rank, all together": "joint_best_rank",
        "Worst rank, all together": "joint_worst_rank", "Standard error from": "error_year",
    }  # fmt: skip
    for column, key in names.items():
        wanted = [items[unit][key] for unit in file.index]
        assert file[column].tolist() == pytest.approx(wanted, abs=1e-5)
    marks = [one for one in drawn("certainty", "intervals", query)["data"] if one["x"]]
    drawn_scores = sorted(x for trace in marks for x in trace["x"])
    assert drawn_scores == pytest.approx(sorted(file["Score"]), abs=1e-9)


def test_robustness(exported, answered):
    query = "index=PAPI&year=2021"
    items = {one["unit_name"]: one for one in answered("robustness", query)}
    items["HCMC"] = items.pop("Ho Chi Minh City")
    file = exported("certainty", "methods", query).set_index("Province")
    names = {
        "Rank by the published method": "sum_rank",
        "Best rank under other methods (95 %)": "best_rank",
        "Worst rank under other methods (95 %)": "worst_rank",
        "Mean shift in places": "mean_shift",
    }
    for column, key in names.items():
        wanted = [items[unit][key] for unit in file.index]
        assert file[column].tolist() == pytest.approx(wanted, abs=1e-3)


def test_peers(drawn, exported, answered):
    query = "index=PAPI&year=2022&population=1&urban=0.5&grdp=0&kind=0&profile=1"
    weights = "variables=population:1,urban:0.5,profile:1"
    items = {one["unit_name"]: one for one in
             answered("peers", f"unit=79&index=PAPI&year=2022&{weights}")}  # fmt: skip
    file = exported("peers", "distances", query).set_index("Province")
    known = {name for name, one in items.items() if one["distance"] is not None}
    assert set(file.index) == known and len(known) == 60
    assert file["Distance"].is_monotonic_increasing
    wanted = [items[unit]["distance"] for unit in file.index]
    assert file["Distance"].tolist() == pytest.approx(wanted, abs=1e-6)
    shares = file["Part of Profile of dimension scores"]
    assert shares.tolist() == pytest.approx(
        [items[unit]["terms"]["profile"] for unit in file.index], abs=1e-6
    )
    figure = drawn("peers", "distances", query)
    nearest = [sum(trace["x"][row] for trace in figure["data"]) for row in range(6)]
    assert nearest == pytest.approx(file["Distance"].tolist()[:6], abs=1e-6)

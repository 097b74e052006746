"""The briefing: figures with sources, questions where the host leads, merged units."""

from __future__ import annotations

import pytest


@pytest.fixture
def content(site, state):
    return lambda code, query="": site.content(
        site.module_named("briefing"),
        state("briefing", f"lang=en&{query}", f"/destinations/{code}"),
    )


def test_figures_are_those_of_the_list_with_their_sources(content, site, state):
    table = content("48", "year=2021").tables["figures"].rows()
    listed = site.content(
        site.module_named("destinations"), state("destinations", "lang=en&year=2021")
    )
    rows = listed.tables["list"].rows().set_index("Code")
    assert table["Lead"].tolist() == [rows.loc["48", f"{code}: lead"]
                                      for code in ("D1", "D2", "D4", "D5", "D6", "D7")]  # fmt: skip
    assert table["Source"].str.len().gt(0).all()


def test_questions_come_from_parts_in_which_the_host_leads(content):
    table = content("46", "year=2021").tables["questions"].rows()
    assert 0 < len(table) <= 10
    assert (table["Thua Thien Hue"] > table["HCMC"]).all()
    assert table["Question"].str.endswith("?").all()


def test_a_merged_unit_leads_to_its_successor(content):
    said = str(content("60", "year=2024").extras["standing"])
    assert "merged in 2025" in said and "/units/68?view=34" in said
    assert "merged" not in str(content("46", "year=2024").extras["standing"]), "only renamed"


def test_what_is_withheld_is_said(content):
    table = content("22", "year=2021").tables["figures"].rows()
    assert table["Quang Ninh"].isna().all()
    assert set(table["Reading"]) == {"withheld by the publisher"}


def test_nobody_is_his_own_host(content):
    shown = content("79")
    assert "cannot be its own host" in shown.finding and shown.charts["roads"].empty


def test_what_was_asked_comes_along_and_goes_back(site, state):
    from layouts.render import render

    rows = site.content(
        site.module_named("destinations"),
        state("destinations", "year=2021&unit=48&w1=3&rule=benchmark"),
    ).extras["rows"]
    link = next(row["unit_href"] for row in rows if row["code"] == "46")
    assert link.startswith("/destinations/46?") and "focus=48" in link and "w1=3" in link
    tree = str(render(site, f"http://x{link}"))
    assert "/destinations?index=PAPI&year=2021&unit=48&rule=benchmark&w1=3" in tree


@pytest.mark.parametrize(
    "path", ["/destinations/999", "/destinations/%3Cx%3E", "/destinations/46/x"]
)
def test_an_unknown_host_is_not_found(path, client):
    assert client.get(path).status_code == 404


def test_every_sub_dimension_of_papi_has_a_question(catalogue):
    index = catalogue.indices["PAPI"]
    parts = {one.code for one in index.indicators_in(2024) if one.level == "sub-dimension"}
    assert parts <= {code for known, code in catalogue.questions if known == "PAPI"}

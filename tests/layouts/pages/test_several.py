"""Several indices: three answers, partial coverage said, and a composite that says whose it is."""

from __future__ import annotations

import io

import openpyxl
import pytest


@pytest.fixture
def content(site, state):
    def read(query):
        return site.content(site.module_named("several"), state("several", f"lang=en&{query}"))

    return read


def test_the_three_answers_add_up_to_all_other_units(content):
    found = content("year=2021")
    table = found.charts["above"].rows()
    counts = table["Above on all"].value_counts()
    assert counts.sum() == 62
    assert f"{counts.get('yes', 0)} units stand above HCMC on all" in found.finding
    assert (
        table.loc[table["Above on all"] == "unknown"]
        .apply(lambda row: row.str.startswith("unknown:").any(), axis=1)
        .all()
    )


def test_an_index_that_was_not_published_is_said(content):
    found = content("year=2016")
    assert "SIPAS was not published for 2016" in found.charts["above"].note
    assert "None of these indices" in content("year=2011&with=PAR,SIPAS").finding


def test_the_scatter_says_how_much_it_knows(content, reader):
    found = content("year=2023").charts["pair"]
    known = [set(reader.scores(code, 2023, "total").dropna(subset=["score"])["unit"])
             for code in ("PAR", "PAPI")]  # fmt: skip
    both = known[0] & known[1]
    assert f"{len(both)} of 63 units have a known score on both." in found.note
    assert len(found.figure["data"][0]["x"]) == len(both)
    assert any("HCMC" in text for text in found.figure["data"][0]["text"])


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("w_PAR=0.5&w_SIPAS=0.2&w_PAPI=0.2", "The weights add up to 0.90; they must add up to 1"),
        ("w_PAR=-0.5&w_SIPAS=0.5&w_PAPI=1", "A weight is −0.50; weights must not be negative"),
        ("with=PAPI", "A composite needs two indices"),
    ],
)
def test_a_composite_that_cannot_be_is_a_sentence(query, said, content):
    found = content(f"year=2023&{query}").charts["composite"]
    assert said in found.empty and found.rows().empty


def test_a_composite_says_whose_it_is_and_who_is_left_out(content, client):
    query = "year=2023&with=PAR,PAPI&w_PAR=0.4&w_PAPI=0.6"
    found = content(query).charts["composite"]
    assert "our own composite" in found.title and "published by nobody" in found.note
    table = found.rows()
    assert table["Remark"].str.startswith("unknown").sum() == table["Own composite"].isna().sum()
    file = client.get(f"/download/several/composite.xlsx?lang=en&{query}")
    rows = list(openpyxl.load_workbook(io.BytesIO(file.data)).worksheets[0].values)
    known = table.dropna(subset=["Own composite"])
    written = [row[1] for row in rows[1 : len(known) + 1]]
    assert written == pytest.approx(known["Own composite"].tolist())


def test_words_for_weights_are_refused(state):
    assert [one.key for one in state("several", "w_PAR=much").problems] == ["option"]
    assert state("several", "with=PAR,NONE").problems

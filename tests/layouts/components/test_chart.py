from __future__ import annotations

import pandas as pd
import pytest
from dash import no_update

from layouts import theme
from layouts.components.chart import Chart, Later, chart_card, chart_outputs, chart_values
from layouts.urls import Page, PageState
from layouts.wording import wording

PAGE = Page("/x", "x", "X", 1, defaults={"year": 0})
EN = wording("en")


def chart(**more):
    table = pd.DataFrame({"Province": ["A"], "Score": [1.5]})
    return Chart("map", "A leads", theme.figure([], {}), table, "MOHA, PAR INDEX 2023", **more)


def texts(tree):
    found = [getattr(one, "children", None) for one in tree._traverse()]
    return " ".join(one for one in found if isinstance(one, str))


def test_a_card_owes_its_reader_title_note_source_table_and_downloads():
    card = chart_card(PAGE, chart(note="30 of 63 units known."), PageState("/x", year=2023), EN)
    for part in ("A leads", "30 of 63 units known.", "Source: MOHA", "Table view", "PNG", "SVG"):
        assert part in texts(card)
    links = [one.href for one in card._traverse() if getattr(one, "href", None)]
    assert [link.partition("?")[0] for link in links] == [
        "/download/x/map.csv", "/download/x/map.xlsx",
    ]  # fmt: skip


def test_a_figure_is_named_for_screen_readers_by_its_finding():
    card = chart_card(PAGE, chart(), PageState("/x"), EN)
    figure = next(one for one in card._traverse() if getattr(one, "role", None) == "img")
    assert figure.to_plotly_json()["props"]["aria-labelledby"] == "x-map-title"


def test_an_empty_chart_says_why():
    shown = chart(empty="No score is known.").shown(EN)["graph"]
    assert shown["layout"]["annotations"][0]["text"] == "No score is known."


def test_decimal_signs_follow_the_language():
    assert chart().shown(wording("vi"))["graph"]["layout"]["separators"] == ",."
    assert chart().shown(EN)["graph"]["layout"]["separators"] == ".,"


@pytest.mark.parametrize(
    ("depends", "year", "sent"),
    [
        (("year",), 2023, False),
        (("year",), 2022, True),
        (("index",), 2022, False),
        ((), 2023, True),
    ],
)
def test_only_what_changes_is_sent(depends, year, sent):
    before = PageState("/x", year=year)
    values = chart_values(
        PAGE, {"map": chart(depends=depends)}, PageState("/x", year=2023), EN, before
    )
    assert (no_update not in values) is sent
    assert len(values) == len(chart_outputs(PAGE, ["map"]))


def test_a_chart_that_is_not_sent_is_never_made():
    later = Later(("index",), lambda: pytest.fail("made for nobody"))
    state = PageState("/x", year=2023)
    chart_values(PAGE, {"map": later}, state, EN, PageState("/x", year=2022))


def test_another_language_sends_everything():
    values = chart_values(PAGE, {"map": chart(depends=("year",))}, PageState("/x", lang="en"), EN,
                          PageState("/x", lang="vi"))  # fmt: skip
    assert no_update not in values

"""What this browser was told before it shows at once, and never longer than it is true."""

from __future__ import annotations

import pytest

from tests.browser.addresses import address, filtered
from tests.browser.visit import NARROW

pytestmark = pytest.mark.browser

_START = "/rankings?lang=en&index=PAPI&year=2024"
_COUNT = """() => {
    window.drawn = {};
    document.querySelectorAll("main .js-plotly-plot").forEach((chart) => {
        const name = chart.closest("[id$=-graph]").id;
        window.drawn[name] = 0;
        chart.on("plotly_afterplot", () => { window.drawn[name] += 1; });
    });
}"""

# Every drawing is as high as its place.
_FILLED = """() => Array.from(document.querySelectorAll("main .card.chart"))
    .every((card) => card.querySelector(".js-plotly-plot")._fullLayout.height
        === card.querySelector(".figure").clientHeight)"""


def stepped_back_and_forth(visit):
    """The page at 2023 after a step back from 2024, with both steps known to the browser."""
    visit.open(_START)
    for year in ("2023", "2024", "2023", "2024"):
        visit.choose("rankings-year", year)
    visit.page.wait_for_url("**year=2024**")
    return visit


def test_a_step_made_before_is_painted_before_it_is_asked_for(visit):
    stepped_back_and_forth(visit)
    visit.page.evaluate(_COUNT)
    visit.page.evaluate("""() => {
        const ask = window.fetch;
        window.fetch = function () {
            window.drawnBefore = window.drawn["rankings-map-graph"];
            return ask.apply(window, arguments);
        };
    }""")
    visit.choose("rankings-year", "2023")
    assert visit.page.evaluate("window.drawnBefore") == 1


@pytest.mark.parametrize("page", filtered(), ids=lambda page: page.name)
def test_the_server_is_asked_once_a_step(visit, page):
    asked = []
    visit.open(f"{address(page, 'en')}&index=PAPI&year=2024")
    visit.page.on("request", lambda one: "/_dash-update" in one.url and asked.append(one))
    for number, year in enumerate(("2021", "2023", "2021", "2020", "2023"), start=1):
        visit.choose(f"{page.name}-year", year)
        assert len(asked) == number, year


@pytest.mark.parametrize("page", filtered(), ids=lambda page: page.name)
def test_no_chart_is_drawn_twice_by_one_change(visit, page):
    visit.open(f"{address(page, 'en')}&index=PAPI&year=2024")
    visit.page.evaluate(_COUNT)
    visit.choose(f"{page.name}-year", "2021")
    visit.page.wait_for_timeout(500)
    drawn = visit.page.evaluate("window.drawn")
    assert max(drawn.values()) == 1, drawn


def test_charts_that_come_to_be_empty_and_back_are_drawn_on_a_phone(visit):
    visit.open("/gaps?lang=en&index=PAPI&year=2024", NARROW)
    for year in ("2021", "2024", "2021", "2024"):
        visit.choose("gaps-year", year)
        visit.page.wait_for_function(_FILLED)


def test_a_step_made_before_needs_no_answer(visit):
    stepped_back_and_forth(visit)
    visit.page.route("**/_dash-update-component*", lambda route: None)
    visit.page.click("#rankings-year")
    visit.page.get_by_role("option", name="2023", exact=True).click()
    visit.page.wait_for_url("**year=2023**")
    assert "2023" in visit.page.locator("main h1").inner_text()


@pytest.mark.parametrize("wait", [5, 30, 80])
@pytest.mark.parametrize("known", [True, False], ids=["known", "new"])
def test_a_step_taken_back_at_once_leaves_nothing_of_it(visit, known, wait):
    before = visit.open(_START).shown()
    if known:
        stepped_back_and_forth(visit)
    visit.page.evaluate(
        """(wait) => {
            const choose = (year) => dash_clientside.set_props("rankings-year", {value: year});
            choose(2023);
            setTimeout(() => choose(2024), wait);
        }""",
        wait,
    )
    visit.page.wait_for_timeout(300)
    assert visit.settle().shows(before)


def test_an_answer_that_no_longer_holds_is_replaced_by_the_true_one(visit):
    stepped_back_and_forth(visit)

    def answer(route):
        said = route.fetch().json()
        said["response"]["rankings-finding"]["children"] = "The data have changed"
        route.fulfill(json=said)

    visit.page.route("**/_dash-update-component*", answer)
    visit.choose("rankings-year", "2023")
    heading = visit.page.get_by_text("The data have changed")
    heading.wait_for()
    visit.page.unroute("**/_dash-update-component*")
    visit.choose("rankings-year", "2024")
    heading.wait_for(state="detached")

"""Numbers open: by click and by keyboard, from cards, grids, charts and tables, and close again."""

from __future__ import annotations

import pytest

from tests.browser.test_pages import grave_faults

pytestmark = pytest.mark.browser

_POINT = """() => {
    const graph = document.querySelector("#rankings-map-graph .js-plotly-plot");
    const trace = graph._fullData.find((one) => one.meta && one.meta.facts);
    const layout = graph._fullLayout, box = graph.getBoundingClientRect();
    return {
        x: box.left + layout.xaxis._offset + layout.xaxis.d2p(trace.x[2]),
        y: box.top + layout.yaxis._offset + layout.yaxis.d2p(trace.y[2]),
        fact: trace.meta.facts[2],
    };
}"""
_FOCUS = "document.activeElement.dataset.fact"


def opened(page):
    """The fact of the address once the drawer is there."""
    page.wait_for_selector("dialog.drawer[open]:not([aria-busy]) #drawer-title")
    return page.url.partition("#fact=")[2]


def test_a_card_opens_and_gives_the_focus_back(visit):
    page = visit.open("/?lang=en").page
    card = page.locator(".facts [data-fact]").first
    card.focus()
    page.keyboard.press("Enter")
    fact = opened(page)
    assert fact.startswith("PAR:") and page.evaluate("document.activeElement.dataset.drawer")
    page.keyboard.press("Escape")
    page.wait_for_url(lambda address: "#" not in address)
    assert page.evaluate(_FOCUS) == fact
    assert not visit.faults


def test_grid_chart_and_table_open_the_number_that_is_pointed_at(visit):
    page = visit.open("/rankings?index=PAPI&year=2021&lang=en").page
    page.locator(".ag-center-cols-container [data-fact]").first.click()
    whole = opened(page)
    page.locator(".drawer-parts [data-fact]").first.click()
    page.wait_for_url("**:D1")
    page.locator("[data-drawer=back]").click()
    page.wait_for_url(f"**{whole}")
    page.keyboard.press("Escape")
    point = page.evaluate(_POINT)
    page.mouse.move(point["x"] - 2, point["y"])
    page.mouse.move(point["x"], point["y"])
    page.locator("#rankings-map-graph .js-plotly-plot.opens").wait_for()
    page.mouse.click(point["x"], point["y"])
    assert opened(page) == point["fact"]
    page.keyboard.press("Escape")
    page.locator("#rankings-map-figure ~ .actions summary").click()
    page.locator(".table-view [data-fact]").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    below = page.evaluate(_FOCUS)
    page.keyboard.press("Enter")
    assert opened(page) == below == "PAPI:2021:74:total"
    assert not visit.faults


def test_a_shared_address_opens_its_number_on_a_phone_and_back_leaves_it(visit):
    page = visit.open("/methodology?lang=en", {"width": 390, "height": 844}).page
    page.goto(page.url.replace("/methodology", "/units/79") + "#fact=PAPI:2014:24:total")
    assert opened(page) == "PAPI:2014:24:total"
    assert "withheld by the publisher" in page.locator(".drawer-absence").inner_text()
    box = page.locator("dialog.drawer").bounding_box()
    assert box["x"] == 0 and box["width"] >= 370
    assert grave_faults(visit, "light") == []
    page.go_back()
    page.wait_for_url("**/methodology?lang=en")
    assert not page.locator("dialog[open]").count() and not visit.faults

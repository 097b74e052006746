"""What if in a real browser: sliders by keyboard, typed values, scenarios kept and compared."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

ROW = "#what-if-rows [data-code={}]"


@pytest.fixture
def page(visit):
    return visit.open("/gaps/what-if?index=PAPI&year=2021&lang=en").page


def test_a_slider_a_typed_value_and_what_cannot_be(page, visit):
    slider = page.locator(ROW.format("D4")).get_by_role("slider")
    slider.focus()
    for _ in range(3):
        page.keyboard.press("PageUp")
    expect(page.locator("h1")).to_contain_text("instead of")
    visit.settle()
    assert "set=D4%3A" in page.url
    assert page.evaluate("document.activeElement.type") == "range"
    box = page.locator(ROW.format("D5")).get_by_role("textbox")
    box.fill("12")
    box.press("Enter")
    expect(page.locator("h1")).to_contain_text("cannot be 12")
    assert box.get_attribute("aria-invalid") == "true" and box.input_value() == "12"
    page.go_back()
    expect(page.locator("h1")).to_contain_text("instead of")


def test_the_page_follows_a_slider_that_is_dragged_in_one_step_of_the_history(page, visit):
    slider = page.locator(ROW.format("D4")).get_by_role("slider")
    box = slider.bounding_box()
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] / 2, middle)
    page.mouse.down()
    for share in (0.6, 0.7, 0.8):
        before = page.inner_text("h1")
        page.mouse.move(box["x"] + box["width"] * share, middle)
        expect(page.locator("h1")).not_to_have_text(before)
        visit.settle()
    dragged = slider.input_value()
    page.mouse.up()
    visit.settle()
    assert slider.input_value() == dragged and f"set=D4%3A{dragged}" in page.url
    page.go_back()
    expect(page.locator("h1")).not_to_contain_text("instead of")


def test_a_scenario_is_kept_compared_and_opened_again(page, visit):
    page.locator(ROW.format("D4")).get_by_role("button", name="Take the score").click()
    expect(page.locator("h1")).to_contain_text("instead of")
    finding = page.inner_text("h1")
    page.fill("#what-if-name", "b<Best>")
    page.get_by_role("button", name="Keep in this browser").click()
    page.get_by_role("button", name="Undo all changes").click()
    expect(page.locator("h1")).not_to_contain_text("instead of")
    kept = page.locator("#what-if-kept li")
    kept.get_by_role("button", name="Compare").click()
    expect(page.locator("#what-if-scenarios-title")).to_contain_text("bBest")
    visit.settle()
    kept.get_by_role("link").click()
    expect(page.locator("h1")).to_have_text(finding)

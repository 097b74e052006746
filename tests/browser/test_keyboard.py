"""Whoever has no mouse reaches every control, sees where the focus is, and can use it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.addresses import address, filtered, pages
from tests.browser.visit import NARROW, WIDE

pytestmark = pytest.mark.browser

# Number what can be operated. Members of a group with one tab stop (radio buttons, options, cells
# of a grid) stand for their group, because arrow keys lead on from there.
_NUMBERED = """() => {
    const group = "[role=radiogroup], [role=grid], [role=treegrid], [role=tablist]";
    const control = "a[href], button, input:not([type=hidden]), select, textarea, summary, "
        + "[role=button], [role=combobox], [tabindex='0']";
    const seen = new Map();
    document.querySelectorAll("[data-control]").forEach((one) => delete one.dataset.control);
    document.querySelectorAll(control).forEach((one) => {
        const box = one.getBoundingClientRect();
        if (one.disabled || !box.width || !box.height || !one.checkVisibility()) return;
        const place = one.closest(group) || one.closest(".dash-dropdown-wrapper") || one;
        if (!seen.has(place)) {
            place.dataset.control = seen.size;
            const name = place.getAttribute("aria-label") || place.id || place.textContent;
            seen.set(place, `${place.tagName} ${place.className} ${name}`.slice(0, 120));
        }
    });
    return Array.from(seen.values());
}"""
# The number of the control that has the focus, and whether it shows so.
_FOCUSED = """() => {
    const visible = (one) => {
        const style = getComputedStyle(one);
        return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0)
            || style.boxShadow !== "none";
    };
    const one = document.activeElement;
    const place = one.closest("[data-control]");
    const wrapper = one.closest(".dash-dropdown-wrapper");
    const shown = visible(one)
        || [one.parentElement, one.closest("label, [role=option], [role=grid]")]
            .concat(wrapper ? Array.from(wrapper.querySelectorAll("*")) : [])
            .some((other) => other && visible(other));
    return [place ? Number(place.dataset.control) : null, shown];
}"""


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_tab_reaches_every_control_and_shows_the_focus(visit, page):
    visit.open(address(page, "en"))
    for size in (WIDE, NARROW):
        controls = visit.resize(size).page.evaluate(_NUMBERED)
        reached, unseen = set(), set()
        for _ in range(3 * len(controls) + 20):
            visit.page.keyboard.press("Tab")
            control, outlined = visit.page.evaluate(_FOCUSED)
            if control is None:
                continue
            reached.add(control)
            if not outlined:
                unseen.add(control)
            if len(reached) == len(controls):
                break
        assert [name for number, name in enumerate(controls) if number not in reached] == []
        assert [controls[number] for number in sorted(unseen)] == []


def test_the_menu_of_a_phone_opens_closes_and_leads_on_with_the_keyboard(visit):
    page = visit.open("/rankings?lang=en", NARROW).page
    menu, link = page.locator("button.menu"), page.locator(".nav").get_by_role("link", name="Gaps")
    expect(link).to_be_hidden()
    menu.focus()
    page.keyboard.press("Enter")
    expect(link).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(link).to_be_hidden()
    expect(menu).to_be_focused()
    page.keyboard.press("Space")
    link.press("Enter")
    page.wait_for_url("**/gaps**")
    expect(page.locator(".nav")).to_be_hidden()


@pytest.mark.parametrize("page", filtered(), ids=lambda page: page.name)
def test_the_year_can_be_chosen_with_the_keyboard(visit, page):
    visit.open(f"{address(page, 'en')}&index=PAPI&year=2024")
    visit.page.locator(f"#{page.name}-year").focus()
    visit.page.keyboard.press("Enter")
    # The list moves the focus a moment after the key; a person sees it move before the next.
    focused = visit.page.locator("[role=option]:has(:focus)")
    focused.filter(has_text="2024").wait_for()
    visit.page.keyboard.press("ArrowDown")
    focused.filter(has_text="2023").wait_for()
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_url("**year=2023**")
    assert "2023" in visit.settle().page.locator("main").inner_text()

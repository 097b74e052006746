"""Own groups in a real browser: named, kept, and chosen on another page."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_an_own_group_is_kept_and_chosen_elsewhere(visit):
    page = visit.open("/gaps/peers?lang=en&year=2022").page
    page.fill("#peers-own-name", "South & east")
    page.fill("#peers-own-units", "74, 77; x")
    keep = page.get_by_role("button", name="Keep this group")
    keep.click()
    expect(page.locator("#peers-own-wrong")).to_contain_text("codes of two digits")
    page.fill("#peers-own-units", "74 77")
    keep.click()
    expect(page.locator("[data-own-groups] li")).to_contain_text("South east")
    visit.open("/compare?lang=en&year=2022")
    page.get_by_role("button", name="South east").click()
    expect(page.locator("h1")).to_contain_text("all 2 chosen provinces")
    visit.settle()
    assert "units=74,77" in page.url

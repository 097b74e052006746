"""Destinations in a browser: sliders, the number of hosts, the way to a briefing and back."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_a_weight_moves_the_list_and_its_address_brings_it_back(visit):
    page = visit.open("/destinations?lang=en&year=2023").page
    hosts = page.locator("#destinations-first")
    before = hosts.inner_text()
    page.click("details.asks summary")
    slider = page.locator("#destinations-w4")
    slider.focus()
    for _ in range(2):
        slider.press("ArrowLeft")
    expect(page.locator("#destinations-w4-label")).to_have_text("D4 × 0")
    expect(page).to_have_url(re.compile("w4=0"))
    expect(hosts).not_to_have_text(before)
    after = hosts.inner_text()
    page.reload()
    expect(hosts).to_have_text(after, use_inner_text=True)
    expect(slider).to_have_value("0")


def test_more_hosts_and_a_briefing_keep_what_was_asked(visit):
    page = visit.open("/destinations?lang=en&year=2022&rule=benchmark").page
    refusals = page.locator("#destinations-declines tbody tr")
    page.locator("#destinations-k label", has_text="6").click()
    expect(page).to_have_url(re.compile("k=6"))
    expect(refusals).to_have_count(6)
    page.locator("#destinations-first a").first.click()
    expect(page.locator("#briefing-questions li").first).to_be_visible()
    assert "rule=benchmark" in page.url
    page.go_back()
    expect(refusals).to_have_count(6)

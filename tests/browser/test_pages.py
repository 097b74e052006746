"""Every page, in both languages and themes, wide and narrow: whole, readable, within its width."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.addresses import address, pages
from tests.browser.visit import NARROW, WIDE

pytestmark = pytest.mark.browser
GRAVE = ("serious", "critical")
AXE = Axe()


def grave_faults(visit, theme):
    """What axe-core calls serious or critical, with the place, one line each."""
    found = AXE.run(visit.page)
    return [
        f"{theme}: {fault['id']} at {' '.join(map(str, node['target']))}: {node['html'][:120]}"
        for fault in found.response["violations"]
        if fault["impact"] in GRAVE
        for node in fault["nodes"]
    ]


def sideways(visit):
    """By how many pixels the page is wider than the window."""
    return visit.page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )


# Words and widths decide what a page holds, so each pair is looked at; a theme is colours alone and
# meets each language and each width once. One language comes narrow and grows, the other shrinks.
LOOKS = {
    "vi": ((NARROW, "light"), (WIDE, "dark")),
    "en": ((WIDE, "light"), (NARROW, "dark")),
}


@pytest.mark.parametrize("lang", LOOKS)
@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_page_is_accessible_wide_and_narrow_light_and_dark(visit, page, lang):
    visit.open(address(page, lang), LOOKS[lang][0][0])
    assert visit.page.locator("html").get_attribute("lang") == lang
    assert visit.page.locator("main h1").inner_text().strip()
    for size, theme in LOOKS[lang]:
        visit.resize(size).theme(theme)
        assert sideways(visit) <= 0
        assert grave_faults(visit, theme) == []


def test_an_unknown_address_says_so_and_leads_on(visit):
    answer = visit.page.goto("/nowhere?lang=en")
    visit.page.wait_for_selector("main a")
    assert answer.status == 404 and visit.page.locator("main").inner_text().strip()
    assert grave_faults(visit, "light") == []
    # The browser itself reports the 404 that the address deserves.
    assert all("404" in fault for fault in visit.faults)
    visit.faults.clear()

"""The address is the page: a shared link, the back button and the language switch keep it."""

from __future__ import annotations

import pytest

from tests.browser.addresses import address, filtered
from tests.browser.visit import Visit

pytestmark = pytest.mark.browser


@pytest.fixture(params=filtered(), ids=lambda page: page.name)
def page(request):
    return request.param


def test_a_year_stays_for_a_friend_for_back_and_for_another_language(visit, page, profile):
    before = visit.open(f"{address(page, 'en')}&index=PAPI&year=2024").shown()
    visit.choose(f"{page.name}-year", "2021")

    # Whoever gets the link has never been here: nothing is kept for them.
    visit.forget()
    friend = Visit(profile.new_page()).open(visit.page.url)
    chosen = visit.shown()
    assert chosen != before
    assert friend.shows(chosen)
    assert not friend.faults
    friend.page.close()

    visit.page.go_back()
    visit.page.wait_for_url("**year=2024**")
    assert visit.shows(before)
    visit.page.go_forward()
    visit.page.wait_for_url("**year=2021**")
    assert visit.shows(chosen)

    visit.page.click("[data-lang=vi]")
    visit.page.wait_for_selector("html[lang=vi]")
    visit.settle()
    assert "year=2021" in visit.page.url
    assert visit.page.locator(f"#{page.name}-year").inner_text().strip() == "2021"


def test_a_hostile_address_breaks_nothing(visit, page):
    odd = "index=PAPI&index=PAR&year=1800&indicator=%00&units=79,99,%F0%9F%98%80&view=[]&x=<b>"
    visit.open(f"{page.path.replace('<code>', '79')}?{odd}")
    assert visit.page.locator("main h1").inner_text().strip()
    assert visit.page.locator(f"#{page.name}-notice").inner_text().strip()

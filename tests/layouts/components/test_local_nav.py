"""The local navigation: a family of pages, links that carry what their page knows."""

from __future__ import annotations

import pytest

from layouts.components.local_nav import family, leads, local_nav
from layouts.urls import Page
from layouts.wording import wording

EN = wording("en")
KNOWN = {"unit": "79", "index": "PAPI", "year": 0}
GAP = Page("/gaps", "gaps", "Gaps", 3, defaults=KNOWN)
PEERS = Page("/gaps/peers", "peers", "Peers", 3, defaults={"unit": "79"}, navigated=False)
RANKINGS = Page("/rankings", "rankings", "Rankings", 1, defaults={"year": 0})
PAGES = [RANKINGS, GAP, PEERS]


@pytest.fixture
def links(state):
    def read(page, query):
        return local_nav(page, PAGES, state("gaps", query), EN)

    return read


def test_a_link_carries_only_what_its_page_knows_and_does_not_do_anyway(links):
    at = links(GAP, "unit=48&year=2021&lang=en")
    assert [one.children for one in at] == ["Gap", "Who is like us"]
    assert at[1].href == "/gaps/peers?unit=48&lang=en"
    assert links(PEERS, "year=2021")[0].href == "/gaps?year=2021"


def test_the_page_itself_is_marked_and_no_link(links):
    gap, peers = links(PEERS, "")
    assert getattr(peers, "aria-current") == "page" and not hasattr(gap, "aria-current")


def test_only_pages_that_exist_are_offered_and_one_alone_needs_no_navigation():
    assert family(GAP, [RANKINGS, GAP]) == []
    assert family(RANKINGS, PAGES) == []


def test_the_main_navigation_marks_the_head_of_the_family():
    assert leads(GAP, PEERS) and leads(GAP, GAP)
    assert not leads(RANKINGS, PEERS) and not leads(GAP, None)

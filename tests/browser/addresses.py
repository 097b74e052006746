"""The addresses that every browser check visits: each page of the product, filled in."""

from __future__ import annotations

from layouts import PAGES
from layouts.site import load_modules
from layouts.urls import Page

FOCUS = "79"
# A destination is another unit: nobody visits himself.
HOST = "48"


def pages() -> list[Page]:
    """Every page of the product."""
    return [module.PAGE for module in load_modules(PAGES)]


def charted() -> list[Page]:
    """The pages with charts."""
    return [module.PAGE for module in load_modules(PAGES) if module.CHARTS]


def address(page: Page, lang: str = "vi") -> str:
    """A page in one language; where the path names a unit, Ho Chi Minh City's or a host's."""
    unit = HOST if page.name == "briefing" else FOCUS
    return f"{page.path.replace('<code>', unit)}?lang={lang}"


def filtered() -> list[Page]:
    """The pages with a year to choose."""
    return [page for page in pages() if "year" in page.defaults]

"""Pages without a browser: the site over the real figures, and states read from query strings."""

from __future__ import annotations

import dash
import pytest

from layouts import PAGES
from layouts.site import Site, load_modules


@pytest.fixture(autouse=True)
def page_registry():
    """Dash keeps its pages in one global registry; leave it as it was."""
    before = dict(dash.page_registry)
    yield
    dash.page_registry.clear()
    dash.page_registry.update(before)


@pytest.fixture(scope="session")
def site(reader, catalogue) -> Site:
    return Site(reader, catalogue, "vi", load_modules(PAGES))


@pytest.fixture
def state(site):
    """`state("rankings", "year=2021")` -> the page's state at that query."""

    def read(name: str, query: str = "", path: str = ""):
        page = site.module_named(name).PAGE
        return site.state(page, path or page.path.replace("<code>", "79"), query)

    return read

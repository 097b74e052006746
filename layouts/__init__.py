"""Pages in the browser: the only room that knows Dash and plotly."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dash import Dash

    from indices.catalogue import Catalogue
    from indices.database.reader import Reader
    from layouts.site import Site

PAGES = (
    "overview",
    "rankings",
    "compare",
    "gaps",
    "certainty",
    "what_if",
    "peers",
    "several",
    "destinations",
    "effects",
    "briefing",
    "tours",
    "tour",
    "methodology",
    "unit",
    "data",
    "conflicts",
    "findings",
    "reports",
    "account",
    "imports",
)


def register_pages(app: Dash, reader: Reader, catalogue: Catalogue, language: str = "vi") -> Site:
    """Register every page, its callbacks and its downloads on an app.

    Args:
        app: an app with `use_pages=True, pages_folder=""`.
        reader: answers every question about figures.
        catalogue: names, years and indicators.
        language: of pages whose address names none.

    Returns:
        What the pages share; the status of a document depends on it.
    """
    import dash

    from layouts.downloads import register_downloads
    from layouts.drawer import register_drawer
    from layouts.render import render, title
    from layouts.site import Site, load_modules
    from layouts.tables import register_tables

    site = Site(reader, catalogue, language, load_modules(PAGES))
    places = [(page.name, page.path) for page in site.pages] + [("not_found_404", "/404")]
    for order, (name, path) in enumerate(places):
        place = {"path_template": path} if "<" in path else {"path": path}
        dash.register_page(  # type: ignore[no-untyped-call]
            name,
            name=name,
            order=order,
            layout=partial(render, site),
            title=lambda **_: title(),
            **place,
        )
    for module in site.modules:
        module.register_callbacks(app, site)
    register_downloads(app.server, site)
    register_tables(app.server, site)
    register_drawer(app.server, site)
    return site

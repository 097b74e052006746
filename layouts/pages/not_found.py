"""What an unknown address gets: the address, and the pages there are."""

from __future__ import annotations

from dash import dcc, html
from dash.development.base_component import Component

from layouts.site import Site
from layouts.urls import PageState, href
from layouts.wording import Wording


def body(site: Site, state: PageState, w: Wording) -> Component:
    """Say that there is no such page, or no such unit, and offer those there are."""
    if state.unit:
        sentence = w.t("No unit has the code {code}.", code=state.unit)
    else:
        sentence = w.t("There is no page at this address.")
    pages = [one for one in site.pages if one.navigated]
    return html.Div(
        className="error",
        children=[
            html.H1(sentence),
            html.P(w.t("These pages exist:")),
            html.Ul(
                [html.Li(dcc.Link(w.t(one.title), href=href(state, one.path))) for one in pages]
            ),
        ],
    )

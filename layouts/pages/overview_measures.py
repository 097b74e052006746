"""Overdue measures from study tours, on the overview; nothing while there are none."""

from __future__ import annotations

import logging
from datetime import date

from dash import dcc, html
from dash.development.base_component import Component

from indices.catalogue import Catalogue
from indices.database.errors import DatabaseUnavailable
from layouts import access
from layouts.components.measures import overdue_list, read_measures
from layouts.urls import PageState, href
from layouts.wording import Wording

MOST = 3
log = logging.getLogger(__name__)


def overdue_section(catalogue: Catalogue, state: PageState, w: Wording) -> list[Component]:
    """Return the oldest overdue measures that this visitor may see, and how many there are."""
    if access.register() is None:
        return []
    try:
        found = read_measures(catalogue, access.viewer(), w)
    except DatabaseUnavailable:
        # The overview is about figures; the page of the tours says what is wrong.
        log.exception("Measures cannot be read")
        return []
    late = found.overdue(date.today())
    if not late:
        return []
    head = w.n(
        "{n} measure from study tours is overdue",
        "{n} measures from study tours are overdue",
        len(late),
    )
    return [
        html.Section(
            [
                html.H2(head),
                overdue_list(late[:MOST], found, catalogue, state, w),
                html.P(dcc.Link(w.t("All measures"), href=href(state, "/tours"))),
            ],
            className="overdue",
        )
    ]

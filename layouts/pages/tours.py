"""Study tours: the register of tours, and what became of the measures they led to."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from dash import Dash, dcc, html
from dash.development.base_component import Component

from indices.database.errors import DatabaseUnavailable
from indices.reference import load_catalogue
from indices.register import names
from layouts import access
from layouts.components import tour_terms
from layouts.components.forms import form, text_field
from layouts.components.measures import Measures, board, calendar, read_measures
from layouts.components.month import KEY, month_view
from layouts.components.stacked import stacked_table
from layouts.site import Content, Site
from layouts.urls import Option, Page, PageState, href
from layouts.wording import N_, Wording

if TYPE_CHECKING:
    from indices.database.reader import Reader
    from indices.register.records import Record

_MONTH = re.compile(r"20[0-9]{2}-(0[1-9]|1[0-2])")
_TOLD = {"start": N_("Write the first day as 31/12/2026, or the month as 12/2026.")}
PAGE = Page(
    path="/tours",
    name="tours",
    title=N_("Study tours"),
    order=4,
    options={
        "told": Option("", lambda text: text if text in ("", *_TOLD) else None),
        KEY: Option("", lambda text: text if not text or _MONTH.fullmatch(text) else None),
    },
)
CHARTS = ()
# It shows what people write.
KEPT = False


def content(reader: Reader, state: PageState, w: Wording) -> Content:
    """Count tours and measures."""
    try:
        found = read_measures(load_catalogue(), access.viewer(), w)
    except DatabaseUnavailable as error:
        return Content(finding=w.said(error.sentence))
    n_tours, n_open = len(found.tours), len(found.open)
    n_late = len(found.overdue(date.today()))
    parts = [w.n("{n} study tour is recorded", "{n} study tours are recorded", n_tours)]
    parts.append(
        w.n("{n} measure is open", "{n} measures are open", n_open)
        if n_open
        else w.t("no open measure is recorded")
    )
    if n_late:
        parts.append(w.n("{n} is overdue", "{n} are overdue", n_late))
    return Content(finding=f"{'; '.join(parts)}.", extras={"measures": found})


def layout(page: Content, state: PageState, w: Wording) -> list[Component]:
    """Return the tours, the board and the calendar of measures."""
    found: Measures | None = page.extras.get("measures")
    if found is None:
        return []
    catalogue, who = load_catalogue(), access.viewer()
    parts: list[Component] = []
    if state.option("told"):
        parts.append(html.P(w.t(_TOLD[state.option("told")]), role="alert", className="notice"))
    parts.append(html.Section([html.H2(w.t("Tours")), _tours(found, state, w)]))
    to = href(state, "/reports")
    parts.append(html.P(dcc.Link(w.t("Reports and workbook of a year"), href=to)))
    if who.may("compile"):
        parts.append(_plan(w))
    if not who.signed_in:
        parts.append(
            html.P(
                w.t(
                    "Lessons and measures of a tour are shown to everybody once a leader has "
                    "approved them; before that, to those who are signed in."
                ),
                className="muted",
            )
        )
    if found.measures:
        parts += [
            html.Section([html.H2(w.t("Measures by status")), board(found, catalogue, state, w)]),
            html.Section(
                [
                    html.H2(w.t("Calendar of measures")),
                    month_view(found, state, w),
                    html.H3(w.t("Open measures by deadline")),
                    calendar(found, catalogue, state, w),
                ]
            ),
        ]
    return parts


def register_callbacks(app: Dash, site: Site) -> None:
    """Register nothing: what is written goes through forms."""


def _tours(found: Measures, state: PageState, w: Wording) -> Component:
    catalogue = load_catalogue()
    heads = (
        w.t("When"),
        w.t("Stops"),
        w.t("Topic"),
        w.t("Indices"),
        w.t("Measures"),
        w.t("Approved"),
        w.t("Did it help"),
    )
    rows = []
    for tour in found.tours.values():
        n = sum(one.tour == tour.tour for one in found.measures)
        cells = (
            _link(tour, state, w),
            " + ".join(names.stop_names(tour.values, catalogue, w)) or "–",
            tour.values["theme"] or tour_terms.not_recorded(w),
            ", ".join(names.index_names(tour.values, catalogue, w)) or "–",
            str(n) if n else "–",
            _approval(tour, w),
            dcc.Link(
                w.t("Before and after"),
                href=href(state, "/destinations/effects", tour=tour.tour[:7]),
            ),
        )
        rows.append(cells)
    return stacked_table(w.t("Study tours"), heads, rows)


def _link(tour: Record, state: PageState, w: Wording) -> Component:
    return dcc.Link(
        tour_terms.tour_days(tour.values, w), href=href(state, "/tours/tour", tour=tour.tour)
    )


def _approval(tour: Record, w: Wording) -> str:
    at = tour.about.get("approved_at", "")
    if not at:
        return w.t("not yet")
    return w.t("{name}, {day}", name=tour.about["approved_by"], day=w.date(at[:10]))


def _plan(w: Wording) -> Component:
    field = text_field(
        "tours-start",
        "start",
        w.t("First day of the new tour"),
        hint=w.t("31/12/2026 or 12/2026; everything else is written on the tour's page."),
        required=True,
        autoComplete="off",
    )
    return html.Details(
        [
            html.Summary(w.t("Plan a tour"), className="link"),
            form(f"/tours/plan?{urlencode({'lang': w.lang})}", [field], w.t("Plan a tour")),
        ],
        className="spaced",
    )

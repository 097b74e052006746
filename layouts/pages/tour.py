"""One study tour: its plan, the reports of its members, what was compiled, and the approval."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dash import Dash, dcc, html
from dash.development.base_component import Component

from indices.database.errors import DatabaseUnavailable
from indices.reference import load_catalogue
from layouts import access
from layouts.components import tour_terms
from layouts.components.papers import papers_section
from layouts.components.records import script_words
from layouts.pages.tour_files import files_section
from layouts.pages.tour_lessons import approval_section, claims_section, lessons_section
from layouts.pages.tour_plan import plan_section
from layouts.pages.tour_reports import reports_section
from layouts.site import Content, Site
from layouts.urls import Option, Page, PageState, href
from layouts.wording import N_, Wording

if TYPE_CHECKING:
    from indices.database.reader import Reader

_CODE = re.compile(r"\d{4}-\d{2}-[A-Z]{1,2}")
_TOLD = {
    "filed": N_(
        "Your report is filed: the secretary and leaders can read it. You may go on writing."
    ),
    "approved": N_("Approved: lessons and measures are now shown to everybody."),
    "withdrawn": N_("The approval is withdrawn."),
    "no-lessons": N_("There is nothing to approve yet: no lesson was compiled."),
    "no-indicator": N_(
        "Not approved: a measure names no indicator that it should move. The secretary adds it "
        "below the measure; everything written is kept."
    ),
}
PAGE = Page(
    path="/tours/tour",
    name="tour",
    title=N_("Study tour"),
    order=41,
    options={
        "tour": Option("", lambda text: text if not text or _CODE.fullmatch(text) else None),
        "told": Option("", lambda text: text if text in ("", *_TOLD) else None),
    },
    navigated=False,
)
CHARTS = ()
# It shows what people write.
KEPT = False


def content(reader: Reader, state: PageState, w: Wording) -> Content:
    """Read everything that is written about the tour; without a code, the newest one."""
    from indices.register.records import NoRecord
    from indices.register.tours import dossier, tours

    catalogue, register = load_catalogue(), access.register()
    try:
        code = state.option("tour") or tours(register, catalogue, w.lang)[0].tour
        found = dossier(register, catalogue, w.lang, code)
    except NoRecord:
        return Content(finding=w.t("There is no study tour {code}.", code=state.option("tour")))
    except DatabaseUnavailable as error:
        return Content(finding=w.said(error.sentence))
    name = tour_terms.tour_name(found.tour.values, catalogue, w)
    theme = found.tour.values["theme"]
    finding = f"{name}: {theme}" if theme else name
    return Content(finding=finding, extras={"dossier": found})


def layout(page: Content, state: PageState, w: Wording) -> list[Component]:
    """Return the sections of a tour, each with what this visitor may do in it."""
    found = page.extras.get("dossier")
    if found is None:
        return []
    who, catalogue = access.viewer(), load_catalogue()
    parts: list[Component] = []
    told = state.option("told")
    if told:
        good = told in ("filed", "approved", "withdrawn")
        parts.append(
            html.P(
                w.t(_TOLD[told]),
                role="status" if good else "alert",
                className="lead" if good else "notice",
            )
        )
    effects = href(state, "/destinations/effects", tour=found.tour.tour[:7])
    parts.append(
        html.P(dcc.Link(w.t("Did it help: before and after"), href=effects), className="onward")
    )
    parts += [
        plan_section(found, who, catalogue, w),
        files_section(found.tour.tour, who, w),
        reports_section(found, who, w),
        lessons_section(found, who, catalogue, state, w),
        claims_section(found, who, w),
        approval_section(found, who, w),
        papers_section(found, who, w),
    ]
    if who.signed_in:
        parts.append(script_words(who.name, w))
    return parts


def register_callbacks(app: Dash, site: Site) -> None:
    """Register nothing: what is written goes through forms and `assets/tours.js`."""

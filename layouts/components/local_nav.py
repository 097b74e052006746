"""The local navigation of a family of pages: the pages that look at one question from many sides.

A page belongs to a family by its path; links carry what the page at their end knows.
"""

from __future__ import annotations

from collections.abc import Sequence

from dash import dcc, html
from dash.development.base_component import Component

from layouts.components.markup import aria
from layouts.urls import Page, PageState, href
from layouts.wording import N_, Wording

# Path -> name in the local navigation, in its order; the first leads the family.
FAMILIES = (
    {
        "/gaps": N_("Gap"),
        "/gaps/certainty": N_("How sure"),
        "/gaps/what-if": N_("What it would take"),
        "/gaps/peers": N_("Who is like us"),
        "/gaps/indices": N_("Several indices"),
    },
    {
        "/data": N_("What is known"),
        "/data/conflicts": N_("Where sources differ"),
        "/data/findings": N_("Findings"),
        "/reports": N_("Reports"),
    },
    {
        "/destinations": N_("Whom to learn from"),
        "/destinations/effects": N_("Did it help"),
    },
    {
        "/tours": N_("All study tours"),
        "/tours/tour": N_("One tour"),
    },
)


def family(page: Page, pages: Sequence[Page]) -> list[tuple[Page, str]]:
    """Return the pages of a page's family that exist, each with its name; none for a page alone."""
    names = next((one for one in FAMILIES if page.path in one), {})
    known = {one.path: one for one in pages}
    found = [(known[path], name) for path, name in names.items() if path in known]
    return found if len(found) > 1 else []


def local_nav(page: Page, pages: Sequence[Page], state: PageState, w: Wording) -> list[Component]:
    """Return the links to the pages of a family, the page itself marked; empty without a family."""
    return [
        html.Span(w.t(name), className="current", **aria(current="page"))
        if one.path == page.path
        else dcc.Link(w.t(name), href=_link(one, state))
        for one, name in family(page, pages)
    ]


def leads(page: Page, shown: Page | None) -> bool:
    """Whether the main navigation marks `page` while `shown` is open: itself or its family."""
    if shown is None:
        return False
    of_family = any(page.path in one and shown.path in one for one in FAMILIES)
    return page.name == shown.name or of_family


def _link(page: Page, state: PageState) -> str:
    """Return the address of a page, with what it knows of the state and does not do by default."""
    carried = {
        key: getattr(state, key)
        for key in ("index", "year", "unit", "units")
        if key in page.defaults and getattr(state, key) != page.defaults[key]
    }
    return href(state, page.path, **carried)

"""Briefing: what a delegation takes along to one host, on a page that prints on A4."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from dash import Dash, Output, dcc, html
from dash.development.base_component import Component

from indices.analysis.briefing import make_briefing
from indices.catalogue import Catalogue
from indices.reference import load_catalogue
from layouts.components.chart import chart_card, table_links
from layouts.components.filters import control_id, filter_bar
from layouts.components.learning import OPTIONS
from layouts.components.papers import briefing_links
from layouts.pages import briefing_parts as parts
from layouts.pages.briefing_parts import Paper
from layouts.pages.briefing_roads import ROADS, roads_chart
from layouts.pages.destination_view import read_view
from layouts.site import Content, Extra, Site
from layouts.updates import register_update
from layouts.urls import Option, Page, PageState, href
from layouts.wording import N_, Wording

if TYPE_CHECKING:
    from indices.database.reader import Reader


def _focus(value: str) -> str | None:
    return value if (63, value) in load_catalogue().units else None


PAGE = Page(
    path="/destinations/<code>",
    name="briefing",
    title=N_("Briefing"),
    order=91,
    defaults={"index": "PAPI", "year": 0},
    options={**OPTIONS, "focus": Option(load_catalogue().focus, _focus)},
    navigated=False,
)
CHARTS = (ROADS,)
_PARTS = ("standing", "figures", "questions", "changes")
EXTRAS = tuple(Extra(name, Output(f"briefing-{name}", "children")) for name in _PARTS)


def exists(catalogue: Catalogue, path: str) -> bool:
    """Whether a path names a unit; every code of the 34 was one of the 63, too."""
    return (63, PAGE.code(path)) in catalogue.units


def content(reader: Reader, state: PageState, w: Wording) -> Content:
    """Read and analyse one state; nothing here knows a callback."""
    view = read_view(reader, state, w, state.option("focus"))
    briefing = None
    if state.unit != view.found.focus and (view.vintage, state.unit) in view.catalogue.units:
        place = view.found.place(state.unit)
        briefing = make_briefing(view.found, place, view.cube, view.catalogue)
    paper = Paper(view, briefing)
    return Content(
        finding=finding(paper),
        charts={ROADS: roads_chart(reader, paper)},
        extras={
            "standing": parts.standing(paper),
            "figures": parts.figures(paper),
            "questions": parts.questions(paper),
            "changes": parts.changes(paper),
            "titles": _titles(paper),
            "briefing": None if paper.why_empty else briefing,
        },
        tables={
            parts.FIGURES: parts.figures_file(paper),
            parts.QUESTIONS: parts.questions_file(paper),
        },
    )


def finding(paper: Paper) -> str:
    """Say why this host, or why not."""
    view = paper.view
    if paper.why_empty or paper.briefing is None:
        return f"{paper.name}, {view.title}: {paper.why_empty}."
    return f"{paper.name}, {view.title}: {view.said(paper.briefing.reason)}."


def layout(content: Content, state: PageState, w: Wording) -> list[Component]:
    """Build the body: standing, figures, questions, changes and roads."""
    titles = content.extras["titles"]
    return [
        html.P(dcc.Link(w.t("← All destinations"), href=_back(state)), className="onward"),
        briefing_links(state, w),
        filter_bar(PAGE, state, w, load_catalogue()),
        *(_hidden(key, value) for key, value in state.options),
        _part("standing", content),
        _card("figures", titles["figures"], content, state, w),
        _card("questions", titles["questions"], content, state, w),
        html.Section(
            [html.H3(w.t("What changed there"), className="card-title"), _part("changes", content)],
            className="card",
        ),
        chart_card(PAGE, content.charts[ROADS], state, w),
    ]


def register_callbacks(app: Dash, site: Site) -> None:
    """Connect filters and parts."""
    register_update(app, site, sys.modules[__name__])


def _titles(paper: Paper) -> dict[str, str]:
    return {
        "figures": paper.view.w.t("Our figures and theirs"),
        "questions": paper.view.w.t("What to ask {name}", name=paper.name),
    }


def _hidden(key: str, value: str) -> Component:
    """Keep what was asked on the page of destinations; it is changed there."""
    return dcc.Input(id=control_id(PAGE, key), type="hidden", value=PAGE.options[key].shown(value))


def _part(name: str, content: Content) -> Component:
    return html.Div(content.extras[name], id=f"briefing-{name}", className="scrolled", tabIndex=0)


def _card(name: str, title: str, content: Content, state: PageState, w: Wording) -> Component:
    return html.Section(
        [
            html.H3(title, className="card-title"),
            _part(name, content),
            table_links(PAGE, content.tables[name], state, w),
        ],
        className="card",
    )


def _back(state: PageState) -> str:
    """Return the address of the list with everything that was asked."""
    focus = state.option("focus")
    asked = {
        key: value
        for key, value in state.options
        if key != "focus" and value != PAGE.options[key].default
    }
    unit = {"unit": focus} if focus != PAGE.options["focus"].default else {}
    return href(state, "/destinations", index=state.index, year=state.year, **unit, **asked)

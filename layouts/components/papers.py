"""Links to papers in DOCX, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode

from dash import html
from dash.development.base_component import Component

from layouts.access import Viewer
from layouts.components.markup import data
from layouts.components.measures import may_see
from layouts.urls import PageState, to_query
from layouts.wording import LANGUAGES, N_, Wording

if TYPE_CHECKING:
    from indices.register.tours import Dossier

TOUR_PAPERS = {
    "report": N_("Report to the City People's Committee"),
    "plan": N_("Plan of the tour"),
    "summary": N_("One-page summary for leaders"),
}
_NAMES = {"vi": "Tiếng Việt", "en": "English"}


def may_fetch_report(who: Viewer) -> bool:
    """Whether somebody reads the members' reports, which the report holds."""
    return who.may("compile") or who.may("approve")


def papers_section(found: Dossier, who: Viewer, w: Wording) -> Component:
    """Return the papers of a tour that somebody may fetch, and why others are not there."""
    offered = {
        "report": may_fetch_report(who),
        "plan": True,
        "summary": may_see(found.tour, who),
    }
    rows = [
        html.Li([f"{w.t(name)}: ", *_in_both(f"/tours/papers/{found.tour.tour}/{kind}.docx", {})])
        for kind, name in TOUR_PAPERS.items()
        if offered[kind]
    ]
    parts: list[Component] = [html.H2(w.t("Papers (DOCX)")), html.Ul(rows)]
    if not offered["report"]:
        sentence = w.t(
            "The report holds the members' reports, so those who compile and approve fetch it."
        )
        parts.append(html.P(sentence, className="muted"))
    return html.Section(parts, className="card", id="papers")


def briefing_links(state: PageState, w: Wording) -> Component:
    """Return the links to a briefing as a file; `assets/site.js` keeps them true to the filters."""
    pairs = dict(parse_qsl(to_query(state)))
    links = _in_both(f"/destinations/{state.unit}/briefing.docx", pairs)
    words = f"{w.t('Briefing as a document (DOCX)')}: "
    return html.P([words, html.Span(links)], className="onward")


def _in_both(path: str, pairs: dict[str, str]) -> list[Component | str]:
    """Return one link for each language, Vietnamese first."""
    links: list[Component | str] = []
    for lang in LANGUAGES:
        query = urlencode({**pairs, "lang": lang}, safe=",@")
        links += [
            html.A(
                _NAMES[lang], href=f"{path}?{query}", lang=lang, className="link", **data(lang=lang)
            ),
            " · ",
        ]
    return links[:-1]

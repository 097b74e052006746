"""What was compiled of a tour: lessons, measures, indicators expected to move, claims; approval."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import dcc, html
from dash.development.base_component import Component

from indices.catalogue import Catalogue
from layouts.access import Viewer
from layouts.components import tour_terms
from layouts.components.measures import may_see
from layouts.components.records import Options, deed_button, record_facts, record_form
from layouts.urls import PageState, href
from layouts.wording import Wording

if TYPE_CHECKING:
    from indices.register.records import Record
    from indices.register.tours import Dossier


def lessons_section(
    found: Dossier, who: Viewer, catalogue: Catalogue, state: PageState, w: Wording
) -> Component:
    """Return lessons, below each its measures, below each the indicators it should move."""
    head = html.H2(w.t("Lessons and measures"))
    if not may_see(found.tour, who):
        return html.Section([head, _not_yet(w)], className="card")
    parts: list[Component] = [head]
    for lesson in found.lessons:
        measures = [one for one in found.measures if _belongs(one, lesson)]
        parts.append(_lesson(lesson, measures, found, who, catalogue, state, w))
    known = {str(one.record_id) for one in found.lessons}
    loose = [one for one in found.measures if one.values["lesson"] not in known]
    parts += [_measure(one, found, who, catalogue, state, w) for one in loose]
    if not found.lessons and not found.measures:
        parts.append(html.P(tour_terms.not_recorded(w), className="muted"))
    if who.may("compile"):
        parts.append(_add("lesson", w.t("Add a lesson"), found, w))
    return html.Section(parts, className="card")


def claims_section(found: Dossier, who: Viewer, w: Wording) -> Component:
    """Return what hosts said, kept apart from the figures of the indices."""
    lead = html.P(
        w.t("Figures heard on the spot are claims of the host; they never enter the index data."),
        className="muted",
    )
    parts: list[Component] = [html.H2(w.t("What hosts said")), lead]
    if not may_see(found.tour, who):
        return html.Section([*parts, _not_yet(w)], className="card")
    for one in found.claims:
        parts += _written(one, who, w, html.H3)
    if not found.claims:
        parts.append(html.P(tour_terms.not_recorded(w), className="muted"))
    if who.may("compile"):
        parts.append(_add("claim", w.t("Add what was said"), found, w))
    return html.Section(parts, className="card")


def approval_section(found: Dossier, who: Viewer, w: Wording) -> Component:
    """Return whether a leader approved what was compiled, and the way to do so."""
    about, parts = found.tour.about, [html.H2(w.t("Approval"))]
    if found.approved:
        day = w.date(about["approved_at"][:10])
        line = w.t("Approved by {name} on {day}.", name=about["approved_by"], day=day)
        if found.changed_since:
            line = f"{line} {w.t('Lessons or measures have changed since then.')}"
    else:
        line = w.t("Not approved yet.")
    parts.append(html.P(line))
    if who.may("approve"):
        if not found.approved or found.changed_since:
            parts.append(
                deed_button("approve", w.t("Approve"), w, quiet=False, tour=found.tour.tour)
            )
        if found.approved:
            text = w.t("Withdraw the approval")
            parts.append(deed_button("approve", text, w, tour=found.tour.tour, withdraw="1"))
    return html.Section(parts, className="card")


def _lesson(
    lesson: Record,
    measures: list[Record],
    found: Dossier,
    who: Viewer,
    catalogue: Catalogue,
    state: PageState,
    w: Wording,
) -> Component:
    return html.Div(
        [
            *_written(lesson, who, w, html.H3),
            html.Div(
                [
                    *(_measure(one, found, who, catalogue, state, w) for one in measures),
                    *(
                        [_add("measure", w.t("Add a measure"), found, w, lesson.record_id)]
                        if who.may("compile")
                        else []
                    ),
                ],
                className="inside",
            ),
        ],
        className="lesson",
    )


def _measure(
    measure: Record,
    found: Dossier,
    who: Viewer,
    catalogue: Catalogue,
    state: PageState,
    w: Wording,
) -> Component:
    moved = [one for one in found.expectations if one.values["measure"] == str(measure.record_id)]
    parts = _written(measure, who, w, html.H4, skip="lesson")
    if measure in found.without_indicator():
        sentence = w.t(
            "This measure names no indicator that it should move; without one nobody can tell "
            "later whether it helped."
        )
        parts.append(html.P(sentence, className="notice"))
    inside = [_expectation(one, who, catalogue, state, w) for one in moved]
    if who.may("compile"):
        inside.append(_add("expectation", w.t("Add an indicator"), found, w, measure.record_id))
    return html.Div([*parts, html.Div(inside, className="inside")], className="measure")


def _expectation(
    one: Record, who: Viewer, catalogue: Catalogue, state: PageState, w: Wording
) -> Component:
    token = one.values["indicator"]
    name = tour_terms.indicator_name(token, catalogue, w)
    index, _, code = token.partition(":")
    shown = (
        dcc.Link(name, href=href(state, "/rankings", index=index, indicator=code))
        if token
        else name
    )
    if who.may("compile"):
        choices = {"indicator": _indicators(catalogue, w)}
        return html.Div(
            [record_form(one, w, choices, skip="measure"), _remove(one, w)], className="spaced"
        )
    return record_facts(one, w, {"indicator": shown}, skip=("measure",))


def _written(
    one: Record, who: Viewer, w: Wording, heading: type[Component], skip: str = ""
) -> list[Component]:
    """Return a record under its text: folded with its form to who may write it, else as facts."""
    first = "statement" if one.kind == "claim" else "what"
    text = " ".join(one.values[first].split())
    head = heading(text or tour_terms.not_recorded(w), className="typed")
    if not who.may("compile"):
        facts = record_facts(one, w, skip=(first, skip))
        return [html.Div([head, facts], id=f"{one.kind}-{one.record_id}")]
    form = record_form(one, w, skip=skip)
    return [
        html.Details([html.Summary(head), form, _remove(one, w)], open=not text, className="folded")
    ]


def _remove(one: Record, w: Wording) -> Component:
    return deed_button("remove", w.t("Remove"), w, kind=one.kind, id=one.record_id, tour=one.tour)


def _add(kind: str, text: str, found: Dossier, w: Wording, parent: int = 0) -> Component:
    return deed_button("add", text, w, kind=kind, tour=found.tour.tour, parent=parent or "")


def _belongs(measure: Record, lesson: Record) -> bool:
    return measure.values["lesson"] == str(lesson.record_id)


def _indicators(catalogue: Catalogue, w: Wording) -> Options:
    options = [("", tour_terms.not_recorded(w))]
    for index in catalogue.indices.values():
        options += [
            (
                f"{index.code}:{one.code}",
                f"{w.name(index.short_name)} {one.code} · {one.name.get(w.lang)}",
            )
            for one in index.indicators_in(index.years[-1])
        ]
    return options


def _not_yet(w: Wording) -> Component:
    return html.P(
        w.t("Nothing is approved yet; those who are signed in see what was compiled."),
        className="muted",
    )

"""Reports of the members of a tour: each writes their own; filed ones are read by who compiles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import html
from dash.development.base_component import Component

from layouts.access import Viewer
from layouts.components.records import deed_button, record_facts, record_form
from layouts.wording import Wording

if TYPE_CHECKING:
    from indices.register.records import Record
    from indices.register.tours import Dossier


def reports_section(found: Dossier, who: Viewer, w: Wording) -> Component:
    """Return the viewer's own report as a form, and the filed reports of others."""
    own = next((one for one in found.reports if one.about["author"] == who.name), None)
    filed = [one for one in found.reports if one.about["filed_at"]]
    n = w.n("{n} report is filed.", "{n} reports are filed.", len(filed))
    parts: list[Component] = [html.H2(w.t("Reports of the members")), html.P(n, className="muted")]
    if who.may("report"):
        parts.append(
            _own(own, w)
            if own
            else deed_button(
                "add", w.t("Write my report"), w, quiet=False, kind="report", tour=found.tour.tour
            )
        )
    if who.may("compile") or who.may("approve"):
        parts += [_read(one, w) for one in filed if one is not own]
    elif not who.signed_in:
        parts.append(
            html.P(
                w.t("Reports are read by those who compile and approve; sign in to write yours."),
                className="muted",
            )
        )
    return html.Section(parts, className="card")


def _own(report: Record, w: Wording) -> Component:
    filed = report.about["filed_at"]
    state = (
        w.t("Filed on {day}; what you change now is seen at once.", day=w.date(filed[:10]))
        if filed
        else w.t("Only you see this until you file it. It is saved as you type.")
    )
    button = (
        []
        if filed
        else [
            deed_button(
                "file", w.t("File the report"), w, False, tour=report.tour, id=report.record_id
            )
        ]
    )
    return html.Div(
        [
            html.H3(w.t("My report")),
            html.P(state, className="muted"),
            record_form(report, w),
            *button,
        ]
    )


def _read(report: Record, w: Wording) -> Component:
    day = w.date(report.about["filed_at"][:10])
    head = w.t("{name}, filed on {day}", name=report.about["author"], day=day)
    return html.Details([html.Summary(head, className="link"), record_facts(report, w)], open=True)

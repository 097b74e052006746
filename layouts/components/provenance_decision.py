"""An editor's decision about a number: who chose which figure and why, and the forms to decide."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from dash import dcc, html
from dash.development.base_component import Component

from layouts.access import Viewer
from layouts.components.forms import form
from layouts.components.markup import data
from layouts.components.provenance import Provenance
from layouts.components.provenance_words import all_printed, moment, printed
from layouts.wording import Wording

LONGEST_REASON = 500
Row = Mapping[str, Any]


def decision(found: Provenance, viewer: Viewer, w: Wording) -> list[Component]:
    """Return who overruled the rule and why, and for an editor the forms to decide otherwise.

    Args:
        found: where the number comes from.
        viewer: names are shown to those who are signed in, forms to editors.
        w: wording.
    """
    may = viewer.may("overrule")
    stated = _stated(found, may, viewer, w) if found.overrule else []
    return [*stated, *(_choose(found, w) if may else [])]


def _stated(found: Provenance, may: bool, viewer: Viewer, w: Wording) -> list[Component]:
    made = found.overrule or {}
    at = moment(made["made_at"], w)
    signed = f"{made['made_by']}, {at}" if viewer.signed_in else at
    lines: list[Component] = [
        html.H3(w.t("An editor decided")),
        html.P(made["reason"], className="reason"),
        html.P(signed, className="muted"),
        html.P(_ruled(found, w)),
    ]
    if may:
        address = _address("withdraw", found, w)
        lines.append(form(address, [], w.t("Withdraw: let the rule decide"), quiet=True, **_SENT))
    return [html.Section(lines, className="drawer-decision")]


def _ruled(found: Provenance, w: Wording) -> str:
    """Say what the written rule would show instead."""
    if (found.overrule or {})["observation"] is None:
        return w.t("The chosen figure is not stored at present, so the written rule decides.")
    others = [f"{name} {figure} ({source})" for name, figure, source in _instead(found, w)]
    if not others:
        return w.t("The written rule would show the same.")
    return w.t("The written rule would show: {figures}.", figures="; ".join(others))


def _instead(found: Provenance, w: Wording) -> list[tuple[str, str, str]]:
    """Return name, figure and source of what the rule would choose otherwise than the editor."""
    names = {"score": w.t("score"), "rank": w.t("rank"), "grade": w.t("group")}
    return [
        (names[figure], printed(found.index, row, figure, w), row["source"])
        for figure, row in found.ruled_otherwise().items()
    ]


def _choose(found: Provenance, w: Wording) -> list[Component]:
    """Return the form that chooses another figure; nothing where there is no other."""
    others = found.eligible()
    if not others:
        return []
    fields = [
        html.Fieldset(
            [
                html.Legend(w.t("Figure to show"), className="label"),
                *(_choice(row, found, w) for row in others),
            ]
        ),
        html.Div(
            [
                html.Label(w.t("Reason"), className="label", htmlFor="overrule-reason"),
                dcc.Textarea(id="overrule-reason", name="reason", required=True,
                             maxLength=LONGEST_REASON, rows=3),
                html.P(w.t("Everybody who opens the number reads it."), className="hint"),
            ],
            className="field",
        ),
    ]  # fmt: skip
    lead = w.t(
        "Every page then shows it instead of what the written rule picks, until it is withdrawn."
    )
    address = _address("overrule", found, w)
    body = [html.P(lead, className="hint"), form(address, fields, w.t("Show this figure"), **_SENT)]
    summary = html.Summary(w.t("Choose another figure"), className="way")
    return [html.Details([summary, *body], className="drawer-choose")]


def _choice(row: Row, found: Provenance, w: Wording) -> Component:
    mark = dcc.Input(type="radio", name="observation", value=str(row["observation"]), required=True)
    text = f"{all_printed(found.index, row, w)} · {row['source']}"
    return html.Label([mark, html.Span(text)], className="drawer-option")


def _address(deed: str, found: Provenance, w: Wording) -> str:
    seen = found.overrule["overrule"] if found.overrule else 0
    return f"/desk/figures/{deed}?" + urlencode(
        {"fact": str(found.key), "seen": seen, "lang": w.lang}
    )


_SENT = data(sent="")

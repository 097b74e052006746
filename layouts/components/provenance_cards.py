"""What was said about a number: one card an observation, in the order of the rule."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dash import html
from dash.development.base_component import Component

from indices.catalogue import Catalogue
from layouts.access import Viewer
from layouts.components import terms
from layouts.components.external import external_link
from layouts.components.markup import data
from layouts.components.provenance import Provenance
from layouts.components.provenance_words import (
    all_printed,
    figure_name,
    place,
    printed,
    reason,
    when,
)
from layouts.components.remarks import remark
from layouts.urls import PageState, href
from layouts.wording import Wording

Row = Mapping[str, Any]


def observations(
    found: Provenance, catalogue: Catalogue, state: PageState, viewer: Viewer, w: Wording
) -> list[Component]:
    """Return every observation of the fact, each with its source, its place and why it lost.

    Arguments as of `provenance_view.drawer`.
    """
    if not found.observations:
        return []
    n = len(found.observations)
    lead = (
        w.n("{n} published figure", "{n} published figures, as the rule orders them", n)
        if not found.summed or n > 1
        else w.t("Sum of its parts; no source prints it")
    )
    cards = [_observation(row, found, catalogue, state, viewer, w) for row in found.observations]
    return [html.H3(lead), html.Ol(cards, className="drawer-observations")]


def _observation(
    row: Row,
    found: Provenance,
    catalogue: Catalogue,
    state: PageState,
    viewer: Viewer,
    w: Wording,
) -> Component:
    shown = found.shown_for(row)
    names = w.listing([figure_name(name, w).lower() for name in shown])
    badge = html.Span(w.t("shown: {figures}", figures=names), className="badge") if shown else None
    about = [
        terms.kind_name(row["kind"], w),
        terms.precision_name(row["precision"], w),
        "" if row["status"] == "accepted" else terms.status_name(row["status"], w),
    ]
    lines: list[Any] = [
        html.P(
            [html.Strong(all_printed(found.index, row, w)), *([" ", badge] if badge else [])],
            className="printed-figures",
        ),
        html.P(_source(row, catalogue, state, w)),
        html.P(" · ".join(part for part in about if part), className="muted"),
        *(html.P(text, className="why") for text in _reasons(row, found, w)),
    ]
    stands = place(row, w)
    read = when(row, viewer.signed_in, w)
    lines += [html.P([html.Span(stands, className="place"), f" · {read}"])] if stands else []
    told = remark(row["remark"], w)
    lines += [html.P(told, className="remark")] if told else []
    return html.Li(lines, className="shown" if shown else None)


def _reasons(row: Row, found: Provenance, w: Wording) -> list[str]:
    """Say for each figure that the observation carries in vain why another one is shown."""
    said: dict[str, list[str]] = {}
    for choice in found.choices:
        for rival in choice.rivals:
            if _is(rival.row, row):
                text = reason(choice.figure, rival, choice.shown, w)
                said.setdefault(text, []).append(figure_name(choice.figure, w))
                if choice.shown and not rival.agrees:
                    other = printed(found.index, choice.shown, choice.figure, w)
                    said.setdefault(w.t("It differs from the one shown, {other}.", other=other), [])
    return [f"{', '.join(names)}: {text}" if names else text for text, names in said.items()]


def _is(one: Row, other: Row) -> bool:
    return all(one[name] == other[name] for name in ("source", "file", "cell", "score", "rank"))


def _source(row: Row, catalogue: Catalogue, state: PageState, w: Wording) -> list[Any]:
    """Return who printed the figure, linked to where, when, and the source's own place here."""
    title_ = row["title"] or row["publisher"] or row["source"]
    parts: list[Any] = [external_link(title_, row["url"])]
    publisher = (row["publisher"] or "").partition(" (")[0]
    about = [publisher] if publisher and publisher != title_ else []
    about += [w.date(row["published"])] if row["published"] else []
    parts += [f" – {', '.join(about)} "] if about else [" "]
    return [*parts, source_code(row["source"], catalogue, state)]


def source_code(code: str, catalogue: Catalogue, state: PageState) -> Component:
    """Return the code of a source, linked to what else rests on it."""
    if code not in catalogue.sources:
        return html.Span(code, className="code")
    return html.A(code, href=href(state, "/data", source=code), className="code", **data(inside=""))

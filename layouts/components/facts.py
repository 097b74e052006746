"""Labelled figures: a label, a value, and in small print its basis or why it is missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dash import dcc, html
from dash.development.base_component import Component

from indices.catalogue import Catalogue
from layouts.components.keyed import fact_button
from layouts.components.markup import like
from layouts.urls import PageState, href
from layouts.wording import UNKNOWN, Wording

_FACT, _LABEL, _VALUE = html.Div(className="fact"), html.Dt(), html.Dd()
_ABOUT, _NOTE = html.Dd(className="about"), html.Span()


@dataclass(frozen=True)
class Fact:
    """One labelled value.

    Attributes:
        label: what the value is.
        value: the value as it is written; "–" where it is unknown.
        notes: lines below it, such as basis, change or reason.
        leading: whether it is printed larger than the others.
        key: of the figure that the value is, so that it opens; empty where it is computed.
    """

    label: str
    value: str
    notes: tuple[str | Component, ...] = ()
    leading: bool = False
    key: str = ""


def make_fact(
    label: str,
    value: str,
    notes: Iterable[str | Component] = (),
    leading: bool = False,
    key: str = "",
) -> Fact:
    """Return a fact without the notes that are empty."""
    return Fact(label, value, tuple(note for note in notes if note), leading, key)


def fact_list(facts: Sequence[Fact]) -> Component:
    """Return facts as a description list, side by side where there is room."""
    return html.Dl([_fact(fact) for fact in facts], className="facts")


def source_link(code: str, catalogue: Catalogue, state: PageState, w: Wording) -> Component:
    """Return who printed a figure and when, linked to the source on the data page."""
    source = catalogue.sources[code]
    # What follows in brackets says how the publisher was read; the data page has it in full.
    name = source.publisher.partition(" (")[0] or source.title
    if source.published:
        name = f"{name} ({w.date(source.published)})"
    link = dcc.Link(name, href=href(state, "/data", source=code), title=source.title)
    return html.Span([w.t("Source:"), " ", link])


def _fact(fact: Fact) -> Component:
    looks = ["value", "leading" * fact.leading, "unknown" * (fact.value == UNKNOWN)]
    shown = fact_button(fact.value, fact.key) if fact.key else fact.value
    value = like(_VALUE, shown, className=" ".join(look for look in looks if look))
    about = like(_ABOUT, [like(_NOTE, note) for note in fact.notes])
    return like(_FACT, [like(_LABEL, fact.label), value, about])

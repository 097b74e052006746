"""The list of hosts: its grid, the first five in words, and the table behind both."""

from __future__ import annotations

from dash import dcc, html
from dash.development.base_component import Component

from indices.analysis.hosts import Host
from indices.analysis.rank_ranges import SHARE
from indices.analysis.uncertainty import ASSUMED, PUBLISHED
from indices.analysis.weakness import CHOSEN
from layouts.components.markup import like
from layouts.pages.destination_view import View
from layouts.pages.peers_view import variable_names
from layouts.wording import UNKNOWN

FIRST = 5
_ITEM, _TEXT, _MUTED = html.Li(), html.Span(), html.Span(className="muted")
_LINK, _NOTE = dcc.Link(href=""), html.P(className="note")


def first_hosts(view: View) -> list[Component]:
    """Return the first five in words, for leaders, phones and paper."""
    if view.why_empty:
        return []
    w = view.w
    return [
        like(
            _ITEM,
            [
                like(_LINK, view.unit_name(one.unit), href=briefing_address(view, one.unit)),
                like(_MUTED, f" {rank_text(view, one)} · "),
                like(_TEXT, view.said(one.reason)),
                like(_MUTED, " · " + w.t("value {value}", value=bounded(view, one.value, one))),
            ],
        )
        for one in view.hosts[:FIRST]
    ]


def notes(view: View) -> list[Component]:
    """Say by what rules the list came about and what is not known."""
    if view.why_empty:
        return []
    return [like(_NOTE, one) for one in (*rules(view), about_ranks(view)) if one]


def briefing_address(view: View, code: str) -> str:
    """Return the address of a host's briefing, with everything that was asked."""
    return f"/destinations/{code}?{view.asked}"


def rank_text(view: View, host: Host) -> str:
    """Write a rank with its interval."""
    if host.rank is None:
        return UNKNOWN
    if host.best_rank == host.worst_rank:
        return str(host.rank)
    return f"{host.rank} ({host.best_rank}–{host.worst_rank})"


def bounded(view: View, value: float | None, host: Host) -> str:
    """Write a value, marked where it is a lower bound."""
    if value is None:
        return UNKNOWN
    return f"≥ {view.number(value)}" if host.at_least else view.number(value)


def rules(view: View) -> tuple[str, ...]:
    """Say how leads and improvements count, and what likeness and distance rest on."""
    w, found = view.w, view.found
    said = [_rule_of_leads(view), _rule_of_roads(view)]
    if found.weakness.alone:
        said.append(w.t("The parts of the index are not known, so the total stands alone."))
    said.append(_rule_of_likeness(view))
    said.append(
        w.t(
            "Distances are straight lines; days are an estimate: a visit takes one, a leg of up "
            "to 60 km none, a longer one half a day (by road up to 250 km, by air beyond)."
        )
    )
    return tuple(said)


def _rule_of_likeness(view: View) -> str:
    w, alike = view.w, view.found.alike
    names = variable_names(w)
    return w.t(
        "Likeness: 1 / (1 + distance), the distance of the page “{page}”: {variables}; figures of "
        "{year}.",
        page=w.t("Who is like us"),
        variables=w.listing([names[one] for one in alike.variables]),
        year=alike.year or w.t("no year"),
    )


def _rule_of_leads(view: View) -> str:
    w, found = view.w, view.found
    if found.basis == PUBLISHED:
        return w.t(
            "A lead counts where it exceeds its uncertainty at 95 % (published standard errors)."
        )
    if found.basis == ASSUMED:
        return w.t(
            "A lead counts where it exceeds its uncertainty at 95 %; none is published for this "
            "year, so the standard errors of PAPI 2019 are assumed."
        )
    if found.basis == CHOSEN:
        n = view.number(found.wishes.threshold)
        return w.t("A lead counts where it exceeds {n} points (chosen by hand).", n=n)
    return w.t("No interval is published and none can be assumed: every lead counts.")


def _rule_of_roads(view: View) -> str:
    w = view.w
    if not view.found.improvable.any():
        return w.t(
            "No comparable earlier year is known for enough provinces, so no improvement counts."
        )
    return w.t(
        "Improvement counts beyond the median of all provinces since the first comparable year, "
        "at most three years back, for hosts that are not behind."
    )


def about_ranks(view: View) -> str:
    """Say what the intervals of the ranks mean."""
    w, found = view.w, view.found
    if (found.weights > 0).sum() < 2:
        return w.t("Only one indicator counts, so other weights move no rank.")
    return w.t(
        "Ranks in brackets: between them the rank stays in {share} % of random weights around "
        "yours. Hosts with an unknown term have no rank; their value is a lower bound.",
        share=w.number(100 * SHARE, 0),
    )

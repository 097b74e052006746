"""Measures that came out of study tours, as everybody may see them: board, calendar, overdue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from dash import dcc, html
from dash.development.base_component import Component

from indices.catalogue import Catalogue
from indices.register.kinds import OPEN, STATUSES, last_day, overdue
from layouts import access
from layouts.access import Viewer
from layouts.components import tour_terms
from layouts.urls import PageState, href
from layouts.wording import Wording

if TYPE_CHECKING:
    from indices.register.records import Record

# Signs of a measure's text on a card, and in a day of a month.
_LONGEST, _SHORTEST = 160, 70


@dataclass(frozen=True)
class Measures:
    """The measures that a visitor may see, and the tours by code."""

    measures: list[Record]
    tours: dict[str, Record]

    @property
    def open(self) -> list[Record]:
        """Those that are neither done nor dropped."""
        return [one for one in self.measures if one.values["status"] in OPEN]

    def overdue(self, today: date) -> list[Record]:
        """Open ones whose deadline has passed, the oldest first."""
        late = [one for one in self.measures if overdue(one.values, today)]
        return sorted(late, key=lambda one: last_day(one.values["deadline"]))


def read_measures(catalogue: Catalogue, who: Viewer, w: Wording) -> Measures:
    """Return the measures a visitor may see: of approved tours, and all to who is signed in.

    Raises:
        DatabaseUnavailable: the register cannot be read.
    """
    from indices.register import records
    from indices.register.tours import tours

    register = access.register()
    known = {one.tour: one for one in tours(register, catalogue, w.lang)}
    found = [
        one
        for one in records.records(register, "measure")
        if one.tour in known and may_see(known[one.tour], who)
    ]
    return Measures(found, known)


def may_see(tour: Record, who: Viewer) -> bool:
    """Whether what was compiled is shown: to everybody once approved, before to accounts."""
    return who.signed_in or bool(tour.about.get("approved_at"))


def board(found: Measures, catalogue: Catalogue, state: PageState, w: Wording) -> Component:
    """Return the measures by status, a column each; on a phone below each other."""
    today = date.today()
    columns = []
    for status in STATUSES:
        cards = [one for one in found.measures if one.values["status"] == status]
        columns.append(
            html.Section(
                [
                    html.H3(
                        [
                            tour_terms.choice("status", status, w),
                            html.Span(str(len(cards)), className="chip"),
                        ]
                    ),
                    html.Ul(
                        [_card(one, found, catalogue, today, state, w) for one in cards],
                        className="cards",
                    )
                    if cards
                    else html.P("–", className="muted"),
                ],
                className=f"board-column board-{status}",
            )
        )
    return html.Div(columns, className="board")


def calendar(found: Measures, catalogue: Catalogue, state: PageState, w: Wording) -> Component:
    """Return the open measures by the month of their deadline, those without one last."""
    today = date.today()
    dated = sorted(
        (one for one in found.open if one.values["deadline"]),
        key=lambda one: last_day(one.values["deadline"]),
    )
    months = [
        html.Section(
            [
                html.H4(w.date(month)),
                html.Ul(
                    [_card(one, found, catalogue, today, state, w) for one in of_month],
                    className="cards",
                ),
            ]
        )
        for month, of_month in groupby(dated, key=lambda one: one.values["deadline"][:7])
    ]
    undated = [one for one in found.open if not one.values["deadline"]]
    if undated:
        cards = [_card(one, found, catalogue, today, state, w) for one in undated]
        months.append(
            html.Section([html.H4(w.t("No deadline recorded")), html.Ul(cards, className="cards")])
        )
    return html.Div(months, className="calendar")


def measure_link(one: Record, state: PageState, w: Wording) -> Component:
    """Return a measure in a few words, leading to where it stands on its tour's page."""
    return dcc.Link(
        _short(one, _SHORTEST, w),
        href=f"{href(state, '/tours/tour', tour=one.tour)}#measure-{one.record_id}",
    )


def overdue_list(
    late: Sequence[Record], found: Measures, catalogue: Catalogue, state: PageState, w: Wording
) -> Component:
    """Return the measures whose deadline has passed, for the overview."""
    cards = [_card(one, found, catalogue, date.today(), state, w) for one in late]
    return html.Ul(cards, className="cards")


def _card(
    one: Record,
    found: Measures,
    catalogue: Catalogue,
    today: date,
    state: PageState,
    w: Wording,
) -> Component:
    values = one.values
    short = _short(one, _LONGEST, w)
    owner = values["owner"] or tour_terms.not_recorded(w)
    day = tour_terms.stated(values["deadline"], "day", w)
    late = [html.Strong(w.t("overdue"), className="late")] if overdue(values, today) else []
    tour = found.tours[one.tour]
    link = dcc.Link(
        tour_terms.tour_name(tour.values, catalogue, w),
        href=f"{href(state, '/tours/tour', tour=one.tour)}#measure-{one.record_id}",
    )
    return html.Li(
        [
            html.P(short, className="typed"),
            html.P(
                [
                    *late,
                    *([" · "] if late else []),
                    w.t("Owner: {owner}; deadline: {day}", owner=owner, day=day),
                ],
                className="muted",
            ),
            html.P(link, className="muted"),
        ],
        className="card-item",
    )


def _short(one: Record, signs: int, w: Wording) -> str:
    text = " ".join(one.values["what"].split()) or w.t("Measure without a text")
    return text if len(text) <= signs else f"{text[: signs - 1]}…"

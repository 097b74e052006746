"""A month as a table: which open measures are due on which day, with ways to the other months."""

from __future__ import annotations

from calendar import Calendar
from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from dash import dcc, html
from dash.development.base_component import Component

from indices.register.kinds import last_day, overdue
from layouts.components.markup import aria, data
from layouts.components.measures import Measures, measure_link
from layouts.urls import PageState, href
from layouts.wording import Wording

if TYPE_CHECKING:
    from indices.register.records import Record

KEY = "month"
PLACE = "calendar"


def month_view(found: Measures, state: PageState, w: Wording) -> Component:
    """Return the month of the address; without one the month of the next deadline.

    Args:
        found: the measures that the visitor may see.
        state: its option KEY names a month as "2026-12", or nothing.
        w: wording of the page.
    """
    today = date.today()
    dated = [one for one in found.open if one.values["deadline"]]
    months = Counter(one.values["deadline"][:7] for one in dated)
    month = state.option(KEY) or _first(dated, today)
    due = [one for one in dated if one.values["deadline"][:7] == month]
    title = w.t("{month}: {due}", month=w.date(month),
                due=w.n("{n} open measure due", "{n} open measures due", len(due)))  # fmt: skip
    return html.Div(
        [
            _ways(month, months, state, w),
            html.Table(
                [
                    html.Caption(title),
                    html.Thead(html.Tr([_head(short, full) for short, full in _days(w)])),
                    html.Tbody(_weeks(month, due, today, state, w)),
                ],
                className="month",
            ),
            *_undated(due, state, w),
        ],
        id=PLACE,
    )


def _first(dated: Sequence[Record], today: date) -> str:
    """Return the month of the next deadline; where all have passed, that of the last."""
    days = sorted(last_day(one.values["deadline"]) for one in dated)
    coming = [day for day in days if day >= today]
    return (coming[0] if coming else days[-1] if days else today).isoformat()[:7]


def _ways(month: str, months: Counter[str], state: PageState, w: Wording) -> Component:
    """Link to the month before and after, and to every month with a deadline."""
    shown = {_shifted(month, -1): "‹ ", _shifted(month, 1): ""}
    around = [
        _way(one, f"{sign}{w.date(one)}{'' if sign else ' ›'}", state)
        for one, sign in shown.items()
    ]
    others = [
        _way(one, f"{w.date(one)} ({n})", state)
        for one, n in sorted(months.items())
        if one != month and one not in shown
    ]
    return html.Nav([*around, *others], className="ways", **aria(label=w.t("Other months")))


def _way(month: str, text: str, state: PageState) -> Component:
    return dcc.Link(text, href=f"{href(state.with_options(**{KEY: month}))}#{PLACE}")


def _shifted(month: str, by: int) -> str:
    year, number = int(month[:4]), int(month[5:]) - 1 + by
    return f"{year + number // 12:04d}-{number % 12 + 1:02d}"


def _days(w: Wording) -> list[tuple[str, str]]:
    return [
        (w.t("Mon"), w.t("Monday")), (w.t("Tue"), w.t("Tuesday")), (w.t("Wed"), w.t("Wednesday")),
        (w.t("Thu"), w.t("Thursday")), (w.t("Fri"), w.t("Friday")), (w.t("Sat"), w.t("Saturday")),
        (w.t("Sun"), w.t("Sunday")),
    ]  # fmt: skip


def _head(short: str, full: str) -> Component:
    return html.Th(html.Abbr(short, title=full), scope="col")


def _weeks(
    month: str, due: Sequence[Record], today: date, state: PageState, w: Wording
) -> list[Component]:
    by_day: dict[str, list[Record]] = {}
    for one in due:
        by_day.setdefault(one.values["deadline"], []).append(one)
    weeks = Calendar().monthdatescalendar(int(month[:4]), int(month[5:]))
    return [
        html.Tr([_day(day, month, by_day.get(day.isoformat(), []), today, state, w)
                 for day in week])
        for week in weeks
    ]  # fmt: skip


def _day(
    day: date, month: str, due: Sequence[Record], today: date, state: PageState, w: Wording
) -> Component:
    """One cell: its number, and what is due; days of other months are empty."""
    if day.isoformat()[:7] != month:
        return html.Td(className="outside")
    marked: dict[str, Any] = aria(current="date") if day == today else {}
    # On a phone only days with measures are shown, so that their whole date has to be read there.
    number = html.Time(str(day.day), dateTime=day.isoformat(), **data(whole=w.date(day)))
    if not due:
        return html.Td(number, className="free", **marked)
    return html.Td([number, html.Ul([_item(one, today, state, w) for one in due])], **marked)


def _item(one: Record, today: date, state: PageState, w: Wording) -> Component:
    late = [html.Strong(w.t("overdue"), className="late"), " "]
    return html.Li([*(late if overdue(one.values, today) else []), measure_link(one, state, w)])


def _undated(due: Sequence[Record], state: PageState, w: Wording) -> list[Component]:
    """List the measures that are due in the month, on whichever day."""
    whole = [one for one in due if len(one.values["deadline"]) == len("2026-12")]
    if not whole:
        return []
    items = [_item(one, date.today(), state, w) for one in whole]
    return [html.P(w.t("Due in this month, no day recorded:")), html.Ul(items, className="whole")]

"""Records that are saved as they are typed: forms, and how they are read by everybody else.

`assets/tours.js` finds a form by its `data-record`, keeps what is typed on the device and sends it
to `/tours/save`; it shows what somebody else saved in between and leaves the choice to the writer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from dash import html
from dash.development.base_component import Component

from indices.register.kinds import KINDS, LONGEST, Field
from layouts.components import tour_terms
from layouts.components.markup import aria, data
from layouts.wording import Wording

if TYPE_CHECKING:
    from indices.register.records import Record

Options = Sequence[tuple[str, str]]
# Fields that hold several codes, in the order of their lists: the stops of a tour have an order.
_SEVERAL = ("indices", "stops")
_MOST = 4


def record_form(
    record: Record, w: Wording, choices: Mapping[str, Options] | None = None, skip: str = ""
) -> Component:
    """Build the form of a record.

    Args:
        record: what it holds now.
        w: wording.
        choices: field -> (value, text) to choose from, for fields that hold codes.
        skip: a field that stands fast.
    """
    offered = {**_own_choices(record.kind, w), **(choices or {})}
    fields = [one for one in KINDS[record.kind].fields if one.name != skip]
    return html.Div(
        [
            *(_field(record, one, offered.get(one.name), w) for one in fields),
            html.P(_state(record, w), className="entry-state", role="status"),
        ],
        id=f"{record.kind}-{record.record_id}",
        className=f"entry entry-{record.kind}",
        role="group",
        **aria(label=_name(record.kind, w)),
        **data(
            record=record.kind,
            number=str(record.record_id),
            tour=record.tour,
            revision=str(record.revision),
        ),
    )


def record_facts(
    record: Record, w: Wording, shown: Mapping[str, Any] | None = None, skip: Sequence[str] = ()
) -> Component:
    """Show a record to somebody who only reads it; empty fields say so.

    Args:
        record: what it holds.
        w: wording.
        shown: field -> what to show in place of its value.
        skip: fields that are shown elsewhere.
    """
    rows: list[Component] = []
    for field in KINDS[record.kind].fields:
        if field.name in skip:
            continue
        value: Any = (shown or {}).get(field.name)
        if value is None:
            text = record.values[field.name]
            value = (
                tour_terms.choice(field.name, text, w)
                if field.reading == "choice"
                else tour_terms.stated(text, field.reading, w)
            )
        missing = value == tour_terms.not_recorded(w)
        rows += [
            html.Dt(tour_terms.label(record.kind, field.name, w)),
            html.Dd(value, className="muted" if missing else "typed"),
        ]
    return html.Dl(rows, className="facts-list")


def deed_button(
    deed: str, text: str, w: Wording, quiet: bool = True, **values: str | int
) -> Component:
    """Build a button that posts to `/tours/<deed>` and comes back to the page."""
    query = urlencode({**values, "lang": w.lang})
    look = "button quiet" if quiet else "button"
    return html.Form(
        html.Button(text, type="submit", className=look),
        action=f"/tours/{deed}?{query}",
        method="post",
        className="deed",
    )


def script_words(name: str, w: Wording) -> Component:
    """Return what the script says, in the language of the page, and whose words it keeps."""
    return html.Div(
        id="tours-words",
        hidden=True,
        **data(
            who=name,
            lang=w.lang,
            typing=w.t("Saving…"),
            saved=w.t("Saved at {time}"),
            kept=w.t("No connection: kept on this device, sent when the connection is back."),
            signed_out=w.t(
                "You are signed out: kept on this device. Sign in, and it will be saved."
            ),
            refused=w.t("The server did not take it: kept on this device."),
            theirs=w.t("What stands there now"),
            mine=w.t("Save mine"),
            take=w.t("Take theirs"),
            waiting=w.t("This is what you typed before; {name} has saved since then."),
            removed=w.t("Remove this? It can only be brought back from the register's history."),
            sending=w.t("Sending…"),
        ),
    )


def _field(record: Record, field: Field, options: Options | None, w: Wording) -> Component:
    identity = f"{record.kind}-{record.record_id}-{field.name}"
    label = tour_terms.label(record.kind, field.name, w)
    value = record.values[field.name]
    if field.reading == "day":
        value = tour_terms.typed_day(value)
    if options is not None:
        control = _select(identity, field.name, label, value, options)
    else:
        control = html.Textarea(
            value,
            id=identity,
            name=field.name,
            rows="5" if field.reading == "text" else "1",
            className="line" if field.reading != "text" else "text",
            maxLength=str(LONGEST["text" if field.reading == "text" else "line"]),
            autoComplete="off",
            placeholder=_placeholder(field, w),
            **aria(describedby=f"{identity}-problem"),
        )
    return html.Div(
        [
            html.Label(label, className="label", htmlFor=identity),
            control,
            html.P(id=f"{identity}-problem", className="problem", role="alert"),
        ],
        className=f"field field-{field.reading}",
    )


def _select(identity: str, name: str, label: str, value: str, options: Options) -> Component:
    if name not in _SEVERAL:
        return _list(identity, options, value, name=name)
    chosen = [code for code in value.split(";") if code]
    places = min(max(_MOST, len(chosen)), len(options))
    offered = [("", "–"), *options]
    lists = [
        _list(
            identity if place == 0 else f"{identity}-{place}",
            offered,
            chosen[place] if place < len(chosen) else "",
            **({} if place == 0 else aria(label=f"{label} {place + 1}")),
        )
        for place in range(places)
    ]
    return html.Div(lists, className="several", **data(several=name))


def _list(identity: str, options: Options, value: str, **attributes: Any) -> Component:
    return html.Select(
        [
            html.Option(text, value=code, **({"selected": "selected"} if code == value else {}))
            for code, text in options
        ],
        id=identity,
        **attributes,
    )


def _placeholder(field: Field, w: Wording) -> str:
    return w.t("31/12/2026 or 12/2026") if field.reading == "day" else ""


def _own_choices(kind: str, w: Wording) -> dict[str, Options]:
    return {
        one.name: [(value, tour_terms.choice(one.name, value, w)) for value in one.choices]
        for one in KINDS[kind].fields
        if one.choices
    }


def _state(record: Record, w: Wording) -> str:
    if not record.changed_by:
        return ""
    at = record.changed_at.replace("T", " ").removesuffix("+00:00")
    return w.t("Last saved by {name}, {time} UTC.", name=record.changed_by, time=at)


def _name(kind: str, w: Wording) -> str:
    return {
        "tour": w.t("Plan"),
        "report": w.t("My report"),
        "lesson": w.t("Lesson"),
        "measure": w.t("Measure"),
        "expectation": w.t("Indicator expected to move"),
        "claim": w.t("What was said"),
    }[kind]

"""What is written about study tours: kinds of records, their fields, and how a value is read.

Nothing heavy is imported, so that pages can build forms from it.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

Reading = Literal["line", "text", "day", "year", "number", "choice", "codes", "reference"]

STATUSES = ("proposed", "agreed", "under_way", "done", "dropped")
OPEN = ("proposed", "agreed", "under_way")
LEGAL_FORMS = ("", "resolution", "decision", "plan", "directive", "letter", "other")
LONGEST = {"line": 300, "text": 20_000}
_DAY = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?")
_DAY_VI = re.compile(r"(?:(\d{1,2})/)?(\d{1,2})/(\d{4})")
_NUMBER = re.compile(r"[+-]?\d{1,6}(?:[.,]\d{1,6})?")


@dataclass(frozen=True)
class Field:
    """One field of a record; an empty text means that it is not recorded."""

    name: str
    reading: Reading
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Problem:
    """A value that cannot be kept: its field and a code of the reason.

    Codes: long, day, number, choice, order.
    """

    field: str
    code: str


@dataclass(frozen=True)
class Kind:
    """A kind of record and the deed that lets somebody write it."""

    name: str
    deed: str
    fields: tuple[Field, ...]


KINDS = {
    one.name: one
    for one in (
        Kind(
            "tour",
            "compile",
            (
                Field("theme", "line"),
                Field("delegation", "line"),
                Field("indices", "codes"),
                Field("start", "day"),
                Field("end", "day"),
                Field("stops", "codes"),
                Field("head", "line"),
                Field("bodies", "text"),
                Field("secretary", "line"),
                Field("aims", "text"),
                Field("questions", "text"),
                Field("timetable", "text"),
                Field("follow_up", "text"),
            ),
        ),
        Kind(
            "report",
            "report",
            (Field("seen", "text"), Field("learnt", "text"), Field("proposed", "text")),
        ),
        Kind(
            "lesson",
            "compile",
            (
                Field("what", "text"),
                Field("seen_where", "line"),
                Field("evidence", "text"),
                Field("conditions", "text"),
            ),
        ),
        Kind(
            "measure",
            "compile",
            (
                Field("what", "text"),
                Field("lesson", "reference"),
                Field("owner", "line"),
                Field("deadline", "day"),
                Field("legal_form", "choice", LEGAL_FORMS),
                Field("status", "choice", STATUSES),
                Field("cost", "line"),
            ),
        ),
        Kind(
            "expectation",
            "compile",
            (
                Field("measure", "reference"),
                Field("indicator", "codes"),
                Field("by_how_much", "number"),
                Field("by_when", "day"),
            ),
        ),
        Kind(
            "claim",
            "compile",
            (
                Field("statement", "text"),
                Field("said_by", "line"),
                Field("place", "line"),
                Field("heard_on", "day"),
            ),
        ),
    )
}


def read_values(kind: str, typed: Mapping[str, Any]) -> tuple[dict[str, str], list[Problem]]:
    """Return the values that can be kept, and what is wrong with the others.

    Args:
        kind: a key of KINDS.
        typed: field -> text as typed; unknown fields are left out.
    """
    values, problems = {}, []
    for field in KINDS[kind].fields:
        if field.name not in typed:
            continue
        value = _clean(typed[field.name], field)
        code = _fault(value, field)
        if code:
            problems.append(Problem(field.name, code))
        else:
            values[field.name] = _normal(value, field)
    return values, problems


def out_of_order(values: Mapping[str, str]) -> bool:
    """Whether a tour would end before it begins; a month lasts to its last day."""
    start, end = values.get("start", ""), values.get("end", "")
    return bool(start and end) and last_day(end) < first_day(start)


def first_day(text: str) -> date:
    """Return the first day of a day or month that was read."""
    return date.fromisoformat(text if len(text) > 7 else f"{text}-01")


def last_day(text: str) -> date:
    """Return the last day of a day or month that was read."""
    day = first_day(text)
    return day if len(text) > 7 else day.replace(day=monthrange(day.year, day.month)[1])


def overdue(values: Mapping[str, str], today: date) -> bool:
    """Whether a measure should have been done before today and is still open."""
    deadline = values.get("deadline", "")
    return bool(deadline) and values.get("status") in OPEN and last_day(deadline) < today


def _clean(value: Any, field: Field) -> str:
    """Return text that can be stored: whatever script, but no NUL and no half of a letter."""
    text = str("" if value is None else value).encode("utf-8", "replace").decode("utf-8")
    text = unicodedata.normalize("NFC", text.replace("\0", "").replace("\r\n", "\n"))
    return text if field.reading == "text" else " ".join(text.split())


def _fault(value: str, field: Field) -> str:
    if len(value) > LONGEST["text" if field.reading == "text" else "line"]:
        return "long"
    if not value:
        return ""
    wrong = {
        "day": lambda: not _day(value),
        "number": lambda: not _NUMBER.fullmatch(value.replace("−", "-")),
        "choice": lambda: value not in field.choices,
        "reference": lambda: not (value.isascii() and value.isdigit()),
    }.get(field.reading)
    return {"reference": "choice"}.get(field.reading, field.reading) if wrong and wrong() else ""


def _normal(value: str, field: Field) -> str:
    if field.reading == "day" and value:
        return _day(value)
    if field.reading == "number":
        return value.replace("−", "-").replace(",", ".")
    if field.reading == "choice" and not value:
        return field.choices[0]
    return value


def _day(text: str) -> str:
    """Return a day or month in ISO form, from that or from 31/12/2026; empty for anything else."""
    iso, vi = _DAY.fullmatch(text), _DAY_VI.fullmatch(text)
    if iso:
        year, month, day = iso.groups()
    elif vi:
        day, month, year = vi.groups()
    else:
        return ""
    try:
        read = date(int(year), int(month), int(day or 1))
    except ValueError:
        return ""
    return read.isoformat() if day else read.isoformat()[:7]

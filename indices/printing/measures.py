"""Measures of approved study tours, which everybody may read, in words for the workbook."""

from __future__ import annotations

from datetime import date

from indices.catalogue import Catalogue
from indices.register import records
from indices.register.kinds import overdue
from indices.register.names import LEGAL_FORMS, STATUSES, indicator_name, stop_names
from indices.register.records import Record
from indices.register.store import Register
from indices.register.tours import tours
from indices.reports.workbook import Measure
from indices.writing import Writing


def approved_measures(
    register: Register, catalogue: Catalogue, lang: str, today: date
) -> list[Measure]:
    """Return the measures of tours whose lessons a leader approved, tour by tour.

    Args:
        register: where measures are kept; nobody need have written to it.
        catalogue: names.
        lang: "vi" or "en".
        today: decides what is overdue.

    Raises:
        DatabaseUnavailable: the register cannot be read.
    """
    w = Writing(lang)
    known = {one.tour: one for one in tours(register, catalogue, lang)}
    moved: dict[str, list[str]] = {}
    for one in records.records(register, "expectation"):
        name = indicator_name(one.values["indicator"], catalogue, w)
        moved.setdefault(one.values["measure"], []).extend([name] if name else [])
    return [
        _measure(one, known[one.tour], moved.get(str(one.record_id), []), catalogue, today, w)
        for one in records.records(register, "measure")
        if one.tour in known and known[one.tour].about.get("approved_at")
    ]


def _measure(
    one: Record, tour: Record, moved: list[str], catalogue: Catalogue, today: date, w: Writing
) -> Measure:
    values = one.values
    stops = " + ".join(stop_names(tour.values, catalogue, w)) or tour.values["theme"]
    status, form = STATUSES.get(values["status"]), LEGAL_FORMS.get(values["legal_form"])
    return Measure(
        tour=f"{stops}, {w.date(tour.values['start'])}",
        what=values["what"],
        owner=values["owner"],
        deadline=w.date(values["deadline"]) if values["deadline"] else "",
        status=w.name(status) if status else "",
        overdue=overdue(values, today),
        legal_form=w.name(form) if form else "",
        cost=values["cost"],
        indicators="; ".join(dict.fromkeys(moved)),
    )

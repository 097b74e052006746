"""Words about study tours: fields, states, and sentences for what cannot be kept."""

from __future__ import annotations

from collections.abc import Mapping

from indices.catalogue import Catalogue
from indices.register import names
from layouts.wording import N_, Wording

LABELS = {
    "tour": {
        "theme": N_("Topic"),
        "delegation": N_("Delegation"),
        "indices": N_("Indices"),
        "start": N_("Begins"),
        "end": N_("Ends"),
        "stops": N_("Stops"),
        "head": N_("Head of the delegation"),
        "bodies": N_("Bodies that send members"),
        "secretary": N_("Secretary"),
        "aims": N_("Aims"),
        "questions": N_("Questions to ask"),
        "timetable": N_("Timetable"),
        "follow_up": N_("Afterwards"),
    },
    "report": {
        "seen": N_("What I saw"),
        "learnt": N_("What can be learnt from it"),
        "proposed": N_("What I propose"),
    },
    "lesson": {
        "what": N_("Lesson"),
        "seen_where": N_("Seen where"),
        "evidence": N_("Evidence"),
        "conditions": N_("Conditions under which it works"),
    },
    "measure": {
        "what": N_("Measure"),
        "lesson": N_("Lesson behind it"),
        "owner": N_("Owner"),
        "deadline": N_("Deadline"),
        "legal_form": N_("Legal form"),
        "status": N_("Status"),
        "cost": N_("Cost"),
    },
    "expectation": {
        "measure": N_("Measure"),
        "indicator": N_("Indicator expected to move"),
        "by_how_much": N_("By how much (points)"),
        "by_when": N_("By when"),
    },
    "claim": {
        "statement": N_("What was said"),
        "said_by": N_("Said by"),
        "place": N_("Where"),
        "heard_on": N_("Heard on"),
    },
}
STATUSES = {
    "proposed": N_("proposed"),
    "agreed": N_("agreed"),
    "under_way": N_("under way"),
    "done": N_("done"),
    "dropped": N_("dropped"),
}
_LEGAL_FORMS = {
    "": N_("not recorded"),
    "resolution": N_("resolution"),
    "decision": N_("decision"),
    "plan": N_("plan"),
    "directive": N_("directive"),
    "letter": N_("official letter"),
    "other": N_("other form"),
}
_PROBLEMS = {
    "long": N_("The text is too long (a line 300, a text 20,000 signs); it was not saved."),
    "day": N_("Write a day as 31/12/2026 or a month as 12/2026; it was not saved."),
    "number": N_("Write a number, such as 0.25; it was not saved."),
    "choice": N_("This cannot be chosen; it was not saved."),
    "order": N_("The tour would end before it begins; this date was not saved."),
}
_FILES = {
    "large": N_("A file may have at most 15 MB; nothing was kept."),
    "kind": N_(
        "Photos are JPEG, PNG or WebP, documents PDF or Office files without macros; nothing was "
        "kept."
    ),
    "damaged": N_("The file is damaged and cannot be opened; nothing was kept."),
    "pixels": N_("The photo has more than 60 million pixels; nothing was kept."),
}


def not_recorded(w: Wording) -> str:
    """Return what stands in an empty field."""
    return w.t("not recorded")


def problem_sentence(code: str, w: Wording) -> str:
    """Say why a value was not kept."""
    return w.t(_PROBLEMS[code])


def file_sentence(code: str, w: Wording) -> str:
    """Say why a file was not kept."""
    return w.t(_FILES[code])


def label(kind: str, field: str, w: Wording) -> str:
    """Return the label of a field."""
    return w.t(LABELS[kind][field])


def choice(field: str, value: str, w: Wording) -> str:
    """Return a status or legal form in words."""
    return w.t((STATUSES if field == "status" else _LEGAL_FORMS).get(value, value))


def tour_days(values: Mapping[str, str], w: Wording) -> str:
    """Return when a tour takes place, as far as it is recorded."""
    start, end = values["start"], values["end"]
    if not start:
        return not_recorded(w)
    if not end or end == start:
        return w.date(start)
    return f"{w.date(start)} – {w.date(end)}"


def tour_name(values: Mapping[str, str], catalogue: Catalogue, w: Wording) -> str:
    """Return a tour in one line: its stops, else its theme, and when."""
    stops = " + ".join(names.stop_names(values, catalogue, w))
    return f"{stops or values['theme'] or w.t('Tour')}, {tour_days(values, w)}"


def indicator_name(token: str, catalogue: Catalogue, w: Wording) -> str:
    """Return an indicator by its token, such as "PAPI:D4"."""
    return names.indicator_name(token, catalogue, w) or not_recorded(w)


def stated(value: str, reading: str, w: Wording) -> str:
    """Return a value as it is read: dates and numbers by language, empty as "not recorded"."""
    if not value:
        return not_recorded(w)
    if reading == "number":
        return w.number(float(value), len(value.partition(".")[2]), sign=True)
    return w.date(value) if reading == "day" else value


def typed_day(value: str) -> str:
    """Return a day or month as it is typed: 31/12/2026 or 12/2026."""
    return "/".join(reversed(value.split("-")))

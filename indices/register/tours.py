"""Study tours: those of data/reference and those written in the register, as one list."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass

from indices.catalogue import Catalogue, Text
from indices.register import audit, records
from indices.register.kinds import KINDS, Problem, out_of_order, read_values
from indices.register.records import Record
from indices.register.store import Register, now

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class NotReady(Exception):
    """What was compiled cannot be approved yet.

    Attributes:
        code: "no-lessons", or "no-indicator": a measure names no indicator that it should move.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Dossier:
    """Everything that is written about one tour.

    Attributes:
        tour: its plan; `revision` 0 while it holds only what data/reference says.
        sources: codes of the sources of what data/reference says; none for a tour planned here.
        reports: of its members, filed or not.
        expectations: which indicator a measure should move; `values["measure"]` is its record_id.
        claims: figures and statements heard on the spot, which are no index data.
    """

    tour: Record
    sources: tuple[str, ...]
    reports: list[Record]
    lessons: list[Record]
    measures: list[Record]
    expectations: list[Record]
    claims: list[Record]

    @property
    def approved(self) -> bool:
        """Whether a leader approved what was compiled."""
        return bool(self.tour.about.get("approved_at"))

    @property
    def changed_since(self) -> bool:
        """Whether lessons or measures changed after the approval."""
        at = self.tour.about.get("approved_at", "")
        parts = (*self.lessons, *self.measures, *self.expectations)
        return bool(at) and any(one.changed_at > at for one in parts)

    def without_indicator(self) -> list[Record]:
        """Return the measures that name no indicator they should move."""
        moved = {one.values["measure"] for one in self.expectations if one.values["indicator"]}
        return [one for one in self.measures if str(one.record_id) not in moved]


def tours(register: Register | None, catalogue: Catalogue, lang: str) -> list[Record]:
    """Return all tours, the newest first.

    Args:
        register: None stands for one that nobody has written to.
        catalogue: holds the tours of data/reference.
        lang: of what data/reference says, "vi" or "en".

    Raises:
        DatabaseUnavailable: the register cannot be read.
    """
    written = {one.tour: one for one in records.records(register, "tour")}
    known = {code: _seed(code, catalogue, lang) for code in _codes(catalogue)} | written
    return sorted(known.values(), key=lambda one: (one.values["start"], one.tour), reverse=True)


def dossier(register: Register | None, catalogue: Catalogue, lang: str, code: str) -> Dossier:
    """Return everything that is written about a tour.

    Raises:
        NoRecord: there is no such tour.
        DatabaseUnavailable: the register cannot be read.
    """
    tour = next((one for one in tours(register, catalogue, lang) if one.tour == code), None)
    if tour is None:
        raise records.NoRecord(f"There is no tour {code}.")
    kinds = ("report", "lesson", "measure", "expectation", "claim")
    found = [records.records(register, kind, code) for kind in kinds]
    sources = dict.fromkeys(stop.source for stop in catalogue.tours if stop.tour == code)
    return Dossier(tour, tuple(sources), *found)


def plan(register: Register, who: str, catalogue: Catalogue, values: Mapping[str, str]) -> Record:
    """Make a tour; its code is the month in which it begins and a letter.

    Args:
        register: where it is kept.
        who: name of the account that plans.
        catalogue: knows the tours of data/reference, whose codes are taken.
        values: fields of the tour, with a start.

    Raises:
        DatabaseUnavailable: the register cannot be written.
    """
    month = values["start"][:7]
    taken = {one.tour for one in tours(register, catalogue, "vi")}
    letters = (f"{a}{b}" for a in ("", *_LETTERS) for b in _LETTERS)
    code = next(name for one in letters if (name := f"{month}-{one}") not in taken)
    return records.create(register, who, "tour", code, values)


def tour_record(register: Register, who: str, catalogue: Catalogue, code: str) -> Record:
    """Return a tour that can be saved; one of data/reference is taken over as it stands there.

    Raises:
        NoRecord: there is no such tour.
        DatabaseUnavailable: the register cannot be written.
    """
    found = dossier(register, catalogue, "vi", code).tour
    if found.record_id:
        return found
    return records.create(register, who, "tour", code, found.values)


def read_checked(
    kind: str, typed: Mapping[str, str], catalogue: Catalogue, present: Mapping[str, str]
) -> tuple[dict[str, str], list[Problem]]:
    """Return the values that can be kept, and what is wrong with the others.

    Codes have to exist, and a tour ends after it begins.

    Args:
        kind: a key of KINDS.
        typed: field -> text as typed.
        catalogue: says which codes there are.
        present: what the record holds now, for fields that are compared with each other.
    """
    values, problems = read_values(kind, typed)
    known = {
        "indices": set(catalogue.indices),
        "stops": {f"{vintage}:{code}" for vintage, code in catalogue.units},
        "indicator": {
            f"{index.code}:{one.code}"
            for index in catalogue.indices.values()
            for one in index.indicators
        },
    }
    for name in known.keys() & values.keys():
        codes = [code for code in values[name].split(";") if code]
        if set(codes) <= known[name]:
            values[name] = ";".join(dict.fromkeys(codes))
        else:
            del values[name]
            problems.append(Problem(name, "choice"))
    if kind == "tour" and out_of_order({**present, **values}):
        changed = "end" if "end" in values and values["end"] != present.get("end") else "start"
        values.pop(changed, None)
        problems.append(Problem(changed, "order"))
    return values, problems


def approve(register: Register, who: str, catalogue: Catalogue, code: str) -> Record:
    """Approve what was compiled of a tour.

    Raises:
        NotReady: there are no lessons, or a measure names no indicator.
        NoRecord: there is no such tour.
        Conflict: the tour was changed in this very moment.
        DatabaseUnavailable: the register cannot be written.
    """
    found = dossier(register, catalogue, "vi", code)
    if not found.lessons:
        raise NotReady("no-lessons")
    if found.without_indicator():
        raise NotReady("no-indicator")
    return _approval(register, who, catalogue, code, {"approved_by": who, "approved_at": now()})


def withdraw(register: Register, who: str, catalogue: Catalogue, code: str) -> Record:
    """Take an approval back.

    Raises:
        NoRecord: there is no such tour.
        Conflict: the tour was changed in this very moment.
        DatabaseUnavailable: the register cannot be written.
    """
    return _approval(register, who, catalogue, code, {"approved_by": "", "approved_at": ""})


def _approval(
    register: Register, who: str, catalogue: Catalogue, code: str, about: dict[str, str]
) -> Record:
    tour = tour_record(register, who, catalogue, code)
    saved = records.save(register, who, "tour", tour.record_id, tour.revision, {}, about)
    action = "tour approved" if about["approved_at"] else "approval withdrawn"
    audit.record(register, who, action, f"tour {code}")
    return saved


def _codes(catalogue: Catalogue) -> list[str]:
    return list(dict.fromkeys(stop.tour for stop in catalogue.tours))


def _seed(code: str, catalogue: Catalogue, lang: str) -> Record:
    """Return what data/reference says about a tour; everything else is not recorded."""
    stops = sorted((one for one in catalogue.tours if one.tour == code), key=lambda one: one.order)
    first = stops[0]
    values = dict.fromkeys(_empty("tour"), "") | {
        "theme": first.theme.get(lang),
        "indices": ";".join(first.indices),
        "start": first.start,
        "end": first.end,
        "stops": ";".join(f"{one.vintage}:{one.unit}" for one in stops),
    }
    for field, text in _notes(catalogue, code).items():
        values[field] = text.get(lang)
    return Record("tour", 0, code, 0, "", "", values, {"approved_by": "", "approved_at": ""})


def _notes(catalogue: Catalogue, code: str) -> dict[str, Text]:
    path = catalogue.root / "reference" / "tour_notes.csv"
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", newline="") as lines:
        return {
            row["field"]: Text(row["text_vi"], row["text_en"])
            for row in csv.DictReader(lines)
            if row["tour"] == code
        }


def _empty(kind: str) -> list[str]:
    return [field.name for field in KINDS[kind].fields]


def blank(kind: str, **values: str) -> dict[str, str]:
    """Return the values of a new record: the given ones, the first choice, else nothing."""
    first = {one.name: one.choices[0] for one in KINDS[kind].fields if one.choices}
    return {**dict.fromkeys(_empty(kind), ""), **first, **values}


def file_report(register: Register, who: str, record: Record) -> Record:
    """File a report: from now on the secretary and leaders read it; it can still be changed.

    Raises:
        Conflict: it was saved in another window since.
        NoRecord: there is no such report.
        DatabaseUnavailable: the register cannot be written.
    """
    about = {"filed_at": now()}
    filed = records.save(register, who, "report", record.record_id, record.revision, {}, about)
    audit.record(register, who, "report filed", f"tour {record.tour}, report {record.record_id}")
    return filed

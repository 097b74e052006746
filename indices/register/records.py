"""Records that several people write: a revision tells the second editor, and nothing is lost.

A save names the revision that its writer saw. Where somebody else saved in between, nothing is
written and the writer is shown what stands there now. Every version is kept; those that one person
saves within ten minutes, as typing does, are one version and one line of the audit log, unless text
went away in between.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from indices.register import audit
from indices.register.kinds import KINDS
from indices.register.schema import RECORDS, version
from indices.register.store import Register, now

_SITTING = timedelta(minutes=10)
# A field that lost more signs than a correction takes was replaced, perhaps from another window.
_CORRECTION = 40


@dataclass(frozen=True)
class Record:
    """One record as it stands.

    Attributes:
        kind: a key of KINDS.
        record_id: 0 for a tour of data/reference that nobody has written about yet.
        tour: code of the tour it belongs to.
        revision: how often it was saved; 0 when never.
        values: field -> text as typed; empty means not recorded.
        about: what no form writes: author and filed_at of a report, approval of a tour.
    """

    kind: str
    record_id: int
    tour: str
    revision: int
    changed_at: str
    changed_by: str
    values: Mapping[str, str]
    about: Mapping[str, str] = field(default_factory=dict)


class Conflict(Exception):
    """Somebody else saved in between; `current` is what stands there now."""

    def __init__(self, current: Record) -> None:
        super().__init__(f"{current.changed_by} saved this record at {current.changed_at}.")
        self.current = current


class NoRecord(Exception):
    """There is no such record, or it was removed."""


def records(register: Register | None, kind: str, tour: str = "") -> list[Record]:
    """Return the records of a kind, oldest first; none when there is no register.

    Args:
        register: None stands for one that nobody has written to.
        kind: a key of KINDS.
        tour: of one tour only.

    Raises:
        DatabaseUnavailable: the register cannot be read.
    """
    if register is None:
        return []
    table = RECORDS[kind]
    statement = select(table).where(~table.c.removed).order_by(table.c.record_id)
    if tour:
        statement = statement.where(table.c.tour_code == tour)
    with register.reading() as connection:
        rows = [] if connection is None else connection.execute(statement).mappings().all()
    return [_record(kind, row) for row in rows]


def create(
    register: Register,
    who: str,
    kind: str,
    tour: str,
    values: Mapping[str, str],
    about: Mapping[str, str] | None = None,
) -> Record:
    """Make a record and return it.

    Raises:
        DatabaseUnavailable: the register cannot be written.
    """
    with register.writing() as connection:
        return insert(connection, who, kind, tour, values, about)


def insert(
    connection: Connection,
    who: str,
    kind: str,
    tour: str,
    values: Mapping[str, str],
    about: Mapping[str, str] | None = None,
) -> Record:
    """Make a record within a transaction that does more."""
    table = RECORDS[kind]
    row = {
        "tour_code": tour,
        "revision": 1,
        "changed_at": now(),
        "changed_by": who,
        **values,
        **(about or {}),
    }
    identity = connection.execute(table.insert().values(row)).inserted_primary_key
    made = _existing(connection, kind, int(identity[0]) if identity else 0)
    _keep_version(connection, made)
    return made


def save(
    register: Register,
    who: str,
    kind: str,
    record_id: int,
    revision: int,
    values: Mapping[str, str],
    about: Mapping[str, str] | None = None,
) -> Record:
    """Write the given fields of a record and return it.

    Args:
        register: where it is kept.
        who: name of the account that writes.
        kind: a key of KINDS.
        record_id: which record.
        revision: the one that the writer saw.
        values: fields to change, as `read_values` gives them.
        about: what no form writes, such as the approval of a tour.

    Raises:
        Conflict: it was saved by somebody else since; nothing is written.
        NoRecord: there is no such record.
        DatabaseUnavailable: the register cannot be written.
    """
    table = RECORDS[kind]
    with register.writing() as connection:
        before = _existing(connection, kind, record_id)
        wanted = {**values, **(about or {})}
        present = {**before.values, **before.about}
        if all(present.get(name) == value for name, value in wanted.items()):
            return before
        if before.revision != revision:
            raise Conflict(before)
        change = {"revision": revision + 1, "changed_at": now(), "changed_by": who, **wanted}
        connection.execute(table.update().where(table.c.record_id == record_id).values(change))
        after = _existing(connection, kind, record_id)
        _keep_version(connection, after)
        return after


def remove(register: Register, who: str, kind: str, record_id: int) -> Record:
    """Take a record out of sight; its versions stay.

    Raises:
        NoRecord: there is no such record.
        DatabaseUnavailable: the register cannot be written.
    """
    table = RECORDS[kind]
    with register.writing() as connection:
        gone = _existing(connection, kind, record_id)
        change = {"removed": True, "changed_at": now(), "changed_by": who}
        connection.execute(table.update().where(table.c.record_id == record_id).values(change))
        audit.add(connection, who, f"{kind} removed", _object(gone), {"revision": gone.revision})
        return gone


def versions(register: Register, kind: str, record_id: int) -> list[dict[str, Any]]:
    """Return the kept versions of a record, oldest first: at, who, revision and values.

    Raises:
        DatabaseUnavailable: the register cannot be read.
    """
    same = (version.c.kind == kind) & (version.c.record_id == record_id)
    statement = select(version).where(same).order_by(version.c.revision)
    with register.reading() as connection:
        rows = [] if connection is None else connection.execute(statement).mappings().all()
    return [
        {"at": row["at"], "who": row["who"], "revision": row["revision"]}
        | {"values": json.loads(row["content"])}
        for row in rows
    ]


def _existing(connection: Connection, kind: str, record_id: int) -> Record:
    table = RECORDS[kind]
    statement = select(table).where(table.c.record_id == record_id, ~table.c.removed)
    row = connection.execute(statement).mappings().first()
    if row is None:
        raise NoRecord(f"There is no {kind} {record_id}.")
    return _record(kind, row)


def _keep_version(connection: Connection, record: Record) -> None:
    """Keep a version and note the deed, once per person and sitting."""
    same = (version.c.kind == record.kind) & (version.c.record_id == record.record_id)
    newest = select(version).where(same).order_by(version.c.revision.desc()).limit(1)
    last = connection.execute(newest).mappings().first()
    content = json.dumps({**record.values, **record.about}, ensure_ascii=False, sort_keys=True)
    if last is not None and _same_sitting(last, record):
        this = same & (version.c.revision == last["revision"])
        connection.execute(
            version.update().where(this).values(revision=record.revision, content=content)
        )
        return
    connection.execute(
        version.insert().values(
            kind=record.kind,
            record_id=record.record_id,
            revision=record.revision,
            at=record.changed_at,
            who=record.changed_by,
            content=content,
        )
    )
    deed = f"{record.kind} {'changed' if last else 'added'}"
    audit.add(connection, record.changed_by, deed, _object(record), {"revision": record.revision})


def _same_sitting(last: RowMapping, record: Record) -> bool:
    """Whether a version goes on with the last one and leaves out nothing that stood there."""
    then, this = datetime.fromisoformat(last["at"]), datetime.fromisoformat(record.changed_at)
    earlier: dict[str, str] = json.loads(last["content"])
    present = {**record.values, **record.about}
    lost = any(
        len(text) - len(present.get(name, "")) > _CORRECTION for name, text in earlier.items()
    )
    return last["who"] == record.changed_by and this - then < _SITTING and not lost


def _object(record: Record) -> str:
    return f"tour {record.tour}" + (
        "" if record.kind == "tour" else f", {record.kind} {record.record_id}"
    )


def _record(kind: str, row: RowMapping) -> Record:
    fields = [one.name for one in KINDS[kind].fields]
    known = {
        "record_id", "tour_code", "revision", "changed_at", "changed_by", "removed", *fields
    }  # fmt: skip
    return Record(
        kind,
        row["record_id"],
        row["tour_code"],
        row["revision"],
        row["changed_at"],
        row["changed_by"],
        {name: row[name] for name in fields},
        {name: value for name, value in row.items() if name not in known},
    )

"""Tables of the study tours; every record has a revision, and every version of it is kept."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Integer, MetaData, String, Table

from indices.register.kinds import KINDS


def record_table(kind: str, metadata: MetaData) -> Table:
    """Return the table of one kind of record: a column a field, all of them text as typed."""
    own = [
        Column(field.name, String, nullable=False, server_default="")
        for field in KINDS[kind].fields
    ]
    extra = _EXTRA.get(kind, ())
    return Table(
        kind,
        metadata,
        Column("record_id", Integer, primary_key=True),
        # The code of the tour; tours of data/reference have one before they have a record.
        Column("tour_code", String, nullable=False, index=True, unique=kind == "tour"),
        Column("revision", Integer, nullable=False),
        Column("changed_at", String, nullable=False),
        Column("changed_by", String, nullable=False),
        Column("removed", Boolean, nullable=False, server_default="0"),
        *own,
        *(Column(name, String, nullable=False, server_default="") for name in extra),
        sqlite_autoincrement=True,
    )


def version_table(metadata: MetaData) -> Table:
    """Return the table of earlier versions: nothing that was typed and saved is ever lost."""
    return Table(
        "version",
        metadata,
        Column("kind", String, primary_key=True),
        Column("record_id", Integer, primary_key=True, autoincrement=False),
        Column("revision", Integer, primary_key=True, autoincrement=False),
        Column("at", String, nullable=False),
        Column("who", String, nullable=False),
        Column("content", String, nullable=False),
    )


def attachment_table(metadata: MetaData) -> Table:
    """Return the table of photos and documents; the files lie beside the database."""
    return Table(
        "attachment",
        metadata,
        Column("attachment_id", Integer, primary_key=True),
        Column("tour_code", String, nullable=False, index=True),
        Column("name", String, nullable=False),
        Column("media_type", String, nullable=False),
        Column("sha256", String, nullable=False),
        Column("n_bytes", Integer, nullable=False),
        Column("added_at", String, nullable=False),
        Column("added_by", String, nullable=False),
    )


# What a form does not write: who wrote a report and when it was filed, who approved a tour.
_EXTRA = {"report": ("author", "filed_at"), "tour": ("approved_by", "approved_at")}

"""Tables of the register; the migrations beside it make them, and a test holds the two together."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Boolean, Column, Float, ForeignKey, Integer, MetaData, String, Table

from indices.database.constraints import NAMES, one_of
from indices.database.migrate import Schema
from indices.register.kinds import KINDS
from indices.register.roles import ROLES
from indices.register.schema_tours import attachment_table, record_table, version_table

metadata = MetaData(naming_convention={**NAMES, "uq": "uq_%(table_name)s_%(column_0_name)s"})

account = Table(
    "account",
    metadata,
    Column("account_id", Integer, primary_key=True),
    Column("name", String, nullable=False),
    # The name as it is compared: "Lan" and "LAN" are one person.
    Column("name_key", String, nullable=False, unique=True),
    Column("password_hash", String, nullable=False),
    Column("role", String, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("created_at", String, nullable=False),
    one_of("role", ROLES),
)

session = Table(
    "session",
    metadata,
    # Whoever reads this table cannot become anybody: it holds no token, only what one hashes to.
    Column("token_sha256", String, primary_key=True),
    Column("account_id", ForeignKey("account.account_id"), nullable=False, index=True),
    Column("expires_at", Float, nullable=False),
)

attempt = Table(
    "attempt",
    metadata,
    Column("attempt_key", String, primary_key=True),
    Column("n", Integer, nullable=False),
    Column("expires_at", Float, nullable=False),
)

# Append-only: triggers refuse to change or delete a row.
audit = Table(
    "audit",
    metadata,
    Column("audit_id", Integer, primary_key=True),
    Column("at", String, nullable=False, index=True),
    Column("who", String, nullable=False),
    Column("action", String, nullable=False),
    Column("object", String, nullable=False),
    Column("detail", String, nullable=False),
    sqlite_autoincrement=True,
)

# What people decided once and need not decide again, such as accepted spellings.
remembered = Table(
    "remembered",
    metadata,
    Column("kind", String, primary_key=True),
    Column("key", String, primary_key=True),
    Column("value", String, nullable=False),
    Column("who", String, nullable=False),
    Column("at", String, nullable=False),
)

RECORDS = {kind: record_table(kind, metadata) for kind in KINDS}
version = version_table(metadata)
attachment = attachment_table(metadata)

REGISTER = Schema(
    metadata,
    revision="0002",
    scripts=Path(__file__).with_name("migrations"),
    version_table="register_version",
    variable="REGISTER",
)

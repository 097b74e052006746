"""Constraints and keys that several tables of the schema share."""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    MetaData,
    String,
)

# Names that migrations can refer to on every kind of database.
NAMES = {
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

metadata = MetaData(naming_convention=NAMES)


def one_of(column: str, values: tuple[str, ...]) -> CheckConstraint:
    """A column holds one of the words, or NULL."""
    # Not IN (…): SQLite builds a temporary table for that, anew for every row inserted.
    alternatives = " OR ".join(f"{column} = '{value}'" for value in values)
    return CheckConstraint(alternatives, name=column)


def between(column: str, low: float, high: float | None = None) -> CheckConstraint:
    """A column holds a number within limits, or NULL."""
    limits = f"{column} >= {low}" if high is None else f"{column} BETWEEN {low} AND {high}"
    return CheckConstraint(limits, name=column)


def unit_key() -> ForeignKeyConstraint:
    """A row is about a unit of its vintage."""
    return ForeignKeyConstraint(["vintage", "unit_code"], ["unit.vintage", "unit.unit_code"])


def indicator_key() -> ForeignKeyConstraint:
    """A row is about an indicator of its index."""
    return ForeignKeyConstraint(
        ["index_code", "indicator_code"], ["indicator.index_code", "indicator.indicator_code"]
    )


def source_id(nullable: bool = False) -> Column[str]:
    """The source of a row."""
    return Column("source_id", String, ForeignKey("source.source_id"), nullable=nullable)


def import_id() -> Column[int]:
    """The file that a row came from."""
    return Column("import_id", Integer, ForeignKey("import.import_id"), nullable=False)

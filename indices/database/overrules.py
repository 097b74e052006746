"""Editors' choices against the rule, and the observations that they mean now."""

from __future__ import annotations

import secrets
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Table,
    delete,
    func,
    or_,
    select,
    update,
)

from indices.database import schema
from indices.facts import FactKey

_FACT = ("index_code", "year", "vintage", "unit_code", "indicator_code")
# Drawn by lot, so that the number of a choice that was withdrawn never means another one.
_MOST_NUMBERS = 2**31 - 1
_NAMED = ("source_id", "sheet", "cell", "score", "rank", "grade")


def overruled(connection: Connection) -> dict[int, str]:
    """Return why an editor chose an observation, by its number."""
    chosen = schema.overrule.c
    statement = select(chosen.observation_id, chosen.reason).where(
        chosen.observation_id.is_not(None)
    )
    return {row[0]: row[1] for row in connection.execute(statement)}


def standing(connection: Connection, key: FactKey) -> Row[Any] | None:
    """Return the editor's choice that stands for a fact, None where the rule decides."""
    return connection.execute(select(schema.overrule).where(*_of(schema.overrule, key))).first()


def observation(connection: Connection, key: FactKey, observation_id: int) -> Row[Any] | None:
    """Return one observation of a fact with the digest of its file, None when there is none."""
    seen = schema.observation
    statement = (
        select(seen, schema.import_.c.sha256)
        .join(schema.import_, schema.import_.c.import_id == seen.c.import_id)
        .where(*_of(seen, key), seen.c.observation_id == observation_id)
    )
    return connection.execute(statement).first()


def _of(table: Table, key: FactKey) -> list[ColumnElement[bool]]:
    """Return the condition that rows are about a fact; the year says of which vintage it is."""
    named = {
        "index_code": key.index,
        "year": key.year,
        "unit_code": key.unit,
        "indicator_code": key.indicator,
    }
    return [table.c[name] == value for name, value in named.items()]


def add_overrule(
    connection: Connection, chosen: Row[Any], reason: str, made_by: str, made_at: str
) -> None:
    """Store an editor's choice; an earlier one about the same fact gives way."""
    table = schema.overrule
    fact = {name: getattr(chosen, name) for name in _FACT}
    connection.execute(delete(table).where(*(table.c[name] == fact[name] for name in _FACT)))
    connection.execute(
        table.insert(),
        {
            **fact,
            **{name: getattr(chosen, name) for name in _NAMED},
            "overrule_id": 1 + secrets.randbelow(_MOST_NUMBERS),
            "sha256": chosen.sha256,
            "reason": reason,
            "made_by": made_by,
            "made_at": made_at,
            "observation_id": chosen.observation_id,
        },
    )


def remove_overrule(connection: Connection, overrule_id: int) -> None:
    """Take an editor's choice back."""
    table = schema.overrule
    connection.execute(delete(table).where(table.c.overrule_id == overrule_id))


def idle_overrules(connection: Connection) -> int:
    """Count the overrules whose observation is not stored now."""
    table = schema.overrule
    counted = select(func.count()).select_from(table).where(table.c.observation_id.is_(None))
    return int(connection.scalar(counted) or 0)


def resolve_overrules(connection: Connection) -> list[tuple[str, int]]:
    """Look up anew which observation each overrule means.

    The same cell of the same file is meant first, then the same figures of the same source; where
    there is neither, the rule decides until one comes back.

    Returns:
        Index and year of every overrule, whose scores may have to be chosen anew.
    """
    table = schema.overrule
    rows = connection.execute(select(table)).all()
    for row in rows:
        meant = _meant(connection, row)
        if meant != row.observation_id:
            connection.execute(
                update(table)
                .where(table.c.overrule_id == row.overrule_id)
                .values(observation_id=meant)
            )
    return sorted({(row.index_code, row.year) for row in rows})


def _meant(connection: Connection, row: Row[Any]) -> int | None:
    seen, imported = schema.observation.c, schema.import_.c
    same_place = (imported.sha256 == row.sha256) & (seen.cell == row.cell)
    if row.sheet is not None:
        same_place &= seen.sheet == row.sheet
    figures = [
        seen[name].is_(None) if getattr(row, name) is None else seen[name] == getattr(row, name)
        for name in ("score", "rank", "grade")
    ]
    statement = (
        select(seen.observation_id)
        .join(schema.import_, imported.import_id == seen.import_id)
        .where(
            *(seen[name] == getattr(row, name) for name in (*_FACT, "source_id")),
            *figures,
            or_(seen.status == "accepted", seen.status == "disputed"),
        )
        .order_by(same_place.desc(), seen.observation_id.desc())
    )
    number: int | None = connection.scalar(statement.limit(1))
    return number

"""What people decided once and need not decide again: accepted spellings, mappings of files."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import select

from indices.register.schema import remembered
from indices.register.store import Register, now


def remember(register: Register, who: str, kind: str, key: str, value: Any) -> None:
    """Keep a decision; a later one about the same key takes its place.

    Args:
        register: where it is kept.
        who: name of the account that decided.
        kind: what the decision is about, as "spelling".
        key: the thing it is about, unique within its kind.
        value: anything that JSON can write.

    Raises:
        DatabaseUnavailable: the register cannot be written.
    """
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    with register.writing() as connection:
        same = (remembered.c.kind == kind) & (remembered.c.key == key)
        connection.execute(remembered.delete().where(same))
        values = {"kind": kind, "key": key, "value": text, "who": who, "at": now()}
        connection.execute(remembered.insert().values(values))


def recall(register: Register, kind: str) -> dict[str, Any]:
    """Return the decisions of one kind: key -> value.

    Raises:
        DatabaseUnavailable: the register cannot be read.
    """
    statement = select(remembered.c.key, remembered.c.value).where(remembered.c.kind == kind)
    with register.reading() as connection:
        rows = [] if connection is None else connection.execute(statement).all()
    return {key: json.loads(value) for key, value in rows}

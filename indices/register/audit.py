"""The audit log: who did what to which thing, and when. It only grows and holds no secret."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pandas as pd
from sqlalchemy import Connection, select

from indices.register.schema import audit
from indices.register.store import Register, now

COLUMNS = ("at", "who", "action", "object", "detail")


def record(
    register: Register, who: str, action: str, object: str, detail: Mapping[str, Any] | None = None
) -> None:
    """Note one deed.

    Args:
        register: where it is noted; made where there is none.
        who: name of the account, or "command line (…)".
        action: what was done, as "import", "undo", "sign-in".
        object: the thing it was done to, as "import 12" or "account Lan".
        detail: what else matters, never a password; anything that JSON can write.

    Raises:
        DatabaseUnavailable: the register cannot be written.
    """
    with register.writing() as connection:
        add(connection, who, action, object, detail)


def add(
    connection: Connection,
    who: str,
    action: str,
    object: str,
    detail: Mapping[str, Any] | None = None,
) -> None:
    """Note one deed in the transaction that does it, so that both are kept or neither is."""
    text = json.dumps(dict(detail or {}), ensure_ascii=False, sort_keys=True)
    values = {"at": now(), "who": who, "action": action, "object": object, "detail": text}
    connection.execute(audit.insert().values(values))


def entries(register: Register, since: str = "", most: int | None = None) -> pd.DataFrame:
    """Return the log, newest first, with the columns COLUMNS; empty when there is none.

    Args:
        register: where it was noted.
        since: the first day or time, as "2026-01-31"; empty for all.
        most: no more rows than that.

    Raises:
        DatabaseUnavailable: the register cannot be read.
    """
    statement = select(*(audit.c[name] for name in COLUMNS)).order_by(audit.c.audit_id.desc())
    statement = statement.where(audit.c.at >= since).limit(most)
    with register.reading() as connection:
        rows = [] if connection is None else connection.execute(statement).all()
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype="str")

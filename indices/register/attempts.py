"""Counts of attempts, shared by all workers of a server; a count is forgotten when it expires."""

from __future__ import annotations

import time

from sqlalchemy import select

from indices.register.schema import attempt
from indices.register.store import Register


def count(register: Register, key: str, seconds: int, amount: int = 1) -> int:
    """Add to a count, which lasts `seconds` from its first addition, and return it.

    Raises:
        DatabaseUnavailable: the register cannot be written.
    """
    with register.writing() as connection:
        connection.execute(attempt.delete().where(attempt.c.expires_at <= time.time()))
        same = attempt.c.attempt_key == key
        n = connection.scalar(select(attempt.c.n).where(same))
        if n is None:
            values = {"attempt_key": key, "n": amount, "expires_at": time.time() + seconds}
            connection.execute(attempt.insert().values(values))
            return amount
        connection.execute(attempt.update().where(same).values(n=n + amount))
        return int(n) + amount


def counted(register: Register, key: str) -> tuple[int, float]:
    """Return a count and the time at which it expires; 0 and now when nothing was counted.

    Raises:
        DatabaseUnavailable: the register cannot be read.
    """
    statement = select(attempt.c.n, attempt.c.expires_at).where(
        attempt.c.attempt_key == key, attempt.c.expires_at > time.time()
    )
    with register.reading() as connection:
        row = None if connection is None else connection.execute(statement).first()
    return (0, time.time()) if row is None else (int(row[0]), float(row[1]))


def forget(register: Register, key: str) -> None:
    """Start a count anew.

    Raises:
        DatabaseUnavailable: the register cannot be written.
    """
    with register.writing() as connection:
        connection.execute(attempt.delete().where(attempt.c.attempt_key == key))

"""Sessions: a token in a cookie stands for an account until it is ended or its time is over."""

from __future__ import annotations

import hashlib
import secrets
import time
from dataclasses import dataclass

from sqlalchemy import select

from indices.register import audit
from indices.register.accounts import Account
from indices.register.roles import SESSION_SECONDS
from indices.register.schema import account, session
from indices.register.store import Register


@dataclass(frozen=True)
class Holder:
    """Whose session it is."""

    account_id: int
    name: str
    role: str


def start(register: Register, signed_in: Account) -> str:
    """Start a session and return its token, which is kept nowhere but in the cookie.

    Raises:
        DatabaseUnavailable: the register cannot be written.
    """
    token = secrets.token_urlsafe(32)
    values = {
        "token_sha256": _digest(token),
        "account_id": signed_in.account_id,
        "expires_at": time.time() + SESSION_SECONDS,
    }
    with register.writing() as connection:
        connection.execute(session.delete().where(session.c.expires_at < time.time()))
        connection.execute(session.insert().values(values))
        audit.add(connection, signed_in.name, "sign-in", f"account {signed_in.name}")
    return token


def holder(register: Register, token: str) -> Holder | None:
    """Return whose session it is, None when it has ended.

    Raises:
        DatabaseUnavailable: the register cannot be read.
    """
    statement = (
        select(account.c.account_id, account.c.name, account.c.role)
        .join(session, session.c.account_id == account.c.account_id)
        .where(
            session.c.token_sha256 == _digest(token),
            session.c.expires_at > time.time(),
            account.c.active,
        )
    )
    with register.reading() as connection:
        row = None if connection is None else connection.execute(statement).first()
    return None if row is None else Holder(*row)


def end(register: Register, token: str) -> None:
    """End one session, so that a copy of its cookie opens nothing.

    Raises:
        DatabaseUnavailable: the register cannot be written.
    """
    with register.writing() as connection:
        connection.execute(session.delete().where(session.c.token_sha256 == _digest(token)))


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()

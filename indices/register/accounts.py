"""Accounts: names, roles, passwords. Every change is audited and ends the sessions it concerns."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from indices.register import audit, passwords
from indices.register.roles import ROLES
from indices.register.schema import account, session
from indices.register.store import Register, now

LONGEST_NAME = 60


class AccountRefused(Exception):
    """An account cannot be made or changed; the message is one sentence, `code` names the reason.

    Codes: name, taken, unknown, role, short, long, last_admin.
    """

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


@dataclass(frozen=True)
class Account:
    """Somebody who may sign in."""

    account_id: int
    name: str
    role: str
    active: bool
    created_at: str


def accounts(register: Register) -> list[Account]:
    """Return all accounts by name; none when there is no register.

    Raises:
        DatabaseUnavailable: the register cannot be read.
    """
    with register.reading() as connection:
        if connection is None:
            return []
        rows = connection.execute(select(account).order_by(account.c.name_key)).mappings()
        return [_account(row) for row in rows]


def add(register: Register, who: str, name: str, role: str, password: str) -> Account:
    """Make an account.

    Raises:
        AccountRefused: the name, role or password cannot be used.
        DatabaseUnavailable: the register cannot be written.
    """
    shown, key = clean_name(name)
    values = {
        "name": shown,
        "name_key": key,
        "role": _role(role),
        "password_hash": passwords.hashed(_password(password)),
        "active": True,
        "created_at": now(),
    }
    with register.writing() as connection:
        if _row(connection, name) is not None:
            raise AccountRefused("taken", f"There is an account {shown} already; choose another.")
        connection.execute(account.insert().values(values))
        audit.add(connection, who, "account added", f"account {shown}", {"role": role})
        return _account(_known(connection, name))


def set_role(register: Register, who: str, name: str, role: str) -> Account:
    """Give an account another role and end its sessions.

    Raises:
        AccountRefused: there is no such account or role, or it is the last admin.
        DatabaseUnavailable: the register cannot be written.
    """
    return _change(register, who, name, "role changed", {"role": _role(role)}, {"role": role})


def set_active(register: Register, who: str, name: str, active: bool) -> Account:
    """Allow or forbid an account to sign in, and end its sessions.

    Raises:
        AccountRefused: there is no such account, or it is the last admin.
        DatabaseUnavailable: the register cannot be written.
    """
    action = "account enabled" if active else "account disabled"
    return _change(register, who, name, action, {"active": active})


def set_password(register: Register, who: str, name: str, password: str) -> Account:
    """Give an account another password and end its sessions.

    Raises:
        AccountRefused: there is no such account, or the password cannot be used.
        DatabaseUnavailable: the register cannot be written.
    """
    values = {"password_hash": passwords.hashed(_password(password))}
    return _change(register, who, name, "password changed", values)


def authenticate(register: Register, name: str, password: str) -> Account | None:
    """Return the account that a name and a password belong to, None for any mistake in them.

    An unknown name takes as long as a wrong password, and both are audited; what was typed is not,
    because people type passwords into the wrong field.

    Raises:
        DatabaseUnavailable: the register cannot be used.
    """
    with register.reading() as connection:
        row = None if connection is None else _row(connection, name)
    right = passwords.matches(password, row["password_hash"] if row else None)
    if row is None:
        if register.folder.exists:
            audit.record(register, "–", "sign-in refused", "an unknown account")
        return None
    found = _account(row)
    if not right or not found.active:
        reason = {"reason": "password" if found.active else "account disabled"}
        audit.record(register, found.name, "sign-in refused", f"account {found.name}", reason)
        return None
    if passwords.is_dated(row["password_hash"]):
        newer = {"password_hash": passwords.hashed(password)}
        with register.writing() as connection:
            connection.execute(
                account.update().where(account.c.account_id == found.account_id).values(newer)
            )
    return found


def clean_name(name: str) -> tuple[str, str]:
    """Return a name as it is shown and as it is compared.

    Raises:
        AccountRefused: it is empty, too long or holds signs that cannot be seen.
    """
    shown = " ".join(unicodedata.normalize("NFC", name).split())
    unseen = any(unicodedata.category(sign)[0] == "C" for sign in shown)
    if not shown or unseen or len(shown) > LONGEST_NAME:
        raise AccountRefused(
            "name", f"A name has 1 to {LONGEST_NAME} visible letters, signs or spaces."
        )
    return shown, shown.casefold()


def _change(
    register: Register,
    who: str,
    name: str,
    action: str,
    values: dict[str, Any],
    detail: dict[str, Any] | None = None,
) -> Account:
    with register.writing() as connection:
        row = _known(connection, name)
        _keep_an_admin(connection, row, values)
        this = row["account_id"]
        connection.execute(account.update().where(account.c.account_id == this).values(values))
        connection.execute(session.delete().where(session.c.account_id == this))
        audit.add(connection, who, action, f"account {row['name']}", detail)
        return _account(_known(connection, name))


def _keep_an_admin(connection: Connection, row: RowMapping, values: dict[str, Any]) -> None:
    """Refuse what would leave nobody who can manage accounts in the browser."""
    stays = values.get("role", row["role"]) == "admin" and values.get("active", row["active"])
    if row["role"] != "admin" or not row["active"] or stays:
        return
    others = select(account.c.account_id).where(
        account.c.role == "admin", account.c.active, account.c.account_id != row["account_id"]
    )
    if connection.scalar(others) is None:
        raise AccountRefused(
            "last_admin", f"{row['name']} is the last admin; make another one first."
        )


def _row(connection: Connection, name: str) -> RowMapping | None:
    try:
        key = clean_name(name)[1]
    except AccountRefused:
        return None
    return connection.execute(select(account).where(account.c.name_key == key)).mappings().first()


def _known(connection: Connection, name: str) -> RowMapping:
    row = _row(connection, name)
    if row is None:
        raise AccountRefused(
            "unknown", f"There is no account {name}; `python -m indices user list` shows them."
        )
    return row


def _account(row: RowMapping) -> Account:
    return Account(row["account_id"], row["name"], row["role"], row["active"], row["created_at"])


def _role(role: str) -> str:
    if role not in ROLES:
        raise AccountRefused("role", f"There is no role {role}; choose one of {', '.join(ROLES)}.")
    return role


def _password(password: str) -> str:
    if len(password) < passwords.SHORTEST:
        raise AccountRefused(
            "short", f"A password has at least {passwords.SHORTEST} letters, digits or signs."
        )
    if len(password) > passwords.LONGEST:
        raise AccountRefused("long", f"A password has at most {passwords.LONGEST} signs.")
    return password

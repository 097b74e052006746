"""`user`: make and change the accounts of those who may write."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Callable

from indices.commands.answer import FAILED, USAGE, Answer, CommandError
from indices.settings import Settings


def user(settings: Settings, deed: str, name: str | None, role: str | None) -> Answer:
    """Do what `user add|list|role|password|disable|enable` asks for."""
    from indices.register import accounts as kept
    from indices.register.store import Register

    register = Register(settings.register)
    who = operator()
    if deed == "list":
        return _list(kept.accounts(register))
    try:
        if deed in ("add", "password") and name is not None:
            kept.clean_name(name)
        done: dict[str, Callable[[], kept.Account]] = {
            "add": lambda: kept.add(register, who, str(name), str(role), _new_password()),
            "role": lambda: kept.set_role(register, who, str(name), str(role)),
            "password": lambda: kept.set_password(register, who, str(name), _new_password()),
            "disable": lambda: kept.set_active(register, who, str(name), False),
            "enable": lambda: kept.set_active(register, who, str(name), True),
        }
        account = done[deed]()
    except kept.AccountRefused as refusal:
        raise CommandError(str(refusal), FAILED) from refusal
    finally:
        register.close()
    return Answer([_line(account.name, account.role, account.active)])


def operator() -> str:
    """Return who types the commands, as the audit log names them."""
    try:
        return f"command line ({getpass.getuser()})"
    except (OSError, KeyError, ImportError):
        return "command line"


def _list(accounts: list) -> Answer:  # type: ignore[type-arg]
    if not accounts:
        return Answer(["There are no accounts; `python -m indices user add NAME --role admin`."])
    return Answer([_line(one.name, one.role, one.active) for one in accounts])


def _line(name: str, role: str, active: bool) -> str:
    return f"{name}: {role}" if active else f"{name}: {role}, disabled"


def _new_password() -> str:
    """Ask twice at a terminal; elsewhere take the first line of standard input."""
    if not sys.stdin.isatty():
        line = sys.stdin.readline().rstrip("\r\n")
        if not line:
            raise CommandError("No password was given on standard input.", USAGE)
        return line
    first = getpass.getpass("Password: ")
    if getpass.getpass("Again: ") != first:
        raise CommandError("The two passwords differ; run this again.", USAGE)
    return first

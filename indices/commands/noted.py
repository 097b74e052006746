"""Deeds at the command line in the audit log, as soon as there is one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from indices.commands.users import operator
from indices.database.errors import DatabaseUnavailable
from indices.register.folder import Folder
from indices.settings import Settings


def note(settings: Settings, action: str, object: str, detail: Mapping[str, Any]) -> list[str]:
    """Note a deed that is done, where there is a register; nobody could read it otherwise.

    Returns:
        Why it could not be noted, as sentences for standard error: the deed itself stands.
    """
    if not Folder(settings.register).exists:
        return []
    from indices.register.audit import record
    from indices.register.store import Register

    register = Register(settings.register)
    try:
        record(register, operator(), action, object, detail)
    except DatabaseUnavailable as error:
        return [f"It is done, but not in the audit log: {error}"]
    finally:
        register.close()
    return []

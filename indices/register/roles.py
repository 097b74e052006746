"""Who may do what: roles of accounts and the deeds they allow; imports nothing heavy."""

from __future__ import annotations

# A working day: whoever signs in in the morning is signed out at night.
SESSION_SECONDS = 12 * 3600
ROLES = ("viewer", "member", "secretary", "leader", "editor", "admin")

# A deed -> the roles that may do it; an admin may do everything.
_MAY: dict[str, tuple[str, ...]] = {
    "report": ("member", "secretary", "leader"),
    "compile": ("secretary",),
    "approve": ("leader",),
    "import": ("editor",),
    "overrule": ("editor",),
    "accounts": (),
    "audit": (),
}


def roles_for(deed: str) -> tuple[str, ...]:
    """Return the roles that may do a deed.

    Raises:
        KeyError: nobody ever spoke of that deed.
    """
    return (*_MAY[deed], "admin")


def may(role: str, deed: str) -> bool:
    """Whether a role allows a deed; an empty role allows nothing."""
    return role in roles_for(deed)

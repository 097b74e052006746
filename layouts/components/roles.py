"""Roles of accounts in words."""

from __future__ import annotations

from layouts.wording import N_, Wording

_NAMES = {
    "viewer": N_("viewer"),
    "member": N_("member of a delegation"),
    "secretary": N_("secretary of a delegation"),
    "leader": N_("leader"),
    "editor": N_("editor of figures"),
    "admin": N_("administrator"),
}
_MEANINGS = {
    "viewer": N_("Reads everything that is written here, and changes nothing."),
    "member": N_("Writes their own report of a study tour."),
    "secretary": N_("Plans study tours, reads the reports, compiles lessons and measures."),
    "leader": N_("Reads the reports of study tours and approves what was compiled."),
    "editor": N_("Imports figures, undoes imports and overrules the choice among rivals."),
    "admin": N_("May do everything, and reads the audit log."),
}


def role_name(role: str, w: Wording) -> str:
    """Return a role as it stands beside a name."""
    return w.t(_NAMES[role])


def role_meaning(role: str, w: Wording) -> str:
    """Say in one sentence what a role may do."""
    return w.t(_MEANINGS[role])

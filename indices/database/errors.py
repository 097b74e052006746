"""What went wrong with the database, in one sentence that may be shown to anybody."""

from __future__ import annotations

from indices.said import Told


class DatabaseUnavailable(Told):
    """The database cannot be used; the message is one sentence: what, where, what to do.

    It never holds a password.
    """

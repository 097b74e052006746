"""What went wrong with the database, in one sentence that may be shown to anybody."""

from __future__ import annotations


class DatabaseUnavailable(Exception):
    """The database cannot be used; the message is one sentence: what, where, what to do.

    It never holds a password.
    """

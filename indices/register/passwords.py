"""Passwords: how long they are, and their Argon2id hashes; an unknown name costs the same time."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST = 10
LONGEST = 1000
_HASHER = PasswordHasher()


def hashed(password: str) -> str:
    """Return what is kept of a password."""
    return _HASHER.hash(_same(password))


def matches(password: str, password_hash: str | None) -> bool:
    """Whether a password is the right one; None, for nobody, takes as long as somebody's."""
    nobodys = _nobody()
    try:
        _HASHER.verify(password_hash or nobodys, _same(password[: LONGEST + 1]))
    except (VerificationError, InvalidHashError):
        return False
    return password_hash is not None


def is_dated(password_hash: str) -> bool:
    """Whether the hash was made with weaker settings than those of today."""
    return _HASHER.check_needs_rehash(password_hash)


@lru_cache(maxsize=1)
def _nobody() -> str:
    return _HASHER.hash("nobody")


def _same(password: str) -> str:
    """Vietnamese keyboards write "ệ" in more than one way; the password is still the same."""
    return unicodedata.normalize("NFC", password)

"""How often somebody may try to sign in: by account name and by address.

Flask-Limiter counts in the register, because each worker of a server has a memory of its own: with
two workers a limit of five would be one of ten, and a restart would forget it.
"""

from __future__ import annotations

import hashlib
import math
import time
from collections.abc import Callable
from ipaddress import ip_address
from typing import Any, ClassVar

from flask import Flask, g, request
from flask_limiter import Limiter, RateLimitExceeded
from limits.storage import Storage

from indices.register import accounts, attempts
from indices.register.store import Register

BY_NAME = "5 per 15 minutes"
# An office may share one address, so this only stops a machine that tries many names.
BY_ADDRESS = "50 per 15 minutes"


class TooMany(Exception):
    """Too many attempts; `minutes` until the next one is answered."""

    def __init__(self, minutes: int) -> None:
        super().__init__(minutes)
        self.minutes = minutes


class RegisterStorage(Storage):
    """Counts of Flask-Limiter in the register."""

    STORAGE_SCHEME: ClassVar[list[str] | None] = ["register"]  # type: ignore[misc]

    def __init__(self, uri: str, register: Register, **options: Any) -> None:
        super().__init__(uri, **options)
        self._register = register

    @property
    def base_exceptions(self) -> tuple[type[Exception], ...]:
        """Nothing is wrapped: the register's own sentence is shown."""
        return ()

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Count and return the count."""
        return attempts.count(self._register, key, expiry, amount)

    def get(self, key: str) -> int:
        """Return the count."""
        return attempts.counted(self._register, key)[0]

    def get_expiry(self, key: str) -> float:
        """Return when the count is forgotten."""
        return attempts.counted(self._register, key)[1]

    def check(self) -> bool:
        """Whether the storage answers."""
        return True

    def reset(self) -> int | None:
        """Nobody forgets all counts at once."""
        return None

    def clear(self, key: str) -> None:
        """Forget one count."""
        attempts.forget(self._register, key)


class Limits:
    """Lets an account be authenticated while there are attempts left."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._limiter = Limiter(
            key_func=_address,
            storage_uri="register://",
            storage_options={"register": register},  # type: ignore[dict-item]
            strategy="fixed-window",
            key_prefix="sign-in",
        )
        # An app that serves takes no more hooks, and none are wanted on every request: the limiter
        # gets an app of its own, and the attempt below is what it counts.
        self._limiter.init_app(Flask("limits"))
        by_name = self._limiter.limit(BY_NAME, key_func=_name, per_method=False)
        by_address = self._limiter.limit(BY_ADDRESS, key_func=_address, per_method=False)
        self._attempt: Callable[[str, str], accounts.Account | None] = by_name(
            by_address(self._authenticate)
        )

    def authenticate(self, name: str, password: str) -> accounts.Account | None:
        """Return the account of a name and password, None for a mistake in them.

        Raises:
            TooMany: no attempt is left for this name or address.
            DatabaseUnavailable: the register cannot be used.
        """
        g.attempted = name
        try:
            found = self._attempt(name, password)
        except RateLimitExceeded:
            breached = self._limiter.current_limit
            seconds = breached.window.reset_time - time.time() if breached else 0
            raise TooMany(max(1, math.ceil(seconds / 60))) from None
        if found is not None:
            for one in self._limiter.current_limits:
                if _name() in one.key:
                    self._limiter.storage.clear(one.key)
        return found

    def _authenticate(self, name: str, password: str) -> accounts.Account | None:
        return accounts.authenticate(self._register, name, password)


def _name() -> str:
    """The name as a digest: what is typed there may be a password."""
    try:
        key = accounts.clean_name(g.attempted)[1]
    except accounts.AccountRefused:
        key = ""
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()


def _address() -> str:
    """The visitor's address; behind a web server on this machine, the one that it names."""
    direct = request.remote_addr or "unknown"
    named = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    try:
        return str(ip_address(named)) if ip_address(direct).is_loopback else direct
    except ValueError:
        return direct

"""Sessions in a signed cookie, by Flask-Login; nothing of it is imported before somebody signs in.

The cookie holds a token; who it stands for, and whether it still does, says the register. A request
without the cookie costs nothing and its answer does not vary by cookie.
"""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from flask import Flask, Request, current_app, request, session
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface

from indices.register.roles import SESSION_SECONDS

if TYPE_CHECKING:
    from itsdangerous import URLSafeTimedSerializer

    from indices.register.accounts import Account
    from indices.register.folder import Folder
    from indices.register.sessions import Holder
    from indices.register.store import Register

COOKIE = "account"


class Sessions(SecureCookieSessionInterface):
    """Signs cookies by the secret of the register, which all workers of a server share."""

    digest_method = staticmethod(partial(hashlib.sha256))

    def __init__(self, folder: Folder) -> None:
        self._folder = folder

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        """Return what signs, None before anybody ever signed in."""
        from itsdangerous import URLSafeTimedSerializer

        secret = self._folder.secret()
        if secret is None:
            return None
        signer = {"key_derivation": "hmac", "digest_method": self.digest_method}
        return URLSafeTimedSerializer(
            secret, salt="account", serializer=self.serializer, signer_kwargs=signer
        )

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession:
        """Return the session of a request; an empty one where the cookie is missing or false."""
        if COOKIE not in request.cookies:
            return self.session_class()
        return super().open_session(app, request) or self.session_class()

    def get_cookie_name(self, app: Flask) -> str:
        """Name of the cookie."""
        return COOKIE

    def get_cookie_httponly(self, app: Flask) -> bool:
        """Scripts never see the cookie."""
        return True

    def get_cookie_samesite(self, app: Flask) -> str:
        """Forms of other sites do not bring the cookie along."""
        return "Lax"

    def get_cookie_secure(self, app: Flask) -> bool:
        """Where the visitor came by https, the cookie never travels without it."""
        return request.is_secure or request.headers.get("X-Forwarded-Proto") == "https"

    def should_set_cookie(self, app: Flask, session: Any) -> bool:
        """Only signing in and out sets it; reading pages never does."""
        return bool(session.modified)

    def get_expiration_time(self, app: Flask, session: Any) -> datetime | None:
        """When a browser forgets it; the register forgets it then, too."""
        from datetime import UTC

        return datetime.now(UTC) + timedelta(seconds=SESSION_SECONDS)


def holder(register: Register) -> Holder | None:
    """Return who makes this request, None for a visitor.

    Raises:
        DatabaseUnavailable: the register cannot be read.
    """
    if COOKIE not in request.cookies:
        return None
    from flask_login import current_user

    _manage(register)
    return getattr(current_user, "holder", None)


def start(register: Register, account: Account) -> None:
    """Sign an account in, under a new token: whatever the cookie held before is gone.

    Raises:
        DatabaseUnavailable: the register cannot be written.
    """
    from flask_login import login_user

    from indices.register import sessions

    _manage(register)
    register.folder.make_secret()
    session.clear()
    token = sessions.start(register, account)
    login_user(_user(token, sessions.Holder(account.account_id, account.name, account.role)))


def end(register: Register) -> None:
    """Sign the visitor out, here and in the register.

    Raises:
        DatabaseUnavailable: the register cannot be written.
    """
    from flask_login import logout_user

    from indices.register import sessions

    _manage(register)
    token = session.get("_user_id")
    if token:
        sessions.end(register, str(token))
    logout_user()
    session.clear()


def _manage(register: Register) -> None:
    """Give the server its login manager when the first session comes along.

    Its hooks are not registered: they serve remember-me cookies, of which there are none, and would
    make every answer vary by cookie.
    """
    if hasattr(current_app, "login_manager"):
        return
    from flask_login import LoginManager

    from indices.register import sessions

    manager = LoginManager()
    # The address of a phone changes on the road.
    manager.session_protection = None

    @manager.user_loader
    def load(token: str) -> Any:
        found = sessions.holder(register, token)
        return None if found is None else _user(token, found)

    current_app.login_manager = manager  # type: ignore[attr-defined]


def _user(token: str, found: Holder) -> Any:
    """Return what Flask-Login keeps: the token is the identity, so that each can be ended."""
    from flask_login import UserMixin

    user = UserMixin()
    user.id, user.holder = token, found
    return user

"""Accounts and photos for tests, and clients that are signed in as a browser would be."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from argon2 import PasswordHasher
from PIL import Image

from indices.register import accounts, passwords
from indices.register.roles import ROLES
from indices.register.schema import account
from indices.register.store import Register, now

PASSWORD = "mật khẩu đủ dài"
HERE = {"Origin": "http://localhost"}
# A hash is slow on purpose; a test only has to see that one is made and compared.
passwords._HASHER = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


def register_with_accounts(path: Path, *roles: str) -> Register:
    """A register with an account for each role, all ROLES when none is named.

    The accounts bear the names of their roles.
    """
    register = Register(path)
    with register.writing() as connection:
        for role in roles or ROLES:
            shown, key = accounts.clean_name(role)
            values = {
                "name": shown,
                "name_key": key,
                "password_hash": passwords.hashed(PASSWORD),
                "role": role,
            }
            connection.execute(account.insert().values(**values, active=True, created_at=now()))
    return register


def sign_in(server, name: str, password: str = PASSWORD):
    """A client of a Flask server that is signed in; it says where its requests come from."""
    client = server.test_client()
    client.environ_base["HTTP_ORIGIN"] = HERE["Origin"]
    answer = client.post("/account/sign-in", data={"name": name, "password": password})
    assert answer.status_code == 303 and "account=" in answer.headers["Set-Cookie"]
    return client


def photo(**options: Any) -> bytes:
    """A small photo, wider than high, as a camera would store it."""
    content = io.BytesIO()
    Image.new("RGB", (60, 40), "red").save(content, "JPEG", **options)
    return content.getvalue()

"""What the environment says: where database and register are, where to serve, which language."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("vi", "en")
_SQLITE = "sqlite:///"
_DEFAULT_REGISTER = "data/register"
_DEFAULT_URL = f"{_SQLITE}data/build/indices.db"


class SettingsError(Exception):
    """A variable of the environment is wrong; the message is one sentence with the remedy."""


@dataclass(frozen=True)
class Settings:
    """The settings of one process."""

    database_url: str
    host: str = "127.0.0.1"
    port: int = 8050
    language: str = "vi"
    register: Path = ROOT / _DEFAULT_REGISTER


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Read DATABASE_URL, REGISTER, HOST, PORT and LANGUAGE; blank ones have their defaults.

    A relative path is taken from the project's folder, so that the command line and a server
    that was started elsewhere find the same file.

    Raises:
        SettingsError: PORT is no port.
    """
    given = os.environ if environment is None else environment
    return Settings(
        database_url=absolute_url(given.get("DATABASE_URL") or _DEFAULT_URL),
        host=given.get("HOST") or Settings.host,
        port=_port(given.get("PORT") or str(Settings.port)),
        language=_language(given.get("LANGUAGE", "")),
        register=ROOT / (given.get("REGISTER") or _DEFAULT_REGISTER),
    )


def absolute_url(url: str) -> str:
    """Return a SQLite URL with an absolute path; other URLs as they are."""
    if not url.startswith(_SQLITE) or url == _SQLITE:
        return url
    path, mark, options = url.removeprefix(_SQLITE).partition("?")
    if path == ":memory:":
        return url
    return f"{_SQLITE}{ROOT / path}{mark}{options}"


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 0 < int(text) < 65536:
        raise SettingsError(f"PORT is {text!r}; give a number from 1 to 65535.")
    return int(text)


def _language(text: str) -> str:
    """Return "vi" or "en"; LANGUAGE may hold a list of locales, as GNU gettext writes it."""
    for locale in text.split(":"):
        language = locale[:2].casefold()
        if language in LANGUAGES:
            return language
    return Settings.language

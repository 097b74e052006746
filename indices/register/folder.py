"""The folder of the register and the secret that signs cookies; imports nothing heavy."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

_PRIVATE_FOLDER = 0o700
_PRIVATE_FILE = 0o600
_SECRET_BYTES = 32


@dataclass(frozen=True)
class Folder:
    """Where the register is; nothing is made before something has to be written."""

    path: Path

    @property
    def database(self) -> Path:
        """The SQLite file."""
        return self.path / "register.db"

    @property
    def exists(self) -> bool:
        """Whether somebody has written something."""
        return self.database.is_file()

    def make(self) -> None:
        """Make the folder and an empty database that only their owner may open.

        Raises:
            OSError: the place cannot be written.
        """
        self.path.mkdir(mode=_PRIVATE_FOLDER, parents=True, exist_ok=True)
        if self.exists:
            # Opening the file here, beside SQLite, would on closing take away the locks by which
            # other processes see that this one uses it.
            return
        try:
            # SQLite gives its side files the rights of the database.
            os.close(os.open(self.database, os.O_CREAT | os.O_EXCL | os.O_RDWR, _PRIVATE_FILE))
        except FileExistsError:
            pass

    def secret(self) -> bytes | None:
        """Return the secret that signs cookies, None before anybody signed in."""
        try:
            return self._secret.read_bytes()
        except FileNotFoundError:
            return None

    def make_secret(self) -> bytes:
        """Return the secret, made where there is none: once, whichever process comes first.

        Raises:
            OSError: the folder cannot be written.
        """
        known = self.secret()
        if known is not None:
            return known
        self.make()
        draft = self.path / f".secret-{os.getpid()}-{secrets.token_hex(4)}"
        handle = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _PRIVATE_FILE)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(secrets.token_bytes(_SECRET_BYTES))
                file.flush()
                os.fsync(file.fileno())
            # A link, unlike a rename, fails where another process was first.
            os.link(draft, self._secret)
        except FileExistsError:
            pass
        finally:
            draft.unlink(missing_ok=True)
        return self._secret.read_bytes()

    @property
    def _secret(self) -> Path:
        return self.path / "secret.key"

"""Files on the desk: each in a folder of its own, with a note of what is known about it."""

from __future__ import annotations

import json
import re
import secrets
import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO, Any, Literal

from indices.build.refused import Refused
from indices.desk import MOST_BYTES, TOO_LARGE
from indices.jobs import Job
from indices.said import said

Stage = Literal[
    "waiting", "fetching", "reading", "ready", "storing", "stored", "failed", "cancelled"
]  # fmt: skip
UNDER_WAY = ("waiting", "fetching", "reading", "storing")
KEPT = timedelta(days=7)
_CHUNK = 1024 * 1024
_TOKEN = re.compile(r"[0-9a-f]{24}")
_LONGEST_NAME = 120


@dataclass(frozen=True)
class Note:
    """What is known about one file on the desk.

    Attributes:
        name: as its owner called it.
        who: name of the account that handed it in.
        at: when, in UTC.
        stage: how far it has come.
        done, total, step: progress of what is under way.
        pid: the process that works on it.
        asked: what its owner said about its content: index, year, format.
        source: what its owner said about its source.
        beside: token -> name of the other files that came with it.
        sentence: why it failed, as `said.packed` gives it.
        import_id: number of the import it became.
    """

    name: str
    who: str
    at: str
    stage: Stage = "waiting"
    done: int = 0
    total: int = 0
    step: str = ""
    pid: int = 0
    asked: Mapping[str, Any] = field(default_factory=dict)
    source: Mapping[str, str] = field(default_factory=dict)
    beside: Mapping[str, str] = field(default_factory=dict)
    sentence: Any = ""
    import_id: int | None = None


class Upload(Job[Note]):
    """One file on the desk."""

    note_type = Note
    under_way = UNDER_WAY

    @property
    def token(self) -> str:
        """Its name in addresses; nobody can guess one."""
        return self.folder.name

    @property
    def file(self) -> Path:
        """The file as received; its name says nothing, its content tells the kind."""
        return self.folder / "file"

    def answer(self) -> dict[str, Any] | None:
        """Return what reading the file found, None before it is read."""
        try:
            found: dict[str, Any] = json.loads(
                (self.folder / "answer.json").read_text(encoding="utf-8")
            )
        except FileNotFoundError:
            return None
        return found


@dataclass(frozen=True)
class Desk:
    """The files on the desk of one register."""

    register: Path

    def take(self, content: IO[bytes], name: str, who: str) -> Upload:
        """Keep a file that somebody hands in.

        Raises:
            Refused: it is empty or too large.
            OSError: the folder cannot be written.
        """
        upload = self.expect(name, who)
        try:
            _copy(content, upload.file)
        except BaseException:
            upload.remove()
            raise
        return upload

    def expect(self, name: str, who: str) -> Upload:
        """Make a place for a file that has yet to come.

        Raises:
            OSError: the folder cannot be written.
        """
        self.tidy()
        folder = self._folder / secrets.token_hex(12)
        folder.mkdir(mode=0o700, parents=True)
        upload = Upload(folder)
        note = Note(_shown(name), who, datetime.now(UTC).isoformat(timespec="seconds"))
        upload.write("note.json", asdict(note))
        return upload

    def find(self, token: str) -> Upload | None:
        """Return the file of a token, None where there is none (any more)."""
        folder = self._folder / token
        known = _TOKEN.fullmatch(token) and (folder / "note.json").is_file()
        return Upload(folder) if known else None

    def tidy(self) -> None:
        """Forget files that nobody has touched for a week."""
        oldest = (datetime.now(UTC) - KEPT).timestamp()
        for folder in self._folder.glob("*"):
            if folder.stat().st_mtime < oldest:
                Upload(folder).remove()

    @property
    def _folder(self) -> Path:
        return self.register / "desk"


def _copy(content: IO[bytes], path: Path) -> None:
    size = 0
    with path.open("xb") as file:
        while chunk := content.read(_CHUNK):
            size += len(chunk)
            if size > MOST_BYTES:
                raise Refused(TOO_LARGE)
            file.write(chunk)
    if not size:
        raise Refused(said("The file is empty; choose another one."))


def _shown(name: str) -> str:
    """Return a file's name as it may be shown: without folders and control characters."""
    last = re.split(r"[\\/]", name)[-1]
    kept = "".join(sign for sign in last if unicodedata.category(sign)[0] != "C").strip()
    return kept[-_LONGEST_NAME:] or "file"

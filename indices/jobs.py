"""Work in a process of its own: a folder with a note of how far it has come, and a lock.

The folder is the memory that the workers of a server and the process share. A note is replaced as a
whole, so nobody ever reads half of one; the lock is held as long as the process lives, so that work
whose process died is known to have failed.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import subprocess
import sys
import threading
import time
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from indices.database.lock import take
from indices.settings import ROOT, Settings

# From its start until it holds the lock, a process imports what it needs.
_STARTING_SECONDS = 20.0


class Noted(Protocol):
    """What a note has at least; it is a frozen dataclass of values that JSON can write."""

    @property
    def stage(self) -> str:
        """How far the work has come."""


Note = TypeVar("Note", bound=Noted)


class Job(Generic[Note]):
    """One piece of work in a folder of its own.

    Attributes:
        note_type: the dataclass of its note.
        under_way: the stages in which a process works, or is about to.
    """

    note_type: ClassVar[Any]
    under_way: ClassVar[tuple[str, ...]]

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def note(self) -> Note:
        """Return what is known; work whose process died is said to have failed."""
        note = self._noted()
        if note.stage not in self.under_way or self.is_worked_on():
            return note
        # It may have ended between the two questions.
        note = self._noted()
        if note.stage not in self.under_way:
            return note
        failed: Note = replace(note, stage="failed")  # type: ignore[type-var]
        return failed

    def is_worked_on(self) -> bool:
        """Whether a process holds the folder, or has just been started and will."""
        path = self.folder / "lock"
        if time.time() - (self.folder / "note.json").stat().st_mtime < _STARTING_SECONDS:
            return True
        with path.open("a") as lock:
            return not take(lock)

    def change(self, **values: Any) -> Note:
        """Change what is known and return it."""
        note: Note = replace(self._noted(), **values)  # type: ignore[type-var]
        self.write("note.json", asdict(note))  # type: ignore[call-overload]
        return note

    def advance(self, done: int, total: int, step: str) -> None:
        """Note how far the work has come, unless somebody stopped it meanwhile."""
        if self._noted().stage in self.under_way:
            self.change(done=done, total=total, step=step)

    def write(self, name: str, content: Any) -> None:
        """Replace a note as a whole."""
        draft = self.folder / f".{name}-{os.getpid()}-{secrets.token_hex(4)}"
        draft.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
        draft.replace(self.folder / name)

    def remove(self) -> None:
        """Forget the work and what came of it."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _noted(self) -> Note:
        text = (self.folder / "note.json").read_text(encoding="utf-8")
        note: Note = self.note_type(**json.loads(text))
        return note


def launch(module: str, folder: Path, settings: Settings, *arguments: str) -> None:
    """Start `python -m MODULE FOLDER ARGUMENTS` and return at once; it writes into FOLDER/log.txt.

    Args:
        module: whose `__main__` does the work.
        folder: of the job.
        settings: where the database and the register are.
        arguments: what else the process must know.
    """
    with (folder / "log.txt").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", module, str(folder), *arguments],
            cwd=ROOT,
            env={
                **os.environ,
                "DATABASE_URL": settings.database_url,
                "REGISTER": str(settings.register),
            },
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    # Somebody has to hear that it ended, or its entry stays in the system's table.
    threading.Thread(target=process.wait, daemon=True).start()

"""Orders of the printing room: each in a folder named for what it is made from.

The same order about the same figures on the same day finds the file that is there, unless another
version of the program made it. Few files are kept and few orders wait, so that no visitor can fill
the disk or keep the machine busy.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from indices.jobs import Job, launch
from indices.printing.kinds import Order
from indices.settings import Settings

Stage = Literal["waiting", "making", "ready", "failed"]
UNDER_WAY = ("waiting", "making")
MOST_KEPT, MOST_UNDER_WAY = 60, 6


class Busy(Exception):
    """So many orders wait that no more is taken."""


@dataclass(frozen=True)
class Note:
    """What is known about an order.

    Attributes:
        order: the fields of `Order`, the day as text.
        stage: how far it has come.
        done, total, step: progress; a total of 0 is not known.
        pid: the process that works on it.
        sentence: why it failed, as `said.packed` gives it.
    """

    order: dict[str, Any]
    stage: Stage = "waiting"
    done: int = 0
    total: int = 0
    step: str = ""
    pid: int = 0
    sentence: Any = ""


class Print(Job[Note]):
    """One order and, once it is ready, its file."""

    note_type = Note
    under_way = UNDER_WAY

    @property
    def file(self) -> Path:
        """The file; there when the stage is ready."""
        return self.folder / "file"


@dataclass(frozen=True)
class Orders:
    """The orders below the folder of the register."""

    register: Path

    def placed(self, order: Order, version: str, settings: Settings) -> Print:
        """Return the print of an order, begun now unless it is there or under way.

        Args:
            order: what is wanted.
            version: of all that it is made from; another one is another print.
            settings: where the database and the register are.

        Raises:
            Busy: too many orders are under way.
            OSError: the folder cannot be written.
        """
        found = Print(self._folder / _key(order, version))
        if (found.folder / "note.json").is_file():
            return found
        self._tidy()
        self.register.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._folder.mkdir(mode=0o700, exist_ok=True)
        draft = Print(self._folder / f".{found.folder.name}-{secrets.token_hex(4)}")
        draft.folder.mkdir(mode=0o700)
        draft.write("note.json", asdict(Note({**asdict(order), "on": order.on.isoformat()})))
        try:
            draft.folder.rename(found.folder)
        except OSError:
            # Another visitor ordered the same in this moment.
            draft.remove()
            if not (found.folder / "note.json").is_file():
                raise
            return found
        launch("indices.printing", found.folder, settings)
        return found

    @property
    def turn(self) -> Path:
        """The file that the process holds whose turn it is."""
        return self._folder / "turn"

    def _tidy(self) -> None:
        """Forget the oldest files; refuse when many orders are under way."""
        prints = [Print(one.parent) for one in self._folder.glob("*/note.json")]
        prints.sort(key=lambda one: one.folder.stat().st_mtime, reverse=True)
        working = [one for one in prints if one.note().stage in UNDER_WAY]
        if len(working) >= MOST_UNDER_WAY:
            raise Busy
        for one in prints[MOST_KEPT - 1 :]:
            if one not in working:
                one.remove()

    @property
    def _folder(self) -> Path:
        return self.register / "printed"


def _key(order: Order, version: str) -> str:
    text = f"{order.name}|{order.on.isoformat()}|{version}"
    return hashlib.sha256(text.encode()).hexdigest()[:24]

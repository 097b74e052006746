"""Start, follow and stop the process that works on one file of the desk.

A process of its own, because a hostile file may take any time and memory: it can be ended at any
moment without harm, and the pages stay quick meanwhile.
"""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from typing import Literal

from indices.desk.uploads import UNDER_WAY, Upload
from indices.jobs import launch
from indices.settings import Settings

Deed = Literal["fetch", "read", "store"]


def start(upload: Upload, deed: Deed, settings: Settings) -> None:
    """Begin to fetch or read a file, or to store its figures, and return at once.

    Args:
        upload: the file.
        deed: what is done with it.
        settings: where the database and the register are.
    """
    upload.change(stage="waiting", done=0, total=0, step="", sentence="", pid=0)
    launch("indices.desk", upload.folder, settings, deed)


def cancel(upload: Upload) -> bool:
    """Stop what is under way; False when it had ended before.

    A database is as it was before or as it is after: everything is written in one transaction.
    """
    note = upload.note()
    if note.stage not in UNDER_WAY:
        return False
    if note.pid and upload.is_worked_on():
        with suppress(ProcessLookupError, PermissionError):
            os.kill(note.pid, signal.SIGTERM)
    upload.change(stage="cancelled", pid=0)
    return True

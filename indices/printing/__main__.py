"""The process that makes one print: `python -m indices.printing FOLDER`."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from indices.database.lock import take
from indices.printing.kinds import Order, make
from indices.printing.orders import Orders, Print
from indices.reference import load_catalogue
from indices.said import Said, Told, packed, said
from indices.settings import Settings, read_settings

_LOOK_SECONDS = 0.2


def main(folder: str) -> int:
    """Make one print and note how it goes; every failure becomes one sentence."""
    job, settings = Print(Path(folder)), read_settings()
    with (job.folder / "lock").open("a") as lock:
        if not take(lock):
            return 1
        with _turn(Orders(settings.register).turn):
            sentence = _made(job, settings)
        if sentence:
            job.change(stage="failed", sentence=packed(sentence), pid=0)
    return 1 if sentence else 0


def _made(job: Print, settings: Settings) -> Said | None:
    """Make the file; return why it failed, None when it did not."""
    try:
        draft = job.folder / ".file"
        draft.write_bytes(_content(job, settings))
        draft.replace(job.file)
        job.change(stage="ready", pid=0)
    except Told as error:
        return error.sentence
    except Exception:
        import traceback

        # Into the log beside the file.
        traceback.print_exc()
        return said("This is a fault of the program; the reason is in the log of this file.")
    return None


def _content(job: Print, settings: Settings) -> bytes:
    from indices.database.known_sources import with_imported_sources
    from indices.database.reader import Reader
    from indices.register.store import Register

    order = _order(job.change(stage="making", pid=os.getpid()).order)
    reader, register = Reader(settings.database_url), Register(settings.register)
    try:
        catalogue = with_imported_sources(load_catalogue(), reader)
        return make(order, reader, catalogue, register, job.advance)
    finally:
        reader.close()
        register.close()


def _order(given: dict[str, Any]) -> Order:
    return Order(**{**given, "on": date.fromisoformat(given["on"])})


@contextmanager
def _turn(path: Path) -> Iterator[None]:
    """Wait until no other print is being made: charts take a whole processor."""
    with path.open("a") as turn:
        while not take(turn):
            time.sleep(_LOOK_SECONDS)
        yield


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

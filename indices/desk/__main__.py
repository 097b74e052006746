"""The process that works on one file of the desk: `python -m indices.desk FOLDER DEED`."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path

from indices.database.lock import take
from indices.desk.uploads import Upload
from indices.said import Said, Told, packed, said
from indices.settings import Settings, read_settings

# A hostile workbook may ask for any memory; this is three times what a million rows need.
MOST_MEMORY = 2 * 1024**3


def main(folder: str, deed: str) -> int:
    """Work on one file and note how it goes; every failure becomes one sentence."""
    upload = Upload(Path(folder))
    with (upload.folder / "lock").open("a") as lock:
        if not take(lock):
            return 1
        sentence = _done(upload, deed, read_settings())
        if sentence and upload.note().stage != "cancelled":
            upload.change(stage="failed", sentence=packed(sentence), pid=0)
    return 1 if sentence else 0


def _done(upload: Upload, deed: str, settings: Settings) -> Said | None:
    """Do the deed; return why it failed, None when it did not."""
    from indices.build import Cancelled
    from indices.desk.deeds import fetch, read, store
    from indices.loaders.book import Unreadable

    _limit_memory()
    try:
        {"fetch": fetch, "read": read, "store": store}[deed](upload, settings)
    except Cancelled:
        upload.change(stage="cancelled", pid=0)
    except Unreadable as error:
        return said(
            "{file} cannot be read: this is {what}.", file=upload.note().name, what=error.sentence
        )
    except Told as error:
        return error.sentence
    except MemoryError:
        return said(
            "{file} needs more memory than a file may; divide it and try again.",
            file=upload.note().name,
        )
    except Exception:
        import traceback

        # Into the log beside the file; the page says that there is one.
        traceback.print_exc()
        return said("This is a fault of the program; the reason is in the log of this file.")
    return None


def _limit_memory() -> None:
    # Not every system has limits; a file is then only bounded by its size.
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))

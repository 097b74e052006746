"""What is done with a file of the desk: read it, store its figures, take an import back."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from indices.build import Asked, SourceInfo, Watch, import_file, preview
from indices.catalogue import Catalogue
from indices.desk.answer import described, sheets
from indices.desk.uploads import Upload
from indices.loaders.book import Book, open_book
from indices.loaders.formats import Match, recognise
from indices.reference import load_catalogue
from indices.register import audit
from indices.register.spellings import accepted_spellings
from indices.register.store import Register
from indices.settings import Settings

# Larger files are read once only, by the engine; the page then shows no cells of theirs.
MOST_SHOWN_BYTES = 16 * 1024 * 1024


def read(upload: Upload, settings: Settings) -> None:
    """Read a file and note what it holds, what is wrong with it and what it would change.

    Raises:
        Unreadable, Refused, Cancelled, DatabaseUnavailable, CatalogueError.
    """
    note = upload.change(stage="reading", pid=os.getpid())
    catalogue = load_catalogue()
    asked = _asked(upload, settings)
    book = _book(upload, note.name)
    matches = recognise(book, catalogue) if book.sheets else []
    offered = [_offered(match) for match in matches]
    if book.sheets and not matches and not asked.format:
        upload.write("answer.json", {"unknown": True, "formats": [], "sheets": sheets(book)})
    elif needs := _needs(matches, asked):
        upload.write(
            "answer.json", {"needs": needs, "formats": offered, "sheets": sheets(book)}
        )
    else:
        found = preview(upload.file, asked, _source(upload), settings.database_url,
                        watch=_watch(upload))  # fmt: skip
        upload.write("answer.json", described(found, book, offered))
    upload.change(stage="ready", pid=0)


def store(upload: Upload, settings: Settings) -> None:
    """Store the figures of a file, note it in the audit log, and keep the file as received.

    Raises:
        As `read`.
    """
    note = upload.change(stage="storing", pid=os.getpid())
    register = Register(settings.register)
    imported = import_file(
        upload.file,
        _asked(upload, settings),
        _source(upload),
        note.who,
        settings.database_url,
        watch=_watch(upload),
    )
    if imported.import_id is None:
        upload.change(stage="ready", pid=0)
        return
    kept = settings.register / "files" / imported.preview.sha256
    kept.parent.mkdir(parents=True, exist_ok=True)
    upload.file.replace(kept)
    counts = dict(imported.preview.counts)
    audit.record(register, note.who, "import", f"import {imported.import_id}",
                 {"file": note.name, "sha256": imported.preview.sha256, **counts})  # fmt: skip
    upload.change(stage="stored", pid=0, import_id=imported.import_id)


def _asked(upload: Upload, settings: Settings) -> Asked:
    note = upload.note()
    known: dict[str, Any] = {key: value for key, value in note.asked.items() if value}
    spellings = accepted_spellings(Register(settings.register))
    return Asked(file=note.name, spellings=spellings, **known)


def _source(upload: Upload) -> SourceInfo | None:
    given = upload.note().source
    return SourceInfo(**given) if given.get("publisher") or given.get("title") else None


def _watch(upload: Upload) -> Watch:
    def progress(done: int, total: int, step: str) -> None:
        upload.change(done=done, total=total, step=step)

    return Watch(progress, lambda: upload.note().stage == "cancelled")


def _book(upload: Upload, name: str) -> Book:
    if upload.file.stat().st_size > MOST_SHOWN_BYTES:
        return Book(name, "", ())
    return open_book(Path(upload.file), name)


def _offered(match: Match) -> dict[str, Any]:
    return {
        "code": match.format.code,
        "name": {"vi": match.format.name.vi, "en": match.format.name.en},
        "expected": {"vi": match.expected.vi, "en": match.expected.en},
        "missing": list(match.missing),
        "index": match.index,
        "years": list(match.years),
    }


def _needs(matches: list[Match], asked: Asked) -> list[str]:
    """Return what its owner must say before the file can be read."""
    chosen = next((one for one in matches if one.format.code == asked.format), None)
    match = chosen or next(iter(matches), None)
    return [need for need in match.needs if getattr(asked, need) is None] if match else []

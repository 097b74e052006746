"""What is done with a file of the desk: fetch it, read it, store its figures."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from indices.build import Asked, Refused, SourceInfo, Watch, cited, import_file, preview
from indices.datasets.listed import listed_datasets
from indices.datasets.store import fetch_dataset
from indices.desk.answer import described, sheets
from indices.desk.asked import with_decisions
from indices.desk.uploads import Desk, Upload
from indices.desk.work import start
from indices.loaders.book import Unreadable, open_book
from indices.loaders.formats import Match, recognise
from indices.loaders.mapping import signature
from indices.reference import DATA, load_catalogue
from indices.register import audit
from indices.register.store import Register
from indices.said import said
from indices.settings import Settings

# Until its owner names the source, a file is checked as if it had one.
_UNNAMED = SourceInfo("–", "–")
_SAID = ("index", "year", "format", "measure")


def fetch(upload: Upload, settings: Settings) -> None:
    """Download a public data set and read its files that hold figures, each as one of the desk.

    Raises:
        DownloadError: it cannot be had; otherwise as `read`.
    """
    note = upload.note()
    dataset = listed_datasets(DATA)[note.name]
    source = asdict(cited(dataset))
    upload.change(stage="fetching", pid=os.getpid(), source=source)
    folder = settings.register / "datasets" / dataset.name

    def progress(name: str) -> Callable[[int, int | None], None]:
        return lambda done, total: upload.advance(done, total or 0, "fetch")

    files = fetch_dataset(dataset, folder, False, progress)
    known = [file for file in files if _holds_figures(file.path)]
    if not known:
        raise Refused(
            said(
                "{name} holds no figures in a known layout; it is kept as it came.",
                name=dataset.name,
            )
        )
    uploads = [upload, *(Desk(settings.register).expect("", note.who) for _ in known[1:])]
    names = [f"{dataset.name}/{file.name}" for file in known]
    for place, (one, file) in enumerate(zip(uploads, known, strict=True)):
        shutil.copyfile(file.path, one.file)
        beside = {
            other.token: name for other, name in zip(uploads, names, strict=True) if other != one
        }
        one.change(name=names[place], source=source, beside=beside)
    for one in uploads[1:]:
        start(one, "read", settings)
    read(upload, settings)


def _holds_figures(path: Path) -> bool:
    """Whether a file is worth reading; one that cannot be opened says so when it is read."""
    try:
        return bool(recognise(open_book(path), load_catalogue()))
    except Unreadable:
        return True


def read(upload: Upload, settings: Settings) -> None:
    """Read a file and note what it holds, what is wrong with it and what it would change.

    Raises:
        Unreadable, Refused, Cancelled, DatabaseUnavailable, CatalogueError.
    """
    note = upload.change(stage="reading", pid=os.getpid())
    catalogue = load_catalogue()
    asked = _asked(upload, settings)
    if note.asked.get("anew"):
        asked = replace(asked, mappings={})
    book = open_book(upload.file, note.name)
    matches = recognise(book, catalogue)
    offered = [_offered(match) for match in matches]
    shapes = [signature(sheet) for sheet in book.sheets]
    known_shape = next((shape for shape in shapes if shape in asked.mappings), None)
    if not matches and not asked.format and not known_shape:
        answer = {"unknown": True, "formats": [], "shapes": shapes, "sheets": sheets(book)}
        upload.write("answer.json", answer)
    elif needs := _needs(matches, asked, asked.mappings.get(known_shape or "")):
        upload.write("answer.json", {"needs": needs, "formats": offered, "sheets": sheets(book)})
    else:
        opened = replace(asked, book=book)
        named, url = _source(upload), settings.database_url
        found = preview(upload.file, opened, named or _UNNAMED, url, watch=_watch(upload))
        answer = described(found, book, offered, catalogue, named is not None)
        upload.write("answer.json", answer)
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
        SourceInfo(**note.source),
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
    known: dict[str, Any] = {name: note.asked.get(name) or None for name in _SAID}
    return with_decisions(Asked(file=note.name, **known), settings.register)


def _source(upload: Upload) -> SourceInfo | None:
    given = upload.note().source
    return SourceInfo(**given) if given.get("publisher") or given.get("title") else None


def _watch(upload: Upload) -> Watch:
    return Watch(upload.advance, lambda: upload.note().stage == "cancelled")


def _offered(match: Match) -> dict[str, Any]:
    return {
        "code": match.format.code,
        "name": {"vi": match.format.name.vi, "en": match.format.name.en},
        "expected": {"vi": match.expected.vi, "en": match.expected.en},
        "missing": list(match.missing),
        "index": match.index,
        "years": list(match.years),
    }


def _needs(matches: list[Match], asked: Asked, mapping: Mapping[str, Any] | None) -> list[str]:
    """Return what its owner must say before the file can be read."""
    if not matches and mapping is not None:
        return ["year"] if asked.year is None and not mapping.get("year_column") else []
    chosen = next((one for one in matches if one.format.code == asked.format), None)
    match = chosen or next(iter(matches), None)
    return [need for need in match.needs if getattr(asked, need) is None] if match else []

"""`fetch`: download public data sets and import them like any file."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from indices.commands.answer import FAILED, OK, USAGE, Answer, CommandError
from indices.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from indices.datasets.download import Progress
    from indices.datasets.listed import DataSet
    from indices.datasets.store import LocalFile

FOLDER = "datasets"
_WIDTH = 30


@dataclass(frozen=True)
class Options:
    """What was asked for: one data set or all, only a look, files that changed as well."""

    name: str | None = None
    dry_run: bool = False
    renew: bool = False


def fetch(settings: Settings, root: Path, options: Options) -> Answer:
    """Download data sets into the register's folder, then import what holds figures."""
    from indices.datasets.download import DownloadError, Unreachable
    from indices.datasets.listed import listed_datasets
    from indices.datasets.store import fetch_dataset
    from indices.register.folder import Folder

    lines: list[str] = []
    errors: list[str] = []
    chosen = _chosen(listed_datasets(root), options.name)
    Folder(settings.register).make()
    for dataset in chosen:
        folder = settings.register / FOLDER / dataset.name
        try:
            files = fetch_dataset(dataset, folder, options.renew, _progress)
        except Unreachable as error:
            raise CommandError(str(error)) from error
        except DownloadError as error:
            errors.append(str(error))
            continue
        for file in files:
            state = "fetched" if file.is_new else "unchanged"
            lines.append(
                f"{dataset.name}/{file.name}: {state}, {file.path.stat().st_size:,} bytes."
            )
            answer = _import(settings, root, dataset, file, options.dry_run)
            lines += answer.lines
            errors += answer.errors
    return Answer(lines, errors, code=FAILED if errors else OK)


def _chosen(listed: Mapping[str, DataSet], name: str | None) -> list[DataSet]:
    if name is None:
        return list(listed.values())
    if name not in listed:
        names = ", ".join(listed)
        raise CommandError(f"There is no data set {name!r}; the names are {names}.", USAGE)
    return [listed[name]]


def _import(
    settings: Settings, root: Path, dataset: DataSet, file: LocalFile, dry_run: bool
) -> Answer:
    """Import one file, unless it holds no figures in a known layout."""
    from indices import build
    from indices.commands.imports import import_file
    from indices.loaders.book import Unreadable, open_book
    from indices.loaders.formats import recognise
    from indices.reference import load_catalogue

    name = f"{dataset.name}/{file.name}"
    try:
        book = open_book(file.path, name)
        matches = recognise(book, load_catalogue(root))
    except Unreadable as error:
        return Answer(errors=[f"{name} cannot be read: a table was expected and this is {error}."])
    if not matches:
        return Answer([f"{name} holds no figures in a known layout; it is kept and not imported."])
    asked = build.Asked(file=name, book=book)
    return import_file(settings, root, file.path, asked, build.cited(dataset), dry_run)


def _progress(name: str) -> Progress:
    """Return a bar on a terminal; elsewhere nothing is drawn."""
    if not sys.stderr.isatty():
        return lambda done, total: None

    def draw(done: int, total: int | None) -> None:
        share = done / total if total else 0.0
        bar = ("#" * round(share * _WIDTH)).ljust(_WIDTH)
        size = f"{done / 1024:,.0f} kB"
        end = "\n" if done == total else ""
        sys.stderr.write(f"\r{name} [{bar}] {share:4.0%} {size}{end}")
        sys.stderr.flush()

    return draw

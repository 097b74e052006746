"""Undo of an import, and the history of all."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from indices.build.choosing import choose_anew
from indices.build.deriving import derive_anew
from indices.build.loading import load, up_to_date
from indices.build.preparing import known_catalogue
from indices.build.refused import Refused
from indices.database.changes import looking, renew_build, transaction
from indices.database.imports import StoredImport, hand_over, imports_of, remove_import, sources_of
from indices.database.lock import writing
from indices.database.overrules import idle_overrules, resolve_overrules
from indices.database.reader import Reader
from indices.reference import DATA
from indices.said import said


@dataclass(frozen=True)
class Undone:
    """What an undo did.

    Attributes:
        undone: the import that was taken back.
        later: newer imports that stand, whose sums and choices were made anew; none means that
            the database is in every row what it was before the import.
        handed_over: figures that a newer file states as well and that stay as that file's.
        idle: overrules that meant a figure of the import and rest until it comes back.
    """

    undone: StoredImport
    later: tuple[StoredImport, ...]
    handed_over: int
    idle: int


def undo(import_id: int, who: str, url: str, root: Path = DATA, file: str = "") -> Undone:
    """Take an import back in one transaction.

    Undoing the newest import restores every row of every table as it was before, name and time of
    the build included. Where newer imports stand, their sums and the choices among rivals are made
    anew, and what they state as well stays.

    Args:
        import_id: number of the import, as in `history`.
        who: who takes it back; for the caller's log, the figures do not keep it.
        url: the database.
        root: the folder data/.
        file: name of the file that is meant, since a number that was undone is given anew; empty
            for whichever bears the number.

    Raises:
        Refused: there is no such import, or data/ has flaws that must be mended first.
        DatabaseUnavailable: the database cannot be written; it is as it was.
    """
    with writing(url):
        with looking(url) as connection:
            undone = _find(imports_of(connection), import_id, file)
        if not up_to_date(url, root):
            loaded = load(url, root, locked=True)
            if loaded.report.blocking:
                raise Refused(loaded.report.of("blocking")[0].sentence())
        with transaction(url) as connection:
            catalogue = known_catalogue(connection, root)
            idle_before = idle_overrules(connection)
            later = tuple(item for item in imports_of(connection) if item.import_id > import_id)
            shared = sources_of(connection, [import_id])
            moved = hand_over(connection, import_id)
            remove_import(connection, undone)
            years = set(undone.years)
            for item in later:
                if item.index == undone.index and shared & sources_of(connection, [item.import_id]):
                    derive_anew(connection, catalogue.indices[item.index], item)
                    years.update(item.years)
            for index, year in resolve_overrules(connection):
                if index == undone.index:
                    years.add(year)
            choose_anew(connection, catalogue, undone.index, years)
            renew_build(connection)
            idle = idle_overrules(connection) - idle_before
    return Undone(undone, later, moved, idle)


def history(url: str) -> pd.DataFrame:
    """Return the imports that people made, newest first.

    Returns:
        Columns import_id, file, sha256, loader, index, years, n_rows, source, imported_at and
        imported_by.

    Raises:
        DatabaseUnavailable: the database cannot be read.
    """
    imports = Reader(url).imports()
    made = imports[imports["origin"] == "import"]
    return made.drop(columns="origin").iloc[::-1].reset_index(drop=True)


def _find(imports: list[StoredImport], import_id: int, file: str) -> StoredImport:
    for item in imports:
        if item.import_id == import_id and item.file == (file or item.file):
            return item
    if file:
        raise Refused(
            said(
                "{file} is not import {number} any more; look at the list of imports again.",
                file=file,
                number=import_id,
            )
        )
    numbers = [str(item.import_id) for item in imports]
    if not numbers:
        raise Refused(said("There is no import {number}: none is stored.", number=import_id), True)
    raise Refused(
        said(
            "There is no import {number} (the numbers are {numbers}); `python -m indices history` "
            "lists them.",
            number=import_id,
            numbers=numbers,
        ),
        usage=True,
    )

"""Preview and import of one file: what it holds, what it would change, and the change itself."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from indices.build.choosing import choose_anew
from indices.build.comparing import CHANGE_COLUMNS
from indices.build.intake import now
from indices.build.loading import load, up_to_date
from indices.build.prepared import Prepared
from indices.build.preparing import prepare
from indices.build.reading import Asked
from indices.build.scratch import fresh_copy
from indices.build.sources import SourceInfo
from indices.build.storing import Store
from indices.build.tables import finding_rows
from indices.build.watch import Watch
from indices.catalogue import Source
from indices.database.changes import looking, renew_build, transaction
from indices.database.imports import add_import, add_rows, add_source
from indices.database.lock import writing
from indices.database.overrules import overruled, resolve_overrules
from indices.database.rows import MANY, bulk
from indices.findings import Report
from indices.reference import DATA

if TYPE_CHECKING:
    from sqlalchemy import Connection


@dataclass(frozen=True)
class Preview:
    """What a file holds, what is wrong with it and what it would change.

    Attributes:
        file, sha256: the file.
        format: code of the format it was read by.
        index, years, units, indicators: what its figures are about.
        source: the source that the importer named; its code is the one it will have.
        report: findings, each on its cell; a blocking one means that nothing is stored.
        counts: rows by kind of change: new, same, revised, conflicting.
        n_stored: how many rows would be stored; those that a source repeats are not.
        changes: `comparing.CHANGE_COLUMNS`, the first figures of each kind; empty where
            nobody asked for them.
    """

    file: str
    sha256: str
    format: str
    index: str
    years: tuple[int, ...]
    units: tuple[str, ...]
    indicators: tuple[str, ...]
    source: Source | None
    report: Report
    counts: dict[str, int]
    n_stored: int
    changes: pd.DataFrame


@dataclass(frozen=True)
class Imported:
    """What became of an import: its preview, and its number when it was stored."""

    preview: Preview
    import_id: int | None

    @property
    def report(self) -> Report:
        """The findings."""
        return self.preview.report

    @property
    def written(self) -> bool:
        """Whether the database was changed."""
        return self.import_id is not None


def preview(
    path: Path,
    asked: Asked,
    source: SourceInfo | None,
    url: str,
    root: Path = DATA,
    watch: Watch | None = None,
) -> Preview:
    """Say what a file holds and what importing it would change; write nothing.

    Args:
        path: the file.
        asked: what is known about it beside its content.
        source: its source; None where every row names its own or while nobody has said yet.
        url: the database; where it is missing or older than `root`, a fresh copy is asked.
        root: the folder data/.
        watch: told of the progress; may cancel.

    Raises:
        Refused: the file cannot be read, or the request makes no sense.
        Cancelled: somebody cancelled.
        CatalogueError, DatabaseUnavailable: as in `load`.
    """
    told = watch or Watch()
    with fresh_copy(url, root) as current, looking(current) as connection:
        answer = _preview(prepare(connection, path, asked, source, root, told), True)
    told.end()
    return answer


def import_file(
    path: Path,
    asked: Asked,
    source: SourceInfo | None,
    who: str,
    url: str,
    root: Path = DATA,
    dry_run: bool = False,
    watch: Watch | None = None,
) -> Imported:
    """Store the figures of one file in one transaction, or change nothing.

    Figures that their source has stated before are not stored twice. A figure that its source
    states otherwise than before is kept beside the former one when the importer names the source:
    the rule prefers the later of two statements that are equal in all else. Where the row itself
    names a source that says otherwise, one of both is a slip, and nothing is written.

    Args:
        path: the file.
        asked: what is known about it beside its content.
        source: its source; None where every row names its own.
        who: name of the importer.
        url: the database; one that is missing or older than `root` is loaded first.
        root: the folder data/.
        dry_run: only say what would happen.
        watch: told of the progress; may cancel.

    Raises:
        As `preview`.
    """
    told = watch or Watch()
    if dry_run:
        with fresh_copy(url, root) as current, looking(current) as connection:
            return Imported(_preview(prepare(connection, path, asked, source, root, told)), None)
    with writing(url):
        if not up_to_date(url, root):
            loaded = load(url, root, locked=True)
            if loaded.report.blocking:
                return Imported(_blocked(path, asked, loaded.report), None)
        with looking(url) as connection:
            prepared = prepare(connection, path, asked, source, root, told)
        answer = _preview(prepared)
        if answer.report.blocking or not answer.n_stored:
            return Imported(answer, None)
        with transaction(url) as connection:
            number = _store(connection, prepared, who, told)
    told.end()
    return Imported(answer, number)


def _preview(prepared: Prepared, with_changes: bool = False) -> Preview:
    return Preview(
        file=prepared.read.file,
        sha256=prepared.read.sha256,
        format=prepared.read.format,
        index=prepared.read.index,
        years=prepared.figures.years,
        units=prepared.units,
        indicators=prepared.indicators,
        source=prepared.source,
        report=prepared.report,
        counts=prepared.counts,
        n_stored=prepared.n_stored,
        changes=prepared.changes() if with_changes else pd.DataFrame(columns=CHANGE_COLUMNS),
    )


def _blocked(path: Path, asked: Asked, report: Report) -> Preview:
    counts = dict.fromkeys(("new", "same", "revised", "conflicting"), 0)
    file = asked.file or path.name
    return Preview(
        file, "", "", asked.index or "", (), (), (), None, report, counts, 0, pd.DataFrame()
    )


def _store(connection: Connection, prepared: Prepared, who: str, watch: Watch) -> int:
    watch.begin("write")
    file, figures, source = prepared.read, prepared.figures, prepared.source
    if source and prepared.is_new_source:
        add_source(connection, source)
    add_import(
        connection,
        {
            "import_id": figures.import_id,
            "origin": "import",
            "file": file.file,
            "sha256": file.sha256,
            "loader": file.format,
            "index_code": file.index,
            "imported_at": now(),
            "imported_by": who,
            "n_rows": prepared.n_stored,
            "source_id": source.code if source else None,
            "years": ";".join(map(str, figures.years)),
        },
    )
    add_rows(connection, "finding", finding_rows(prepared.report, figures.import_id))
    meant = overruled(connection)
    store = Store(connection, prepared)
    with bulk(connection, prepared.n_stored >= MANY):
        for part in prepared.parts:
            watch.check()
            store.add(part)
    watch.begin("choose")
    resolve_overrules(connection)
    if overruled(connection) != meant:
        choose_anew(connection, figures.catalogue, file.index, figures.years)
    renew_build(connection)
    watch.check()
    return figures.import_id

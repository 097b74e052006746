"""Preview and import of one file: what it holds, what it would change, and the change itself."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from indices.build.choosing import choose_anew
from indices.build.context import standing
from indices.build.deriving import new_sums
from indices.build.intake import now
from indices.build.loading import load, up_to_date
from indices.build.preparing import Prepared, prepare
from indices.build.reading import Asked
from indices.build.scratch import fresh_copy
from indices.build.sources import SourceInfo
from indices.build.tables import finding_rows, observation_rows, statistic_rows
from indices.build.watch import Watch
from indices.catalogue import Source
from indices.database.changes import looking, renew_build, transaction
from indices.database.imports import add_import, add_source, next_import
from indices.database.lock import writing
from indices.database.overrules import resolve_overrules
from indices.database.stored import known_figures
from indices.findings import Report
from indices.loaders.names import NATIONAL
from indices.reference import DATA
from indices.table import FACT_COLUMNS

if TYPE_CHECKING:
    from sqlalchemy import Connection


@dataclass(frozen=True)
class Preview:
    """What a file holds, what is wrong with it and what it would change.

    Attributes:
        file, sha256: the file.
        format: code of the format it was read by.
        index, years: what its figures are about.
        source: the source that the importer named; its code is the one it will have.
        report: findings, each on its cell; a blocking one means that nothing is stored.
        counts: rows by kind of change: new, same, revised, conflicting.
        n_stored: how many rows would be stored; those that a source repeats are not.
        changes: `comparing.CHANGE_COLUMNS`, a row for each figure; empty when not asked for.
    """

    file: str
    sha256: str
    format: str
    index: str
    years: tuple[int, ...]
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
    compared = prepared.compared
    changes = prepared.changes()
    return Preview(
        file=prepared.read.file,
        sha256=prepared.read.sha256,
        format=prepared.read.format,
        index=prepared.read.index,
        years=prepared.years,
        source=prepared.source,
        report=prepared.report,
        counts=compared.counts,
        n_stored=int((~_repeated(prepared)).sum()),
        changes=changes if with_changes else changes.head(0),
    )


def _blocked(path: Path, asked: Asked, report: Report) -> Preview:
    counts = dict.fromkeys(("new", "same", "revised", "conflicting"), 0)
    file = asked.file or path.name
    return Preview(file, "", "", asked.index or "", (), None, report, counts, 0, pd.DataFrame())


def _repeated(prepared: Prepared) -> Any:
    """Rows that their source has stated before, that are its known sum, or that stand twice."""
    compared = prepared.compared
    known = prepared.known.reset_index(drop=True).reindex(compared.rival).reset_index(drop=True)
    same_source = (prepared.rows["source"].reset_index(drop=True) == known["source"]).to_numpy()
    sums = (prepared.rows["precision"] == "derived").to_numpy() & known["is_derived"].eq(
        True
    ).to_numpy()
    known_sums = sums & same_source & (compared.change == "same")
    return (compared.restated >= 0) | compared.twice | known_sums


def _store(connection: Connection, prepared: Prepared, who: str, watch: Watch) -> int:
    watch.begin("write")
    number = next_import(connection)
    file, index = prepared.read, prepared.catalogue.indices[prepared.read.index]
    source = prepared.source
    if source and prepared.is_new_source:
        add_source(connection, source)
    kept = prepared.rows[~_repeated(prepared)]
    sheets = prepared.sheets[kept.index]
    national = kept["unit"].isin(list(NATIONAL)).to_numpy()
    printed, sheets_of = kept[~national], sheets[~national]
    stored = known_figures(connection, index.code, prepared.years, printed["source"].unique())
    sums = new_sums(
        index, standing(stored), printed[list(FACT_COLUMNS)], stored[stored["is_derived"]]
    )
    watch.check()
    add_import(
        connection,
        {
            "import_id": number,
            "origin": "import",
            "file": file.file,
            "sha256": file.sha256,
            "loader": file.format,
            "index_code": index.code,
            "imported_at": now(),
            "imported_by": who,
            "n_rows": len(kept),
            "source_id": source.code if source else None,
            "years": ";".join(map(str, prepared.years)),
        },
        observation=pd.concat(
            [
                observation_rows(printed, sheets_of, index.code, number),
                observation_rows(sums, None, index.code, number),
            ],
            ignore_index=True,
        ),
        statistic=statistic_rows(kept[national], sheets[national], index.code, number),
        finding=finding_rows(prepared.report, number),
        restated=_restated(prepared, number),
    )
    watch.begin("choose")
    resolve_overrules(connection)
    choose_anew(connection, prepared.catalogue, index.code, prepared.years)
    renew_build(connection)
    watch.check()
    return number


def _restated(prepared: Prepared, number: int) -> pd.DataFrame:
    """Return what the file says again of stored observations."""
    places = prepared.compared.restated
    again = np.flatnonzero(places >= 0)
    rows = pd.DataFrame(
        {
            "import_id": number,
            "observation_id": prepared.known["observation_id"].to_numpy()[places[again]],
            "sheet": prepared.sheets.to_numpy()[again],
            "cell": prepared.rows["cell"].to_numpy()[again],
        }
    )
    return rows.dropna(subset="observation_id").drop_duplicates("observation_id")

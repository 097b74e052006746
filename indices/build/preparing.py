"""An import before anything is written: read, compared with what is stored, and checked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from indices.build.comparing import Compared, change_rows, compare
from indices.build.context import check_among, context_parts, standing
from indices.build.reading import Asked, Read, read
from indices.build.sources import SourceInfo, source_of
from indices.build.watch import Watch
from indices.catalogue import Catalogue, Source
from indices.database.imports import file_names, imported_sources, next_import
from indices.database.overrules import overruled
from indices.database.stored import known_figures, known_statistics, missing_reasons
from indices.findings import Report
from indices.loaders.corrections import read_corrections
from indices.loaders.facts import make_facts
from indices.reference import load_catalogue
from indices.table import KEY
from indices.validation.companions import check_absent
from indices.validation.duplicates import Flags

if TYPE_CHECKING:
    from sqlalchemy import Connection


@dataclass(frozen=True)
class Prepared:
    """A file that is ready to be stored, and what that would change.

    Attributes:
        read: the file.
        catalogue: with the sources that importers named.
        source: the source that the importer named.
        report: findings about the file, and blocking ones that it brings about elsewhere.
        rows: FACT_COLUMNS of its figures, with kind, published and import_id.
        sheets: the sheet of each row.
        known: the stored figures of its index and years, statistics at the end.
        compared: how each row compares with them.
    """

    read: Read
    catalogue: Catalogue
    source: Source | None
    report: Report
    rows: pd.DataFrame
    sheets: pd.Series[str]
    known: pd.DataFrame
    compared: Compared
    is_new_source: bool

    @property
    def years(self) -> tuple[int, ...]:
        """The years of its figures."""
        return years_of(self.rows)

    def changes(self) -> pd.DataFrame:
        """Return `comparing.CHANGE_COLUMNS`, a row for every figure of the file."""
        return change_rows(self.rows, self.known, self.compared, self.read.index, self.sheets)


def known_catalogue(connection: Connection, root: Path) -> Catalogue:
    """Return the catalogue with the sources that importers named."""
    catalogue = load_catalogue(root)
    return replace(catalogue, sources={**imported_sources(connection), **catalogue.sources})


def prepare(
    connection: Connection,
    path: Path,
    asked: Asked,
    info: SourceInfo | None,
    root: Path,
    watch: Watch,
) -> Prepared:
    """Read, compare and check a file.

    Args:
        connection: of a database made from `root`.
        path: the file.
        asked: what is known about it beside its content.
        info: its source; None where every row names its own.
        root: the folder data/.
        watch: told of the progress.

    Raises:
        Refused: the file cannot be read or the source makes no sense.
        Cancelled: somebody cancelled.
    """
    watch.begin("read")
    catalogue = known_catalogue(connection, root)
    source = source_of(info, catalogue.sources) if info else None
    is_new = source is not None and source.code not in catalogue.sources
    if source:
        catalogue = replace(catalogue, sources={**catalogue.sources, source.code: source})
    file = read(path, asked, source.code if source else "", catalogue)
    corrections = read_corrections(root / "corrections", file.index)
    facts, findings = make_facts(file.index, file.parts, corrections)
    watch.begin("compare")
    rows = _with_sources(facts.rows, catalogue, next_import(connection))
    years = years_of(rows)
    known = _known(connection, file.index, years)
    compared = compare(rows, known, file.index)
    watch.begin("check")
    revised = (compared.change == "revised") & (rows["source"] == (source and source.code))
    context = _context(known, rows, revised.to_numpy(dtype=bool))
    parts = context_parts(context, file_names(connection))
    report = Report([*file.findings, *findings])
    report.add(check_among(facts, file.parts, parts, catalogue))
    report.add(check_absent(facts, missing_reasons(connection, file.index)))
    relevant = [
        finding
        for finding in report
        if finding.severity == "blocking" or finding.place.file == file.file
    ]
    sheets = rows["part"].map(pd.Series([table.sheet for table in facts.tables], dtype=object))
    return Prepared(
        file, catalogue, source, Report(relevant), rows, sheets, known, compared, is_new
    )


def _with_sources(rows: pd.DataFrame, catalogue: Catalogue, number: int) -> pd.DataFrame:
    sources = catalogue.sources
    return rows.assign(
        kind=rows["source"].map({code: item.kind for code, item in sources.items()}),
        published=rows["source"].map({code: item.published for code, item in sources.items()}),
        import_id=float(number),
    )


def years_of(rows: pd.DataFrame) -> tuple[int, ...]:
    """Return the years that a file is about; what is no year has a finding."""
    years = rows["year"].dropna().unique()
    return tuple(sorted(int(year) for year in years if year % 1 == 0 and 0 < year < 10_000))


def _known(connection: Connection, index: str, years: tuple[int, ...]) -> pd.DataFrame:
    figures = known_figures(connection, index, years)
    statistics = known_statistics(connection, index, years)
    together = pd.concat([figures, statistics], ignore_index=True) if len(statistics) else figures
    return together.assign(overruled=together["observation_id"].map(overruled(connection)))


def _context(known: pd.DataFrame, rows: pd.DataFrame, revised: Flags) -> pd.DataFrame:
    """Leave out what the file itself revises: it would be found to contradict its own source."""
    context = standing(known)
    if revised.any():
        stated = pd.MultiIndex.from_frame(rows.loc[revised, list(KEY)])
        context = context[~pd.MultiIndex.from_frame(context[list(KEY)]).isin(stated)]
    return context

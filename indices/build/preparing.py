"""An import before anything is written: read, compared with what is stored, and checked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from indices.build.blocks import Block, Figures
from indices.build.comparing import Compared, compare
from indices.build.context import among, context_parts, standing
from indices.build.prepared import Part, Prepared, first_changes
from indices.build.reading import Asked, read
from indices.build.sources import SourceInfo, source_of
from indices.build.watch import Watch
from indices.catalogue import Catalogue, Source
from indices.database.imports import file_names, imported_sources, next_import
from indices.database.overrules import overruled
from indices.database.stored import count_figures, known_figures, known_statistics, missing_reasons
from indices.findings import MOST_TOLD, Finding, Report
from indices.loaders.corrections import read_corrections
from indices.reference import load_catalogue
from indices.sums import sums_of_parts
from indices.table import KEY, Facts
from indices.validation.companions import check_absent
from indices.validation.duplicates import Flags
from indices.validation.facts import check_facts
from indices.validation.figures import check_numbers

if TYPE_CHECKING:
    from sqlalchemy import Connection


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
    figures = Figures(
        file.index,
        file.parts,
        corrections,
        catalogue,
        next_import(connection),
        count_figures(connection, file.index),
    )
    report = Report([*file.findings, *(one for part in file.parts for one in part.findings)])
    tables, unread = [part.table for part in file.parts], [part.unread for part in file.parts]
    report.add(check_numbers(tables, unread, MOST_TOLD))
    beside = _Beside(
        connection, figures, file_names(connection), missing_reasons(connection, file.index), source
    )
    parts: list[Part] = []
    watch.begin("compare")
    for block in figures.blocks:
        part, findings = beside.take(block, watch, not parts)
        report.add(findings)
        parts.append(part)
    relevant = [
        finding
        for finding in report
        if finding.severity == "blocking" or finding.place.file == file.file
    ]
    return Prepared(file, source, is_new, figures, Report(relevant), tuple(parts))


@dataclass(frozen=True)
class _Beside:
    """Holds the blocks of a file beside what is stored.

    Attributes:
        connection: of the database.
        figures: the file.
        files: names of the files that were imported, by import.
        missing: figures that are said not to exist.
        source: that of the whole file.
    """

    connection: Connection
    figures: Figures
    files: dict[int, str]
    missing: pd.DataFrame
    source: Source | None

    def take(self, block: Block, watch: Watch, is_first: bool) -> tuple[Part, list[Finding]]:
        """Compare a block with what is stored and check it."""
        facts, corrected = self.figures.facts(block)
        known, compared = self._compare(block, facts)
        watch.begin("check") if is_first else watch.check()
        findings, makes_sums = self._check(facts, known, compared)
        numbers = np.append(known["observation_id"].to_numpy("float64"), np.nan)
        units, indicators = (frozenset(facts.codes(name)[1]) for name in ("unit", "indicator"))
        part = Part(
            block,
            compared.counts,
            first_changes(facts, known, compared, self.figures.sheets(facts)),
            compared.known_already,
            numbers[compared.restated],
            makes_sums,
            units,
            indicators,
        )
        return part, [*corrected, *findings]

    def _compare(self, block: Block, facts: Facts) -> tuple[pd.DataFrame, Compared]:
        """Return the stored figures of a block's years, and how its facts compare with them."""
        index, years = self.figures.index, block.years
        known = known_figures(self.connection, index, years)
        statistics = known_statistics(self.connection, index, years)
        if len(statistics):
            known = pd.concat([known, statistics], ignore_index=True)
        chosen = overruled(self.connection)
        known = known.assign(overruled=known["observation_id"].map(chosen))
        return known, compare(self.figures.with_sources(facts.rows), known, index)

    def _check(
        self, facts: Facts, known: pd.DataFrame, compared: Compared
    ) -> tuple[list[Finding], bool]:
        """Return what the checks find, and whether the block makes sums that nobody printed."""
        revised = compared.change == "revised"
        revised &= facts.among("source", [self.source.code] if self.source else [])
        together = among(facts, context_parts(_context(known, facts.rows, revised), self.files))
        catalogue = self.figures.catalogue
        sums = sums_of_parts(together, catalogue.indices[facts.index])
        own = sums["source"].isin(facts.codes("source")[1])
        findings = check_facts(together, sums, catalogue) + check_absent(facts, self.missing)
        return findings, bool((sums["published"].isna() & own).any())


def _context(known: pd.DataFrame, rows: pd.DataFrame, revised: Flags) -> pd.DataFrame:
    """Leave out what the file itself revises: it would be found to contradict its own source."""
    context = standing(known)
    if revised.any():
        stated = pd.MultiIndex.from_frame(rows.loc[revised, list(KEY)])
        context = context[~pd.MultiIndex.from_frame(context[list(KEY)]).isin(stated)]
    return context

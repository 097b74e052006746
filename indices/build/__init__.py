"""From files to database: load, harmonise, check, derive, score, write.

The only package that sees the rooms below. Everything is computed in memory and written in one
transaction; a blocking finding means that nothing is written.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from indices.build.content import make_content
from indices.build.intake import Gathered, gather
from indices.database.imports import stored_imports
from indices.database.lock import writing
from indices.database.writer import replace_all
from indices.findings import Report
from indices.inputs import fingerprint
from indices.reference import DATA
from indices.validation.duplicates import compare_with_earlier


@dataclass(frozen=True)
class Loaded:
    """What a load found and how many rows it wrote; none when a finding blocks."""

    report: Report
    n_rows: int


@dataclass(frozen=True)
class Imported:
    """What an import found, and how its rows compare with what the database holds.

    Attributes:
        report: findings about the imported file, and blocking ones about any.
        new: rows that add a figure.
        same: rows that say what is known already from their source.
        differing: rows that contradict their own source; they block.
        written: whether the database was changed.
    """

    report: Report
    new: int
    same: int
    differing: int
    written: bool


def check(root: Path = DATA) -> Report:
    """Check everything below `root` and write nothing.

    Raises:
        CatalogueError: reference, catalogue or corrections cannot be read.
    """
    return gather(root).report


def load(url: str, root: Path = DATA) -> Loaded:
    """Make the database anew from `root` and from the files that were imported earlier.

    Raises:
        CatalogueError: reference, catalogue or corrections cannot be read.
        DatabaseUnavailable: the database cannot be read or written; it is as it was.
    """
    with writing(url), _uncollected():
        inputs = fingerprint(root)
        gathered = gather(root, stored_imports(url))
        n_rows = 0 if gathered.report.blocking else _write(url, gathered, inputs)
    return Loaded(gathered.report, n_rows)


def import_file(
    path: Path, index: str, url: str, root: Path = DATA, dry_run: bool = False
) -> Imported:
    """Add the figures of one file to the database, or change nothing.

    Args:
        path: a workbook or CSV file in the layout of the index's template.
        index: code of the index.
        url: the database; made from `root` when it does not exist.
        root: the folder data/.
        dry_run: only say what would happen.

    Raises:
        CatalogueError, DatabaseUnavailable: as in `load`.
    """
    with nullcontext() if dry_run else writing(url), _uncollected():
        inputs = fingerprint(root)
        gathered = gather(root, stored_imports(url), (path, index))
        new, same, differing = _compare(gathered, index)
        written = bool(new) and not gathered.report.blocking and not dry_run
        if written:
            _write(url, gathered, inputs)
    report = Report(
        [
            finding
            for finding in gathered.report
            if finding.severity == "blocking" or finding.place.file == path.name
        ]
    )
    return Imported(report, new, same, differing, written)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Leave cycles alone for a moment: among a million small objects the search costs a tenth."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _compare(gathered: Gathered, index: str) -> tuple[int, int, int]:
    """Count the rows of the last part of an index: new, same and differing."""
    facts = gathered.facts[index]
    added = (facts.rows["part"] == len(gathered.origins[index]) - 1).to_numpy()
    contradicting, repeating = compare_with_earlier(facts)
    same, differing = int((added & repeating).sum()), int((added & contradicting).sum())
    return int(np.sum(added)) - same - differing, same, differing


def _write(url: str, gathered: Gathered, inputs: str) -> int:
    content = make_content(gathered, inputs)
    replace_all(url, content)
    return sum(map(len, content.values()))

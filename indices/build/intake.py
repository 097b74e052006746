"""Read and check everything below data/."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd

from indices.catalogue import Catalogue
from indices.findings import Report
from indices.inputs import digest_of
from indices.loaders import companions
from indices.loaders.columns import Template
from indices.loaders.companions import Companion
from indices.loaders.corrections import read_corrections
from indices.loaders.facts import make_facts, read_part
from indices.loaders.harmonise import Harmonised
from indices.loaders.template import TEMPLATES
from indices.reference import load_catalogue
from indices.sums import sums_of_parts
from indices.table import Facts
from indices.validation import companions as companion_checks
from indices.validation.facts import check_facts
from indices.validation.figures import check_numbers
from indices.validation.headings import check_heading


@dataclass(frozen=True)
class Origin:
    """A file of data/ that figures came from."""

    origin: str
    file: str
    sha256: str
    index: str | None
    imported_at: str
    imported_by: str


@dataclass
class Gathered:
    """Everything read and checked, before anything is derived from it.

    `facts` and `sums` are by index; `origins` tells where the parts of each index's facts, in their
    order, came from.
    """

    catalogue: Catalogue
    report: Report = field(default_factory=Report)
    facts: dict[str, Facts] = field(default_factory=dict)
    sums: dict[str, pd.DataFrame] = field(default_factory=dict)
    origins: dict[str, list[Origin]] = field(default_factory=dict)
    missing: pd.DataFrame = field(default_factory=pd.DataFrame)
    grade_counts: pd.DataFrame = field(default_factory=pd.DataFrame)
    grade_counts_origin: Origin | None = None
    covariates: pd.DataFrame = field(default_factory=pd.DataFrame)


def now() -> str:
    """Return the time in UTC, to the second, as ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def gather(root: Path) -> Gathered:
    """Read and check all inputs.

    Args:
        root: the folder data/.

    Raises:
        CatalogueError: reference, catalogue or corrections cannot be read.
    """
    catalogue = load_catalogue(root)
    gathered = Gathered(catalogue)
    gathered.report.add(companion_checks.check_reference(catalogue))
    _gather_companions(gathered, root)
    for index in catalogue.indices:
        if index in TEMPLATES:
            _gather_facts(gathered, root, index, _data_parts(gathered, root, index))
    return gathered


def _gather_facts(gathered: Gathered, root: Path, index: str, parts: Sequence[Harmonised]) -> None:
    corrections = read_corrections(root / "corrections", index)
    facts, findings = make_facts(index, parts, corrections)
    sums = sums_of_parts(facts, gathered.catalogue.indices[index])
    gathered.facts[index], gathered.sums[index] = facts, sums
    gathered.report.add(findings)
    gathered.report.add(check_numbers(facts.tables, [part.unread for part in parts]))
    gathered.report.add(check_facts(facts, sums, gathered.catalogue))
    gathered.report.add(companion_checks.check_absent(facts, gathered.missing))


def _data_parts(gathered: Gathered, root: Path, index: str) -> list[Harmonised]:
    """Read the figures of data/; an index that comes without any may have no file."""
    path = root / "observations" / f"{index.casefold()}.csv"
    gathered.origins[index] = []
    if not path.exists() and not gathered.catalogue.indices[index].supplied:
        return []
    return [_read(gathered, path, index, _data_origin(path, index))]


def _read(gathered: Gathered, path: Path, index: str, origin: Origin) -> Harmonised:
    part = read_part(path, index, origin.file, gathered.catalogue)
    gathered.origins[index].append(origin)
    if not part.findings or part.findings[-1].code != "unreadable_file":
        template = TEMPLATES[index]
        gathered.report.add(check_heading(part.table, template.names, template.required))
    return part


def _gather_companions(gathered: Gathered, root: Path) -> None:
    catalogue, report = gathered.catalogue, gathered.report
    observations = root / "observations"

    def read(path: Path, template: Template) -> Companion:
        companion = companions.read_companion(path, template, _shown(path), catalogue)
        report.add(companion.findings)
        if not companion.findings:
            report.add(check_heading(companion.table, template.names, template.required))
        return companion

    missing = read(observations / "missing.csv", companions.MISSING)
    counts_path = observations / "par_grade_counts.csv"
    counts = read(counts_path, companions.GRADE_COUNTS)
    covariates = read(root / "reference" / "covariates.csv", companions.COVARIATES)
    for companion, check in (
        (missing, companion_checks.check_missing),
        (counts, companion_checks.check_grade_counts),
        (covariates, companion_checks.check_covariates),
    ):
        report.add(check(companion.table, companion.rows, companion.unread, catalogue))
    gathered.missing, gathered.covariates = missing.rows, covariates.rows
    gathered.grade_counts = counts.rows
    gathered.grade_counts_origin = _data_origin(counts_path, "PAR")


def _data_origin(path: Path, index: str) -> Origin:
    return Origin("data", _shown(path), _digest(path), index, now(), "load")


def _shown(path: Path) -> str:
    """Name a file of data/ as the project's readers know it."""
    return f"data/{path.parent.name}/{path.name}"


def _digest(path: Path) -> str:
    """Return the SHA-256 of a file; that of nothing when it cannot be read, which is a finding."""
    try:
        return digest_of(path)
    except OSError:
        return ""

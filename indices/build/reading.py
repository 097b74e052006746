"""A file that somebody wants to import, read into codes and numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from indices.build.refused import Refused
from indices.catalogue import Catalogue
from indices.findings import Finding
from indices.inputs import digest_of
from indices.loaders.facts import read_part
from indices.loaders.files import Unreadable
from indices.loaders.harmonise import Harmonised
from indices.loaders.template import TEMPLATES, guess_index
from indices.validation.headings import check_heading, check_rows


@dataclass(frozen=True)
class Asked:
    """What is known about a file beside its content.

    Attributes:
        index: code of the index, where the content does not say.
        year: year measured, where the content does not say.
        format: code of the file format, where another one than the best is wanted.
        file: the name people know the file by; that of the path when empty.
        spellings: names of units that a person has accepted, as (vintage, spelling) to code.
    """

    index: str | None = None
    year: int | None = None
    format: str | None = None
    file: str = ""
    spellings: Mapping[tuple[int, str], str] = field(default_factory=dict)


@dataclass(frozen=True)
class Read:
    """One file: its name and digest, the format it was read by, and a part for each sheet."""

    file: str
    sha256: str
    format: str
    index: str
    parts: tuple[Harmonised, ...]
    findings: tuple[Finding, ...]


def read(path: Path, asked: Asked, source: str, catalogue: Catalogue) -> Read:
    """Read a file.

    Args:
        path: the file.
        asked: what is known beside its content.
        source: code of the source of rows that name none; empty when nobody said.
        catalogue: indices, units, and the source.

    Raises:
        Refused: the file cannot be read, or does not say which index it holds.
    """
    file = asked.file or path.name
    index = asked.index or _guess(path) or ""
    if index not in TEMPLATES:
        raise Refused(
            f"{file} does not say which index it holds; add --index {'|'.join(TEMPLATES)}.", True
        )
    part = read_part(path, index, file, catalogue)
    template = TEMPLATES[index]
    findings: list[Finding] = []
    if not part.findings or part.findings[-1].code != "unreadable_file":
        required = [name for name in template.required if name != "source" or not source]
        findings += check_heading(part.table, template.names, required)
        findings += check_rows(part.table) if part.table.heading else []
    if source:
        rows = part.rows
        part = replace(part, rows=rows.assign(source=rows["source"].fillna(source)))
    return Read(file, _digest(path), "template", index, (part,), tuple(findings))


def _guess(path: Path) -> str | None:
    try:
        return guess_index(path)
    except Unreadable as error:
        raise Refused(
            f"{path} cannot be read: a CSV or XLSX file was expected and this is {error}."
        ) from error


def _digest(path: Path) -> str:
    try:
        return digest_of(path)
    except OSError:
        return ""

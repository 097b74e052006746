"""A file that somebody wants to import, read into codes and numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from indices.build.refused import Refused
from indices.catalogue import Catalogue
from indices.findings import Finding
from indices.inputs import digest_of
from indices.loaders.book import Book, Unreadable, open_book
from indices.loaders.formats import FORMATS, Reading, Request, Unrecognised, read_book
from indices.loaders.harmonise import Harmonised
from indices.loaders.mapping import SheetMapping, WrongMapping, apply, signature
from indices.loaders.template import TEMPLATES
from indices.said import Said, said
from indices.validation.headings import check_heading, check_rows

_TEMPLATE = "template"


@dataclass(frozen=True)
class Asked:
    """What is known about a file beside its content.

    Attributes:
        index: code of the index, where the content does not say.
        year: year measured, where the content does not say.
        measure: "points" or "percent" (of the maximum), where the headings do not say.
        format: code of the file format, where another one than the best is wanted.
        file: the name people know the file by; that of the path when empty.
        spellings: names of units that a person has accepted, as (vintage, spelling) to code.
        mappings: how sheets that no format knows are read, by their shape, as a person has said.
        book: the file as it was opened, where somebody has opened it already.
    """

    index: str | None = None
    year: int | None = None
    measure: str | None = None
    format: str | None = None
    file: str = ""
    spellings: Mapping[tuple[int, str], str] = field(default_factory=dict)
    mappings: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    book: Book | None = None


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
    """Read a file by the format that fits its content.

    Args:
        path: the file.
        asked: what is known beside its content.
        source: code of the source of rows that name none; empty when nobody said.
        catalogue: indices, units, and the source.

    Raises:
        Refused: the file cannot be read, or does not say which index or year it holds.
    """
    file = asked.file or path.name
    try:
        book = asked.book or open_book(path, file)
        reading = _reading(book, asked, source, catalogue)
    except Unrecognised as error:
        raise Refused(
            said("{file} cannot be read: it is {what}.", file=file, what=error.sentence)
        ) from error
    except Unreadable as error:
        raise Refused(
            said(
                "{file} cannot be read: a workbook or a CSV file was expected and this is {what}.",
                file=file,
                what=error.sentence,
            )
        ) from error
    if reading.needs:
        raise Refused(_asks(file, reading.needs, catalogue), True)
    parts = tuple(_with_source(part, source) for part in reading.parts)
    findings = _template_findings(parts, reading.index, source, reading.format)
    return Read(file, digest_of(path), reading.format, reading.index, parts, tuple(findings))


def _reading(book: Book, asked: Asked, source: str, catalogue: Catalogue) -> Reading:
    known = {item.code for item in FORMATS}
    if asked.format is not None and asked.format not in known:
        sentence = said(
            "There is no format {format}; use one of {known}.",
            format=repr(asked.format),
            known=list(known),
        )
        raise Refused(sentence, True)
    request = Request(catalogue, asked.index, asked.year, source, asked.measure, asked.spellings)
    try:
        return read_book(book, request, asked.format)
    except Unrecognised:
        known_shape = _mapping(book, asked.mappings)
        if known_shape is not None:
            return _mapped(book, known_shape, request)
        if asked.index in TEMPLATES:
            # Whoever names the index is told what its template has and the file lacks.
            return read_book(book, request, _TEMPLATE)
        raise


def _mapping(book: Book, mappings: Mapping[str, Mapping[str, Any]]) -> SheetMapping | None:
    """Return how a person has said that a sheet of this shape is read, None when nobody has."""
    shapes = [signature(sheet) for sheet in book.sheets] if mappings else []
    known = next((shape for shape in shapes if shape in mappings), None)
    return SheetMapping.from_dict(mappings[known]) if known else None


def _mapped(book: Book, mapping: SheetMapping, request: Request) -> Reading:
    try:
        return apply(book, mapping, request)
    except WrongMapping as error:
        raise Refused(error.sentence) from error


def _asks(file: str, needs: tuple[str, ...], catalogue: Catalogue) -> Said:
    if "index" in needs:
        return said(
            "{file} does not say which index it holds; add --index {choices}.",
            file=file,
            choices="|".join(catalogue.indices),
        )
    if "measure" in needs:
        return said(
            "{file} does not say whether its figures are points or per cent of the maximum; "
            "add --measure points or --measure percent.",
            file=file,
        )
    return said(
        "{file} does not say which year it measures; add --year, such as --year 2023.", file=file
    )


def _with_source(part: Harmonised, source: str) -> Harmonised:
    """Give a part's figures that name no source the one of the file."""
    named = part.rows["source"]
    if not source or not named.isna().any():
        return part
    filled = named.astype(object).where(named.notna(), source)
    return replace(part, rows=part.rows.assign(source=filled))


def _template_findings(
    parts: tuple[Harmonised, ...], index: str, source: str, format: str
) -> list[Finding]:
    """Check the headings of the template; other formats name what they miss themselves."""
    if format != _TEMPLATE:
        return []
    template = TEMPLATES[index]
    required = [name for name in template.required if name != "source" or not source]
    findings: list[Finding] = []
    for part in parts:
        findings += check_heading(part.table, template.names, required)
        findings += check_rows(part.table) if part.table.heading else []
    return findings

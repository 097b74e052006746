"""The file formats that people hold, each known by its content; one module a family."""

from __future__ import annotations

from pathlib import Path

from indices.catalogue import Catalogue
from indices.loaders.book import Book, Unreadable, open_book
from indices.loaders.formats import (
    datasets,
    export,
    papi_layouts,
    par_annex,
    pci_workbook,
    sipas_annex,
    template,
)
from indices.loaders.formats.base import Format, Match, Reading, Request, make_part
from indices.said import said

__all__ = [
    "FORMATS",
    "Format",
    "Match",
    "Reading",
    "Request",
    "Unrecognised",
    "make_part",
    "read_book",
    "read_file",
    "recognise",
]

FORMATS: tuple[Format, ...] = (
    export.FORMAT,
    template.FORMAT,
    *datasets.FORMATS,
    par_annex.FORMAT,
    sipas_annex.FORMAT,
    pci_workbook.FORMAT,
    papi_layouts.MASTER,
    papi_layouts.YEARLY,
    papi_layouts.FULL,
    papi_layouts.CODED,
)


class Unrecognised(Unreadable):
    """The file is a table, but none that a format knows; it can be mapped by hand."""


def recognise(book: Book, catalogue: Catalogue) -> list[Match]:
    """Return the formats that a file fits by its first rows, the best first."""
    head = book.head()
    documented = template.FORMAT.match(head, catalogue)
    if documented is not None and documented.fit == 1:
        # It says itself what it is.
        return [documented]
    matches = [match for item in FORMATS if (match := item.match(head, catalogue)) is not None]
    return sorted(matches, key=lambda match: -match.fit)


def read_file(path: Path, request: Request, format: str | None = None, file: str = "") -> Reading:
    """Open a file and read it by the named format, else by the one that fits best.

    Args:
        path: the file.
        request: what is known about it beside its content.
        format: code of a format.
        file: name to show in findings and to keep as the figures' origin.

    Raises:
        Unreadable: the file is no table that can be opened.
        Unrecognised: no format fits it.
        KeyError: there is no format of that code.
    """
    return read_book(open_book(path, file), request, format)


def read_book(book: Book, request: Request, format: str | None = None) -> Reading:
    """Read an opened file; as `read_file`."""
    if format is not None:
        return {item.code: item for item in FORMATS}[format].read(book, request)
    matches = recognise(book, request.catalogue)
    if not matches:
        names = [item.name.en for item in FORMATS]
        raise Unrecognised(said("a table in none of the known layouts ({names})", names=names))
    return matches[0].format.read(book, request)

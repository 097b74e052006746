"""What can be printed: kinds of reports, their formats, and how one is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from indices.catalogue import Catalogue
from indices.inputs import program

if TYPE_CHECKING:
    from indices.database.reader import Reader
    from indices.register.store import Register

# Told how far the work has come: done, of how many, and a code of the step.
Watch = Callable[[int, int, str], None]

# Codes of the steps.
READ, DRAW, WRITE = "read", "draw", "write"


@dataclass(frozen=True)
class Order:
    """What is wanted: a kind and format of PRINTS, a year, a language, and the day in the file."""

    kind: str
    file_format: str
    year: int
    lang: str
    on: date

    @property
    def name(self) -> str:
        """Name of the file."""
        return f"{self.kind}-{self.year}-{self.lang}.{self.file_format}"


# Kind -> formats, the usual one first.
PRINTS = {"yearly": ("docx", "html"), "workbook": ("xlsx",)}


def make(
    order: Order, reader: Reader, catalogue: Catalogue, register: Register, watch: Watch
) -> bytes:
    """Return the file of an order.

    Args:
        order: what is wanted.
        reader: figures.
        catalogue: names.
        register: measures, for the workbook.
        watch: is told how far the work has come.

    Raises:
        DatabaseUnavailable: the figures or the register cannot be read.
    """
    from indices.analysis.yearly import read_yearly

    watch(0, 0, READ)
    found = read_yearly(reader, catalogue, order.year)
    if order.kind == "workbook":
        from indices.printing.measures import approved_measures
        from indices.reports.workbook import write_workbook

        watch(0, 0, WRITE)
        measures = approved_measures(register, catalogue, order.lang, order.on)
        return write_workbook(found, catalogue, measures, order.on, order.lang)

    from indices.reports.page import write_html
    from indices.reports.written import write_docx
    from indices.reports.yearly import report

    document = report(found, catalogue, order.on, order.lang)

    def progress(done: int, total: int) -> None:
        watch(done, total, DRAW)

    if order.file_format == "html":
        return write_html(document, progress)
    return write_docx(document, order.on, progress)


def content_type(file_format: str) -> str:
    """Return the type of a file as HTTP names it."""
    from indices.reports.tables import CONTENT_TYPES

    return CONTENT_TYPES.get(file_format, "text/html; charset=utf-8")


def version(order: Order, build_id: str, catalogue: Catalogue, register: Register | None) -> str:
    """Return what differs when an order would give another file: program, figures, measures.

    Args:
        order: what is wanted.
        build_id: of the figures.
        catalogue: names.
        register: measures; None where nobody has written anything yet.

    Raises:
        DatabaseUnavailable: the register cannot be read.
        OSError: the program cannot be read.
    """
    made_from = f"{program()} {build_id}"
    if order.kind != "workbook" or register is None:
        return made_from
    from indices.printing.measures import approved_measures

    return f"{made_from} {approved_measures(register, catalogue, order.lang, order.on)}"

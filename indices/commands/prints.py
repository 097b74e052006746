"""`report yearly` and `report workbook`: one year as DOCX, HTML or XLSX, as the page makes it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from indices.commands.answer import USAGE, Answer, CommandError
from indices.commands.files import write_file
from indices.reference import load_catalogue
from indices.settings import Settings


def print_year(
    settings: Settings,
    root: Path,
    kind: str,
    file_format: str | None,
    year: int | None,
    lang: str,
    output: Path | None,
) -> Answer:
    """Write a year to a file or to standard output.

    Args:
        settings: database and register.
        root: the folder data/.
        kind: a key of PRINTS.
        file_format: one of its formats; the usual one when None.
        year: the year measured; the newest when None.
        lang: "vi" or "en".
        output: the file; standard output when None.
    """
    from indices.analysis.yearly import years
    from indices.database.known_sources import with_imported_sources
    from indices.database.reader import Reader
    from indices.printing.kinds import PRINTS, Order, make
    from indices.register.store import Register

    reader, register = Reader(settings.database_url), Register(settings.register)
    catalogue = with_imported_sources(load_catalogue(root), reader)
    chosen_format = file_format or PRINTS[kind][0]
    known = years(catalogue)
    _check(chosen_format, PRINTS[kind], "--format")
    _check(year or known[0], known, "--year")
    order = Order(kind, chosen_format, year or known[0], lang, date.today())
    try:
        content = make(order, reader, catalogue, register, lambda *_: None)
    finally:
        register.close()
    if output is None:
        return Answer(content=content)
    write_file(output, content)
    return Answer([f"Wrote {output}."])


def _check(value: object, allowed: tuple[str, ...] | list[int], option: str) -> None:
    if value not in allowed:
        listed = ", ".join(map(str, allowed))
        raise CommandError(f"{option} {value} cannot be had; the values are {listed}.", USAGE)

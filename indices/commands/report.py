"""`report`: a paper about a tour or a host as DOCX, or the template that an office may adapt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from indices.commands.answer import USAGE, Answer, CommandError
from indices.commands.files import write_file
from indices.reference import load_catalogue
from indices.settings import Settings

if TYPE_CHECKING:
    from indices.analysis.briefing import Briefing
    from indices.office.papers import Office


@dataclass(frozen=True)
class Asked:
    """Which paper is wanted: of a tour, or about a host on an index in a year."""

    kind: str
    lang: str
    tour: str | None = None
    unit: str | None = None
    index: str = "PAPI"
    year: int | None = None


def report(
    settings: Settings, root: Path, asked: Asked, output: Path | None, template: bool
) -> Answer:
    """Write a paper to a file or to standard output; or its template, never over an adapted one."""
    from indices.database.known_sources import with_imported_sources
    from indices.database.reader import Reader
    from indices.office.papers import BRIEFING, Office
    from indices.reports.papers.templates import TemplateFault

    if template:
        return _template(settings, asked, output)
    reader = Reader(settings.database_url)
    catalogue = with_imported_sources(load_catalogue(root), reader)
    office = Office(catalogue, reader, settings.register)
    make = _briefing_paper if asked.kind == BRIEFING else _tour_paper
    try:
        content = make(settings, office, asked)
    except TemplateFault as fault:
        raise CommandError(str(fault)) from fault
    if output is None:
        return Answer(content=content)
    write_file(output, content)
    return Answer([f"Wrote {output}."])


def _template(settings: Settings, asked: Asked, output: Path | None) -> Answer:
    from indices.office.built_in import built_in
    from indices.office.papers import template_path
    from indices.register.folder import Folder

    own = template_path(settings.register, asked.kind, asked.lang)
    place = output or own
    if place.is_file():
        raise CommandError(f"{place} exists and may be adapted; name another file with -o.")
    if output is None:
        Folder(settings.register).make()
        own.parent.mkdir(mode=0o700, exist_ok=True)
    write_file(place, built_in(asked.kind, asked.lang))
    return Answer([f"Wrote {place}; adapted, it is used when it stands at {own}."])


def _tour_paper(settings: Settings, office: Office, asked: Asked) -> bytes:
    from indices.register.records import NoRecord
    from indices.register.store import Register
    from indices.register.tours import dossier, tours

    register = Register(settings.register) if settings.register.is_dir() else None
    try:
        found = dossier(register, office.catalogue, asked.lang, asked.tour or "")
    except NoRecord as error:
        codes = ", ".join(one.tour for one in tours(register, office.catalogue, asked.lang))
        said = f"There is no tour {asked.tour or ''!r}; name one of {codes} with --tour."
        raise CommandError(said, USAGE) from error
    finally:
        if register is not None:
            register.close()
    return office.tour_paper(asked.kind, found, asked.lang, date.today())


def _briefing_paper(settings: Settings, office: Office, asked: Asked) -> bytes:
    return office.briefing(_briefing(office, asked), asked.lang, date.today())


def _briefing(office: Office, asked: Asked) -> Briefing:
    from indices.analysis.briefing import make_briefing
    from indices.analysis.cube import Cube
    from indices.analysis.destinations import destinations
    from indices.analysis.likeness import likeness
    from indices.reports.codes import UnknownCode, check_index, check_unit, check_year

    catalogue, reader = office.catalogue, office.reader
    try:
        index = check_index(catalogue, asked.index)
        year = asked.year or index.years[-1]
        check_year(catalogue, index.code, year)
        check_unit(catalogue, asked.unit or "", catalogue.vintage(year))
    except UnknownCode as error:
        raise CommandError(str(error), USAGE) from error
    if asked.unit == catalogue.focus:
        raise CommandError("A unit cannot be its own host; name another with --unit.", USAGE)
    cube = Cube(reader.scores(index.code))
    alike = likeness(catalogue, reader.covariates(), year, catalogue.focus)
    found = destinations(cube, alike, catalogue, index.code, year, catalogue.focus)
    if not found.codes:
        said = f"No weak indicator of the city is known in {index.code} {year}"
        raise CommandError(f"{said}; name another --year or --index.")
    return make_briefing(found, found.place(str(asked.unit)), cube, catalogue)

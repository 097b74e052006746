"""Make a paper: take its template, the office's own before the built-in one, and fill it in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from indices.catalogue import Catalogue

if TYPE_CHECKING:
    from indices.analysis.briefing import Briefing
    from indices.database.reader import Reader
    from indices.office.apart import Order
    from indices.register.tours import Dossier
    from indices.reports.papers.templates import Part

SUMMARY = "summary"
TOUR_PAPERS = ("report", "plan", SUMMARY)
BRIEFING = "briefing"
_FOLDER = "templates"
_LINES = ("theme", "delegation", "head", "secretary")


def template_path(folder: Path, kind: str, lang: str) -> Path:
    """Return where an office keeps its own template of a kind of paper.

    Args:
        folder: the register's.
        kind: one of TOUR_PAPERS, or BRIEFING.
        lang: "vi" or "en".
    """
    return folder / _FOLDER / f"{kind}.{lang}.docx"


@dataclass(frozen=True)
class Office:
    """Where templates are and what papers are made from.

    Attributes:
        catalogue: names and sources, the imported ones too.
        reader: figures.
        folder: the register's, with photos; adapted templates stand in its folder `templates`.
    """

    catalogue: Catalogue
    reader: Reader
    folder: Path

    def paper(self, order: Order) -> bytes:
        """Return the paper of an order; raises as `tour_paper` and `briefing` do."""
        from indices.analysis.briefing import Briefing

        if isinstance(order.about, Briefing):
            return self.briefing(order.about, order.lang, order.on)
        return self.tour_paper(order.kind, order.about, order.lang, order.on)

    def tour_paper(self, kind: str, dossier: Dossier, lang: str, on: date) -> bytes:
        """Return a paper of a tour as DOCX.

        Args:
            kind: one of TOUR_PAPERS.
            dossier: everything that is written about the tour.
            lang: "vi" or "en".
            on: the day in the file's properties.

        Raises:
            TemplateFault: the office's own template cannot be filled in.
            DatabaseUnavailable: the figures cannot be read.
        """
        from indices.office import compiled, figures, summary
        from indices.office.photos import photos_part
        from indices.office.subject import Subject

        subject = Subject(dossier, self.catalogue, self.reader, lang)
        writers: dict[str, Callable[..., None]] = {
            **{
                name: partial(compiled.field_part, field=name)
                for name in ("aims", "questions", "timetable", "follow_up")
            },
            "composition": compiled.composition_part,
            "members": compiled.members_part,
            "photos": partial(photos_part, folder=self.folder),
            "totals": figures.totals_part,
            "indicators": figures.indicators_part,
            "claims": compiled.claims_part,
            "lessons": compiled.lessons_part,
            "measures": compiled.measures_part,
            "key_figures": summary.standing_part,
            "key_lessons": summary.key_lessons_part,
            "key_measures": summary.key_measures_part,
        }
        shown = summary.cut if kind == SUMMARY else str
        values = {
            "places": subject.places,
            "days": subject.days,
            "indices": subject.indices,
            "approval": compiled.approval(subject),
            **{
                name: shown(subject.written(name))
                for name in ("theme", "delegation", "head", "secretary")
            },
        }
        return self._made(kind, lang, on, values, _bound(writers, subject=subject))

    def briefing(self, briefing: Briefing, lang: str, on: date) -> bytes:
        """Return the briefing about a host as DOCX.

        Raises:
            TemplateFault: the office's own template cannot be filled in.
            DatabaseUnavailable: the database cannot be read.
        """
        from indices.office import briefing as parts
        from indices.office.briefing_roads import roads_part

        sheet = parts.Sheet(briefing, self.catalogue, lang)
        writers: dict[str, Callable[..., None]] = {
            "why": parts.why_part,
            "standing": parts.standing_part,
            "figures": parts.figures_part,
            "asked": parts.asked_part,
            "changes": parts.changes_part,
            "roads": roads_part,
        }
        values = {**sheet.names, "index": sheet.title}
        return self._made(BRIEFING, lang, on, values, _bound(writers, sheet=sheet))

    def _made(
        self, kind: str, lang: str, on: date, values: Mapping[str, str], parts: Mapping[str, Part]
    ) -> bytes:
        from indices.office.built_in import built_in
        from indices.reports.papers.templates import filled

        own = template_path(self.folder, kind, lang)
        content = own.read_bytes() if own.is_file() else built_in(kind, lang)
        paper = filled(content, own.name, lang, values, parts)
        return paper.content(_title(kind, values), on, self.reader.build().build_id)


def _bound(writers: Mapping[str, Callable[..., None]], **about: Any) -> dict[str, Part]:
    return {tag: partial(writer, **about) for tag, writer in writers.items()}


def _title(kind: str, values: Mapping[str, str]) -> str:
    return f"{kind}: {values.get('places') or values['host']}"

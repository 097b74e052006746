"""The documented template as one format among others: one row per figure, columns by name."""

from __future__ import annotations

from indices.catalogue import Catalogue, Text
from indices.loaders.book import Book
from indices.loaders.formats.base import Match, Reading, Request
from indices.loaders.formats.units import mixed_vintages
from indices.loaders.harmonise import harmonise
from indices.loaders.template import TEMPLATES, heading_of, index_of, table_of

_TELLING = {"year", "unit", "indicator", "score"}


class TemplateFormat:
    """Files in the layout of `python -m indices template`, exports of this product included."""

    code = "template"
    name = Text("Tệp mẫu của phần mềm này", "Template of this product")
    expected = Text(
        "một dòng cho mỗi số liệu, các cột year, unit, indicator, score, source",
        "a row for each figure, with the columns year, unit, indicator, score and source",
    )

    def match(self, book: Book, catalogue: Catalogue) -> Match | None:
        """Know the template by the name of its sheet and the names of its columns."""
        index = index_of(book)
        headings = [heading_of(sheet) for sheet in book.sheets]
        required = {name for template in TEMPLATES.values() for name in template.required}
        fullest = max(headings, key=lambda heading: len(required & heading))
        if index is None and not _TELLING <= fullest:
            return None
        if index is not None and not _TELLING & fullest:
            return None
        missing = tuple(sorted(required - fullest))
        fit = 1 - len(missing) / len(required)
        needs = () if index else ("index",)
        return Match(self, fit, index, (), self.expected, missing, needs)

    def read(self, book: Book, request: Request) -> Reading:
        """Read the rows; every row names its own year and source."""
        index = request.index or index_of(book)
        if index is None or index not in TEMPLATES:
            return Reading(self.code, "", (), (), needs=("index",))
        template = TEMPLATES[index]
        part = harmonise(table_of(book, template), template, request.catalogue, request.spellings)
        part.findings[:0] = book.findings
        years = sorted(map(int, part.rows["year"].dropna().unique()))
        part.findings.extend(mixed_vintages(book.file, years))
        return Reading(self.code, index, tuple(years), (part,))


FORMAT = TemplateFormat()

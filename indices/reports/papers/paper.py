"""What a paper is made of: headings, paragraphs, lists, tables, pictures, each with its sources."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm

from indices.catalogue import Text
from indices.reports.blocks import Column
from indices.reports.papers import packing, tables
from indices.reports.papers.layout import TEXT_MM, new_document
from indices.reports.papers.notes import Notes
from indices.reports.papers.xml import clean
from indices.writing import Writing

if TYPE_CHECKING:
    from datetime import date

    from docx.document import Document
    from docx.text.paragraph import Paragraph

_ROMAN = ("I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX").split()
_NAMES = {"table": Text("Bảng", "Table"), "figure": Text("Hình", "Figure")}


class Paper:
    """A document that is written from top to bottom, or at marked places of a template.

    Attributes:
        document: python-docx's, for what this class has no word for.
        w: how numbers and dates are written.
    """

    def __init__(self, lang: str, document: Document | None = None) -> None:
        self.w = Writing(lang)
        self.document = document or new_document(lang)
        self._notes = Notes(self.document)
        self._place: Paragraph | None = None
        self._counts = {"table": 0, "figure": 0}
        self._numbers = [0, 0, 0]
        self._styles: dict[str, str] = {}

    def at(self, place: Paragraph) -> None:
        """Put what follows before a paragraph; its headings are counted anew."""
        self._place, self._numbers = place, [0, 0, 0]

    def heading(self, text: str, level: int = 1) -> Paragraph:
        """Add a heading with its number: "I. ", "1. ", "a) ".

        Args:
            text: without a number.
            level: 1 to 3.
        """
        count = self._numbers[level - 1] = self._numbers[level - 1] + 1
        self._numbers[level:] = [0] * (3 - level)
        mark = {1: f"{_ROMAN[(count - 1) % 20]}.", 2: f"{count}.", 3: f"{_letter(count)})"}[level]
        return self.paragraph(f"{mark} {text.upper() if level == 1 else text}", f"Heading {level}")

    def text(self, text: str, notes: Sequence[str] = (), label: str = "") -> Paragraph:
        """Add paragraphs of the body, one for each line, and return the last one.

        Args:
            text: as typed by anybody, in any script.
            notes: footnotes at the end of the last paragraph.
            label: stands before the text, in bold.
        """
        lines = [line for line in clean(text).split("\n") if line.strip()] or [""]
        for line in lines:
            last = self.paragraph("", "Body Text")
            if label and line is lines[0]:
                last.add_run(f"{clean(label)}: ").bold = True
            last.add_run(line)
        self._cite(last, notes)
        return last

    def items(self, texts: Sequence[str]) -> None:
        """Add a list, each entry after a dash."""
        for text in texts:
            self.paragraph(f"- {' '.join(text.split())}", "Body Text")

    def paragraph(self, text: str, style: str, notes: Sequence[str] = ()) -> Paragraph:
        """Add one paragraph of a style, with footnotes at its end."""
        made = self.document.add_paragraph(clean(text))
        made._p.style = self._style_id(style)
        self._cite(made, notes)
        self._moved(made._p)
        return made

    def table(
        self,
        columns: Sequence[Column],
        rows: Sequence[Sequence[str]],
        caption: str = "",
        notes: Sequence[str] = (),
        remark: str = "",
        together: bool = False,
        leading: int = 0,
    ) -> None:
        """Add a table whose header repeats on every page and whose rows never split.

        An empty text in the first column belongs to the one above it.

        Args:
            columns: from left to right.
            rows: texts, as many as columns.
            caption: above it, after "Table 1. "; an empty one has no number.
            notes: footnotes of the caption.
            remark: a line below it.
            together: whether it is so small that it should stand on one page.
            leading: how many first rows are in bold, because the paper is about them.
        """
        if caption:
            self._caption("table", caption, notes)
        shares = sum(one.share for one in columns)
        table = tables.filled(
            self.document,
            [one.title for one in columns],
            rows,
            [TEXT_MM * one.share / shares for one in columns],
            [one.figures for one in columns],
            together,
            leading,
        )
        self._moved(table._tbl)
        after = self.paragraph(remark, "Source")
        if not remark:
            tables.shrink(after)

    def picture(
        self,
        image: bytes,
        caption: str,
        alternative: str,
        notes: Sequence[str] = (),
        width_mm: float = TEXT_MM,
    ) -> None:
        """Add a picture with its number and title below.

        Args:
            image: PNG or JPEG.
            caption: after "Figure 1. ".
            alternative: what it shows, for who cannot see it.
            notes: footnotes of the caption.
            width_mm: at most TEXT_MM.
        """
        holder = self.paragraph("", "Normal")
        holder.alignment = WD_ALIGN_PARAGRAPH.CENTER
        holder.paragraph_format.keep_with_next = True
        shape = holder.add_run().add_picture(io.BytesIO(image), Mm(width_mm))
        shape._inline.docPr.set("descr", clean(alternative))
        caption_line = self._caption("figure", caption, notes)
        caption_line.paragraph_format.keep_with_next = False

    def content(self, title: str, on: date, build_id: str = "") -> bytes:
        """Return the file; the same content gives the same bytes apart from the day.

        Args:
            title: in its properties.
            on: the day in its properties.
            build_id: which figures it was made from.
        """
        self._notes.close()
        return packing.packed(self.document, title, on, build_id)

    def _caption(self, kind: str, text: str, notes: Sequence[str]) -> Paragraph:
        self._counts[kind] += 1
        name = self.w.name(_NAMES[kind])
        return self.paragraph(f"{name} {self._counts[kind]}. {text}", "Caption", notes)

    def _style_id(self, name: str) -> str:
        if name not in self._styles:
            self._styles[name] = str(self.document.styles[name].style_id)
        return self._styles[name]

    def _cite(self, paragraph: Paragraph, notes: Sequence[str]) -> None:
        for place, text in enumerate(notes):
            if place:
                paragraph.add_run(",").font.superscript = True
            self._notes.cite(paragraph, text)

    def _moved(self, element: Any) -> None:
        if self._place is not None:
            self._place._p.addprevious(element)


def _letter(count: int) -> str:
    return "abcdđeghiklmnopqrstuvxy"[(count - 1) % 23]

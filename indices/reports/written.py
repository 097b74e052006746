"""A report as a document in the layout of Decree 30/2020/NĐ-CP."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indices.catalogue import Text
from indices.reports.blocks import (
    Block,
    Document,
    Heading,
    Items,
    Paragraph,
    Picture,
    Progress,
    Table,
    unwatched,
)

if TYPE_CHECKING:
    from datetime import date

    from indices.reports.papers.paper import Paper

_KIND = Text("BÁO CÁO", "REPORT")
# So many rows stand on one page without leaving much of the page before empty.
_SMALL_TABLE = 10


def write_docx(document: Document, on: date, progress: Progress = unwatched) -> bytes:
    """Return a report as DOCX; the same content gives the same bytes apart from the day.

    Args:
        document: what it says.
        on: day on which it is made.
        progress: told how many blocks are written.
    """
    from indices.reports.papers.letterhead import Head, letterhead
    from indices.reports.papers.paper import Paper

    paper = Paper(document.lang)
    letterhead(paper, Head(_KIND.get(document.lang), f"{document.title}\n{document.subtitle}"))
    for place, block in enumerate(document.blocks):
        progress(place, len(document.blocks))
        _write(paper, block)
    for label, text in document.about:
        paper.paragraph(f"{label}: {text}", "Source")
    return paper.content(document.title, on, document.build_id)


def _write(paper: Paper, block: Block) -> None:
    match block:
        case Heading(text, level):
            paper.heading(text, level)
        case Paragraph(text):
            paper.text(text)
        case Items(texts):
            paper.items(texts)
        case Table(caption, columns, rows, remark, leading):
            small = len(rows) <= _SMALL_TABLE
            paper.table(columns, rows, caption, (), remark, small, leading)
        case Picture(caption, alternative, draw):
            paper.picture(draw("png"), caption, alternative)

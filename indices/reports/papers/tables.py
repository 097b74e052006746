"""Tables of a paper: with lines, or without as a frame for what stands side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from indices.reports.papers.xml import clean, element

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph


def filled(
    document: Document,
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths_mm: Sequence[float],
    figures: Sequence[bool],
    together: bool = False,
    leading: int = 0,
) -> Table:
    """Add a table with lines at the end of a document.

    Args:
        document: where.
        header: repeats on every page.
        rows: texts; a row never splits.
        widths_mm: of the columns.
        figures: which columns are centred.
        together: keep all rows on one page; rows under one text of the first column always are.
        leading: how many first rows are in bold.
    """
    held = [not row[0] or together for row in rows[1:]]
    table = _empty(document, len(rows) + 1, widths_mm)
    table.style = document.styles["Table Grid"]
    # By its id: to look a style up for every cell would take most of the time.
    style = document.styles["Table text"].style_id
    for place, (row, texts) in enumerate(zip(table.rows, [header, *rows], strict=True)):
        about = row._tr.get_or_add_trPr()
        about.append(element("w:cantSplit"))
        if not place:
            about.append(element("w:tblHeader"))
        for cell, text, width, figure in zip(row.cells, texts, widths_mm, figures, strict=True):
            cell.width = Mm(width)
            _write(cell, text, style, bold=place <= leading, centred=figure or not place)
            if not place or (place <= len(held) and held[place - 1]):
                cell.paragraphs[0].paragraph_format.keep_with_next = True
    _merge_first(table, [row[0] for row in rows])
    return table


def _merge_first(table: Table, texts: Sequence[str]) -> None:
    """Let a text of the first column stand for the empty cells below it."""
    cells = [row.cells[0]._tc for row in table.rows][1:]
    for place, text in enumerate(texts):
        if not text:
            cells[place].get_or_add_tcPr().append(element("w:vMerge"))
        elif place + 1 < len(texts) and not texts[place + 1]:
            cells[place].get_or_add_tcPr().append(element("w:vMerge", val="restart"))


def side_by_side(document: Document, widths_mm: Sequence[float]) -> list[_Cell]:
    """Add a frame without lines at the end of a document and return its cells."""
    table = _empty(document, 1, widths_mm)
    margins = element(
        "w:tblCellMar",
        *(element(f"w:{side}", w=0, type="dxa") for side in ("left", "right")),
    )
    table._tbl.tblPr.find(qn("w:tblLook")).addprevious(margins)
    row = table.rows[0]
    row._tr.get_or_add_trPr().append(element("w:cantSplit"))
    for cell, width in zip(row.cells, widths_mm, strict=True):
        cell.width = Mm(width)
    return list(row.cells)


def shrink(paragraph: Paragraph) -> None:
    """Make an empty paragraph that keeps two tables apart hardly higher than a line."""
    shape = paragraph.paragraph_format
    shape.space_before = shape.space_after = Pt(0)
    shape.line_spacing = Pt(6)


def _empty(document: Document, n_rows: int, widths_mm: Sequence[float]) -> Table:
    table: Table = document.add_table(n_rows, len(widths_mm))
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for column, width in zip(table.columns, widths_mm, strict=True):
        column.width = Mm(width)
    return table


def _write(cell: _Cell, text: str, style: str, bold: bool, centred: bool) -> None:
    paragraph: Any = cell.paragraphs[0]
    paragraph._p.style = style
    paragraph.add_run(clean(text)).bold = True if bold else None
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER

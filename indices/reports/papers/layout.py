"""Page, styles and page numbers of Decree 30/2020/NĐ-CP, annex I."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from indices.reports.papers.xml import element, field

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import ParagraphStyle

FONT = "Times New Roman"
BODY_PT, TABLE_PT, NOTE_PT = 14, 12, 10
# Between the margins: 210 − 30 − 20 mm.
TEXT_MM = 160
_BLACK = RGBColor(0, 0, 0)
_LEFT, _CENTRE, _BOTH = (
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)
# name -> (size in points, bold, italic, alignment, points before, points after, keep with next)
_STYLES: dict[str, tuple[float, bool, bool, Any, float, float, bool]] = {
    "Body Text": (BODY_PT, False, False, _BOTH, 0, 6, False),
    "Title": (BODY_PT, True, False, _CENTRE, 12, 0, True),
    "Subtitle": (BODY_PT, True, False, _CENTRE, 0, 0, True),
    "Heading 1": (BODY_PT, True, False, _LEFT, 12, 6, True),
    "Heading 2": (BODY_PT, True, False, _LEFT, 6, 6, True),
    "Heading 3": (BODY_PT, True, True, _LEFT, 6, 4, True),
    "Caption": (TABLE_PT, True, False, _CENTRE, 8, 4, True),
    "Table text": (TABLE_PT, False, False, _LEFT, 1, 1, False),
    "Source": (11, False, True, _LEFT, 3, 8, False),
    "footnote text": (NOTE_PT, False, False, _LEFT, 0, 0, False),
}


def new_document(lang: str) -> Document:
    """Return an empty A4 document in the decree's layout.

    Args:
        lang: which spelling a word processor checks, "vi" or "en".
    """
    document = docx.Document()
    _drop_thumbnail(document)
    _page(document)
    styles = document.styles
    _fonts(styles.element.find(qn("w:docDefaults")).find(f".//{qn('w:rPr')}"), lang)
    normal = styles["Normal"]
    _shape(normal, BODY_PT, False, False, _BOTH, 0, 6, False)
    for name, look in _STYLES.items():
        _shape(_style(document, name), *look)
    _style(document, "Table text").paragraph_format.keep_together = True
    body = _style(document, "Body Text").paragraph_format
    body.first_line_indent, body.line_spacing = Mm(10), 1.15
    reference = styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER)
    reference.element.set(qn("w:styleId"), "FootnoteReference")
    reference.font.superscript = True
    _page_numbers(document)
    return document


def _page(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(20)
    section.header_distance = section.footer_distance = Mm(10)


def _page_numbers(document: Document) -> None:
    """Number the pages at the top, in the middle, from the second one."""
    section = document.sections[0]
    section.different_first_page_header_footer = True
    paragraph = section.header.paragraphs[0]
    paragraph.style = document.styles["Normal"]
    paragraph.alignment = _CENTRE
    for run in field("PAGE", "2"):
        paragraph._p.append(run)


def _style(document: Document, name: str) -> Any:
    """Return a style; one that Word knows and the file lacks is made under Word's name."""
    if name not in document.styles:
        made = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        made.base_style = document.styles["Normal"]
        if name == "footnote text":
            made.element.set(qn("w:styleId"), "FootnoteText")
    return document.styles[name]


def _shape(
    style: ParagraphStyle,
    size: float,
    bold: bool,
    italic: bool,
    alignment: Any,
    before: float,
    after: float,
    keep: bool,
) -> None:
    font, shape = style.font, style.paragraph_format
    font.size, font.bold, font.italic, font.color.rgb = Pt(size), bold, italic, _BLACK
    _fonts(style.element.get_or_add_rPr(), "")
    complex_size = element("w:szCs", val=round(size * 2))
    for old in style.element.rPr.findall(qn("w:szCs")):
        style.element.rPr.remove(old)
    style.element.rPr.find(qn("w:sz")).addnext(complex_size)
    border = style.element.get_or_add_pPr().find(qn("w:pBdr"))
    if border is not None:
        style.element.pPr.remove(border)
    shape.alignment, shape.line_spacing, shape.keep_with_next = alignment, 1.0, keep
    shape.space_before, shape.space_after = Pt(before), Pt(after)
    for tag in ("w:spacing", "w:kern"):
        for own in style.element.rPr.findall(qn(tag)):
            style.element.rPr.remove(own)


def _fonts(properties: Any, lang: str) -> None:
    """Set one face for every script; a theme's face would win over it."""
    faces = properties.find(qn("w:rFonts"))
    if faces is not None:
        properties.remove(faces)
    kinds = dict.fromkeys(("ascii", "hAnsi", "eastAsia", "cs"), FONT)
    properties.insert(0, element("w:rFonts", **kinds))
    tongue = properties.find(qn("w:lang"))
    if tongue is not None and lang:
        tongue.set(qn("w:val"), {"vi": "vi-VN", "en": "en-GB"}[lang])


def _drop_thumbnail(document: Document) -> None:
    """Drop the picture of another document that the library's template carries."""
    rels = document.part.package.rels
    for key in [key for key, one in rels.items() if one.reltype.endswith("/thumbnail")]:
        del rels[key]

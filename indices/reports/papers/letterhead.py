"""What stands above and below the text of a paper: who writes it, its number, who signs it.

Number, symbol, day and signer are blanks to fill in: nobody but the office knows them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from indices.catalogue import Text
from indices.reports.papers.layout import TEXT_MM
from indices.reports.papers.tables import side_by_side
from indices.reports.papers.xml import clean, element

if TYPE_CHECKING:
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph

    from indices.reports.papers.paper import Paper

_LEFT_MM, _RIGHT_MM = 62.0, 98.0
_SUPERIOR = Text(
    "ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HỒ CHÍ MINH", "PEOPLE'S COMMITTEE\nOF HO CHI MINH CITY"
)
_BODY = Text("SỞ NỘI VỤ", "DEPARTMENT\nOF HOME AFFAIRS")
_PLACE = Text("Thành phố Hồ Chí Minh", "Ho Chi Minh City")
_COUNTRY = Text("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "SOCIALIST REPUBLIC OF VIET NAM")
_MOTTO = Text("Độc lập - Tự do - Hạnh phúc", "Independence - Freedom - Happiness")
# Width of the motto, bold and 14 points high, as LibreOffice sets it.
_MOTTO_MM = {"vi": 60.5, "en": 78.4}
_NUMBER = Text("Số: ……/……-……", "No. ……/……-……")
_DAY = Text("{place}, ngày … tháng … năm ……", "{place}, …… ………………… 20……")
_ADDRESSED = Text("Kính gửi: {whom}", "To: {whom}")
_RECIPIENTS = Text("Nơi nhận:", "Recipients:")
_OFFICE = Text("(Quyền hạn, chức vụ của người ký)", "(Office of the signer)")
_BLANK = "…………………………"
# From a third to a half of the body's name.
_BODY_RULE_MM = 12.0


@dataclass(frozen=True)
class Head:
    """What stands above the text.

    Attributes:
        kind: of paper, "BÁO CÁO".
        about: what it is about.
        addressed: to whom; empty for nobody in particular.
    """

    kind: str
    about: str
    addressed: str = ""


def letterhead(paper: Paper, head: Head) -> None:
    """Write national title, body, number, place and day, title and addressee."""
    w = paper.w
    left, right = side_by_side(paper.document, (_LEFT_MM, _RIGHT_MM))
    _line(left, w.name(_SUPERIOR), 13)
    _line(left, w.name(_BODY), 13, bold=True)
    _rule(left.add_paragraph(), _LEFT_MM, _BODY_RULE_MM)
    _line(left, w.name(_NUMBER), 13, before=6)
    _line(right, w.name(_COUNTRY), 13, bold=True)
    _line(right, w.name(_MOTTO), 14, bold=True)
    _rule(right.add_paragraph(), _RIGHT_MM, _MOTTO_MM[w.lang])
    day = w.say(_DAY, place=w.name(_PLACE))
    _line(right, day, 13, italic=True, before=6)
    paper.paragraph(head.kind, "Title")
    paper.paragraph(head.about, "Subtitle")
    rule = paper.paragraph("", "Normal")
    _rule(rule, TEXT_MM, 35)
    rule.paragraph_format.space_after = Pt(12)
    if head.addressed:
        to = paper.paragraph(w.say(_ADDRESSED, whom=head.addressed), "Normal")
        to.alignment = WD_ALIGN_PARAGRAPH.CENTER
        to.paragraph_format.space_after = Pt(12)


def closing(paper: Paper, recipients: Sequence[str], signer: str = "") -> None:
    """Write recipients and the block for the signature.

    Args:
        paper: at its end.
        recipients: one line each, without dashes.
        signer: office of who signs, as "GIÁM ĐỐC"; a blank where left out.
    """
    w = paper.w
    left, right = side_by_side(paper.document, (_LEFT_MM, _RIGHT_MM))
    first = _line(left, w.name(_RECIPIENTS), 12, bold=True, italic=True, before=12)
    first.alignment = WD_ALIGN_PARAGRAPH.LEFT
    for place, one in enumerate(recipients, start=1):
        end = "." if place == len(recipients) else ";"
        _line(left, f"- {one}{end}", 11).alignment = WD_ALIGN_PARAGRAPH.LEFT
    _line(right, signer or _BLANK, 14, bold=True, before=12)
    if not signer:
        _line(right, w.name(_OFFICE), 11, italic=True)
    _line(right, _BLANK, 14, bold=True, before=70)


def _line(
    cell: _Cell, text: str, size: float, bold: bool = False, italic: bool = False, before: float = 0
) -> Paragraph:
    """Write a centred line into a cell; its first paragraph is there already."""
    first = cell.paragraphs[0]
    unused = len(cell.paragraphs) == 1 and not first.runs
    paragraph: Paragraph = first if unused else cell.add_paragraph()
    run = paragraph.add_run(clean(text))
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_before = Pt(before)
    paragraph.paragraph_format.space_after = Pt(0)
    return paragraph


def _rule(paragraph: Paragraph, space_mm: float, length_mm: float) -> None:
    """Turn an empty paragraph into a line in the middle of its space."""
    shape = paragraph.paragraph_format
    shape.left_indent = shape.right_indent = Mm(max(0.0, (space_mm - length_mm) / 2))
    shape.space_before, shape.space_after, shape.line_spacing = Pt(3), Pt(0), Pt(3)
    line = element("w:pBdr", element("w:top", val="single", sz=6, space=0, color="000000"))
    paragraph._p.get_or_add_pPr().insert_element_before(
        line, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:kinsoku", "w:wordWrap", "w:spacing",
        "w:ind", "w:jc", "w:rPr",
    )  # fmt: skip

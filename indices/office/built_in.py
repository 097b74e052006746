"""The built-in templates: what stands in a paper beside what the register and the figures say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from docx.shared import Mm, Pt

from indices.catalogue import Text
from indices.reports.papers.letterhead import Head, closing, letterhead
from indices.reports.papers.paper import Paper

# A template is the same whenever it is written.
_NO_DAY = date(2020, 3, 5)
_NOTHING = Text("", "")
_COMMITTEE = Text(
    "Ủy ban nhân dân Thành phố Hồ Chí Minh", "the People's Committee of Ho Chi Minh City"
)
_FILED = Text("Lưu: VT, ……", "Files")
_AS_ABOVE = Text("Như trên", "As above")


@dataclass(frozen=True)
class Section:
    """A heading and the tags below it."""

    heading: Text
    tags: tuple[str, ...]


@dataclass(frozen=True)
class Form:
    """What a kind of paper consists of.

    Attributes:
        title: "BÁO CÁO".
        about: what it is about, with tags.
        opening, ending: sentences before and after the sections.
        sections: in their order.
        addressed: to whom.
        recipients: below the text; none for a paper that nobody signs.
        size: of the text in points, and of the space between paragraphs.
    """

    title: Text
    about: Text
    opening: Text
    sections: tuple[Section, ...]
    ending: Text = _NOTHING
    addressed: Text = _NOTHING
    recipients: tuple[Text, ...] = ()
    size: tuple[float, float] = (14, 6)


_PLAN = (
    Section(Text("Mục đích, yêu cầu", "Aims"), ("aims",)),
    Section(Text("Nội dung tìm hiểu", "Questions to ask"), ("questions",)),
)
_FIGURES = Text(
    "So sánh số liệu của Thành phố với các địa phương", "The city and its hosts in figures"
)
_COMPOSITION = Section(
    Text("Thời gian, địa điểm, thành phần", "Time, place, composition"), ("composition",)
)
_OF_FIGURES = (
    Section(Text("Lý do lựa chọn", "Why this host"), ("why", "standing")),
    Section(Text("Số liệu so sánh", "Our figures and theirs"), ("figures",)),
    Section(Text("Câu hỏi gợi ý", "Questions to ask"), ("asked",)),
    Section(Text("Quá trình thay đổi của địa phương", "What changed there"), ("changes", "roads")),
)
FORMS = {
    "report": Form(
        title=Text("BÁO CÁO", "REPORT"),
        about=Text(
            "Kết quả nghiên cứu, học tập kinh nghiệm tại {{ places }}",
            "Results of the study tour to {{ places }}",
        ),
        addressed=_COMMITTEE,
        opening=Text(
            "Sở Nội vụ báo cáo {committee} kết quả nghiên cứu, học tập kinh nghiệm tại "
            "{{{{ places }}}} ({{{{ days }}}}), chủ đề: {{{{ theme }}}}, như sau:",
            "The Department of Home Affairs reports to {committee} on the study tour to "
            "{{{{ places }}}} ({{{{ days }}}}); topic: {{{{ theme }}}}.",
        ),
        sections=(
            *_PLAN,
            _COMPOSITION,
            Section(Text("Kết quả tìm hiểu", "What was seen"), ("members", "photos")),
            Section(_FIGURES, ("totals", "indicators")),
            Section(
                Text("Ý kiến, số liệu do nơi tiếp đoàn nêu", "What the hosts said"), ("claims",)
            ),
            Section(Text("Bài học kinh nghiệm", "Lessons"), ("lessons",)),
            Section(Text("Giải pháp đề xuất", "Proposed measures"), ("measures", "approval")),
        ),
        ending=Text(
            "Trên đây là báo cáo kết quả nghiên cứu, học tập kinh nghiệm, kính trình {committee} "
            "xem xét, chỉ đạo./.",
            "Submitted to {committee} for consideration and direction.",
        ),
        recipients=(_AS_ABOVE, _FILED),
    ),
    "plan": Form(
        title=Text("KẾ HOẠCH", "PLAN"),
        about=Text(
            "Nghiên cứu, học tập kinh nghiệm tại {{ places }}", "Study tour to {{ places }}"
        ),
        opening=Text(
            "Sở Nội vụ xây dựng kế hoạch nghiên cứu, học tập kinh nghiệm tại {{{{ places }}}}, "
            "chủ đề: {{{{ theme }}}}, như sau:",
            "The Department of Home Affairs plans a study tour to {{{{ places }}}}; topic: "
            "{{{{ theme }}}}.",
        ),
        sections=(
            *_PLAN,
            _COMPOSITION,
            Section(Text("Chương trình", "Timetable"), ("timetable",)),
            Section(_FIGURES, ("totals",)),
            Section(Text("Tổ chức thực hiện", "Afterwards"), ("follow_up",)),
        ),
        ending=Text(
            "Trên đây là kế hoạch nghiên cứu, học tập kinh nghiệm tại {{{{ places }}}}./.",
            "This is the plan of the study tour to {{{{ places }}}}.",
        ),
        recipients=(Text("……", "……"), _FILED),
    ),
    "summary": Form(
        title=Text("TÓM TẮT", "SUMMARY"),
        about=Text(
            "Chuyến nghiên cứu, học tập kinh nghiệm tại {{ places }}, {{ days }}",
            "Study tour to {{ places }}, {{ days }}",
        ),
        opening=Text(
            "Chủ đề: {{{{ theme }}}}. Trưởng đoàn: {{{{ head }}}}.",
            "Topic: {{{{ theme }}}}. Head of the delegation: {{{{ head }}}}.",
        ),
        sections=(
            Section(Text("Vị trí của Thành phố", "Where the city stands"), ("key_figures",)),
            Section(Text("Bài học chính", "Main lessons"), ("key_lessons",)),
            Section(Text("Giải pháp đề xuất", "Proposed measures"), ("key_measures", "approval")),
        ),
        size=(13, 3),
    ),
    "briefing": Form(
        title=Text("TÀI LIỆU NGHIÊN CỨU", "BRIEFING"),
        about=Text(
            "Học tập kinh nghiệm của {{ host }} theo {{ index }}", "{{ host }}, {{ index }}"
        ),
        opening=_NOTHING,
        sections=_OF_FIGURES,
    ),
}


@lru_cache(maxsize=16)
def built_in(kind: str, lang: str) -> bytes:
    """Return the built-in template of a kind of paper.

    Args:
        kind: a key of FORMS.
        lang: "vi" or "en".
    """
    form, paper = FORMS[kind], Paper(lang)
    w, committee = paper.w, paper.w.name(_COMMITTEE)
    if form.recipients:
        head = Head(w.name(form.title), w.name(form.about), w.name(form.addressed))
        letterhead(paper, head)
    else:
        paper.paragraph(w.name(form.title), "Title")
        paper.paragraph(w.name(form.about), "Subtitle").paragraph_format.space_after = Pt(8)
    opening = w.say(form.opening, committee=committee)
    if opening:
        paper.text(opening)
    for section in form.sections:
        paper.heading(w.name(section.heading))
        for tag in section.tags:
            paper.text(f"{{{{ {tag} }}}}")
    ending = w.say(form.ending, committee=committee)
    if ending:
        # A signature never stands on a page of its own.
        paper.text(ending).paragraph_format.keep_with_next = True
    if form.recipients:
        closing(paper, [w.name(one) for one in form.recipients])
    _size(paper, *form.size)
    return paper.content(w.name(form.title), _NO_DAY)


def _size(paper: Paper, points: float, space: float) -> None:
    for name in ("Body Text", "Heading 1"):
        style = paper.document.styles[name]
        style.font.size, style.paragraph_format.space_after = Pt(points), Pt(space)
        if points < 14:
            style.paragraph_format.space_before = Pt(space)
            style.paragraph_format.line_spacing = 1.0
            style.paragraph_format.first_line_indent = Mm(0)

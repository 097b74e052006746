"""Parts of papers that say what was written about a tour: plan, reports, claims, lessons, measures.

Everything stands as it was typed; an empty field says that it is not recorded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from indices.catalogue import Text
from indices.office.comparison import source_texts
from indices.office.subject import Subject
from indices.register.names import LEGAL_FORMS, indicator_name
from indices.reports.blocks import Column
from indices.reports.papers.paper import Paper

if TYPE_CHECKING:
    from indices.register.records import Record

_NO_REPORT = Text("Chưa có báo cáo nào của thành viên.", "No member has filed a report yet.")
_NO_LESSON = Text("Chưa có bài học nào được tổng hợp.", "No lesson has been compiled yet.")
_NO_MEASURE = Text("Chưa có giải pháp nào được đề xuất.", "No measure has been proposed yet.")
_NO_CLAIM = Text("Chưa ghi nhận ý kiến, số liệu nào.", "Nothing that hosts said is recorded.")
_CLAIMS = Text(
    "Thông tin dưới đây do nơi tiếp đoàn cung cấp tại buổi làm việc; đây không phải là số liệu của "
    "các chỉ số và chưa được kiểm chứng.",
    "What follows was said by the hosts; these are no figures of the indices and nobody has "
    "verified them.",
)
_MEASURES = Text("Các giải pháp đề xuất", "Proposed measures")


def field_part(paper: Paper, subject: Subject, field: str) -> None:
    """Write a field of the plan as it was typed."""
    text = subject.dossier.tour.values[field].strip()
    paper.text(text or f"{subject.unrecorded.capitalize()}.", _sources(subject) if text else [])


def composition_part(paper: Paper, subject: Subject) -> None:
    """Write who travels, when and where to."""
    w = paper.w
    lines = (
        (Text("Thời gian", "When"), subject.days),
        (Text("Địa điểm", "Where"), subject.places),
        (Text("Chỉ số nghiên cứu", "Indices"), subject.indices),
        (Text("Tên đoàn", "Delegation"), subject.written("delegation")),
        (Text("Trưởng đoàn", "Head of the delegation"), subject.written("head")),
        (Text("Cơ quan, đơn vị cử thành viên", "Bodies that send members"),
         subject.written("bodies")),
        (Text("Thư ký", "Secretary"), subject.written("secretary")),
    )  # fmt: skip
    for label, said in lines:
        notes = _sources(subject) if said is subject.days else []
        paper.text(said, notes, w.name(label))


def members_part(paper: Paper, subject: Subject) -> None:
    """Write the filed reports of the members."""
    w = paper.w
    filed = [one for one in subject.dossier.reports if one.about["filed_at"]]
    if not filed:
        paper.text(w.name(_NO_REPORT))
    for one in filed:
        paper.heading(
            w.say(
                Text("Báo cáo của {name} ({day})", "Report of {name} ({day})"),
                name=one.about["author"],
                day=w.date(one.about["filed_at"][:10]),
            ),
            2,
        )
        for name, label in (
            ("seen", Text("Nội dung tìm hiểu được", "What was seen")),
            ("learnt", Text("Kinh nghiệm có thể học tập", "What can be learnt")),
            ("proposed", Text("Đề xuất", "What is proposed")),
        ):
            paper.text(_typed(one, name, subject), label=w.name(label))


def claims_part(paper: Paper, subject: Subject) -> None:
    """Write what hosts said, apart from the figures of the indices."""
    w = paper.w
    if not subject.dossier.claims:
        paper.text(w.name(_NO_CLAIM))
        return
    paper.text(w.name(_CLAIMS))
    heads = (Text("Nội dung", "What was said"), Text("Người nêu", "Said by"),
             Text("Nơi nêu", "Where"), Text("Ngày", "Day"))  # fmt: skip
    columns = [Column(w.name(head), share) for head, share in zip(heads, (4, 2, 2, 1.8),
                                                                 strict=True)]  # fmt: skip
    rows = [
        [*(_typed(one, name, subject) for name in ("statement", "said_by", "place")),
         _day(one, "heard_on", subject)]
        for one in subject.dossier.claims
    ]  # fmt: skip
    paper.table(columns, rows)


def lessons_part(paper: Paper, subject: Subject) -> None:
    """Write the lessons with where they were seen, evidence and conditions."""
    w = paper.w
    if not subject.dossier.lessons:
        paper.text(w.name(_NO_LESSON))
    for number, one in enumerate(subject.dossier.lessons, start=1):
        label = w.say(Text("Bài học {number}", "Lesson {number}"), number=number)
        paper.text(_typed(one, "what", subject), label=label)
        paper.items(
            [
                f"{w.name(head)}: {_typed(one, name, subject)}"
                for name, head in (
                    ("seen_where", Text("Nơi ghi nhận", "Seen where")),
                    ("evidence", Text("Minh chứng", "Evidence")),
                    ("conditions", Text("Điều kiện áp dụng", "Conditions")),
                )
            ]
        )


def measures_part(paper: Paper, subject: Subject) -> None:
    """Write the measures with owner, deadline, legal form, cost and what they should move."""
    w = paper.w
    if not subject.dossier.measures:
        paper.text(w.name(_NO_MEASURE))
        return
    columns = [
        Column(w.name(Text("STT", "No.")), 1.0, figures=True),
        Column(w.name(Text("Giải pháp", "Measure")), 3.4),
        Column(w.name(Text("Chủ trì", "Owner")), 2.0),
        Column(w.name(Text("Thời hạn", "Deadline")), 2.0),
        Column(w.name(Text("Hình thức; kinh phí", "Legal form; cost")), 1.8),
        Column(w.name(Text("Chỉ số dự kiến cải thiện", "Indicators to move")), 2.4),
    ]
    rows = [
        [
            str(number),
            _typed(one, "what", subject),
            _typed(one, "owner", subject),
            _day(one, "deadline", subject),
            _form(one, subject),
            "\n".join(expectations(one, subject)) or subject.unrecorded,
        ]
        for number, one in enumerate(subject.dossier.measures, start=1)
    ]
    paper.table(columns, rows, w.name(_MEASURES))


def expectations(measure: Record, subject: Subject) -> list[str]:
    """Return what a measure should move, by how much and by when."""
    w, said = subject.w, []
    for one in subject.dossier.expectations:
        name = indicator_name(one.values["indicator"], subject.catalogue, w)
        if one.values["measure"] != str(measure.record_id) or not name:
            continue
        much, when = one.values["by_how_much"], one.values["by_when"]
        decimals = len(much.partition(".")[2])
        points = Text("{n} điểm", "{n} points")
        more = [w.say(points, n=w.number(float(much), decimals, sign=True))] if much else []
        said.append(", ".join([name, *more, *([w.date(when)] if when else [])]))
    return said


def approval(subject: Subject) -> str:
    """Say whether a leader approved lessons and measures, and whether they changed since."""
    w, about = subject.w, subject.dossier.tour.about
    if not subject.dossier.approved:
        return w.name(Text(
            "Dự thảo: bài học và giải pháp chưa được lãnh đạo phê duyệt.",
            "Draft: no leader has approved the lessons and measures yet.",
        ))  # fmt: skip
    approved = Text(
        "Bài học và giải pháp được {name} phê duyệt ngày {day}.",
        "Lessons and measures were approved by {name} on {day}.",
    )
    said = w.say(approved, name=about["approved_by"], day=w.date(about["approved_at"][:10]))
    if subject.dossier.changed_since:
        more = Text("Nội dung đã thay đổi sau khi phê duyệt.", "They have changed since then.")
        said = f"{said} {w.name(more)}"
    return said


def _typed(one: Record, field: str, subject: Subject) -> str:
    return one.values[field].strip() or subject.unrecorded


def _day(one: Record, field: str, subject: Subject) -> str:
    return subject.w.date(one.values[field]) if one.values[field] else subject.unrecorded


def _form(measure: Record, subject: Subject) -> str:
    form = LEGAL_FORMS.get(measure.values["legal_form"])
    said = [subject.w.name(form)] if form else []
    return "; ".join([*said, *filter(None, [measure.values["cost"].strip()])]) or subject.unrecorded


def _sources(subject: Subject) -> list[str]:
    """Return the sources of a tour that is still as data/reference says; else none."""
    if subject.dossier.tour.revision:
        return []
    return source_texts(subject.dossier.sources, subject.catalogue, subject.w)

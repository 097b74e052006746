"""Parts of the summary for leaders, which has to fit on one page: the most telling of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indices.catalogue import Text
from indices.office.comparison import comparisons, rank_text, score_text, source_texts
from indices.office.compiled import expectations
from indices.office.figures import unit_name
from indices.office.subject import Subject
from indices.reports.blocks import Column
from indices.reports.papers.paper import Paper
from indices.writing import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from indices.register.records import Record

LESSONS, MEASURES, UNITS = 3, 4, 5
_LONGEST = 150
_WORDS = 60
_NONE = Text("chưa ghi nhận", "not recorded")
_MORE = Text("… và {n} nội dung khác trong báo cáo.", "… and {n} more in the report.")


def standing_part(paper: Paper, subject: Subject) -> None:
    """Write one small table: a row for each unit, a column for each index."""
    w, found = paper.w, comparisons(subject)
    units = list(dict.fromkeys(unit for one in found for unit in one.units))[:UNITS]
    if not units:
        paper.text(w.name(_NONE))
        return
    columns = [Column(w.name(Text("Địa phương", "Unit")), 1.5)]
    columns += [
        Column(f"{w.name(one.index.short_name)} {one.year}", 1.5, figures=True) for one in found
    ]
    rows = [
        [
            unit_name(unit, subject.catalogue, w),
            *(
                f"{score_text(one.total(unit), w)}; {rank_text(one.total(unit), w)}"
                if unit in one.units
                else UNKNOWN
                for one in found
            ),
        ]
        for unit in units
    ]
    caption = w.name(Text("Điểm và thứ hạng", "Score and rank"))
    codes = dict.fromkeys(code for one in found for code in one.sources(["total"]))
    paper.table(columns, rows, caption, source_texts(codes, subject.catalogue, w), together=True)


def key_lessons_part(paper: Paper, subject: Subject) -> None:
    """Write the first lessons, each in a line or two."""
    _first(paper, [_cut(one.values["what"]) for one in subject.dossier.lessons], LESSONS)


def key_measures_part(paper: Paper, subject: Subject) -> None:
    """Write the first measures with owner, deadline and what they should move."""
    measures = subject.dossier.measures
    _first(paper, [_measure(one, subject) for one in measures], MEASURES)


def _measure(one: Record, subject: Subject) -> str:
    w, values = subject.w, one.values
    owner = _cut(values["owner"], _WORDS) or subject.unrecorded
    day = w.date(values["deadline"]) if values["deadline"] else subject.unrecorded
    moved = _cut("; ".join(expectations(one, subject)), _WORDS) or subject.unrecorded
    about = Text(
        "chủ trì: {owner}; thời hạn: {day}; chỉ số: {moved}",
        "owner: {owner}; deadline: {day}; indicator: {moved}",
    )
    said = w.name(about).format(owner=owner, day=day, moved=moved)
    return f"{_cut(values['what']) or subject.unrecorded} ({said})"


def _first(paper: Paper, texts: Sequence[str], most: int) -> None:
    shown = [text or paper.w.name(_NONE) for text in texts[:most]] or [paper.w.name(_NONE)]
    if len(texts) > most:
        shown.append(paper.w.name(_MORE).format(n=len(texts) - most))
    paper.items(shown)


def _cut(text: str, longest: int = _LONGEST) -> str:
    """Return a text in one line that ends with "…" where it is longer than there is room."""
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"

"""Parts of the summary for leaders, which has to fit on one page: the most telling of each."""

from __future__ import annotations

from itertools import accumulate
from math import ceil
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from indices.catalogue import Text, Unit
from indices.office.comparison import Comparison, comparisons
from indices.office.compiled import expectations
from indices.office.figures import unit_name
from indices.office.subject import Subject
from indices.reports.blocks import Column
from indices.reports.papers.paper import Paper
from indices.reports.yearly.words import place
from indices.writing import UNKNOWN, Writing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from indices.register.records import Record

UNITS = 6
# Lines of the page that lessons and measures may take, and small letters in a line.
LESSON_LINES, MEASURE_LINES, LINE = 6, 12, 70
_LONGEST, _SHORT = 2 * LINE, LINE
_NONE = Text("chưa ghi nhận", "not recorded")
_MORE = Text("… và {n} nội dung khác trong báo cáo.", "… and {n} more in the report.")
_SIGNS = {
    UNKNOWN: Text(
        "–: chưa có số liệu, lý do ghi trong báo cáo.", "–: no figure; the report says why."
    ),
    "*": Text("*: thứ hạng tính toán, không phải công bố.", "*: computed, not published."),
}


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
        [unit_name(unit, subject.catalogue, w), *(_standing(one, unit, w) for one in found)]
        for unit in units
    ]
    caption = w.name(Text("Điểm (thứ hạng)", "Score (rank)"))
    sources = dict.fromkeys(code for one in found for code in one.sources(["total"]))
    known = [subject.catalogue.sources[code].publisher for code in sources]
    note = cut("; ".join(dict.fromkeys(known)), 3 * LINE)
    cells = "".join(cell for row in rows for cell in row)
    remark = " ".join(w.name(said) for sign, said in _SIGNS.items() if sign in cells)
    paper.table(columns, rows, caption, [note], remark, together=True)


def _standing(one: Comparison, unit: Unit, w: Writing) -> str:
    """Return score and rank; a dash for what is not known of either."""
    row = one.total(unit)
    score, rank = w.number(row["score"]), place(row)
    mark = "" if rank == UNKNOWN or row["rank_basis"] == "published" else "*"
    return UNKNOWN if score == rank else f"{score} ({rank}{mark})"


def key_lessons_part(paper: Paper, subject: Subject) -> None:
    """Write the first lessons, each in a line or two."""
    _first(paper, [cut(one.values["what"]) for one in subject.dossier.lessons], LESSON_LINES)


def key_measures_part(paper: Paper, subject: Subject) -> None:
    """Write the first measures with owner, deadline and what they should move."""
    measures = subject.dossier.measures
    _first(paper, [_measure(one, subject) for one in measures], MEASURE_LINES)


def _measure(one: Record, subject: Subject) -> str:
    w, values = subject.w, one.values
    owner = cut(values["owner"], _SHORT) or subject.unrecorded
    day = w.date(values["deadline"]) if values["deadline"] else subject.unrecorded
    moved = cut("; ".join(expectations(one, subject)), _SHORT) or subject.unrecorded
    about = Text(
        "chủ trì: {owner}; thời hạn: {day}; chỉ số: {moved}",
        "owner: {owner}; deadline: {day}; indicator: {moved}",
    )
    said = w.say(about, owner=owner, day=day, moved=moved)
    return f"{cut(values['what']) or subject.unrecorded} ({said})"


def cut(text: str, longest: int = _LONGEST) -> str:
    """Return a text in one line that ends with "…" where it is wider than there is room.

    Args:
        text: as typed.
        longest: how many small letters there is room for.
    """
    line = " ".join(text.split())
    if _width(line) <= longest:
        return line
    widths = accumulate(_width(sign) for sign in line)
    fitting = sum(width <= longest - 1 for width in widths)
    return f"{line[:fitting].rstrip(' .,;')}…"


def _first(paper: Paper, texts: Sequence[str], lines: int) -> None:
    """Write as many texts as have room, at least one, and say how many more there are."""
    shown: list[str] = []
    for text in texts:
        lines -= ceil(_width(text) / LINE)
        if shown and lines < 0:
            break
        shown.append(text or paper.w.name(_NONE))
    if len(texts) > len(shown):
        shown.append(paper.w.say(_MORE, n=len(texts) - len(shown)))
    paper.items(shown or [paper.w.name(_NONE)])


def _width(text: str) -> float:
    """Return how many small letters are about as wide as a text."""
    wide = sum(east_asian_width(sign) in "WF" for sign in text)
    return len(text) + wide + 0.5 * sum(sign.isupper() for sign in text)

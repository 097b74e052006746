"""Parts of a briefing: why this host, our figures and theirs, what to ask, what changed there."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from indices.analysis.hosts import Host, host_at
from indices.analysis.reasons import about_km
from indices.catalogue import Catalogue, Index, Indicator, Text, Unit
from indices.office.comparison import source_texts
from indices.office.figures import unit_name
from indices.reports.blocks import Column
from indices.reports.papers.paper import Paper
from indices.writing import UNKNOWN, Writing

if TYPE_CHECKING:
    from indices.analysis.briefing import Briefing, Change, Figure, Question

_RULE = Text(
    "Chênh lệch: điểm của {host} trừ điểm của {city}; chỉ tính khi lớn hơn sai số ghi ở cột bên.",
    "Lead: the score of {host} less that of {city}; it counts above the uncertainty beside it.",
)
_NO_QUESTION = Text(
    "{host} không cao hơn ở nội dung nào đã biết, nên số liệu không gợi ý câu hỏi nào.",
    "{host} leads in no part that is known, so no question follows from the figures.",
)
_NO_YEAR = Text("Chưa biết năm trước nào so sánh được.", "No comparable earlier year is known.")
_CHANGED = Text(
    "{indicator}, từ năm {year}: {points} điểm, {places} bậc; so với trung vị các tỉnh: {extra} "
    "điểm",
    "{indicator} since {year}: {points} points, {places} places; {extra} points against the "
    "median of all provinces",
)
_MERGED = Text(
    "{host} đã được sắp xếp lại: {today}; số liệu dưới đây là của đơn vị trước ngày 01/7/2025.",
    "{host} was merged: {today}; the figures below are those of its time.",
)


@dataclass(frozen=True, eq=False)
class Sheet:
    """One briefing in one language."""

    briefing: Briefing
    catalogue: Catalogue
    lang: str

    @cached_property
    def w(self) -> Writing:
        """How numbers are written."""
        return Writing(self.lang)

    @property
    def index(self) -> Index:
        """The index in question."""
        return self.catalogue.indices[self.briefing.found.index]

    @property
    def year(self) -> int:
        """The year measured."""
        return self.briefing.found.year

    @property
    def title(self) -> str:
        """Return "PAPI 2024"."""
        return f"{self.w.name(self.index.short_name)} {self.year}"

    @property
    def unit(self) -> Unit:
        """The host."""
        return self.briefing.found.hosts[self.briefing.place]

    @property
    def names(self) -> dict[str, str]:
        """Names of host and city, for sentences."""
        city = self.catalogue.unit(self.briefing.found.focus, self.unit.vintage)
        return {
            "host": self.w.name(self.unit.name),
            "city": unit_name(city, self.catalogue, self.w),
        }

    @cached_property
    def row(self) -> Host:
        """The host's row of the list of destinations."""
        return host_at(self.briefing.found, self.briefing.place, self.catalogue)

    def name(self, indicator: Indicator) -> str:
        """Return an indicator's name, a dimension's with its code."""
        name, code = self.w.name(indicator.name_in(self.year)), indicator.code
        return f"{code}. {name}" if code[0] == "D" and code[1:].isdigit() else name


def why_part(paper: Paper, sheet: Sheet) -> None:
    """Say in one line why the host is on the list, and what became of it."""
    w = paper.w
    paper.text(f"{w.name(sheet.briefing.reason)}.", label=sheet.names["host"])
    if sheet.briefing.today is not None:
        today = w.name(sheet.briefing.today)
        paper.text(w.say(_MERGED, today=today, **sheet.names))


def standing_part(paper: Paper, sheet: Sheet) -> None:
    """Write the host's place on the list with its terms."""
    w, row = paper.w, sheet.row
    km = about_km(row.km) if row.km is not None else None
    facts = (
        (Text("Thứ hạng trong danh sách", "Place on the list"), _place(row, w)),
        (Text("Tiềm năng học tập", "Learning potential"), _bounded(row, w)),
        (Text("Điểm do vị trí", "From position"), w.number(row.gap_terms)),
        (Text("Điểm do tiến bộ", "From improvement"), w.number(row.gain_terms)),
        (Text("Mức tương đồng", "Likeness"), w.number(row.likeness)),
        (Text("Khoảng cách đường thẳng", "Distance in a straight line"),
         UNKNOWN if km is None else f"{w.number(km, 0)} km"),
    )  # fmt: skip
    columns = [Column(w.name(Text("Tiêu chí", "Term")), 2),
               Column(w.name(Text("Giá trị", "Value")), 2, figures=True)]  # fmt: skip
    paper.table(columns, [[w.name(label), value] for label, value in facts], together=True)


def figures_part(paper: Paper, sheet: Sheet) -> None:
    """Write both figures on each indicator in which the city is weak, with sources."""
    w, names, figures = paper.w, sheet.names, sheet.briefing.figures
    heads = (Text("Nội dung", "Indicator"), Text(names["city"], names["city"]),
             Text(names["host"], names["host"]), Text("Chênh lệch", "Lead"),
             Text("Sai số", "Counts above"))  # fmt: skip
    columns = [Column(w.name(head), 1.1, figures=True) for head in heads[1:]]
    rows = [
        [sheet.name(one.indicator), *map(w.number, (one.ours, one.theirs)), _gap(one, w),
         w.number(one.threshold)]
        for one in figures
    ]  # fmt: skip
    codes = dict.fromkeys(one.sources[0] for one in figures if one.sources)
    weak = Text("{title}: các nội dung {city} còn yếu", "{title}: where {city} is weak")
    caption = w.say(weak, title=sheet.title, **names)
    notes = source_texts(codes, sheet.catalogue, w)
    remark = w.say(_RULE, **names)
    paper.table([Column(w.name(heads[0]), 3), *columns], rows, caption, notes, remark)


def asked_part(paper: Paper, sheet: Sheet) -> None:
    """Write what to ask, the largest lead first, with room for the answer."""
    w = paper.w
    if not sheet.briefing.questions:
        paper.text(w.say(_NO_QUESTION, **sheet.names))
        return
    columns = [
        Column(w.name(Text("STT", "No.")), 0.7, figures=True),
        Column(w.name(Text("Câu hỏi", "Question")), 4),
        Column(w.name(Text("Căn cứ", "Because")), 2),
    ]
    rows = [
        [str(number), w.name(one.text), _because(one, sheet)]
        for number, one in enumerate(sheet.briefing.questions, start=1)
    ]
    paper.table(columns, rows)


def changes_part(paper: Paper, sheet: Sheet) -> None:
    """Say what changed there since the first comparable year."""
    if not sheet.briefing.changes:
        paper.text(paper.w.name(_NO_YEAR))
    paper.items([_changed(one, sheet) for one in sheet.briefing.changes])


def _place(row: Host, w: Writing) -> str:
    if row.rank is None:
        return UNKNOWN
    said = Text(
        "{rank}/{of}, từ {best} đến {worst} khi đổi trọng số",
        "{rank} of {of}; {best} to {worst} with other weights",
    )
    ends = {"best": row.best_rank, "worst": row.worst_rank}
    return w.say(said, rank=row.rank, of=row.rank_of, **ends)


def _bounded(row: Host, w: Writing) -> str:
    text = w.number(row.potential)
    return f"≥ {text}" if row.at_least and row.potential is not None else text


def _gap(one: Figure, w: Writing) -> str:
    text = w.number(one.gap, sign=True)
    return f"{text} ●" if one.strong else text


def _because(one: Question, sheet: Sheet) -> str:
    w = sheet.w
    against = Text("{theirs} so với {ours}", "{theirs} against {ours}")
    numbers = w.say(against, theirs=w.number(one.theirs), ours=w.number(one.ours))
    return f"{sheet.name(one.indicator)}: {numbers}"


def _changed(one: Change, sheet: Sheet) -> str:
    w = sheet.w
    said = w.say(
        _CHANGED,
        indicator=sheet.name(one.indicator),
        year=one.since,
        points=w.number(one.points, sign=True),
        places=w.number(one.places, 0, sign=True),
        extra=w.number(one.extra, sign=True),
    )
    not_counted = w.name(Text("trong phạm vi sai số", "within the uncertainty"))
    return said if one.counts else f"{said} ({not_counted})"

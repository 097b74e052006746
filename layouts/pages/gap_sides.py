"""Weak or strong against whom: each part against all, the benchmark provinces and those alike."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

import pandas as pd

from indices.analysis.gaps import gaps_against
from indices.analysis.groups import NEAREST, group_rank
from layouts import theme
from layouts.components.chart import Chart
from layouts.components.groups import nearest_units
from layouts.components.keyed import Keyed
from layouts.figures.spans import Kind, height, spans
from layouts.figures.spans import Row as SpanRow
from layouts.pages.gap_view import MEDIAN, Row, View, best_known_family
from layouts.pages.gap_words import capital
from layouts.wording import UNKNOWN

if TYPE_CHECKING:
    from indices.database.reader import Reader

NAME = "sides"
DEPENDS = ("index", "year", "indicator", "unit")
ALL, BENCHMARK, ALIKE = "all", "benchmark", "alike"


@dataclass(frozen=True, eq=False)
class Sides:
    """One unit held against three references.

    Attributes:
        view: the state of the page.
        members: codes of the benchmark provinces and of those most alike, the unit never among
            them.
        gaps: by side and indicator, as `gaps_against` returns them.
    """

    view: View
    members: dict[str, tuple[str, ...]]
    gaps: dict[str, dict[str, Row]]

    @cached_property
    def names(self) -> dict[str, str]:
        """What each side is called."""
        w = self.view.w
        return {
            ALL: w.t("median of all"),
            BENCHMARK: w.t("mean of the benchmark provinces"),
            ALIKE: w.t("mean of the {n} most alike", n=len(self.members[ALIKE])),
        }

    @cached_property
    def codes(self) -> list[str]:
        """The parts, the farthest behind first; the indicator itself where it has none."""
        own = {code: row for code, row in self.gaps[ALL].items() if row["score"] is not None}
        family = best_known_family(own.values(), self.view.state.indicator, "score")
        codes = [row["indicator"] for row in family] or [self.view.state.indicator]
        return sorted(codes, key=self._mean)

    def lead(self, side: str, code: str) -> float:
        """Return the unit's score less the reference, NaN where unknown."""
        gap = self.gaps[side][code]["gap"]
        return math.nan if gap is None else -float(gap)

    def leads(self, code: str) -> list[float]:
        """Return what is known of a part."""
        gaps = [rows[code]["gap"] for rows in self.gaps.values()]
        return [-float(gap) for gap in gaps if gap is not None]

    def everywhere(self, behind: bool) -> list[str]:
        """Return the parts that are behind, or ahead of, every known reference."""
        known = [(code, self.leads(code)) for code in self.codes]
        return [
            code
            for code, leads in known
            if len(leads) > 1 and all((one < 0) == behind for one in leads)
        ]

    def _mean(self, code: str) -> float:
        leads = self.leads(code)
        return sum(leads) / len(leads) if leads else math.inf


def read_sides(reader: Reader, view: View) -> Sides:
    """Hold the unit against the median of all, the benchmark provinces and those most alike.

    Raises:
        DatabaseUnavailable: the database cannot answer.
    """
    state, catalogue = view.state, view.catalogue
    known = {one.code for one in catalogue.units_of(view.vintage)}
    alike = nearest_units(reader, catalogue, state.year, state.unit)
    members = {
        BENCHMARK: tuple(c for c in catalogue.benchmark if c != state.unit and c in known),
        ALIKE: tuple(alike[:NEAREST]),
    }
    against: dict[str, str | Sequence[str]] = {ALL: MEDIAN, **members}
    gaps = gaps_against(view.cube, view.index, state.year, state.unit, against, state.indicator)
    return Sides(view, members, gaps)


def sides_chart(reader: Reader, view: View) -> Chart:
    """Return the parts by their distance to the three references."""
    found = read_sides(reader, view)
    empty = "" if any(found.leads(code) for code in found.codes) else _empty(found)
    rows = [_row(found, code) for code in found.codes]
    return Chart(
        name=NAME,
        title=empty or _title(found),
        figure=theme.empty_figure(empty) if empty else _figure(found, rows),
        table=partial(_table, found),
        source=view.source,
        note=_note(found),
        empty=empty,
        height=height(rows),
        depends=DEPENDS,
    )


def _figure(found: Sides, rows: list[SpanRow]) -> dict[str, Any]:
    looks = {ALL: ("circle", theme.INK), BENCHMARK: ("diamond", theme.REFERENCE),
             ALIKE: ("square-open", theme.OKABE_ITO[1])}  # fmt: skip
    kinds = {side: Kind(found.names[side], *look) for side, look in looks.items()}
    axis = found.view.w.t("{points} against each (negative: behind)", points=found.view.points)
    return spans(rows, kinds, axis)


def _row(found: Sides, code: str) -> SpanRow:
    view = found.view
    name, values = view.indicator_name(code), {side: found.lead(side, code) for side in found.gaps}
    hover = {
        side: "<br>".join([
            name,
            f"{view.name}: {view.number(found.gaps[side][code]['score'])}",
            f"{found.names[side]}: {view.number(found.gaps[side][code]['reference'])}",
            view.number(None if math.isnan(value) else value, sign=True),
        ])
        for side, value in values.items()
    }  # fmt: skip
    return SpanRow(name, values, hover, _verdict(found, code))


def _verdict(found: Sides, code: str) -> str:
    """Say in two words of how many references the unit is behind."""
    leads, w = found.leads(code), found.view.w
    if not leads:
        return UNKNOWN
    behind = sum(one < 0 for one in leads)
    arrow = "▼" if behind == len(leads) else "▲" if not behind else "▼▲"
    return w.t("{arrow} behind {n}/{of}", arrow=arrow, n=behind, of=len(leads))


def _title(found: Sides) -> str:
    if found.codes == [found.view.state.indicator]:
        return _title_of_whole(found)
    view, w = found.view, found.view.w
    weak, strong = found.everywhere(behind=True), found.everywhere(behind=False)
    said = []
    for codes, known in ((weak, True), (strong, False)):
        if not codes:
            continue
        shown = w.listing([_short(view, code) for code in codes])
        said.append(
            w.t("behind whomever one compares with in {n}: {parts}", n=len(codes), parts=shown)
            if known
            else w.t("ahead of all of them in {n}: {parts}", n=len(codes), parts=shown)
        )
    rest = len(found.codes) - len(weak) - len(strong)
    if rest or not said:
        said.append(w.t("in {n} it depends on whom one compares with", n=rest))
    return w.t("Of {of} parts {name} is {said}", of=len(found.codes), name=view.name,
               said="; ".join(said))  # fmt: skip


def _title_of_whole(found: Sides) -> str:
    """Say what each known difference is, where there are no parts."""
    view, w = found.view, found.view.w
    code = view.state.indicator
    leads = {found.names[side]: found.lead(side, code) for side in found.gaps}
    said = [
        f"{name} {view.number(lead, sign=True)}"
        for name, lead in leads.items()
        if not math.isnan(lead)
    ]
    return w.t("{name} against each, in {points}: {leads}", name=view.name, points=view.points,
               leads="; ".join(said))  # fmt: skip


def _short(view: View, code: str) -> str:
    return code if code[:1] == "D" and code[1:].isdigit() else view.indicator_name(code)


def _note(found: Sides) -> str:
    view, w = found.view, found.view.w
    notes = []
    for side, codes in found.members.items():
        lacking = (found.gaps[side][view.state.indicator]["missing_reference"] or "").split(";")
        known = w.listing([view.unit_name(code) for code in codes if code not in lacking])
        left = w.listing([view.unit_name(code) for code in codes if code in lacking])
        said = w.t("left out, figures not known: {units}", units=left) if left else ""
        notes.append(f"{capital(found.names[side])}: {'; '.join(filter(None, (known, said)))}.")
    if all(row["gap"] is None for row in found.gaps[ALL].values()):
        notes.append(w.t("No median: not every score of this year is known."))
    notes.append(w.t("Most alike: by population, urban share, GRDP per head and kind of unit."))
    return " ".join(notes)


def _empty(found: Sides) -> str:
    view = found.view
    if view.whole["score"] is None and not view.leaves:
        return view.w.t("The score of {name} is not known ({reason})", name=view.name,
                        reason=view.reason())  # fmt: skip
    return view.w.t("Nothing to compare the parts of {name} with is known", name=view.name)


def _table(found: Sides) -> Keyed:
    """Return score, difference to each reference, and the rank among the few that are named."""
    view, w = found.view, found.view.w
    table: dict[str, Any] = {
        w.t("Part"): [view.indicator_name(code) for code in found.codes],
        view.name: [view.own[code]["score"] for code in found.codes],
    }
    for side, name in found.names.items():
        table[w.t("Difference to {reference}", reference=name)] = pd.Series(
            [found.lead(side, code) for code in found.codes], dtype="float64"
        )
    for side, codes in found.members.items():
        name = w.t("Rank beside {reference}", reference=found.names[side])
        table[name] = [_group_rank(found, code, codes) for code in found.codes]
    return Keyed(pd.DataFrame(table), {view.name: [view.key(code) for code in found.codes]})


def _group_rank(found: Sides, code: str, members: tuple[str, ...]) -> str:
    view = found.view
    rows = view.scores[(view.scores["indicator"] == code).to_numpy()]
    ranked = group_rank(rows, view.state.unit, members)
    return view.w.rank(ranked.rank, ranked.size) if ranked.rank is not None else ""

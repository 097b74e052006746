"""Dimensions of one index and year on the unit page: the unit among all units, median and best."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from indices.analysis.gaps import gap_table
from indices.catalogue import Index, Indicator, Unit
from layouts.components import terms
from layouts.components.chart import Chart
from layouts.figures.strips import SIGNS, Mark, Names, Strip, height, strips
from layouts.pages.profile import Profile, Row, plain_rows
from layouts.pages.profile_absences import joined_codes
from layouts.pages.profile_history import subject_color
from layouts.urls import PageState

if TYPE_CHECKING:
    from indices.database.reader import Reader

NAME_WIDTH = 46
_READ = ["unit", "indicator", "score", "rank", "rank_of", "missing_reason", "sources"]


@dataclass(frozen=True, eq=False)
class Part:
    """One indicator of the year: its rows by unit, and its gap row against the median."""

    indicator: Indicator
    name: str
    rows: dict[str, Row]
    gap: Row

    @property
    def has_code(self) -> bool:
        """Whether the indicator is known by its code, "D4"."""
        return self.indicator.code[1:].isdigit()

    @property
    def known(self) -> list[Row]:
        """Rows of the units with a score."""
        return [row for row in self.rows.values() if row["score"] is not None]


@dataclass(frozen=True, eq=False)
class Parts:
    """The parts of one indicator in one year, and which of the page's units existed then."""

    profile: Profile
    index: Index
    year: int
    marked: list[Unit]
    parts: list[Part]

    @property
    def drawn(self) -> list[Unit]:
        """The marked units and, beside a single one, Ho Chi Minh City for comparison."""
        focus = self.profile.catalogue.units.get(
            (self.profile.catalogue.vintage(self.year), self.profile.catalogue.focus)
        )
        single = len(self.marked) == 1 and focus is not None and focus not in self.marked
        return [*self.marked, focus] if single and focus else self.marked

    @property
    def shown(self) -> list[Part]:
        """Parts of which the score of any unit is known."""
        return [part for part in self.parts if part.known]

    @property
    def title(self) -> str:
        """Index and year, "PAPI 2024"."""
        return terms.index_year(self.index, self.year, self.profile.w)

    def row(self, part: Part, unit: Unit) -> Row:
        """Return a marked unit's row."""
        return part.rows[unit.code]


def parts_chart(reader: Reader, profile: Profile, state: PageState) -> Chart:
    """Return the parts of the chosen indicator, each against the median and the best."""
    parts = _read(reader, profile, state)
    empty = _why_empty(parts)
    return Chart(
        name="parts",
        title=_no_parts(parts, empty) if empty else _title(parts),
        figure={} if empty else _figure(parts),
        table=_table(parts),
        source=_source(parts),
        note="" if empty else _note(parts),
        empty=empty,
        height=height(len(parts.shown)) if not empty else 160,
        depends=("index", "year", "indicator", "view"),
    )


def _read(reader: Reader, profile: Profile, state: PageState) -> Parts:
    catalogue = profile.catalogue
    index = catalogue.indices[state.index]
    marked = [one for one in profile.subjects if one.vintage == catalogue.vintage(state.year)]
    scores = reader.scores(index.code, state.year)
    known = set(scores.loc[scores["score"].notna().to_numpy(), "indicator"].unique())
    indicators = _shown_parts(index, state.indicator, state.year, known)
    codes = tuple(indicator.code for indicator in indicators)
    gaps = {}
    if marked:
        found = gap_table(
            scores, catalogue, index.code, state.year, marked[0].code, "median", state.indicator
        )
        gaps = {row["indicator"]: row for row in plain_rows(found)}
    rows: dict[str, dict[str, Row]] = {code: {} for code in codes}
    for row in plain_rows(scores.loc[scores["indicator"].isin(codes).to_numpy(), _READ]):
        rows[row["indicator"]][row["unit"]] = row
    parts = [
        Part(
            one,
            terms.indicator_name(index, one.code, state.year, profile.w),
            rows[one.code],
            gaps.get(one.code, {}),
        )
        for one in indicators
    ]
    return Parts(profile, index, state.year, marked, parts)


def _shown_parts(index: Index, code: str, year: int, known: set[str]) -> list[Indicator]:
    """Return the parts of an indicator; in place of an unknown one its own parts, if known."""
    shown: list[Indicator] = []
    for part in index.children(code, year) or [index.indicator(code)]:
        below = [] if part.code in known else index.children(part.code, year)
        shown += below if any(one.code in known for one in below) else [part]
    return shown


def _why_empty(parts: Parts) -> str:
    """Say why there is nothing to draw; empty where there is."""
    w = parts.profile.w
    if not parts.marked:
        return terms.missing_reason("unit_did_not_exist", w)
    rows = [parts.row(part, one) for part in parts.parts for one in parts.marked]
    if any(row["score"] is not None for row in rows):
        return ""
    reasons = sorted({row["missing_reason"] for row in rows})
    return w.listing([terms.missing_reason(reason, w) for reason in reasons])


def _no_parts(parts: Parts, reason: str) -> str:
    w, profile = parts.profile.w, parts.profile
    name = profile.label(parts.marked[0]) if len(parts.marked) == 1 else profile.name
    return w.t(
        "{index}: no part of {unit} is known ({reason})",
        index=parts.title,
        unit=name,
        reason=reason,
    )


def _title(parts: Parts) -> str:
    w, profile = parts.profile.w, parts.profile
    if len(parts.marked) > 1:
        return w.t("{index}: the constituent units, part by part", index=parts.title)
    compared = [
        (part, parts.row(part, parts.marked[0])["score"] - part.gap["reference"])
        for part in parts.shown
        if part.gap["gap"] is not None
    ]
    name = profile.label(parts.marked[0])
    if not compared:
        n = sum(parts.row(part, parts.marked[0])["score"] is not None for part in parts.shown)
        return w.n(
            "{index}: {n} part of {unit} is known, and no median",
            "{index}: {n} parts of {unit} are known, and no median",
            n,
            index=parts.title,
            unit=name,
        )
    above = sum(distance > 0 for _, distance in compared)
    lowest, distance = min(compared, key=lambda one: one[1])
    text = w.t(
        "{index}: {unit} is above the median in {n} of {of} parts",
        index=parts.title,
        unit=name,
        n=above,
        of=len(compared),
    )
    if distance >= 0:
        return text
    far = w.t("furthest below it in {part}", part=lowest.name)
    return f"{text}; {far} ({w.number(distance, parts.index.decimals, sign=True)})"


def _note(parts: Parts) -> str:
    """Say how many units stand behind the strokes, and which parts are not drawn."""
    w, catalogue = parts.profile.w, parts.profile.catalogue
    n_units = len(catalogue.units_of(catalogue.vintage(parts.year)))
    counts = sorted({len(part.known) for part in parts.shown})
    known = "–".join(str(count) for count in dict.fromkeys((counts[0], counts[-1])))
    notes = [w.t("{n} of {of} units known.", n=known, of=n_units)]
    withheld = {
        code
        for part in parts.shown
        for code, row in part.rows.items()
        if row["missing_reason"] == "withheld"
    }
    if withheld:
        units = [catalogue.unit(code, catalogue.vintage(parts.year)) for code in sorted(withheld)]
        names = w.listing([w.unit_name(unit) for unit in units])
        notes.append(w.t("Withheld in whole or in part: {units}.", units=names))
    absent = [part for part in parts.parts if not part.known]
    if absent:
        codes = [part.indicator.code for part in absent if part.has_code]
        names = [part.name for part in absent if not part.has_code]
        listed = ", ".join([*names, *joined_codes(codes)])
        notes.append(w.t("Of no province known: {parts}.", parts=listed))
    if any(part.gap["reference"] is None for part in parts.shown):
        notes.append(w.t("No median and no best where not all ranked units are known."))
    return " ".join(notes)


def _figure(parts: Parts) -> dict[str, Any]:
    profile, w = parts.profile, parts.profile.w
    marks = [
        Mark(
            name=profile.label(unit),
            color=subject_color(profile, unit),
            texts=[
                f"{profile.label(unit)}: {_number(parts, parts.row(part, unit))}"
                for part in parts.shown
            ],
            quiet=unit not in parts.marked,
        )
        for unit in parts.drawn
    ]
    names = Names(w.t("Median"), w.t("each stroke: one unit"), _scale(parts))
    return strips([_strip(parts, part) for part in parts.shown], marks, names)


def _strip(parts: Parts, part: Part) -> Strip:
    catalogue, w = parts.profile.catalogue, parts.profile.w
    vintage = catalogue.vintage(parts.year)
    codes = {unit.code for unit in parts.drawn}
    others = [
        (row["score"], f"{w.unit_name(catalogue.unit(code, vintage))}: {_number(parts, row)}")
        for code, row in part.rows.items()
        if row["score"] is not None and code not in codes
    ]
    return Strip(
        name="<br>".join(textwrap.wrap(part.name, NAME_WIDTH)),
        others=others,
        marked=[parts.row(part, unit)["score"] for unit in parts.drawn],
        median=part.gap["reference"],
        left=_own_figures(parts, part),
        right=_best(parts, part),
    )


def _own_figures(parts: Parts, part: Part) -> str:
    """Write score, rank and distance from the median; of several units only their scores."""
    w = parts.profile.w
    if len(parts.marked) > 1:
        figures = (_number(parts, parts.row(part, unit)) for unit in parts.marked)
        return "   ".join(f"{sign} {text}" for sign, text in zip(SIGNS, figures, strict=False))
    row = parts.row(part, parts.marked[0])
    if row["score"] is None:
        withheld = row["missing_reason"] == "withheld"
        return w.t("withheld") if withheld else w.t("not known")
    figures = [f"<b>{_number(parts, row)}</b>"]
    if row["rank"] is not None:
        figures.append(w.rank(row["rank"], row["rank_of"]))
    if part.gap["reference"] is not None:
        figures.append(w.change(row["score"] - part.gap["reference"], parts.index.decimals))
    return "  ·  ".join(figures)


def _best(parts: Parts, part: Part) -> str:
    if part.gap["best"] is None:
        return ""
    w, catalogue = parts.profile.w, parts.profile.catalogue
    code, *others = part.gap["best_unit"].split(";")
    name = w.unit_name(catalogue.unit(code, catalogue.vintage(parts.year)))
    best = f"{name}{' +' + str(len(others)) if others else ''} {_points(parts, part.gap['best'])}"
    return w.t("best: {best}", best=best)


def _number(parts: Parts, row: Row) -> str:
    return _points(parts, row["score"])


def _points(parts: Parts, score: float | None) -> str:
    return parts.profile.w.number(score, parts.index.decimals)


def _scale(parts: Parts) -> str:
    w = parts.profile.w
    percent = parts.index.code == "SIPAS"
    return "%" if percent else w.t("points")


def _source(parts: Parts) -> str:
    codes = [row["sources"] for part in parts.shown for row in part.known]
    if not codes:
        return ""
    profile = parts.profile
    return terms.source_line(codes, parts.index, parts.year, profile.catalogue, profile.w)


def _table(parts: Parts) -> pd.DataFrame:
    w, profile = parts.profile.w, parts.profile
    catalogue = profile.catalogue
    vintage = catalogue.vintage(parts.year)
    rows = [(part, unit, parts.row(part, unit)) for part in parts.parts for unit in parts.marked]

    reasons = [terms.missing_reason(row["missing_reason"], w) for *_, row in rows]

    def best_units(part: Part) -> str:
        codes = [code for code in (part.gap["best_unit"] or "").split(";") if code]
        return ", ".join(w.unit_name(catalogue.unit(code, vintage)) for code in codes)

    numbers = {
        w.t("Score"): [row["score"] for *_, row in rows],
        w.t("Median"): [part.gap["reference"] for part, *_ in rows],
        w.t("Best"): [part.gap["best"] for part, *_ in rows],
    }
    ranks = {
        w.t("Rank"): [row["rank"] for *_, row in rows],
        w.t("Ranked units"): [row["rank_of"] for *_, row in rows],
    }
    return pd.DataFrame(
        {
            w.t("Indicator"): [part.name for part, *_ in rows],
            w.t("Province"): [profile.label(unit) for _, unit, _ in rows],
            **{name: pd.Series(values, dtype="float64") for name, values in numbers.items()},
            w.t("Best province"): [best_units(part) for part, *_ in rows],
            **{name: pd.Series(values, dtype="Int64") for name, values in ranks.items()},
            w.t("Why no score"): reasons,
        }
    )

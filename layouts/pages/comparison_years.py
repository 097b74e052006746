"""The small multiples of the compare page: each unit beside the focus unit over the years."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from indices.analysis.series import Segment, segments
from indices.catalogue import TourStop
from indices.facts import fact_key
from indices.frames import plain_rows
from layouts import theme
from layouts.components.chart import Chart
from layouts.components.keyed import Keyed
from layouts.components.terms import missing_reason, source_line
from layouts.figures import panels
from layouts.figures.panels import Line, Mark, Panel
from layouts.pages.comparison import FIGURE, Comparison, Figure

if TYPE_CHECKING:
    from indices.database.reader import Reader

NAME = "years"
DEPENDS = ("index", "indicator", "units", "against", "vintage")


@dataclass(frozen=True)
class History:
    """The shown units over the years.

    Attributes:
        comparison: the state they belong to; of its year only the vintage counts.
        years: years in which the index was published, the indicator and the units existed.
        figures: (unit, year) -> figure.
        runs: unit -> runs of comparable years.
    """

    comparison: Comparison
    years: list[int]
    figures: Mapping[tuple[str, int], Figure]
    runs: Mapping[str, list[Segment]]

    def score(self, unit: str, year: int) -> str:
        """Write a unit's score of a year."""
        return self.comparison.score(self.figures[unit, year])

    def key(self, unit: str, year: int) -> str:
        """Return the key of a unit's score in a year."""
        state = self.comparison.state
        return fact_key(state.index, year, unit, state.indicator)

    def value(self, unit: str, year: int) -> float | None:
        """Return a unit's score of a year, None where it is unknown."""
        figure = self.figures.get((unit, year))
        return figure.score if figure else None


def years_chart(reader: Reader, comparison: Comparison) -> Chart:
    """One panel a unit, the focus unit in each, on one scale, cut where methods changed."""
    history = read_history(reader, comparison)
    years, items = history.years, _panels(history)
    w, columns = comparison.w, min(2, len(items))
    breaks = break_years(history)
    known = any(history.runs.values())
    empty = "" if known else w.t("No score of these provinces is known in any year.")
    names = (w.t("method changed"), w.t("study tour"))
    return Chart(
        name=NAME,
        title=_title(history),
        figure=panels.panels(items, list(breaks), (years[0], years[-1]), names, columns),
        table=partial(_table, history),
        source=source_line(
            (figure.sources or "" for figure in history.figures.values()),
            comparison.index,
            f"{years[0]}–{years[-1]}",
            comparison.catalogue,
            w,
        ),
        note=" ".join(note for note in _notes(history, breaks) if note),
        empty=empty,
        height=panels.height(len(items), columns),
        depends=DEPENDS,
    )


def read_history(reader: Reader, comparison: Comparison) -> History:
    """Read all years of the shown units.

    Raises:
        DatabaseUnavailable: the database cannot answer.
    """
    index, code = comparison.index, comparison.state.indicator
    scores = reader.scores(index.code, indicator=code)
    same = (scores["vintage"] == comparison.vintage) & scores["unit"].isin(list(comparison.shown))
    own = scores[same.to_numpy()]
    rows = plain_rows(own, columns=FIGURE)
    keys = zip(own["unit"].tolist(), own["year"].tolist(), strict=True)
    return History(
        comparison=comparison,
        years=[
            year
            for year in index.years
            if index.indicator(code).exists_in(year)
            and comparison.catalogue.vintage(year) == comparison.vintage
        ],
        figures={key: Figure(**row) for key, row in zip(keys, rows, strict=True)},
        runs={unit: segments(own, index, unit, code) for unit in comparison.shown},
    )


def break_years(history: History) -> dict[int, str]:
    """Return the first years after a change of method, with what changed."""
    comparison, years = history.comparison, history.years
    return {
        year: comparison.w.name(text).rstrip(".")
        for year, text in comparison.index.break_years(comparison.state.indicator)
        if years[0] < year <= years[-1]
    }


def tour_marks(unit: str, comparison: Comparison) -> list[Mark]:
    """Return the study tours to a unit."""
    months = dict.fromkeys(stop.start[:7] for stop in _stops(unit, comparison))
    return [Mark(int(start[:4]), int(start[5:]), _month(start)) for start in months]


def _stops(unit: str, comparison: Comparison) -> list[TourStop]:
    return [
        stop
        for stop in comparison.catalogue.tours
        if (stop.vintage, stop.unit) == (comparison.vintage, unit)
    ]


def _month(start: str) -> str:
    """Write the month of a day or month: "12/2022"."""
    return f"{int(start[5:7])}/{start[:4]}"


def _panels(history: History) -> list[Panel]:
    comparison = history.comparison
    focus = comparison.catalogue.focus
    own = _line(focus, history)
    others = [unit for unit in comparison.shown if unit != focus]
    if not others:
        return [Panel(comparison.focus_name, [own])]
    unknown = comparison.w.t("no score known")
    return [
        Panel(
            comparison.unit_name(unit),
            [_line(unit, history), own],
            tour_marks(unit, comparison),
            "" if history.runs[unit] else unknown,
        )
        for unit in others
    ]


def _line(unit: str, history: History) -> Line:
    comparison, runs = history.comparison, history.runs[unit]
    texts = {year: history.score(unit, year) for run in runs for year in run.years}
    pairs = [(run.years, run.values) for run in runs]  # noqa: PD011
    name, keys = comparison.unit_name(unit), {year: history.key(unit, year) for year in texts}
    if unit == comparison.catalogue.focus:
        return Line(name, pairs, texts, theme.HCMC, "circle", keys=keys)
    return Line(comparison.w.t("the other province"), pairs, texts, label=name, keys=keys)


def _title(history: History) -> str:
    """Compare the changes over the newest years under one method."""
    comparison = history.comparison
    w, focus = comparison.w, comparison.catalogue.focus
    own = [run for run in history.runs[focus] if len(run.years) > 1]
    if not own:
        return w.t("No two comparable years of {name} are known", name=comparison.focus_name)
    first, last = own[-1].years[0], own[-1].years[-1]
    change = _change(focus, first, last, history) or 0.0
    others = [
        gained
        for unit in comparison.shown
        if unit != focus and (gained := _change(unit, first, last, history)) is not None
    ]
    values = {
        "first": first,
        "last": last,
        "name": comparison.focus_name,
        "change": w.number(change, _decimals(focus, first, last, history), sign=True),
        "points": comparison.points,
        "n": sum(gained > change for gained in others),
        "of": len(others),
    }
    said = w.t("{first}–{last}, one method: {name} {change} {points}", **values)
    if not others:
        return said
    if values["n"]:
        more = w.t("{n} of {of} provinces gained more", **values)
    else:
        more = w.t("none of {of} provinces gained more", **values)
    return f"{said}; {more}"


def _change(unit: str, first: int, last: int, history: History) -> float | None:
    """Return the points gained between two years of one method, None where either is unknown."""
    before, after = history.value(unit, first), history.value(unit, last)
    return None if before is None or after is None else after - before


def _decimals(unit: str, first: int, last: int, history: History) -> int:
    """Return the decimals of a change: no more than a rounded score allows."""
    most = history.comparison.index.decimals
    figures = [history.figures[unit, year] for year in (first, last)]
    return min((figure.printed(most) for figure in figures if figure.rounded), default=most)


def _notes(history: History, breaks: Mapping[int, str]) -> list[str]:
    return [
        _breaks_note(history.comparison, breaks),
        _gaps_note(history),
        _tours_note(history.comparison),
    ]


def _breaks_note(comparison: Comparison, breaks: Mapping[int, str]) -> str:
    """Say what changed, years with the same words together."""
    if not breaks:
        return ""
    said: dict[str, list[str]] = {}
    for year, text in breaks.items():
        said.setdefault(text, []).append(str(year))
    changes = "; ".join(f"{', '.join(years)}: {text}" for text, years in said.items())
    return comparison.w.t(
        "Points on both sides of a dashed line cannot be compared. {changes}.", changes=changes
    )


def _gaps_note(history: History) -> str:
    """Say how many scores are known and why the others are not; empty when all are known."""
    w, figures = history.comparison.w, list(history.figures.values())
    gone = Counter(one.missing_reason or "not_found" for one in figures if one.score is None)
    if not gone:
        return ""
    listed = "; ".join(f"{missing_reason(reason, w)}: {n}" for reason, n in gone.most_common())
    n = len(figures) - gone.total()
    return w.t("{n} of {of} scores known ({reasons}).", n=n, of=len(figures), reasons=listed)


def _tours_note(comparison: Comparison) -> str:
    """Say what the tours that are marked were about."""
    w = comparison.w
    themes: dict[tuple[str, str], list[str]] = {}
    for unit in comparison.shown:
        for stop in _stops(unit, comparison):
            subject = (_month(stop.start), w.name(stop.theme))
            themes.setdefault(subject, []).append(comparison.unit_name(unit))
    said = [f"{month} {w.listing(names)} – {about}" for (month, about), names in themes.items()]
    return w.t("Study tours: {tours}.", tours="; ".join(said)) if said else ""


def _table(history: History) -> Keyed:
    """Return years × units, with the scheme under which a year was measured."""
    comparison, years = history.comparison, history.years
    w, index = comparison.w, comparison.index
    columns = {
        comparison.unit_name(unit): [history.value(unit, year) for year in years]
        for unit in comparison.shown
    }
    schemes = [index.scheme(year).code for year in years]
    frame = pd.DataFrame({w.t("Year"): years, w.t("Method"): schemes, **columns})
    facts = {
        comparison.unit_name(unit): [history.key(unit, year) for year in years]
        for unit in comparison.shown
    }
    return Keyed(frame, facts)

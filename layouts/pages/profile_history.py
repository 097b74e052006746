"""The history of one index on the unit page: scores and ranks over the years."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pandas as pd

from indices.analysis.absence import NOT_RANKED
from indices.analysis.selection import best_first
from indices.analysis.series import runs_of_years
from indices.catalogue import Index, Unit
from layouts import theme
from layouts.components import terms
from layouts.components.chart import Chart
from layouts.components.keyed import Keyed, row_key
from layouts.components.result_facts import points_change, score_text
from layouts.components.trend import spans
from layouts.figures.history import Band, Line, height, history
from layouts.figures.sparkline import Point
from layouts.figures.strips import SYMBOLS
from layouts.memo import Memo
from layouts.pages.profile import Profile, Record
from layouts.wording import Wording

if TYPE_CHECKING:
    from indices.database.reader import Reader

_REFERENCES = Memo(16)


def history_chart(reader: Reader, profile: Profile, index: Index) -> Chart:
    """Return scores above ranks of the page's units, beside the mean or median of the country."""
    w, records = profile.w, profile.records[index.code]
    known = [record for record in records if record.known("score", "rank")]
    reference = _reference(reader, index, w)
    bands = _bands(profile, index, known, reference)
    return Chart(
        name=index.code.lower(),
        title=_title(profile, index, known),
        figure=history(bands, _span(index, known)) if known else {},
        table=_table(profile, records),
        source=_source(profile, index, known),
        note=_note(profile, index, known, reference) if known else "",
        empty="" if known else w.t("No figure to draw."),
        height=height(bands),
        depends=("view",),
    )


def _title(profile: Profile, index: Index, known: list[Record]) -> str:
    w, name = profile.w, profile.w.name(index.short_name)
    if not known:
        years = sorted({year for one in profile.records[index.code] for year in one.years})
        return w.t("No result of {index} found by us yet ({years})", index=name, years=spans(years))
    if len(profile.subjects) > 1:
        return w.t("{index} of the constituent units, side by side", index=name)
    runs = known[0].runs("score")
    if not runs:
        last = known[0].runs("rank")[-1][-1]
        rank = w.rank(last["rank"], last["rank_of"], last["year"] in known[0].tied)
        return w.t(
            "{index}: rank {rank} in {year}, no score known",
            index=name,
            rank=rank,
            year=last["year"],
        )
    first, last = runs[-1][0], runs[-1][-1]
    if first is last:
        return w.t(
            "{index}: {score} in {year}; no comparable score of the year before is known",
            index=name,
            score=score_text(index, last, w),
            year=last["year"],
        )
    rounded = "rounded" in (first["precision"], last["precision"])
    return w.t(
        "{index}: {change} points from {first} to {last}, years that can be compared",
        index=name,
        change=points_change(index, last["score"] - first["score"], w, rounded),
        first=first["year"],
        last=last["year"],
    )


def _note(profile: Profile, index: Index, known: list[Record], reference: Line | None) -> str:
    w = profile.w
    years = [str(year) for year, _ in index.break_years()]
    absent = [one for one in profile.records[index.code] if one not in known]
    names = w.listing([profile.label(record.unit) for record in absent])
    notes = [w.t("Nothing was found of {units}.", units=names)] if absent else []
    if years:
        notes.append(
            w.t(
                "Dashed lines: the method changed before {years}; no line is drawn across.",
                years=w.listing(years),
            )
        )
    if reference:
        notes.append(
            w.t("The national mean is the published one.")
            if reference.name == w.t("National mean")
            else w.t("The median is computed from all units with a score.")
        )
    return " ".join(notes)


def _span(index: Index, known: list[Record]) -> tuple[int, int]:
    """Return first and last year of the axis: those of the index, and of any later figure."""
    return index.years[0], max(index.years[-1], *(record.years[-1] for record in known))


def _bands(
    profile: Profile, index: Index, known: list[Record], reference: Line | None
) -> list[Band]:
    w = profile.w
    breaks = [year for year, _ in index.break_years()]
    scale = w.t("Score (%)") if index.unit == "%" else w.t("Score")
    lines = [_line(profile, record, "score") for record in known]
    scores = [reference, *reversed(lines)] if reference else lines[::-1]
    ranks = [_line(profile, one, "rank") for one in reversed(known)]
    return [
        Band(scale, scores, breaks),
        Band(w.t("Rank"), ranks, breaks, reverse=True),
    ]


def _line(profile: Profile, record: Record, value: str) -> Line:
    w, index = profile.w, record.index
    place = profile.subjects.index(record.unit)
    runs = [
        [
            Point(
                row["year"],
                float(row[value]),
                score_text(index, row, w)
                if value == "score"
                else w.rank(row["rank"], row["rank_of"], row["year"] in record.tied),
                row_key(row, value),
            )
            for row in run
        ]
        for run in record.runs(value)
    ]
    color = subject_color(profile, record.unit)
    return Line(profile.label(record.unit), runs, color, SYMBOLS[place % len(SYMBOLS)])


def subject_color(profile: Profile, unit: Unit) -> str:
    """Return a unit's colour on a profile: Ho Chi Minh City's own, others by their place."""
    if profile.is_focus(unit):
        return theme.HCMC
    return theme.OKABE_ITO[profile.subjects.index(unit)]


def _reference(reader: Reader, index: Index, w: Wording) -> Line | None:
    """Return the line beside every unit's, made once per build and language."""
    key = (reader.build().build_id, index.code, w.lang)
    return _REFERENCES.get(key, lambda: _make_reference(reader, index, w))


def _make_reference(reader: Reader, index: Index, w: Wording) -> Line | None:
    """Return the published mean of the country or, where nobody prints one, the computed median."""
    means = _published_means(reader, index)
    name = w.t("National mean") if means else w.t("Median")
    values = means or _medians(reader, index)
    runs = [
        [Point(year, values[year], w.number(values[year], index.decimals)) for year in run]
        for run in runs_of_years(sorted(values), index)
    ]
    return Line(name, runs, theme.MUTED, quiet=True) if runs else None


def _published_means(reader: Reader, index: Index) -> Mapping[int, float]:
    figures = reader.statistics(index.code)
    wanted = (figures["statistic"] == "mean") & (figures["indicator"] == "total")
    usable = wanted & (figures["status"] != "rejected")
    means = figures[usable.to_numpy()].rename(columns={"value": "score"})
    chosen = best_first(means).drop_duplicates("year")
    return dict(zip(chosen["year"].tolist(), chosen["score"].tolist(), strict=True))


def _medians(reader: Reader, index: Index) -> Mapping[int, float]:
    """Return the median of the total in every year in which all ranked units have one."""
    totals = reader.scores(index.code, indicator="total")
    known = totals["score"].notna()
    open_ = ~known & ~totals["missing_reason"].isin(NOT_RANKED)
    medians = totals[known].groupby("year")["score"].median()
    incomplete = set(totals.loc[open_, "year"])
    pairs = zip(medians.index.tolist(), medians.tolist(), strict=True)
    return {year: value for year, value in pairs if year not in incomplete}


def _source(profile: Profile, index: Index, known: list[Record]) -> str:
    years = sorted({year for record in known for year in record.known("score", "rank")})
    if not years:
        return ""
    codes = [
        row["sources"]
        for record in known
        for year in record.known("score", "rank")
        if (row := record.total(year))
    ]
    span = f"{years[0]}–{years[-1]}" if len(years) > 1 else years[0]
    return terms.source_line(codes, index, span, profile.catalogue, profile.w)


def _table(profile: Profile, records: list[Record]) -> Keyed:
    w = profile.w
    rows = [
        (profile.label(record.unit), year, record.cells[(year, "total")])
        for record in records
        for year in reversed(record.years)
    ]
    reasons = [terms.missing_reason(row["missing_reason"], w) for *_, row in rows]
    frame = pd.DataFrame(
        {
            w.t("Year"): [year for _, year, _ in rows],
            w.t("Province"): [name for name, _, _ in rows],
            w.t("Score"): pd.Series([row["score"] for *_, row in rows], dtype="float64"),
            w.t("Rank"): pd.Series([row["rank"] for *_, row in rows], dtype="Int64"),
            w.t("Ranked units"): pd.Series([row["rank_of"] for *_, row in rows], dtype="Int64"),
            w.t("Rank basis"): [terms.rank_basis(row["rank_basis"], w) for *_, row in rows],
            w.t("Why no score"): reasons,
        }
    )
    facts = {
        w.t("Score"): [row_key(row) for *_, row in rows],
        w.t("Rank"): [row_key(row, "rank") for *_, row in rows],
    }
    return Keyed(frame, facts)

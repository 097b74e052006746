"""One unit's score and rank over the years, small enough to stand beside its newest result."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import pandas as pd

from indices.analysis.series import Value, segments
from indices.analysis.standing import Standing
from indices.catalogue import Catalogue
from indices.frames import Row
from layouts.components import terms
from layouts.components.chart import Chart
from layouts.components.keyed import Keyed, row_key
from layouts.components.result_facts import score_text
from layouts.components.trend import spans, streak
from layouts.figures import sparkline
from layouts.figures.sparkline import Point, Strip
from layouts.wording import Wording

SCORE: Value = "score"
RANK: Value = "rank"


def trend_chart(standing: Standing, catalogue: Catalogue, w: Wording) -> Chart:
    """Return the trend of a unit on one index: the score above the rank, cut at every break."""
    index = standing.index
    rows = standing.rows
    known = [year for year, row in rows.items() if _known(row)]
    name = w.name(index.short_name)
    unit = w.t("Score (%)") if index.unit == "%" else w.t("Score (points)")
    strips = [
        _strip(unit, standing, SCORE, w),
        _strip(w.t("Rank"), standing, RANK, w),
    ]
    span = f"{min(known)}–{max(known)}" if known else ""
    return Chart(
        name=f"trend-{index.code.lower()}",
        title=f"{name}: {_finding(standing, w)}" if known else name,
        figure=sparkline.sparkline(strips, _axis(catalogue)) if known else {},
        table=partial(_table, standing, w),
        source=terms.source_line(standing.totals["sources"], index, span, catalogue, w),
        note=_note(rows, w) if known else "",
        empty="" if known else w.t("No result is known yet."),
        height=sparkline.height(len(strips)),
    )


def _known(row: Row) -> bool:
    return row["score"] is not None or row["rank"] is not None


def _axis(catalogue: Catalogue) -> tuple[int, int]:
    """Return first and last year of any index, so that trends of several can be compared."""
    years = [year for index in catalogue.indices.values() for year in index.years]
    return min(years), max(years)


def _strip(name: str, standing: Standing, value: Value, w: Wording) -> Strip:
    rows = standing.rows
    found = segments(standing.totals, standing.index, standing.unit, value=value)
    return Strip(
        name=name,
        runs=[
            [
                Point(
                    year,
                    figure,
                    _text(standing, rows[year], value, w),
                    row_key(rows[year], value),
                )
                for year, figure in zip(segment.years, segment.values, strict=True)
            ]
            for segment in found
        ],
        breaks=[year for year, _ in standing.index.break_years()],
        reverse=value == RANK,
    )


def _text(standing: Standing, row: Row, value: Value, w: Wording) -> str:
    if value == RANK:
        return w.rank(row["rank"], row["rank_of"])
    return score_text(standing.index, row, w).removesuffix(" %")


def _finding(standing: Standing, w: Wording) -> str:
    """Say where rank and score come from and where they stand: up or down as long as one way."""
    rows = standing.rows.items()
    ranks = {year: float(row["rank"]) for year, row in rows if row["rank"] is not None}
    runs = segments(standing.totals, standing.index, standing.unit)
    scores = dict(zip(runs[-1].years, runs[-1].values, strict=True)) if runs else {}
    found = [
        _movement(figures, value, standing, w)
        for figures, value in ((ranks, RANK), (scores, SCORE))
        if figures
    ]
    return "; ".join(found)


def _movement(figures: dict[int, float], value: Value, standing: Standing, w: Wording) -> str:
    first, last = streak(figures)
    gained = figures[last] - figures[first] if value == SCORE else figures[first] - figures[last]
    way = "stands" if first == last else "up" if gained > 0 else "down"
    message = {
        (RANK, "stands"): w.t("rank {new} ({last})"),
        (RANK, "up"): w.t("rank up from {old} ({first}) to {new} ({last})"),
        (RANK, "down"): w.t("rank down from {old} ({first}) to {new} ({last})"),
        (SCORE, "stands"): w.t("score {new} ({last})"),
        (SCORE, "up"): w.t("score up from {old} ({first}) to {new} ({last})"),
        (SCORE, "down"): w.t("score down from {old} ({first}) to {new} ({last})"),
    }[value, way]
    old, new = (_text(standing, standing.rows[year], value, w) for year in (first, last))
    return message.format(old=old, new=new, first=first, last=last)


def _note(rows: Mapping[int, Row], w: Wording) -> str:
    """Name the years without score, with the reason, those without rank, and the dotted lines."""
    reasons: dict[str, list[int]] = {}
    for year, row in rows.items():
        if row["score"] is None:
            reasons.setdefault(row["missing_reason"], []).append(year)
    absent = [f"{spans(years)} ({terms.missing_reason(why, w)})" for why, years in reasons.items()]
    unranked = [year for year, row in rows.items() if row["rank"] is None]
    notes = [w.t("No score: {years}.", years="; ".join(absent))] if absent else []
    notes += [w.t("No rank: {years}.", years=spans(unranked))] if unranked else []
    return " ".join([*notes, w.t("Dotted lines: the method changed; no line is drawn across.")])


def _table(standing: Standing, w: Wording) -> Keyed:
    index = standing.index
    records = [
        {
            w.t("Year"): str(year),
            w.t("Score"): row["score"],
            w.t("Precision"): _precision(row, w),
            w.t("Rank"): row["rank"],
            w.t("Ranked units"): row["rank_of"],
            w.t("Basis of the rank"): terms.rank_basis(row["rank_basis"], w),
            w.t("Group"): terms.grade_name(index, row["grade"], w),
            w.t("Why there is no score"): terms.missing_reason(row["missing_reason"], w),
            w.t("Sources"): row["sources"],
        }
        for year, row in standing.rows.items()
    ]
    # Not inferred: a column with gaps would turn ranks into fractions.
    rows = standing.rows.values()
    facts = {
        w.t("Score"): [row_key(row) for row in rows],
        w.t("Rank"): [row_key(row, "rank") for row in rows],
        w.t("Group"): [row_key(row, "grade") for row in rows],
    }
    return Keyed(pd.DataFrame(records, dtype=object), facts)


def _precision(row: Row, w: Wording) -> str:
    """Say how the score was printed; empty without a score."""
    names = {"exact": w.t("exact"), "rounded": w.t("rounded"), "derived": w.t("derived")}
    return "" if row["score"] is None else names[row["precision"]]

"""Dimensions on the unit page: the unit among all units, against the median and the best."""

from __future__ import annotations

import textwrap
from functools import partial
from typing import TYPE_CHECKING, Any

import pandas as pd

from layouts.components import terms
from layouts.components.chart import Chart
from layouts.components.keyed import Keyed
from layouts.figures.strips import SIGNS, Mark, Names, Strip, height, strips
from layouts.pages.profile import Profile, Row
from layouts.pages.profile_history import subject_color
from layouts.pages.profile_parts import Part, Parts, read_parts
from layouts.pages.profile_parts_words import no_parts, note, title, why_empty
from layouts.urls import PageState

if TYPE_CHECKING:
    from indices.database.reader import Reader

NAME_WIDTH = 46


def parts_chart(reader: Reader, profile: Profile, state: PageState) -> Chart:
    """Return the parts of the chosen indicator, each against the median and the best."""
    parts = read_parts(reader, profile, state)
    empty = why_empty(parts)
    return Chart(
        name="parts",
        title=no_parts(parts, empty) if empty else title(parts),
        figure={} if empty else _figure(parts),
        table=partial(_table, parts),
        source=_source(parts),
        note="" if empty else note(parts),
        empty=empty,
        height=height(len(parts.shown)) if not empty else 160,
        depends=("index", "year", "indicator", "view"),
    )


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
            keys=[parts.key(part, unit.code) for part in parts.shown],
            quiet=unit not in parts.marked,
        )
        for unit in parts.drawn
    ]
    names = Names(w.t("Median"), w.t("each stroke: one unit"), _scale(parts))
    return strips([_strip(parts, part) for part in parts.shown], marks, names)


def _strip(parts: Parts, part: Part) -> Strip:
    codes = {unit.code for unit in parts.drawn}
    number, decimals = parts.profile.w.number, parts.index.decimals
    others = [
        (
            row["score"],
            f"{parts.names[code]}: {number(row['score'], decimals)}",
            parts.key(part, code),
        )
        for code, row in part.rows.items()
        if row["score"] is not None and code not in codes
    ]
    return Strip(
        name="<br>".join(textwrap.wrap(part.name, NAME_WIDTH)),
        others=others,
        marked=[parts.row(part, unit)["score"] for unit in parts.drawn],
        median=part.median,
        left=_own_figures(parts, part),
        right=_best(parts, part),
    )


def _own_figures(parts: Parts, part: Part) -> str:
    """Write score, rank and distance from the median; of several units only their scores."""
    w = parts.profile.w
    if len(parts.marked) > 1:
        figures = [_number(parts, parts.row(part, unit)) for unit in parts.marked]
        return "   ".join(f"{sign} {text}" for sign, text in zip(SIGNS, figures, strict=False))
    row = parts.row(part, parts.marked[0])
    if row["score"] is None:
        withheld = row["missing_reason"] == "withheld"
        return w.t("withheld") if withheld else w.t("not known")
    figures = [f"<b>{_number(parts, row)}</b>"]
    if row["rank"] is not None:
        figures.append(w.rank(row["rank"], row["rank_of"]))
    if part.median is not None:
        distance = round(row["score"] - part.median, parts.index.decimals)
        figures.append(w.change(distance, parts.index.decimals))
    return "  ·  ".join(figures)


def _best(parts: Parts, part: Part) -> str:
    if part.best is None:
        return ""
    code, *others = part.best_units
    also = f" +{len(others)}" if others else ""
    best = f"{parts.names[code]}{also} {_points(parts, part.best)}"
    return parts.profile.w.t("best: {best}", best=best)


def _number(parts: Parts, row: Row) -> str:
    return _points(parts, row["score"])


def _points(parts: Parts, score: float | None) -> str:
    return parts.profile.w.number(score, parts.index.decimals)


def _scale(parts: Parts) -> str:
    return "%" if parts.index.part_unit == "%" else parts.profile.w.t("points")


def _source(parts: Parts) -> str:
    codes = [row["sources"] for part in parts.shown for row in part.known]
    if not codes:
        return ""
    profile = parts.profile
    return terms.source_line(codes, parts.index, parts.year, profile.catalogue, profile.w)


def _table(parts: Parts) -> Keyed:
    w, profile = parts.profile.w, parts.profile
    rows = [(part, unit, parts.row(part, unit)) for part in parts.parts for unit in parts.marked]
    reasons = [terms.missing_reason(row["missing_reason"], w) for *_, row in rows]
    best = [", ".join(parts.names[code] for code in part.best_units) for part, *_ in rows]
    numbers = {
        w.t("Score"): [row["score"] for *_, row in rows],
        w.t("Median"): [part.median for part, *_ in rows],
        w.t("Best"): [part.best for part, *_ in rows],
    }
    ranks = {
        w.t("Rank"): [row["rank"] for *_, row in rows],
        w.t("Ranked units"): [row["rank_of"] for *_, row in rows],
    }
    frame = pd.DataFrame(
        {
            w.t("Indicator"): [part.name for part, *_ in rows],
            w.t("Province"): [profile.label(unit) for _, unit, _ in rows],
            **{name: pd.Series(values, dtype="float64") for name, values in numbers.items()},
            w.t("Best province"): best,
            **{name: pd.Series(values, dtype="Int64") for name, values in ranks.items()},
            w.t("Why no score"): reasons,
        }
    )
    facts = {
        w.t("Score"): [parts.key(part, unit.code) for part, unit, _ in rows],
        w.t("Rank"): [parts.key(part, unit.code, "rank") for part, unit, _ in rows],
        w.t("Best"): [
            parts.key(part, part.best_units[0]) if part.best_units else "" for part, *_ in rows
        ],
    }
    return Keyed(frame, facts)

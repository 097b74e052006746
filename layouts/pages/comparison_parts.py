"""Where the gap comes from: the dumbbell of the parts, whose gaps add up to that of the total."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import partial

import pandas as pd

from layouts import theme
from layouts.components.chart import Chart
from layouts.components.keyed import Keyed
from layouts.figures import dumbbell
from layouts.figures.dumbbell import Row
from layouts.pages.comparison import BEST, DEPENDS, MEAN, MEDIAN, Comparison, Gap
from layouts.pages.comparison_words import (
    coverage_note,
    disputed_note,
    members_note,
    reference_name,
    sentence,
    short_reason,
    span,
)

NAME = "parts"
USUAL_PARTS = 8
# Below this a remainder comes from the six decimals that are printed; it is no missing part.
NO_REMAINDER = 1e-5


@dataclass(frozen=True)
class Parts:
    """Rows top down, the largest gap first, and the total whose gap is the sum of theirs."""

    rows: list[Row]
    total: Row

    @property
    def all(self) -> list[Row]:
        """Rows and total."""
        return [*self.rows, self.total]


def parts_chart(comparison: Comparison) -> Chart:
    """The focus unit against what the state asks for, part by part."""
    parts = part_rows(comparison)
    reference = reference_name(comparison)
    empty = _empty(comparison, parts)
    comparable = not math.isnan(parts.total.gap)
    figure = dumbbell.dumbbell(
        parts.rows,
        comparison.w,
        (comparison.focus_name, reference),
        comparison.index.decimals,
        total=parts.total if comparable else None,
        unit=comparison.w.t("points"),
    )
    return Chart(
        name=NAME,
        title=_no_title(comparison) if empty else _title(comparison, parts, reference),
        figure=theme.empty_figure(empty) if empty else figure,
        table=partial(_table, comparison, parts, reference),
        source="" if empty else comparison.source,
        note="" if empty else " ".join(filter(None, _notes(comparison, parts))),
        empty=empty,
        height=dumbbell.height(len(parts.rows) or USUAL_PARTS, total=comparable),
        depends=DEPENDS,
    )


def part_rows(comparison: Comparison) -> Parts:
    """Return the known parts of the focus unit and the indicator they add up to.

    A remainder that no part explains is a row of its own, so that the sum always holds.
    """
    total = comparison.gaps[comparison.state.indicator]
    rows = [_row(gap, comparison) for gap in comparison.parts]
    rows.sort(key=lambda row: (math.isnan(row.gap), -row.gap))
    remainder = total["residual"]
    if total["gap"] is not None and remainder is not None and abs(remainder) > NO_REMAINDER:
        label = comparison.w.t("Remainder that no part explains")
        rows.append(Row(label, math.nan, math.nan, remainder))
    return Parts(rows, _row(total, comparison))


def _row(gap: Gap, comparison: Comparison) -> Row:
    values = (gap["score"], gap["reference"], gap["gap"])
    score, reference, behind = (math.nan if value is None else value for value in values)
    label = comparison.indicator_name(gap["indicator"])
    code, against = gap["indicator"], comparison.state.against
    single = (comparison.vintage, against) in comparison.catalogue.units
    return Row(
        label,
        score,
        reference,
        behind,
        short_reason(gap["reason"], comparison),
        comparison.key(comparison.catalogue.focus, code),
        comparison.key(against, code) if single else "",
    )


def _empty(comparison: Comparison, parts: Parts) -> str:
    """Say why there is no gap of a part to draw; empty when there is one."""
    w, name, against = comparison.w, comparison.focus_name, comparison.state.against
    if not comparison.index.children(comparison.state.indicator, comparison.state.year):
        return w.t("This indicator has no parts.")
    if not comparison.parts:
        return w.t("No scores of parts are known for {name}.", name=name)
    if any(not math.isnan(row.gap) for row in parts.rows):
        return ""
    if against == MEAN and not comparison.units:
        return w.t("Choose provinces to compare {name} with.", name=name)
    if against in (MEDIAN, BEST):
        return w.t("Not every score of this year is known.")
    units = comparison.units if against == MEAN else (against,)
    lacking = [unit for unit in units if comparison.figure(unit).score is None]
    if not lacking:
        return w.t("No scores of parts are known for the chosen provinces.")
    return f"{sentence(comparison.without_score(lacking))}."


def _no_title(comparison: Comparison) -> str:
    return comparison.w.t("{title}: no gap by parts", title=comparison.title)


def _title(comparison: Comparison, parts: Parts, reference: str) -> str:
    """Say how large the gap is and where most of it comes from."""
    w, total, most = comparison.w, parts.total, parts.rows[0]
    values = {"name": comparison.focus_name, "reference": reference, "points": comparison.points}
    if math.isnan(total.gap):
        known = [row for row in parts.rows if not math.isnan(row.gap)]
        behind = sum(row.gap > 0 for row in known)
        return w.t(
            "The total cannot be compared; {name} is behind {reference} in {n} of {of} known parts",
            n=behind,
            of=len(known),
            **values,
        )
    values |= {
        "gap": span([total.gap], comparison),
        "part": most.label,
        "most": comparison.number(abs(most.gap)),
    }
    if total.gap > 0:
        return w.t("{gap} {points} behind {reference}, most of all in {part}: {most}", **values)
    if most.gap > 0:
        return w.t("{gap} {points} ahead of {reference}, but behind in {part}: {most}", **values)
    return w.t("{gap} {points} ahead of {reference}, behind in no part", **values)


def _notes(comparison: Comparison, parts: Parts) -> list[str]:
    against = comparison.state.against
    return [
        members_note(comparison) if against == MEAN else "",
        coverage_note(comparison) if against in (MEDIAN, BEST) else "",
        disputed_note(comparison),
        _sum_note(comparison, parts),
        _best_note(comparison) if against == BEST else "",
    ]


def _sum_note(comparison: Comparison, parts: Parts) -> str:
    w = comparison.w
    if math.isnan(parts.total.gap):
        return ""
    if len(parts.rows) == len(comparison.parts):
        return w.t("The parts add up to the total; printed numbers are rounded.")
    if comparison.state.against in (MEDIAN, BEST):
        return w.t("Medians and best values of parts do not add up; the remainder closes the sum.")
    return w.t("Not every part is known; the remainder closes the sum.")


def _best_note(comparison: Comparison) -> str:
    """Name the best unit of the total and of each part."""
    total = comparison.gaps[comparison.state.indicator]
    named = []
    for gap in [total, *comparison.parts]:
        units = [comparison.unit_name(unit) for unit in (gap["best_unit"] or "").split(";") if unit]
        if units:
            code = comparison.indicator_code(gap["indicator"])
            named.append(f"{code} {comparison.w.listing(units)}")
    return comparison.w.t("Best: {units}.", units="; ".join(named))


def _table(comparison: Comparison, parts: Parts, reference: str) -> Keyed:
    """Return the rows as drawn; a difference has the sign it has on the chart."""
    w = comparison.w
    rows = parts.all if comparison.parts else []
    frame = pd.DataFrame(
        {
            w.t("Part"): [row.label for row in rows],
            comparison.focus_name: [row.score for row in rows],
            sentence(reference): [row.reference for row in rows],
            w.t("Difference (negative: behind)"): [round(-row.gap, 6) for row in rows],
            w.t("Remark"): [row.note.replace("<br>", " ") for row in rows],
        }
    )
    facts = {
        comparison.focus_name: [row.key for row in rows],
        sentence(reference): [row.reference_key for row in rows],
    }
    return Keyed(frame, facts)

"""The parts of the newest results in which the city is furthest behind its benchmark provinces."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from indices.analysis.gaps import furthest_behind
from indices.analysis.standing import Result, Standing
from indices.catalogue import Catalogue, Index
from indices.database.reader import Reader
from indices.facts import fact_key
from indices.frames import Row as Gap
from layouts.components import terms
from layouts.components.chart import Chart
from layouts.components.gap_facts import doubt, left_out
from layouts.components.keyed import Keyed, row_key
from layouts.figures.dumbbell import Row, dumbbell, height
from layouts.wording import Wording

N_PARTS = 5


def newest_with_parts(standings: Sequence[Standing]) -> tuple[Index, Result] | None:
    """Return the newest result whose parts are known well enough to be compared."""
    found = [
        (standing.index, result)
        for standing in standings
        for result in standing.results
        if furthest_behind(result.gaps, 1)
    ]
    return max(found, key=lambda one: one[1].year, default=None)


def furthest_chart(
    newest: tuple[Index, Result] | None, reader: Reader, catalogue: Catalogue, w: Wording
) -> Chart:
    """Return the five parts that are furthest behind, and the total they belong to."""
    if newest is None:
        empty = w.t("No year is known in which the parts of an index can be compared.")
        return Chart("furthest", w.t("Parts furthest behind"), {}, pd.DataFrame(), "", empty=empty)
    index, result = newest
    units = (catalogue.focus, *catalogue.benchmark)
    sources = reader.scores(index.code, result.year, unit=units)["sources"]
    behind, total = furthest_behind(result.gaps, N_PARTS), result.mean
    parents = {gap["parent"] for gap in result.gaps}
    n_leaves = sum(gap["indicator"] not in parents for gap in result.gaps)
    return Chart(
        name="furthest",
        title=_title(index, result, behind, total, w),
        figure=dumbbell(
            [_row(index, result.year, part, catalogue.focus, w) for part in behind],
            w,
            (w.name(catalogue.focus_name), _mean_name(total, w)),
            index.decimals,
            total=_total(total, n_leaves, row_key(result.row), w),
            unit=terms.scale_unit(index, "total", w),
        ),
        table=_table(index, result.year, [*behind, total], catalogue.focus, w),
        source=terms.source_line(sources, index, result.year, catalogue, w),
        note=_note(result, catalogue, w),
        height=height(len(behind), total=True),
    )


def _title(index: Index, result: Result, behind: Sequence[Gap], total: Gap, w: Wording) -> str:
    worst = behind[0]
    return w.n(
        "{index}: furthest behind in “{part}” ({gap}); the part shown makes up {sum} points, the "
        "total is {total} points behind",
        "{index}: furthest behind in “{part}” ({gap}); the {n} parts shown make up {sum} points, "
        "the total is {total} points behind",
        len(behind),
        index=terms.index_year(index, result.year, w),
        part=w.name(index.indicator(worst["indicator"]).name_in(result.year)),
        gap=w.number(-worst["gap"], index.decimals, sign=True),
        sum=w.number(sum(gap["gap"] for gap in behind), index.decimals),
        total=w.number(total["gap"], index.decimals),
    )


def _mean_name(total: Gap, w: Wording) -> str:
    return w.n(
        "Mean of {n} benchmark province", "Mean of {n} benchmark provinces", total["n_reference"]
    )


def _row(index: Index, year: int, part: Gap, unit: str, w: Wording) -> Row:
    label = f"{part['parent']} · {w.name(index.indicator(part['indicator']).name_in(year))}"
    if part["max_points"] is not None:
        label = w.t(
            "{part} (of {max})", part=label, max=w.number(part["max_points"], index.decimals)
        )
    key = fact_key(index.code, year, unit, part["indicator"])
    return Row(label, part["score"], part["reference"], part["gap"], key=key)


def _total(total: Gap, n_leaves: int, key: str, w: Wording) -> Row:
    label = w.t("Total of all {n} parts", n=n_leaves)
    return Row(label, total["score"], total["reference"], total["gap"], key=key)


def _note(result: Result, catalogue: Catalogue, w: Wording) -> str:
    notes = [
        left_out(result, catalogue, w),
        doubt(result, w),
        w.t(
            "No margin of error is published for {year}: a small gap may be chance.",
            year=result.year,
        )
        if result.row["standard_error"] is None
        else "",
    ]
    return " ".join(note for note in notes if note)


def _table(index: Index, year: int, gaps: Sequence[Gap], unit: str, w: Wording) -> Keyed:
    codes = [gap["indicator"] for gap in gaps]
    best = [(gap["best_unit"] or "").partition(";")[0] for gap in gaps]
    facts = {
        w.t("Score"): [fact_key(index.code, year, unit, code) for code in codes],
        w.t("Best"): [
            fact_key(index.code, year, other, code) if other else ""
            for code, other in zip(codes, best, strict=True)
        ],
    }
    frame = pd.DataFrame(
        {
            w.t("Part"): [terms.indicator_name(index, code, year, w) for code in codes],
            w.t("Of dimension"): [gap["parent"] or "" for gap in gaps],
            w.t("Score"): [gap["score"] for gap in gaps],
            w.t("Mean of the benchmark provinces"): [gap["reference"] for gap in gaps],
            w.t("Gap (mean − score)"): [gap["gap"] for gap in gaps],
            w.t("Maximum"): [gap["max_points"] for gap in gaps],
            w.t("Best"): [gap["best"] for gap in gaps],
            w.t("Provinces in the mean"): [gap["n_reference"] for gap in gaps],
        }
    )
    return Keyed(frame, facts)

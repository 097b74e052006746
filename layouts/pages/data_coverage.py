"""How much is known: the coverage of totals by index and year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from indices.analysis.coverage import coverage_states
from indices.catalogue import Catalogue, Index
from layouts.components.chart import Chart
from layouts.figures.coverage import Cell, coverage, height
from layouts.wording import Wording


@dataclass(frozen=True, eq=False)
class Coverage:
    """Coverage of totals: index code -> year -> row of `coverage_states`."""

    indices: list[Index]
    rows: dict[str, dict[int, dict[str, Any]]]

    def total(self, index: Index, column: str) -> int:
        """Return the sum of a column over the years of an index."""
        return sum(int(row[column]) for row in self.rows.get(index.code, {}).values())

    def complete(self, index: Index) -> list[int]:
        """Return the years of which all scores are known."""
        years = self.rows.get(index.code, {}).items()
        return [year for year, row in years if row["scores_state"] == "complete"]


def read_coverage(frame: pd.DataFrame, catalogue: Catalogue) -> Coverage:
    """Lay out COVERAGE_COLUMNS by index and year, totals alone."""
    totals = frame[(frame["indicator"] == "total").to_numpy()]
    rows: dict[str, dict[int, dict[str, Any]]] = {}
    for row in coverage_states(totals).to_dict("records"):
        rows.setdefault(row["index"], {})[row["year"]] = {str(key): row[key] for key in row}
    return Coverage(list(catalogue.indices.values()), rows)


def coverage_chart(known: Coverage, build_id: str, w: Wording) -> Chart:
    """Return the matrix of years and indices, scores and ranks apart."""
    years = sorted({year for rows in known.rows.values() for year in rows}, reverse=True)
    columns = [w.t("Scores"), w.t("Ranks")] * len(known.indices)
    cells = [
        [
            _cell(known.rows[index.code].get(year), index, value, w)
            for index in known.indices
            for value in ("scores", "ranks")
        ]
        for year in years
    ]
    names = [w.name(index.short_name) for index in known.indices]
    return Chart(
        name="coverage",
        title=_title(known, w),
        figure=coverage(names, columns, years, cells),
        table=_table(known, w),
        source=w.t("own count of the figures in this database (build {id})", id=build_id[:12]),
        note=w.t(
            "Known of all units the publisher covers: units that it withheld or did not survey are "
            "not counted. Dark: complete; light: in part; number alone: none."
        ),
        height=height(len(years)),
        depends=("lang",),
    )


def state_name(state: str, w: Wording) -> str:
    """Write how much is known in words."""
    return {
        "complete": w.t("complete"),
        "partial": w.t("in part"),
        "none": w.t("none"),
    }[state]


def _title(known: Coverage, w: Wording) -> str:
    parts = [
        w.t(
            "{index} {n} of {of}",
            index=w.name(index.short_name),
            n=len(known.complete(index)),
            of=len(known.rows.get(index.code, {})),
        )
        for index in known.indices
    ]
    return w.t("Years with the scores of all units: {indices}", indices=", ".join(parts))


def _cell(row: dict[str, Any] | None, index: Index, value: str, w: Wording) -> Cell | None:
    if row is None:
        return None
    state = row[f"{value}_state"]
    text = f"{row[f'n_{value}']}/{row['n_expected']}"
    what = w.t("scores") if value == "scores" else w.t("ranks")
    name = w.name(index.short_name)
    hover = f"{name} {row['year']}<br>{what}: {text} ({state_name(state, w)})"
    return Cell(state, f"<b>{text}</b>" if state == "complete" else text, hover)


def _table(known: Coverage, w: Wording) -> pd.DataFrame:
    rows = [
        (index, row)
        for index in known.indices
        for _, row in sorted(known.rows.get(index.code, {}).items(), reverse=True)
    ]
    return pd.DataFrame(
        {
            w.t("Index"): [w.name(index.short_name) for index, _ in rows],
            w.t("Year"): [row["year"] for _, row in rows],
            w.t("Units covered"): [int(row["n_expected"]) for _, row in rows],
            w.t("Scores known"): [int(row["n_scores"]) for _, row in rows],
            w.t("Coverage of scores"): [state_name(row["scores_state"], w) for _, row in rows],
            w.t("Ranks known"): [int(row["n_ranks"]) for _, row in rows],
            w.t("Coverage of ranks"): [state_name(row["ranks_state"], w) for _, row in rows],
            w.t("Withheld"): [int(row["n_withheld"]) for _, row in rows],
            w.t("Not surveyed"): [int(row["n_not_surveyed"]) for _, row in rows],
        }
    )

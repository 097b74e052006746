"""The grid of the rankings page: its columns and its rows, ready to be read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from indices.catalogue import Catalogue
from layouts.components import terms
from layouts.components.grid import RIGHT, unit_column
from layouts.components.keyed import Keyed
from layouts.memo import Memo
from layouts.pages.standings import Standing, Standings
from layouts.pages.standings_ranges import KINDS, PERCENT
from layouts.urls import PageState, href
from layouts.wording import Wording, fold, sort_key

_SPELLINGS = Memo()


def columns(state: PageState, w: Wording) -> list[dict[str, Any]]:
    """Return the column definitions; `assets/grid.js` has the cells and the orders."""
    sources = {"code": "source", "href": href(state, "/data", source="CODE")}
    best_first = {"sortingOrder": ["desc", "asc", None]}
    return [
        {
            "field": "rank_text",
            "headerName": w.t("Rank"),
            "cellRenderer": "FactCell",
            "cellRendererParams": {"figure": "rank"},
            "comparator": {"function": "byRank"},
            "width": 60,
            "pinned": "left",
            **RIGHT,
        },
        unit_column(state, w),
        {
            "field": "score",
            "headerName": w.t("Score"),
            "cellRenderer": "ScoreCell",
            "comparator": {"function": "byScore"},
            "flex": 1,
            "minWidth": 132,
            **best_first,
        },
        {
            "field": "range_text",
            "headerName": w.t("Rank range"),
            "headerTooltip": w.t("Ranks that a province may have; the note below says by what."),
            "cellClassRules": {"bracketed": "params.data.open"},
            "comparator": {"function": "byWorst"},
            "width": 84,
            **RIGHT,
        },
        {
            "field": "change_text",
            "headerName": w.t("Yearly change"),
            "tooltipField": "change_reason",
            "cellClassRules": {"reason": "params.data.change === null"},
            "comparator": {"function": "byChange"},
            "width": 106,
            **best_first,
            **RIGHT,
        },
        {
            "field": "grade_text",
            "headerName": w.t("Group"),
            "cellRenderer": "FactCell",
            "cellRendererParams": {"figure": "grade"},
            "tooltipField": "grade_text",
            "comparator": {"function": "byGrade"},
            "width": 204,
        },
        {"field": "basis", "headerName": w.t("Rank basis"), "width": 98},
        {
            "field": "source",
            "headerName": w.t("Source"),
            "cellRenderer": "LinkCell",
            "cellRendererParams": sources,
            "sortable": False,
            "width": 66,
        },
        {
            "field": "percentile_text",
            "headerName": w.t("Percentile"),
            "headerTooltip": w.t("Share of ranked units that stand at or below this one."),
            "comparator": {"function": "byPercentile"},
            "width": 86,
            **best_first,
            **RIGHT,
        },
    ]


def grid_rows(standings: Standings) -> list[dict[str, Any]]:
    """Return the rows that region and search text leave, in the order of the ranking."""
    kept = [row for row in standings.rows if fits(row, standings)]
    scale = _scale(standings)
    orders = {
        row.unit: place
        for place, row in enumerate(sorted(standings.rows, key=lambda one: sort_key(one.name)))
    }
    return [
        _row(row, standings, scale, orders[row.unit]) | {"place": str(place)}
        for place, row in enumerate(kept)
    ]


def focus_row(standings: Standings) -> dict[str, Any]:
    """Return the row of the focus unit, which stays in sight above all others."""
    return _row(standings.focus, standings, _scale(standings), 0) | {"place": "focus"}


def fits(row: Standing, standings: Standings) -> bool:
    """Whether region and search text leave a unit in; the search knows every spelling."""
    asked = fold(standings.state.text)
    if not asked:
        return in_region(row, standings)
    spellings = _spellings(standings.catalogue, standings.vintage)[row.unit]
    return in_region(row, standings) and any(asked in one for one in spellings)


def in_region(row: Standing, standings: Standings) -> bool:
    """Whether the region that is chosen, if any, holds the unit."""
    region = standings.state.region
    return not region or standings.catalogue.unit(row.unit, standings.vintage).region == region


def grid_table(standings: Standings) -> Keyed:
    """Return the rows of the grid as a table, with raw numbers."""
    return standings_table(standings, [row for row in standings.rows if fits(row, standings)])


def standings_table(standings: Standings, shown: Sequence[Standing]) -> Keyed:
    """Return units as a table, with raw numbers."""
    w = standings.w
    rows = [
        {
            w.t("Rank"): row.rank,
            w.t("Ranked units"): row.rank_of,
            w.t("Code"): row.unit,
            w.t("Province"): row.name,
            w.t("Score"): row.score,
            w.t("Change on the year before"): _rounded(row.change, 6),
            w.t("Group"): standings.grade_name(row) or None,
            w.t("Group basis"): terms.grade_basis(row.grade_basis, w) or None,
            w.t("Percentile"): _rounded(row.percentile, 1),
            w.t("Rank basis"): terms.rank_basis(row.rank_basis, w) or None,
            **_ranges(row, standings),
            w.t("Why there is no score"): terms.missing_reason(row.missing_reason, w) or None,
            w.t("Source"): row.source or None,
        }
        for row in shown
    ]
    whole_names = (
        w.t("Rank"), w.t("Ranked units"), w.t("Best rank it may have"),
        w.t("Worst rank it may have"),
    )  # fmt: skip
    whole = dict.fromkeys(whole_names, "Int64")
    names = None if rows else list(whole)
    figures = {w.t("Rank"): "rank", w.t("Score"): "score", w.t("Group"): "grade"}
    facts = {
        name: [standings.key(row.unit, figure) for row in shown] for name, figure in figures.items()
    }
    return Keyed(pd.DataFrame(rows, columns=names).astype(whole), facts)


def _ranges(row: Standing, standings: Standings) -> dict[str, Any]:
    """Return bounds of score and rank, and by which kind of uncertainty."""
    w, ranges = standings.w, standings.ranges
    one = ranges.of(row.unit)
    return {
        w.t("Lower bound ({level} %)", level=PERCENT): _rounded(one.lower, 6),
        w.t("Upper bound ({level} %)", level=PERCENT): _rounded(one.upper, 6),
        w.t("Best rank it may have"): one.best,
        w.t("Worst rank it may have"): one.worst,
        w.t("Rank range"): w.t(KINDS[ranges.kind]) if one.best is not None else None,
    }


def _rounded(value: float | None, decimals: int) -> float | None:
    """Cut the noise of floating point, which no source prints."""
    return None if value is None else round(value, decimals)


def _row(
    row: Standing, standings: Standings, scale: tuple[float, float], order: int
) -> dict[str, Any]:
    w, catalogue = standings.w, standings.catalogue
    marked = row.unit in catalogue.benchmark
    ranged = standings.ranges.of(row.unit)
    cells = {
        "code": row.unit,
        "fact": standings.key(row.unit),
        "order": order,
        "tone": "focus" if row.unit == catalogue.focus else "benchmark" if marked else "",
        "rank": row.rank,
        "rank_text": w.rank(row.rank, None, row.tied),
        "unit": row.name,
        "score": row.score,
        "score_text": standings.number(row),
        "range_text": ranged.text or w.number(None),
        "worst": ranged.worst,
        "open": ranged.open,
        "change": _rounded(row.change, 6),
        "change_text": _change(row, standings),
        "change_reason": terms.change_reason(row.change_reason, w),
        "grade": row.group if standings.graded else None,
        "grade_text": _grade(row, standings),
        "percentile": _rounded(row.percentile, 1),
        "percentile_text": w.number(row.percentile, 0),
        "basis": terms.rank_basis(row.rank_basis, w) or w.number(None),
        "source": row.source,
    }
    if row.score is None:
        return cells | {"reason": terms.missing_reason(row.missing_reason, w)}
    cells["at"] = _at(row.score, scale)
    if ranged.lower is not None and ranged.upper is not None:
        cells |= {"low": _at(ranged.lower, scale), "high": _at(ranged.upper, scale)}
    return cells


def _change(row: Standing, standings: Standings) -> str:
    """A change, or why there is none in two words; the tooltip says it in full."""
    w = standings.w
    reasons = {
        "no_previous": w.t("first year"),
        "not_comparable": w.t("new method"),
        "unknown_before": w.t("none before"),
    }
    return reasons.get(row.change_reason or "", w.change(row.change, standings.index.decimals))


def _grade(row: Standing, standings: Standings) -> str:
    """A letter as it is or a group by its name, and how it came about."""
    if row.grade is None:
        return standings.w.number(None)
    name = row.grade if len(row.grade) == 1 else standings.grade_name(row)
    return f"{name} · {terms.grade_basis(row.grade_basis, standings.w)}"


def _scale(standings: Standings) -> tuple[float, float]:
    """The common scale of the dots: from the lowest to the highest known score."""
    values = [row.score for row in standings.scored if row.score is not None]
    ranges = standings.ranges.rows.values()
    values += [bound for one in ranges for bound in (one.lower, one.upper) if bound is not None]
    return (min(values), max(values)) if values else (0.0, 1.0)


def _at(value: float, scale: tuple[float, float]) -> float:
    low, high = scale
    return round(100 * (value - low) / (high - low), 1) if high > low else 50.0


def _spellings(catalogue: Catalogue, vintage: int) -> dict[str, tuple[str, ...]]:
    """Every known spelling of every unit as the search compares it; worked out once."""
    return _SPELLINGS.get((id(catalogue), vintage), lambda: _folded(catalogue, vintage))


def _folded(catalogue: Catalogue, vintage: int) -> dict[str, tuple[str, ...]]:
    units = catalogue.units_of(vintage)
    known = {unit.code: {fold(unit.name.vi), fold(unit.name.en)} for unit in units}
    for of, code, alias in catalogue.aliases:
        if of == vintage and code in known:
            known[code].add(fold(alias))
    return {code: tuple(names) for code, names in known.items()}

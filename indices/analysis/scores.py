"""The score table: the chosen figure of every unit and indicator, its rank, grade and reason.

Nothing is averaged and nothing filled in. A rank is computed only where every ranked unit has a
score; a cell without a score says why.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from indices.analysis import absence, grading
from indices.analysis.arrays import Flags, Floats, Integers, Texts, blanked
from indices.analysis.grid import Grid, make_grid
from indices.analysis.picks import UNCERTAINTY, Picks, of_index, pick
from indices.analysis.ranking import competition_ranks
from indices.catalogue import Catalogue, Index
from indices.frames import SCORE_COLUMNS, make_frame

_GRADED_BY = ("score", "rank", "rank_of", "precision", "decimals")


def score_tables(
    observations: pd.DataFrame,
    missing: pd.DataFrame,
    grade_counts: pd.DataFrame | None,
    catalogue: Catalogue,
    index: str,
    years: Sequence[int] | None = None,
) -> pd.DataFrame:
    """Return the score table of one index over its published years.

    Args:
        observations: columns year, unit, indicator, score, decimals, max_points, rank, rank_of,
            grade, standard_error, lower, upper, precision, status, source; kind and published of
            the source are taken from the catalogue where the columns are lacking; `import_id` and
            `overruled` as in `picks.pick`. Rows of another index and figures of the whole country
            are passed over.
        missing: columns year, unit, indicator, reason.
        grade_counts: columns year, grade, n_units; None where no source counts grades.
        catalogue: units, sources and the index's indicators, maxima and grades.
        index: code of the index.
        years: the years to make; all published years when None.

    Returns:
        SCORE_COLUMNS: every unit of each year's vintage × every indicator of that year, in that
        order. `sources` are joined by ";", the chosen one first, rejected ones left out;
        `n_observations` counts them all.
    """
    chosen = catalogue.indices[index]
    grid = make_grid(catalogue, chosen, chosen.years if years is None else years)
    picks = pick(of_index(observations, index), grid, catalogue)
    columns = grid.columns(chosen) | _carried(picks)
    known = ~np.isnan(columns["score"])
    reasons = absence.reasons(of_index(missing, index), grid, known)
    columns["missing_reason"] = blanked(reasons, known)
    printed = picks.number("max_points", "score")
    columns["max_points"] = np.where(np.isnan(printed), columns["max_points"], printed)
    complete = _complete(columns, reasons, grid)
    columns |= _ranked(columns, picks, complete, grid)
    columns |= _graded(columns, picks, complete, grid, chosen, grade_counts)
    return make_frame(columns, SCORE_COLUMNS)


def _carried(picks: Picks) -> dict[str, Any]:
    """Return what is taken over unchanged from the chosen observations."""
    columns: dict[str, Any] = {
        column: picks.number(column, "score") for column in ("score", "decimals", *UNCERTAINTY)
    }
    columns["precision"], columns["status"] = picks.state()
    columns["sources"], columns["n_observations"] = picks.sources()
    columns["basis"] = picks.basis()
    return columns


def _complete(columns: dict[str, Any], reasons: Texts, grid: Grid) -> Flags:
    """Say for each cell whether every ranked unit has an unrounded score for its indicator.

    Ranked units are all but those whose score is withheld, was not surveyed or whose unit did not
    exist: a rank or group among the others can be computed.
    """
    known: Flags = ~np.isnan(columns["score"])
    usable = known & (columns["precision"] != "rounded")
    usable |= ~known & np.isin(reasons, absence.NOT_RANKED)
    complete = np.zeros(grid.size, dtype=bool)
    for block in grid.blocks:
        all_usable = usable[block.cells].reshape(block.shape).all(axis=0)
        complete[block.cells] = np.tile(all_usable, len(block.units))
    return complete & known


def _ranked(columns: dict[str, Any], picks: Picks, complete: Flags, grid: Grid) -> dict[str, Any]:
    """Return rank, rank_of and rank_basis: as printed, as derived, or computed where complete."""
    rank = picks.number("rank", "rank")
    rank_of = picks.number("rank_of", "rank")
    derived = picks.text("precision", "rank") == "derived"
    basis = blanked(np.where(derived, "derived", "published"), np.isnan(rank))
    fill = complete & np.isnan(rank)
    for block in grid.blocks:
        own = np.flatnonzero(fill[block.cells])
        if own.size:
            values: Floats = columns["score"][block.cells].reshape(block.shape)
            n_ranked = np.tile((~np.isnan(values)).sum(axis=0), len(block.units))
            rank[block.first + own] = competition_ranks(values).ravel()[own]
            rank_of[block.first + own] = n_ranked[own]
    basis[fill] = "computed"
    return {"rank": rank, "rank_of": rank_of, "rank_basis": basis}


def _graded(
    columns: dict[str, Any],
    picks: Picks,
    complete: Flags,
    grid: Grid,
    index: Index,
    grade_counts: pd.DataFrame | None,
) -> dict[str, Any]:
    """Return grade and grade_basis of the totals: as printed, else "computed", else "counts"."""
    grade = picks.text("grade", "grade")
    basis = blanked("published", pd.isna(grade))
    bands = grading.grade_bands(grade_counts, index.grading)
    for block in grid.blocks:
        total = block.first + block.place("total") + np.arange(len(block.units)) * block.shape[1]
        totals = pd.DataFrame({name: columns[name][total] for name in _GRADED_BY})
        if index.grading.kind == "quartiles" and complete[total].any():
            _fill(grade, basis, total, _quartiles(totals, index), "computed")
        if index.grading.kind == "thresholds" and block.year in index.grading.years:
            _fill(grade, basis, total, _thresholds(totals, index), "computed")
            _fill(grade, basis, total, _counts(totals, bands.get(block.year, [])), "counts")
    return {"grade": grade, "grade_basis": basis}


def _fill(grade: Texts, basis: Texts, rows: Integers, found: list[str | None], how: str) -> None:
    """Set the grades that are still unknown."""
    for row, value in zip(rows, found, strict=True):
        if grade[row] is None and value is not None:
            grade[row], basis[row] = value, how


def _quartiles(totals: pd.DataFrame, index: Index) -> list[str | None]:
    groups = [code for code, _ in index.grading.groups]
    return grading.quartile_groups(totals["score"].to_numpy(), groups)


def _thresholds(totals: pd.DataFrame, index: Index) -> list[str | None]:
    return [
        None
        if np.isnan(score)
        else grading.threshold_grade(score, index.grading, precision, int(decimals))
        for score, precision, decimals in zip(
            totals["score"], totals["precision"], totals["decimals"].fillna(0), strict=True
        )
    ]


def _counts(totals: pd.DataFrame, bands: Sequence[tuple[str, int]]) -> list[str | None]:
    return [
        None if np.isnan(rank) else grading.grade_by_counts(int(rank), int(rank_of or 0), bands)
        for rank, rank_of in zip(totals["rank"], totals["rank_of"].fillna(0), strict=True)
    ]

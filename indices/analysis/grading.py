"""Grades and groups: by thresholds, by rank and published counts, or by quartiles."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from indices.analysis.arrays import Floats
from indices.analysis.ranking import NOISE_DECIMALS
from indices.catalogue import Grading

QUARTILES = (75, 50, 25)


def grade_order(grading: Grading) -> dict[str, int]:
    """Return {grade: place}, the best grade at 0; empty for an index without grades."""
    return {code: place for place, (code, _) in enumerate(grading.groups)}


def printed_decimals(score: float, decimals: int) -> int:
    """Return to how many decimals a rounded figure is good: 84.0 is taken for 84."""
    while decimals > 0 and round(score, decimals - 1) == score:
        decimals -= 1
    return decimals


def threshold_grade(
    score: float, grading: Grading, precision: str = "exact", decimals: int = 2
) -> str | None:
    """Return the grade of a score in per cent, or None.

    None where the score lies below the lowest grade, or where it was rounded and a threshold lies
    inside the rounding (a printed "90" may have been 89.6).

    Args:
        score: the unrounded score where known.
        grading: with thresholds, best first.
        precision: "rounded" when the source rounded it beyond the index's own decimals.
        decimals: how many decimals the source printed.
    """
    doubt = 0.5 * 10.0 ** -printed_decimals(score, decimals) if precision == "rounded" else 0.0
    sure = _lowest_reached(score - doubt, grading)
    return sure if sure == _lowest_reached(score + doubt, grading) else None


def _lowest_reached(score: float, grading: Grading) -> str | None:
    value = round(score, NOISE_DECIMALS)
    return next((grade for grade, low in grading.thresholds if value >= low), None)


def grade_bands(
    grade_counts: pd.DataFrame | None, grading: Grading
) -> dict[int, list[tuple[str, int]]]:
    """Return {year: [(grade, last rank that has it), …]}, best grade first, from published counts.

    Competition ranks make this exact: a unit of rank r has r − 1 units above it, so it has the best
    grade precisely when r is at most that grade's count. The last entry's rank is the size of the
    field. Years whose counts contradict each other are left out.

    Args:
        grade_counts: columns year, grade, n_units; None for an index without such counts.
        grading: says which grade is best.
    """
    bands: dict[int, list[tuple[str, int]]] = {}
    if grade_counts is None:
        return bands
    for year, counted in grade_counts.groupby("year"):
        counts = counted.drop_duplicates(["grade", "n_units"]).set_index("grade")["n_units"]
        if counts.index.is_unique:
            present = [grade for grade in grade_order(grading) if grade in counts.index]
            last = np.cumsum([int(counts[grade]) for grade in present])
            bands[int(str(year))] = list(zip(present, last.tolist(), strict=True))
    return bands


def grade_by_counts(rank: int, rank_of: int, bands: Sequence[tuple[str, int]]) -> str | None:
    """Return the grade of a rank, or None where the counts do not cover all `rank_of` units."""
    if not bands or bands[-1][1] != rank_of:
        return None
    return next((grade for grade, last in bands if rank <= last), None)


def quartile_groups(totals: Floats, groups: Sequence[str]) -> list[str | None]:
    """Put totals into four groups by their quartiles, as PAPI does.

    Percentiles are interpolated linearly; a unit exactly on a cut goes up. Which way the publisher
    turns there is not printed, so only such a unit can differ from the printed group.

    Args:
        totals: shape (units,), NaN where the total is unknown; all others take part.
        groups: four codes, best first.

    Returns:
        One code per unit, None where the total is unknown.
    """
    known = totals[~np.isnan(totals)]
    if not known.size:
        return [None] * len(totals)
    cuts = np.round(np.percentile(known, QUARTILES), NOISE_DECIMALS)
    values = np.round(totals, NOISE_DECIMALS)
    places = (values[:, None] < cuts[None, :]).sum(axis=1)
    return [
        None if np.isnan(value) else groups[place]
        for value, place in zip(values, places, strict=True)
    ]

"""Standard errors that a year has: its own, else those of another year, assumed."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np

from indices.analysis.cube import Cube
from indices.catalogue import Index, vintage_of
from indices.frames import Row


def lending_year(printed: Collection[int], index: Index, indicator: str, year: int) -> int | None:
    """Return the year whose standard errors an indicator has: its own, else the one to assume.

    Errors are in points, so that only a year with the same scale can lend them: the total of PAPI
    2017 is of six dimensions, that of 2019 of eight. The nearest such year lends, the newer of two.

    Args:
        printed: the years for which a source prints errors of the indicator.
        index: knows the scales.
        indicator: code of the indicator.
        year: the year asked for.

    Returns:
        The year itself where a source prints errors for it; None where no year can lend any.
    """
    if year in printed:
        return year
    scale, vintage = index.scale(indicator, year), vintage_of(year)
    lenders = [
        one
        for one in printed
        if index.scale(indicator, one) == scale and vintage_of(one) == vintage
    ]
    return min(lenders, key=lambda one: (abs(one - year), -one), default=None)


def printing_years(cube: Cube, indicator: str) -> list[int]:
    """Return the years for which a source prints standard errors of an indicator."""
    errors = cube.values("standard_error")[:, :, cube.indicator(indicator)]
    known = (~np.isnan(errors)).any(axis=1).tolist()
    return [year for year in cube.years if known[cube.year(year)]]


def figures_with_errors(
    cube: Cube, index: Index, indicator: str, year: int, names: Sequence[str]
) -> tuple[dict[str, Row], int | None]:
    """Return a year's figures with standard errors, its own or those of another year assumed.

    Args:
        cube: of the index.
        index: knows the scales.
        indicator: code of the indicator.
        year: whose scores are asked for.
        names: of SCORE_COLUMNS, score among them; standard_error comes with them.

    Returns:
        The figures by unit, with None for what is missing, and the year whose errors are assumed;
        None where they are the year's own or there are none.
    """
    lender = lending_year(printing_years(cube, indicator), index, indicator, year)
    found = cube.of_indicator(year, indicator, names)
    errors = cube.values("standard_error")[:, :, cube.indicator(indicator)]
    lent = errors[cube.year(year if lender is None else lender)].tolist()
    rows: dict[str, Row] = {}
    for unit, row in found.items():
        error = lent[cube.unit(unit)]
        # Without a score there is nothing that an error of another year could belong to.
        gone = error != error or (row["score"] is None and lender != year)
        rows[unit] = {**row, "standard_error": None if gone else error}
    return rows, None if lender == year else lender

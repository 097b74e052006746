"""How sure ranks are, as pages and the API read it: by standard errors, and by other methods."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from indices.analysis.composition import NoComposition, compose
from indices.analysis.lending import figures_with_errors, lending_year, printing_years
from indices.analysis.robustness import Variation, vary_methods
from indices.analysis.uncertainty import (
    FIGURES,
    as_table,
    uncertainty_rows,
)
from indices.catalogue import Index
from indices.frames import Row
from layouts.components.cubes import read_cube
from layouts.parameters import ERRORS
from layouts.wording import Wording

if TYPE_CHECKING:
    from indices.database.reader import Reader

PUBLISHED, ASSUMED = ERRORS


@dataclass(frozen=True, eq=False)
class Uncertainty:
    """How sure one indicator of one year is.

    Attributes:
        rows: UNCERTAINTY_COLUMNS of all units, with None for what is unknown.
        lender: year whose standard errors are assumed; None where they are the year's own or none.
        could_lend: year whose standard errors serve this one, itself where it has some, or None.
    """

    rows: list[Row]
    lender: int | None
    could_lend: int | None

    @cached_property
    def table(self) -> pd.DataFrame:
        """The rows as a frame."""
        return as_table(self.rows)


def read_uncertainty(
    reader: Reader, index: Index, year: int, indicator: str, errors: str = PUBLISHED
) -> Uncertainty:
    """Return the uncertainty of an indicator.

    Args:
        reader: answers the question for scores.
        index: the index.
        year: the year measured.
        indicator: code of the indicator.
        errors: "assumed" takes the standard errors of another year where this one prints none.
    """
    cube, could_lend = read_cube(reader, index.code), None
    if index.indicator(indicator).exists_in(year):
        could_lend = lending_year(printing_years(cube, indicator), index, indicator, year)
        if errors == ASSUMED and could_lend not in (None, year):
            found, lender = figures_with_errors(cube, index, indicator, year, FIGURES)
            # The source prints bounds for its own year.
            assumed = [{**row, "lower": None, "upper": None} for row in found.values()]
            rows = uncertainty_rows(assumed, indicator, lender=lender)
            return Uncertainty(rows, lender, could_lend)
    published = cube.of_indicator(year, indicator, FIGURES)
    return Uncertainty(uncertainty_rows(published.values(), indicator), None, could_lend)


def read_variation(
    reader: Reader, index: Index, year: int, indicator: str, spread: str
) -> tuple[Variation | None, NoComposition | None]:
    """Return ranks under other methods, or why there are none.

    Args:
        reader: answers the question for scores.
        index: the index.
        year: the year measured.
        indicator: code of the indicator.
        spread: how far weights may be from the published ones, "near" or "any".
    """
    try:
        cube = read_cube(reader, index.code)
        return vary_methods(compose(cube, index, year, indicator), spread), None
    except NoComposition as why:
        return None, why


def no_variation(why: NoComposition, w: Wording) -> str:
    """Say in a clause why ranks under other methods cannot be computed."""
    return {
        "index_without_parts": w.t("it has no parts that add up to it"),
        "parts_not_known": w.t(
            "its parts are known of {n} of {of} provinces only", n=why.n_known, of=why.n_ranked
        ),
        "maximum_not_known": w.t("the maximum of a part is not known, nor therefore its weight"),
        "value_outside_scale": w.t("a value lies outside the scale of its part"),
    }[why.reason]


def span(best: int | None, worst: int | None) -> str:
    """Write a range of ranks: "41–52", "41", or nothing."""
    if best is None or worst is None or pd.isna(best) or pd.isna(worst):
        return ""
    return f"{best}" if best == worst else f"{best}–{worst}"

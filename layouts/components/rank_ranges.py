"""How sure ranks are, as pages and the API read it: by standard errors, and by other methods."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from indices.analysis.composition import NoComposition, compose
from indices.analysis.robustness import Variation, vary_methods
from indices.analysis.uncertainty import error_year, uncertainty_table, with_assumed_errors
from indices.catalogue import Index
from layouts.parameters import ERRORS
from layouts.wording import Wording

if TYPE_CHECKING:
    from indices.database.reader import Reader

PUBLISHED, ASSUMED = ERRORS


def read_uncertainty(
    reader: Reader, index: Index, year: int, indicator: str, errors: str = PUBLISHED
) -> tuple[pd.DataFrame, int | None]:
    """Return the uncertainty of an indicator, and the year whose errors are assumed, if any.

    Args:
        reader: answers the question for scores.
        index: the index.
        year: the year measured.
        indicator: code of the indicator.
        errors: "assumed" takes the standard errors of another year where this one prints none.

    Returns:
        UNCERTAINTY_COLUMNS, and None unless its standard errors are assumed.
    """
    scores, lender = reader.scores(index.code, year), lending_year(reader, index, year, indicator)
    if errors != ASSUMED or lender in (None, year):
        return uncertainty_table(scores, indicator), None
    history = reader.scores(index.code, indicator=indicator)
    assumed = with_assumed_errors(history, year, int(lender or 0))
    return uncertainty_table(assumed, indicator, lender=lender), lender


def lending_year(reader: Reader, index: Index, year: int, indicator: str) -> int | None:
    """Return the year whose standard errors serve a year: its own, another one, or None."""
    if not index.indicator(indicator).exists_in(year):
        return None
    history = reader.scores(index.code, indicator=indicator)
    return error_year(history, index, indicator, year)


def read_variation(
    scores: pd.DataFrame, index: Index, year: int, indicator: str, spread: str
) -> tuple[Variation | None, NoComposition | None]:
    """Return ranks under other methods, or why there are none; arguments as in `compose`."""
    try:
        return vary_methods(compose(scores, index, year, indicator), spread), None
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

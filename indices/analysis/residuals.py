"""The part of a gap that no known part explains, and why it is there.

A residual is never just carried along: it comes from rounding in the source, from a part that is
unknown or withheld, or from a statistic whose parts need not add up. Any other one is called
unexplained, because then a figure is wrong, in the source or on its way here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from indices.analysis.arrays import Floats
from indices.analysis.ranking import NOISE_DECIMALS
from indices.catalogue import Indicator

ROUNDING = "rounding"
PART_UNKNOWN = "part_unknown"
PART_WITHHELD = "part_withheld"
STATISTIC = "median_or_best"
UNEXPLAINED = "unexplained"
# Below this a remainder is noise of binary numbers: no source prints eight decimals.
NOTHING = 1e-8


def residuals(tree: Sequence[Indicator], gap: Floats) -> Floats:
    """Return for each indicator its gap less those of its known parts; NaN without such parts.

    Args:
        tree: indicators.
        gap: of each, shape (indicators,), NaN where unknown.
    """
    explained = np.full(len(tree), np.nan)
    for place, item in enumerate(tree):
        family = gap[_family(item.code, tree, gap)]
        if not np.isnan(family).all():
            explained[place] = np.nansum(family)
    # Adding zero turns −0.0, which would be printed with its sign, into 0.0.
    rest: Floats = np.round(gap - explained, NOISE_DECIMALS) + 0.0
    return rest


def residual_reasons(
    tree: Sequence[Indicator],
    gap: Floats,
    reasons: Sequence[str | None],
    half_units: Floats,
    adds_up: bool,
) -> list[str | None]:
    """Say why each residual is there; None where there is none.

    Args:
        tree: indicators.
        gap: of each, shape (indicators,).
        reasons: why the gap of each is unknown, as `gap_table` returns it.
        half_units: half of the last decimal that the sources print, `half_units` of the same tree.
        adds_up: whether the gaps of parts should add up: not for medians and bests.

    Returns:
        rounding, part_unknown, part_withheld, median_or_best, unexplained or None.
    """
    found: list[str | None] = []
    for item, rest in zip(tree, residuals(tree, gap).tolist(), strict=True):
        if np.isnan(rest) or abs(rest) <= NOTHING:
            found.append(None)
            continue
        family = _family(item.code, tree, gap)
        gone = [reasons[place] or "" for place in family if np.isnan(gap[place])]
        # Both sides of a gap are rounded, and so is the sum itself.
        rounded = 2 * half_units[[*family, list(tree).index(item)]].sum()
        if gone:
            withheld = any(reason.endswith("withheld") for reason in gone)
            found.append(PART_WITHHELD if withheld else PART_UNKNOWN)
        elif not adds_up:
            found.append(STATISTIC)
        else:
            found.append(ROUNDING if abs(rest) <= rounded + NOTHING else UNEXPLAINED)
    return found


def half_units(scores: pd.DataFrame, tree: Sequence[Indicator], units: Iterable[str]) -> Floats:
    """Return half of the last decimal printed of each indicator, the coarsest of some units.

    Sums of printed parts are not rounded again and count 0, as do figures without known decimals.

    Args:
        scores: SCORE_COLUMNS of one index and year.
        tree: indicators.
        units: whose figures count.
    """
    printed = (scores["precision"] != "derived") & scores["unit"].isin(list(units))
    rows = scores[(printed & scores["decimals"].notna()).to_numpy()]
    fewest = rows.groupby("indicator")["decimals"].min()
    decimals = fewest.reindex([item.code for item in tree]).to_numpy("float64", na_value=np.nan)
    halves: Floats = np.nan_to_num(0.5 * 10.0**-decimals)
    return halves


def _family(code: str, tree: Sequence[Indicator], gap: Floats) -> list[int]:
    """Return the places of one additive breakdown of an indicator: of which most is known."""
    families: dict[str, list[int]] = {}
    for place, part in enumerate(tree):
        if part.parent == code and part.breakdown:
            families.setdefault(part.breakdown, []).append(place)
    return max(
        families.values(), key=lambda family: int((~np.isnan(gap[family])).sum()), default=[]
    )

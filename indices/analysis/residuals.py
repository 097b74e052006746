"""The part of a gap that no known part explains, and why it is there.

A residual is never just carried along: it comes from rounding in the source, from a part that is
unknown or withheld, or from a statistic whose parts need not add up. Any other one is called
unexplained, because then a figure is wrong, in the source or on its way here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np

from indices.analysis.arrays import Floats
from indices.analysis.cube import Cube
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
    known = ~np.isnan(gap)
    filled = np.where(known, gap, 0.0)
    for place, family in _families(tree, gap).items():
        if known[family].any():
            explained[place] = filled[family].sum()
    # Adding zero turns −0.0, which would be printed with its sign, into 0.0.
    rest: Floats = np.round(gap - explained, NOISE_DECIMALS) + 0.0
    return rest


def residual_reasons(
    tree: Sequence[Indicator],
    gap: Floats,
    rest: Floats,
    reasons: Sequence[str | None],
    halves: Callable[[], Floats],
    adds_up: bool,
) -> list[str | None]:
    """Say why each residual is there; None where there is none.

    Args:
        tree: indicators.
        gap: of each, shape (indicators,).
        rest: the residual of each, as `residuals` returns it.
        reasons: why the gap of each is unknown, as `gap_rows` returns it.
        halves: returns `half_units` of the same tree; asked only where something is left over.
        adds_up: whether the gaps of parts should add up: not for medians and bests.

    Returns:
        rounding, part_unknown, part_withheld, median_or_best, unexplained or None.
    """
    found: list[str | None] = [None] * len(tree)
    left = np.nan_to_num(rest)
    if (np.abs(left) <= NOTHING).all():
        return found
    half, families = halves(), _families(tree, gap)
    for place in np.flatnonzero(np.abs(left) > NOTHING).tolist():
        family = families[place]
        gone = [reasons[part] or "" for part in family if np.isnan(gap[part])]
        # Both sides of a gap are rounded, and so is the sum itself.
        rounded = 2 * half[[*family, place]].sum()
        if gone:
            withheld = any(reason.endswith("withheld") for reason in gone)
            found[place] = PART_WITHHELD if withheld else PART_UNKNOWN
        elif not adds_up:
            found[place] = STATISTIC
        else:
            explained = abs(left[place]) <= rounded + NOTHING
            found[place] = ROUNDING if explained else UNEXPLAINED
    return found


def half_units(cube: Cube, year: int, tree: Sequence[Indicator], units: Iterable[str]) -> Floats:
    """Return half of the last decimal printed of each indicator, the coarsest of some units.

    Sums of printed parts are not rounded again and count 0, as do figures without known decimals.

    Args:
        cube: of the index.
        year: the year measured.
        tree: indicators.
        units: whose figures count.
    """
    block = cube.block(year, units, [item.code for item in tree])
    decimals, precision = cube.values("decimals")[block], cube.values("precision")[block]
    printed = ~np.isnan(decimals) & (precision != "derived")
    fewest = np.where(printed, decimals, np.inf).min(axis=0, initial=np.inf)
    halves: Floats = 0.5 * 10.0**-fewest
    return halves


def _families(tree: Sequence[Indicator], gap: Floats) -> dict[int, list[int]]:
    """Return the places of each indicator's parts: of the breakdown of which most is known."""
    places = {item.code: place for place, item in enumerate(tree)}
    by_parent: dict[int, dict[str, list[int]]] = {}
    for place, part in enumerate(tree):
        if part.parent in places and part.breakdown:
            families = by_parent.setdefault(places[part.parent], {})
            families.setdefault(part.breakdown, []).append(place)
    known = (~np.isnan(gap)).tolist()
    return {
        parent: max(families.values(), key=lambda family: sum(known[place] for place in family))
        for parent, families in by_parent.items()
    }

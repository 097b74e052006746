"""Did a tour help: before and after, against units that ran alike before, and against chance.

Difference-in-differences: the unit's change of the mean score, less that of the CONTROLS units that
were nearest to it in the years before. The same is worked out for every other unit as if it had
travelled (placebo permutation); the share of all units whose difference is at least as large is the
p-value. On comparable years only. What one tour did, such figures cannot prove: warnings go along.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from indices.analysis.arrays import Floats
from indices.analysis.panel import LEAST_BEFORE, Panel, make_panel, nearest, window
from indices.analysis.synthetic import Synthetic, synthetic_control
from indices.catalogue import Index

CONTROLS = 10
LEAST_UNITS = 20
LEVEL = 0.05
FEW_BEFORE, FEW_AFTER = 4, 2
# Why there is no answer.
NO_YEAR_AFTER = "no_year_after"
FEW_YEARS_BEFORE = "few_years_before"
OWN_UNKNOWN = "own_unknown"
FEW_UNITS = "few_units"
# What has to stand beside the number.
REGRESSION, FEW_YEARS, OTHER_CAUSES = "regression_to_the_mean", "few_years", "other_causes"


@dataclass(frozen=True)
class Effect:
    """One indicator around a tour; all numbers in points of the indicator.

    Attributes:
        indicator: code.
        before, after: the comparable years.
        reason: why there is no answer ("not enough years yet"); empty where there is one.
        own_before, own_after: mean score of the unit.
        change: of the unit.
        controls: codes of the units that ran nearest before.
        control_change: their mean change.
        effect: change less control_change.
        placebos: the same of every other unit, by code.
        p_value: share of units, the unit itself counted, with at least as large a difference.
        synthetic: the synthetic control; None with too few years before.
        warnings: what has to stand beside the number.
        rebound: mean change of the quarter of units that stood where the unit stood before, NaN
            unless it was in the lowest or the highest quarter.
    """

    indicator: str
    before: tuple[int, ...]
    after: tuple[int, ...]
    reason: str = ""
    own_before: float = np.nan
    own_after: float = np.nan
    change: float = np.nan
    controls: tuple[str, ...] = ()
    control_change: float = np.nan
    effect: float = np.nan
    placebos: tuple[tuple[str, float], ...] = ()
    p_value: float = np.nan
    synthetic: Synthetic | None = None
    warnings: tuple[str, ...] = ()
    rebound: float = np.nan

    @property
    def stands_out(self) -> bool:
        """Whether chance alone gives such a difference in no more than LEVEL of all units."""
        return self.p_value <= LEVEL


def first_year_after(month: str) -> int:
    """Return the first year that counts as after a tour that began in a month such as "2022-12".

    The year in which it began counts as before: what was seen had no time to be put to use.
    """
    return int(month[:4]) + 1


def measure_effect(
    scores: pd.DataFrame, index: Index, code: str, unit: str, first_after: int
) -> Effect:
    """Compare a unit before and after.

    Args:
        scores: SCORE_COLUMNS of the index, all years.
        index: knows breaks.
        code: of the indicator.
        unit: that travelled.
        first_after: first year after the tour.
    """
    before, after = window(index, code, first_after)
    if not after:
        return Effect(code, before, after, NO_YEAR_AFTER)
    if len(before) < LEAST_BEFORE:
        return Effect(code, before, after, FEW_YEARS_BEFORE)
    panel = make_panel(scores, code, before, after)
    if unit not in panel.units:
        return Effect(code, before, after, OWN_UNKNOWN)
    if len(panel.units) < LEAST_UNITS:
        return Effect(code, before, after, FEW_UNITS)
    return _measured(panel, code, panel.units.index(unit))


def differences(panel: Panel, row: int) -> Floats:
    """Return every unit's change less that of its own controls, shape (units,).

    The unit in `row` is nobody else's control: it is the one that travelled.
    """
    changes = panel.changes
    found = np.empty(len(panel.units))
    for place in range(len(panel.units)):
        left_out = () if place == row else (row,)
        controls = nearest(panel.earlier, place, CONTROLS, left_out)
        found[place] = changes[place] - changes[controls].mean()
    return found


def permutation_p(found: Floats, row: int) -> float:
    """Return the share of all units whose difference is at least as large as that of one."""
    return float((np.abs(found) >= abs(found[row])).mean())


def _measured(panel: Panel, code: str, row: int) -> Effect:
    controls = nearest(panel.earlier, row, CONTROLS)
    found = differences(panel, row)
    n = len(panel.before)
    level = panel.earlier.mean(axis=1)
    rebound = _rebound(panel, level, row)
    few = n < FEW_BEFORE or len(panel.after) < FEW_AFTER
    warnings = [REGRESSION] * (not np.isnan(rebound)) + [FEW_YEARS] * few + [OTHER_CAUSES]
    return Effect(
        indicator=code,
        before=panel.before,
        after=panel.after,
        own_before=float(level[row]),
        own_after=float(panel.scores[row, n:].mean()),
        change=float(panel.changes[row]),
        controls=tuple(panel.units[place] for place in controls),
        control_change=float(panel.changes[controls].mean()),
        effect=float(found[row]),
        placebos=tuple(
            (panel.units[place], float(found[place]))
            for place in range(len(panel.units))
            if place != row
        ),
        p_value=permutation_p(found, row),
        synthetic=synthetic_control(panel, row),
        warnings=tuple(warnings),
        rebound=rebound,
    )


def _rebound(panel: Panel, level: Floats, row: int) -> float:
    """Return how the units of the same extreme quarter changed, without the unit itself."""
    low, high = np.quantile(level, (0.25, 0.75))
    if level[row] <= low:
        peers = level <= low
    elif level[row] >= high:
        peers = level >= high
    else:
        return np.nan
    peers[row] = False
    return float(panel.changes[peers].mean())

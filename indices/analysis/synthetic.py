"""Synthetic control: a weighted mean of other units that ran as one unit did before a tour.

Weights are not negative and sum to one (Abadie, Diamond and Hainmueller, "Synthetic Control Methods
for Comparative Case Studies", JASA 105 (2010)). With few years before, many weights fit equally
well; a small ridge takes the most even of them, so that the answer is unique.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from indices.analysis.arrays import Floats
from indices.analysis.panel import Panel, nearest

LEAST_BEFORE = 3
DONORS = 20
RIDGE = 0.01
# So much more than the years themselves weighs the condition that weights sum to one.
_SUM = 1e3
# Placebos that fitted worse than this times the unit's own fit say nothing about it.
WORST_FIT = 5.0
_NO_FIT = 0.05


@dataclass(frozen=True)
class Synthetic:
    """A unit against its synthetic control.

    Attributes:
        effect: mean gap after the tour, in points.
        rmspe: root mean squared gap before it.
        weights: of the donors, the largest first.
        p_value: share of units whose gap after is at least as large, the unit itself counted.
    """

    effect: float
    rmspe: float
    weights: tuple[tuple[str, float], ...]
    p_value: float


def donor_weights(target: Floats, donors: Floats) -> Floats:
    """Return the weights of donors whose mean runs nearest to the target.

    Args:
        target: years before, shape (years,).
        donors: shape (donors, years).

    Returns:
        Shape (donors,), not negative, summing to one.
    """
    from scipy.optimize import nnls

    n = len(donors)
    system = np.vstack([donors.T, np.full((1, n), _SUM), np.sqrt(RIDGE) * np.eye(n)])
    found, _ = nnls(system, np.concatenate([target, [_SUM], np.zeros(n)]))
    weights: Floats = found / found.sum()
    return weights


def synthetic_control(panel: Panel, row: int) -> Synthetic | None:
    """Hold a unit against its synthetic control and every other unit against its own.

    Args:
        panel: complete figures.
        row: of the unit.

    Returns:
        None with fewer than LEAST_BEFORE years before.
    """
    if len(panel.before) < LEAST_BEFORE:
        return None
    effect, rmspe, donors, weights = _fit(panel, row)
    others = [_fit(panel, other, (row,)) for other in range(len(panel.units)) if other != row]
    limit = WORST_FIT * max(rmspe, _NO_FIT)
    placebos = [abs(other) for other, fit, _, _ in others if fit <= limit]
    order = np.argsort(-weights, kind="stable")
    return Synthetic(
        effect=effect,
        rmspe=rmspe,
        weights=tuple(
            (panel.units[donors[place]], float(weights[place]))
            for place in order
            if weights[place] > 0.005
        ),
        p_value=(1 + sum(one >= abs(effect) for one in placebos)) / (1 + len(placebos)),
    )


def _fit(
    panel: Panel, row: int, left_out: tuple[int, ...] = ()
) -> tuple[float, float, list[int], Floats]:
    donors = nearest(panel.earlier, row, DONORS, left_out).tolist()
    weights = donor_weights(panel.earlier[row], panel.earlier[donors])
    gaps = panel.scores[row] - weights @ panel.scores[donors]
    n = len(panel.before)
    return float(gaps[n:].mean()), float(np.sqrt((gaps[:n] ** 2).mean())), donors, weights

"""Bring parts onto one scale, all of them above 0 so that a geometric mean can be taken.

Step 5 of the *Handbook on Constructing Composite Indicators* (OECD/JRC, 2008). Each function takes
known values of the shape (units, parts), higher being better, and returns the same shape.
"""

from __future__ import annotations

import numpy as np

from indices.analysis.arrays import Floats
from indices.analysis.ranking import competition_ranks

NORMALISATIONS = ("scale", "min_max", "z_score", "rank")
LOWEST, HIGHEST = 1.0, 100.0
Z_MEAN, Z_DEVIATION = 50.0, 10.0


def normalise_scale(values: Floats, low: Floats, high: Floats) -> Floats:
    """Place values between the lowest (1) and the highest (100) points that a part allows.

    Weighted by `high − low`, the arithmetic mean ranks units as the sum of their points does.

    Args:
        values: shape (units, parts).
        low: fewest possible points of each part, shape (parts,).
        high: most possible points, above `low`.
    """
    return _placed(values, low, high)


def normalise_min_max(values: Floats) -> Floats:
    """Place values between the lowest (1) and the highest (100) that any unit reached.

    A part in which all units are equal tells nobody apart and lies in the middle.
    """
    low, high = values.min(axis=0), values.max(axis=0)
    return np.where(high > low, _placed(values, low, np.where(high > low, high, low + 1)), 50.5)


def normalise_z_scores(values: Floats) -> Floats:
    """Return standard deviations from the mean of all units, shifted to mean 50, deviation 10.

    The shift changes no rank under an arithmetic mean; without it no geometric mean exists. A value
    more than five deviations below the mean is still not above 0.
    """
    deviation = values.std(axis=0)
    safe = np.where(deviation > 0, deviation, 1.0)
    scores: Floats = Z_MEAN + Z_DEVIATION * (values - values.mean(axis=0)) / safe
    return scores


def normalise_ranks(values: Floats) -> Floats:
    """Return n + 1 − rank in each part: n for the best of n units, ties alike."""
    return len(values) + 1 - competition_ranks(values)


def _placed(values: Floats, low: Floats, high: Floats) -> Floats:
    placed: Floats = LOWEST + (HIGHEST - LOWEST) * (values - low) / (high - low)
    return placed

"""Weights, and the two means that make one number of many parts.

Steps 6 and 7 of the *Handbook on Constructing Composite Indicators* (OECD/JRC, 2008): under the
arithmetic mean a strong part makes up for a weak one, under the geometric mean only in part.
"""

from __future__ import annotations

import numpy as np

from indices.analysis.arrays import Floats

# What typed weights may miss of 1: three weights of 0.333333 are meant to add up.
TOLERANCE = 1e-5


class WrongWeights(ValueError):
    """Weights that no mean can be taken with; the text is a sentence."""


def check_weights(weights: Floats, n_parts: int) -> Floats:
    """Return weights that are one a part, none negative, adding up to 1.

    Args:
        weights: shape (parts,) or (draws, parts).
        n_parts: how many parts there are.

    Raises:
        WrongWeights: too many or few of them, one negative or not a number, or a sum other than 1.
    """
    weights = np.asarray(weights, dtype="float64")
    given = weights.shape[-1] if weights.ndim else 0
    if given != n_parts:
        raise WrongWeights(f"There are {given} weights for {n_parts} parts; give one for each.")
    if not np.isfinite(weights).all():
        raise WrongWeights("A weight is not a number; give numbers from 0 to 1.")
    if (weights < 0).any():
        raise WrongWeights(f"A weight is {weights.min():g}; weights must not be negative.")
    sums = np.atleast_1d(weights.sum(axis=-1))
    wrong = sums[np.abs(sums - 1) > TOLERANCE]
    if wrong.size:
        raise WrongWeights(f"The weights add up to {wrong[0]:g}; they must add up to 1.")
    return weights


def aggregate_arithmetic(values: Floats, weights: Floats) -> Floats:
    """Return weighted arithmetic means.

    Args:
        values: shape (units, parts), known.
        weights: shape (parts,) or (draws, parts), adding up to 1.

    Returns:
        Shape (units,) or (units, draws).

    Raises:
        WrongWeights: see `check_weights`.
    """
    means: Floats = values @ check_weights(weights, values.shape[1]).T
    return means


def aggregate_geometric(values: Floats, weights: Floats) -> Floats:
    """Return weighted geometric means; arguments, shape and errors as in `aggregate_arithmetic`.

    Raises:
        ValueError: a value is 0 or negative; a zero would make the whole mean 0, a negative none.
    """
    if not (values > 0).all():
        raise ValueError(
            f"A geometric mean needs values above 0, and one is {values.min():g}; normalise first."
        )
    means: Floats = np.exp(np.log(values) @ check_weights(weights, values.shape[1]).T)
    return means

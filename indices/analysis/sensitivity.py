"""Which choice of method moves ranks most: each choice alone, and its share of all variation.

Saisana, Saltelli and Tarantola (2005): the output is the average shift in rank, R̄s = mean over the
units of |rank − published rank|, or the rank of one unit. Variance-based indices after Sobol (2001)
and Saltelli et al. (2010), computed by SALib.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from indices.analysis.arrays import Floats, Integers
from indices.analysis.composition import Composition
from indices.analysis.normalisation import NORMALISATIONS
from indices.analysis.robustness import (
    MEANS,
    NEAR,
    SEED,
    Methods,
    concentrations,
    draw_methods,
    published_method,
    ranks_under,
)

# Base sample of the Sobol sequence, a power of two; N · (number of choices + 2) methods are ranked.
BASE = 512
# Draws of weights alone: their mean shift settles with a few hundred.
WEIGHT_DRAWS = 500
CHOICES = ("weights", "normalisation", "mean", "left_out")


@dataclass(frozen=True)
class Alone:
    """One choice changed while everything else stays as published.

    Attributes:
        choice: one of CHOICES.
        value: the normalisation, the mean, or the part left out; "" for weights, which are drawn.
        shift: mean absolute rank shift over all units, for weights also over the draws.
        ranks: of each unit, shape (units, 1), or (units, draws) for weights.
    """

    choice: str
    value: str
    shift: float
    ranks: Integers


@dataclass(frozen=True)
class Influence:
    """A choice's share in the variance of an output.

    `first` is what the choice explains alone, `total` with all its interactions; NaN where nothing
    varies. `margin` is half the 95 % interval of `total`, by resampling.
    """

    choice: str
    first: float
    total: float
    margin: float


def one_at_a_time(composition: Composition, spread: str = NEAR) -> list[Alone]:
    """Change each choice alone; what the published method does itself is left out.

    Args:
        composition: units and parts.
        spread: how far weights may be from the published ones, "near" or "any".

    Raises:
        NoComposition: see `ranks_under`.
    """
    changes = [
        *(("normalisation", name, place) for place, name in enumerate(NORMALISATIONS) if place),
        *(("mean", name, place) for place, name in enumerate(MEANS) if place),
        *(("left_out", part, place) for place, part in enumerate(composition.parts)),
    ]
    first_drawn = len(changes) + 1
    methods = published_method(composition, first_drawn + WEIGHT_DRAWS)
    for row, (choice, _, place) in enumerate(changes, start=1):
        getattr(methods, choice)[row] = place
    methods.weights[first_drawn:] = draw_methods(composition, spread, WEIGHT_DRAWS).weights
    ranks = ranks_under(composition, methods)
    by_choice = [("weights", "", ranks[:, first_drawn:])] + [
        (choice, value, ranks[:, [row]]) for row, (choice, value, _) in enumerate(changes, start=1)
    ]
    return [
        Alone(choice, value, float(np.abs(moved - ranks[:, [0]]).mean()), moved)
        for choice, value, moved in by_choice
    ]


def sobol_ranks(composition: Composition, spread: str = NEAR, seed: int = SEED) -> Integers:
    """Return ranks under the methods of Saltelli's sampling scheme, shape (units, methods).

    Raises:
        NoComposition: see `ranks_under`.
    """
    from SALib.sample import sobol

    uniform = sobol.sample(_problem(composition), BASE, calc_second_order=False, seed=seed)
    return ranks_under(composition, _methods(composition, spread, uniform))


def shifts(ranks: Integers, published: Integers) -> Floats:
    """Return R̄s of each method: the mean absolute rank shift over all units, shape (methods,)."""
    moved: Floats = np.abs(ranks - published[:, None]).mean(axis=0)
    return moved


def influences(composition: Composition, output: Floats, seed: int = SEED) -> list[Influence]:
    """Return each choice's share in the variance of an output, in the order of CHOICES.

    Args:
        composition: units and parts.
        output: one number a method of `sobol_ranks`, such as one unit's rank or the mean absolute
            shift; shape (methods,).
        seed: of the resampling.
    """
    if np.ptp(output) == 0:
        return [Influence(choice, np.nan, np.nan, np.nan) for choice in CHOICES]
    from SALib.analyze import sobol

    found = sobol.analyze(
        _problem(composition), output.astype("float64"), calc_second_order=False, seed=seed
    )
    columns = (found[name].tolist() for name in ("S1", "ST", "ST_conf"))
    return [
        Influence(choice, first, total, margin)
        for choice, first, total, margin in zip(CHOICES, *columns, strict=True)
    ]


def _problem(composition: Composition) -> dict[str, object]:
    """Describe the choices to SALib: one uniform number a weight, all of them one choice."""
    names = [f"weight_{part}" for part in composition.parts]
    return {
        "num_vars": len(names) + 3,
        "names": [*names, *CHOICES[1:]],
        "groups": [CHOICES[0]] * len(names) + [*CHOICES[1:]],
        "bounds": [[0.0, 1.0]] * (len(names) + 3),
    }


def _methods(composition: Composition, spread: str, uniform: Floats) -> Methods:
    """Turn uniform numbers into methods; gamma quantiles, scaled to 1, are Dirichlet weights."""
    from scipy.special import gammaincinv

    n_parts = len(composition.parts)
    gammas = gammaincinv(concentrations(composition, spread), uniform[:, :n_parts])
    normalisation, mean, left_out = uniform[:, n_parts:].T
    return Methods(
        weights=gammas / gammas.sum(axis=1, keepdims=True),
        normalisation=(normalisation * len(NORMALISATIONS)).astype("int64"),
        mean=(mean * len(MEANS)).astype("int64"),
        left_out=(left_out * (n_parts + 1)).astype("int64") - 1,
    )

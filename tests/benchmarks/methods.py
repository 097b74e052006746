"""How long ranks under other methods take: 2,000 of them for 63 units of eight parts."""

from __future__ import annotations

import time
from collections.abc import Iterator
from statistics import median

import numpy as np

from indices.analysis.composition import Composition
from indices.analysis.robustness import DRAWS, vary_methods
from tests.benchmarks.budgets import Measured

UNITS, PARTS, ROUNDS = 63, 8, 5


def measure() -> Iterator[Measured]:
    """The median time of one Monte Carlo run, in seconds."""
    composition = _composition()
    seconds = []
    for seed in range(ROUNDS):
        began = time.perf_counter()
        vary_methods(composition, seed=seed)
        seconds.append(time.perf_counter() - began)
    budget = f"ranks of {UNITS} units under {DRAWS:,} other methods"
    detail = f"{PARTS} parts; median of {ROUNDS} runs, slowest {max(seconds):.3f} s"
    yield Measured(budget, median(seconds), 1.0, detail, "s")


def _composition() -> Composition:
    """Units as PAPI scores them: eight dimensions from 1 to 10 points."""
    values = np.random.default_rng(UNITS).normal(5.5, 0.6, (UNITS, PARTS)).clip(1, 10)
    units = tuple(f"{number:02d}" for number in range(1, UNITS + 1))
    parts = tuple(f"D{number}" for number in range(1, PARTS + 1))
    low, high = np.ones(PARTS), np.full(PARTS, 10.0)
    return Composition(units, parts, values, low, high, {}, UNITS)

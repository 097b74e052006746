"""How often the effects page would call a tour significant although nothing happened."""

from __future__ import annotations

import numpy as np

from indices.analysis.effects import LEVEL, differences, permutation_p
from indices.analysis.panel import LEAST_BEFORE, Panel, make_panel, window
from indices.database.reader import Reader
from indices.reference import load_catalogue
from indices.settings import read_settings
from tests.benchmarks.budgets import Measured

TOURS, SEED = 200, 2023
LOW, HIGH = 0.03, 0.07


def measure() -> list[Measured]:
    """Two rows: the share lies between both bounds."""
    share = false_alarms()
    detail = f"{share:.1%} of {TOURS} random tours without effect at {LEVEL:.0%}"
    return [
        Measured("false alarms of effects", 100 * share, 100 * HIGH, detail, "%"),
        Measured("false alarms of effects", 100 * share, 100 * LOW, detail, "%", at_least=True),
    ]


def false_alarms(tours: int = TOURS, seed: int = SEED) -> float:
    """Return the share of random (unit, indicator, year) that stands out, on the real PAPI."""
    random = np.random.default_rng(seed)
    panels = _panels()
    found = 0
    for _ in range(tours):
        panel = panels[random.integers(len(panels))]
        row = int(random.integers(len(panel.units)))
        found += permutation_p(differences(panel, row), row) <= LEVEL
    return found / tours


def _panels() -> list[Panel]:
    """Every indicator around every year with enough comparable years before."""
    index = load_catalogue().indices["PAPI"]
    scores = Reader(read_settings().database_url).scores("PAPI")
    codes = ["total", *(part.code for part in index.indicators if part.parent == "total")]
    spans = [
        (code, *window(index, code, year))
        for code in codes
        for year in index.years
        if index.indicator(code).exists_in(year)
    ]
    return [
        make_panel(scores, code, before, after)
        for code, before, after in spans
        if len(before) >= LEAST_BEFORE and after
    ]

"""The figures of a file beside stored ones: rival after rival, never all pairs at once."""

from __future__ import annotations

import tracemalloc

import numpy as np
import pandas as pd

from indices.build.comparing import compare
from indices.table import FACT_COLUMNS


def stated(first: int, n_sources: int, n_units: int = 60) -> pd.DataFrame:
    """One figure of each unit by each source, in the shape of stored ones."""
    size = n_sources * n_units
    chance = np.random.default_rng(first)
    rows = pd.DataFrame({name: [None] * size for name in FACT_COLUMNS}).astype(FACT_COLUMNS | {
        name: "float64" for name, dtype in FACT_COLUMNS.items() if dtype == "int64"
    })  # fmt: skip
    return rows.assign(
        year=2021.0,
        unit=np.tile([f"{unit:02d}" for unit in range(n_units)], n_sources),
        source=np.repeat([f"s{source:03d}" for source in range(first, first + n_sources)], n_units),
        indicator="total",
        score=chance.integers(400, 500, size) / 10,
        decimals=1.0,
        precision="exact",
        status="accepted",
        kind="press",
        published="2024",
        import_id=101.0,
        is_derived=False,
    )


def test_each_figure_agrees_with_the_best_rival_that_says_the_same():
    rows, known = stated(100, 3), stated(0, 40)
    found = compare(rows, known, "PAPI")
    for place, (unit, score) in enumerate(zip(rows["unit"], rows["score"], strict=True)):
        rivals = known[known["unit"] == unit]
        alike = rivals[rivals["score"] == score]
        best = (alike if len(alike) else rivals).index[0]
        expected = "same" if len(alike) else "conflicting"
        assert (found.change[place], found.rival[place]) == (expected, best)
    assert {"same", "conflicting"} == set(found.change)


def test_figures_with_many_rivals_take_little_more_room_than_they_have_themselves():
    rows, known = stated(100, 50), stated(0, 50)
    size = sum(int(frame.memory_usage().sum()) for frame in (rows, known))
    tracemalloc.start()
    try:
        compare(rows, known, "PAPI")
        assert tracemalloc.get_traced_memory()[1] < 5 * size
    finally:
        tracemalloc.stop()

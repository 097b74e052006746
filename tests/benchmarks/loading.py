"""Loading data/ against a bare sqlite3 executemany of the very rows it writes."""

from __future__ import annotations

import json
import sqlite3
import tempfile
import time
from contextlib import closing
from pathlib import Path
from statistics import median

from tests.benchmarks.budgets import Measured
from tests.serving import run

_RUNS = 3
_LEAST, _MOST_MEMORY = 0.5, 300.0
# The load of a fresh process, without its imports: seconds and peak resident memory in MB.
_LOAD = """
import json, resource, sys, time
from indices.build import load
began = time.perf_counter()
load(sys.argv[1])
seconds = time.perf_counter() - began
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps([seconds, peak / (1e6 if sys.platform == "darwin" else 1e3)]))
"""


def measure() -> list[Measured]:
    """Rows per second of both, in turns, and the peak memory of the load."""
    loads, bare = [], []
    for _ in range(_RUNS):
        with tempfile.TemporaryDirectory() as folder:
            product = Path(folder, "product.db")
            loads.append(json.loads(run("-c", _LOAD, f"sqlite:///{product.as_posix()}")))
            n_rows, seconds = _bare(product, Path(folder, "bare.db"))
            bare.append(seconds)
    load, still = median(one[0] for one in loads), median(bare)
    detail = f"{n_rows} rows in {load:.2f} s, executemany {still:.2f} s"
    peak = max(one[1] for one in loads)
    budget = "rows/s of loading data/ / executemany"
    return [
        Measured(budget, still / load, _LEAST, detail, at_least=True),
        Measured("peak memory of loading data/", peak, _MOST_MEMORY, "resident", "MB"),
    ]


def _bare(product: Path, target: Path) -> tuple[int, float]:
    """The number of rows of a database, and the seconds in which sqlite3 alone writes them."""
    with closing(sqlite3.connect(product)) as source:
        schema = source.execute(
            "SELECT type, name, sql FROM sqlite_master"
            " WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY type DESC"
        ).fetchall()
        tables = [name for kind, name, _ in schema if kind == "table"]
        rows = {name: source.execute(f'SELECT * FROM "{name}"').fetchall() for name in tables}
    with closing(sqlite3.connect(target)) as bare:
        began = time.perf_counter()
        for _, _, statement in schema:
            bare.execute(statement)
        for name, some in rows.items():
            marks = ", ".join("?" * len(some[0])) if some else ""
            bare.executemany(f'INSERT INTO "{name}" VALUES ({marks})', some)
        bare.commit()
        seconds = time.perf_counter() - began
    return sum(map(len, rows.values())), seconds

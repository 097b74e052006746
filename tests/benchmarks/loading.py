"""Loading data/ against a bare sqlite3 executemany of the very rows it writes.

Both are measured by the time of the processor, which another program's work changes the least.
"""

from __future__ import annotations

import json
import resource
import sqlite3
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from statistics import median

from indices.build import load
from tests.benchmarks.budgets import Measured
from tests.serving import run

_RUNS = 5
_LEAST, _MOST_MEMORY = 0.5, 300.0


def measure() -> list[Measured]:
    """Rows per second of both, and the peak memory of a load, in a process of their own."""
    with tempfile.TemporaryDirectory() as folder:
        answer = json.loads(run("-m", "tests.benchmarks.loading", folder))
    product, bare = median(answer["product"]), median(answer["bare"])
    detail = f"{answer['rows']} rows in {product:.2f} s, executemany {bare:.2f} s"
    budget = "rows/s of loading data/ / executemany"
    return [
        Measured(budget, bare / product, _LEAST, detail, at_least=True),
        Measured("peak memory of loading data/", answer["peak"], _MOST_MEMORY, "resident", "MB"),
    ]


def main(folder: Path) -> None:
    """Load and write in turns; print seconds and memory as JSON.

    The first load also imports what it needs: its memory counts, its time does not.
    """
    _load(folder / "first.db")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    product, bare = [], []
    for number in range(_RUNS):
        product.append(_load(folder / f"{number}.db"))
        n_rows, seconds = _bare(folder / f"{number}.db", folder / f"{number}.bare")
        bare.append(seconds)
    megabytes = peak / (1e6 if sys.platform == "darwin" else 1e3)
    print(json.dumps({"product": product, "bare": bare, "rows": n_rows, "peak": megabytes}))


def _load(path: Path) -> float:
    began = time.process_time()
    load(f"sqlite:///{path.as_posix()}")
    return time.process_time() - began


def _bare(product: Path, target: Path) -> tuple[int, float]:
    """The number of rows of a database, and the seconds in which sqlite3 alone writes them.

    Indexes come after the rows, which is the fastest way to an equal file.
    """
    with closing(sqlite3.connect(product)) as source:
        schema = source.execute(
            "SELECT type, name, sql FROM sqlite_master"
            " WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY type DESC"
        ).fetchall()
        tables = [name for kind, name, _ in schema if kind == "table"]
        rows = {name: source.execute(f'SELECT * FROM "{name}"').fetchall() for name in tables}
    with closing(sqlite3.connect(target)) as bare:
        began = time.process_time()
        for kind, name, statement in schema:
            bare.execute(statement)
            if kind == "table" and rows[name]:
                marks = ", ".join("?" * len(rows[name][0]))
                bare.executemany(f'INSERT INTO "{name}" VALUES ({marks})', rows[name])
        bare.commit()
        seconds = time.process_time() - began
    return sum(map(len, rows.values())), seconds


if __name__ == "__main__":
    main(Path(sys.argv[1]))

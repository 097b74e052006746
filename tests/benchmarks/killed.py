"""Imports killed at random moments: the database is what it was before, or what it is after."""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import sqlite3
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

from tests.benchmarks import million
from tests.benchmarks.budgets import Measured
from tests.serving import ROOT, python, run

KILLS = 25
_ROWS = 20_000
# The tables that bear the time of an import.
_DATED = ('INSERT INTO "import"', 'INSERT INTO "build"')


def measure(kills: int = KILLS) -> Iterator[Measured]:
    """Kill imports of the same file, each from the same database, and look at what is left."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file, path = million.write(folder / "rows.csv", _ROWS), folder / "indices.db"
        environment = {
            "DATABASE_URL": f"sqlite:///{path.as_posix()}",
            "REGISTER": str(folder / "register"),
        }
        run("-m", "indices", "load", environment=environment)
        shutil.copy(path, folder / "before.db")
        before = _digest(path)
        began = time.perf_counter()
        run("-m", "indices", "import", str(file), environment=environment)
        seconds = time.perf_counter() - began
        known = {before: "before", _digest(path): "after"}
        chance, ends = random.Random(9), Counter[str]()
        for _ in range(kills):
            _restore(path, folder / "before.db")
            _killed(file, environment, chance.uniform(0.2, 1.1) * seconds)
            ends[known.get(_digest(path), "between")] += 1
    told = ", ".join(f"{count} {end}" for end, count in sorted(ends.items()))
    budget = "killed imports that leave something between"
    yield Measured(budget, ends["between"], 0, f"{kills} kills: {told}", "imports")


def _restore(path: Path, before: Path) -> None:
    for suffix in ("-wal", "-shm"):
        path.with_name(f"{path.name}{suffix}").unlink(missing_ok=True)
    shutil.copy(before, path)


def _killed(file: Path, environment: dict[str, str], seconds: float) -> None:
    """Import a file, and kill the process after some seconds where it has not ended before."""
    process = subprocess.Popen(
        python("-m", "indices", "import", str(file)),
        cwd=ROOT,
        env=os.environ | environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    with suppress(subprocess.TimeoutExpired):
        process.wait(seconds)
    process.kill()
    process.wait()


def _digest(path: Path) -> str:
    """Name what a database holds, the times of imports left out."""
    digest = hashlib.sha256()
    with closing(sqlite3.connect(path)) as connection:
        for line in connection.iterdump():
            # Of a row that bears the time of an import only counts that it is there.
            digest.update(b"dated" if line.startswith(_DATED) else line.encode())
    return digest.hexdigest()

"""A million rows of PAPI from many sources: imported, and the pages over them."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
import pandas as pd

from indices.catalogue import Catalogue, Index
from indices.database.reader import Reader
from indices.desk.uploads import Desk
from indices.reference import DATA, load_catalogue
from tests.benchmarks import changing
from tests.benchmarks.budgets import Measured
from tests.benchmarks.updates import YearChange
from tests.serving import ROOT, python, run

ROWS = 1_000_000
_MOST_TIME, _MOST_MEMORY = 3.0, 600.0
_HEADING = "year,unit,indicator,score,standard_error,lower,upper,respondents,precision,status,"
_DECIMALS = 4
# Sources of data/ that print PAPI already would repeat or contradict themselves.
_KNOWN = "d"


@dataclass(frozen=True)
class _Cost:
    """What a piece of work took: seconds by the clock and of the processor, and megabytes."""

    wall: float
    processor: float
    memory: float = 0.0


def measure(changes: list[YearChange]) -> Iterator[Measured]:
    """Import a million rows, write the very same with sqlite3 alone, then change years."""
    with tempfile.TemporaryDirectory() as folder:
        file, path = write(Path(folder) / "million.csv"), Path(folder) / "indices.db"
        environment = {
            "DATABASE_URL": f"sqlite:///{path.as_posix()}",
            "REGISTER": str(Path(folder) / "register"),
        }
        run("-m", "indices", "load", environment=environment)
        preview = _preview(file, environment)
        product = _run(python("-m", "indices", "import", str(file)), environment)
        again = _preview(file, environment)
        bare = _bare(path, Path(folder) / "bare.db")
        yield Measured(
            "importing a million rows / executemany, processor",
            product.processor / bare.processor,
            _MOST_TIME,
            f"{product.processor:.1f} s ({product.wall:.1f} s by the clock), "
            f"executemany {bare.processor:.1f} s ({bare.wall:.1f} s)",
        )
        yield Measured(
            "peak memory of importing a million rows",
            product.memory,
            _MOST_MEMORY,
            f"resident, a file of {file.stat().st_size / 1e6:.0f} MB",
            "MB",
        )
        yield Measured(
            "peak memory of previewing a million rows on the desk",
            preview.memory,
            _MOST_MEMORY,
            "resident, the process that reads the file",
            "MB",
        )
        yield Measured(
            "peak memory of previewing a million rows that are stored already",
            again.memory,
            _MOST_MEMORY,
            f"resident; {again.processor:.1f} s of the processor, "
            f"{preview.processor:.1f} s when none was stored",
            "MB",
        )
        with closing(Reader(environment["DATABASE_URL"])) as reader:
            build = reader.build().build_id
        over_million = [change.on(build) for change in changes]
        yield from changing.measure(over_million, environment, " over a million rows")


def write(path: Path, rows: int = ROWS) -> Path:
    """Write so many rows: parts, dimensions and totals that add up, source by source."""
    with path.open("w", encoding="utf-8") as file:
        file.write(f"{_HEADING}source,remark\n")
        file.writelines(islice(_lines(load_catalogue()), rows))
    return path


def _lines(catalogue: Catalogue) -> Iterator[str]:
    chance = np.random.default_rng(2024)
    index = catalogue.indices["PAPI"]
    missing = pd.read_csv(DATA / "observations" / "missing.csv", dtype=str)
    unknown = set(zip(missing["year"].astype(int), missing["unit"], strict=True))
    facts = [
        (year, unit.code)
        for year in index.years
        for unit in catalogue.units_of(catalogue.vintage(year))
        if (year, unit.code) not in unknown
    ]
    for source in catalogue.sources:
        if not source.startswith(_KNOWN):
            for year, unit in facts:
                for indicator, score in _scores(index, year, chance):
                    yield f"{year},{unit},{indicator},{score:.{_DECIMALS}f},,,,,,,{source},\n"


def _scores(index: Index, year: int, chance: np.random.Generator) -> Iterator[tuple[str, float]]:
    """Yield the parts of each dimension, the dimension and at last the total."""
    total = 0.0
    for dimension in index.children("total", year, "dimension"):
        parts = index.children(dimension.code, year, "dimension")
        low, high = index.scale(parts[0].code if parts else dimension.code, year)
        scores = chance.uniform(low, high, len(parts) or 1).round(_DECIMALS).tolist()
        if parts:
            yield from zip((part.code for part in parts), scores, strict=True)
        total += sum(scores)
        yield dimension.code, sum(scores)
    yield "total", total


def _preview(file: Path, environment: dict[str, str]) -> _Cost:
    """Read a file as the desk does once it was handed in."""
    with file.open("rb") as content:
        upload = Desk(Path(environment["REGISTER"])).take(content, file.name, "bench")
    upload.change(asked={"index": "PAPI"})
    cost = _run(python("-m", "indices.desk", str(upload.folder), "read"), environment)
    if upload.note().stage != "ready":
        raise RuntimeError(f"The desk could not read {file.name}.")
    return cost


def _run(command: list[str], environment: dict[str, str]) -> _Cost:
    """Run a command, start of the process included."""
    began = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=ROOT, env=os.environ | environment, stdout=subprocess.DEVNULL
    )
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} failed.")
    memory = used.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
    return _Cost(wall, used.ru_utime + used.ru_stime, memory)


def _bare(product: Path, target: Path) -> _Cost:
    """Write the rows that were imported to the same table and index, by sqlite3 alone."""
    with closing(sqlite3.connect(product)) as source:
        statements = source.execute(
            "SELECT sql FROM sqlite_master WHERE tbl_name = 'observation' AND sql IS NOT NULL"
            " ORDER BY type DESC"
        ).fetchall()
        rows = source.execute("SELECT * FROM observation WHERE import_id > 100").fetchall()
    (table,), *indexes = statements
    marks = ", ".join("?" * len(rows[0]))
    with closing(sqlite3.connect(target)) as bare:
        wall, processor = time.perf_counter(), time.process_time()
        bare.execute(table)
        bare.executemany(f"INSERT INTO observation VALUES ({marks})", rows)
        for (index,) in indexes:
            bare.execute(index)
        bare.commit()
        return _Cost(time.perf_counter() - wall, time.process_time() - processor)

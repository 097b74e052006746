"""Small sheets and folders that tests make themselves."""

from __future__ import annotations

import csv
import re
import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from indices.catalogue import Catalogue
from indices.findings import Finding
from indices.loaders.corrections import Correction
from indices.loaders.facts import make_facts
from indices.loaders.harmonise import Harmonised, harmonise
from indices.loaders.template import TEMPLATES, make_table
from indices.reference import DATA, load_catalogue
from indices.table import Facts

CATALOGUE: Catalogue = load_catalogue()
MISSING_HEADING = ["index", "year", "unit", "indicator", "reason", "source", "remark"]
DEFAULTS = {"indicator": "total", "source": "c13"}


def grid(index: str, *rows: dict[str, object]) -> list[list[str]]:
    """A sheet of an index: its heading and rows of named cells, source and indicator filled in."""
    names = TEMPLATES[index].names
    filled = [DEFAULTS | row for row in rows]
    return [list(names), *([str(row.get(name, "")) for name in names] for row in filled)]


def part_of(index: str, *rows: dict[str, object], file: str = "test.csv") -> Harmonised:
    """The harmonised sheet of such rows."""
    template = TEMPLATES[index]
    return harmonise(make_table(file, "", grid(index, *rows), template), template, CATALOGUE)


def facts_of(index: str, *rows: dict[str, object], corrections: Sequence[Correction] = ()) -> Facts:
    """The facts that such rows state."""
    facts, _ = make_facts(index, [part_of(index, *rows)], corrections)
    return facts


def told(findings: Sequence[Finding]) -> list[tuple[str, str, str]]:
    """Code, severity and cell of findings, for comparison."""
    return [(finding.code, finding.severity, finding.place.cell) for finding in findings]


def papi_parts(
    year: int, unit: str, score: float = 1.0, **cells: object
) -> list[dict[str, object]]:
    """A row for every sub-dimension that PAPI has in a year."""
    index = CATALOGUE.indices["PAPI"]
    return [
        {"year": year, "unit": unit, "indicator": item.code, "score": score, **cells}
        for item in index.indicators_in(year)
        if item.level == "sub-dimension"
    ]


def write_csv(path: Path, rows: Sequence[Sequence[object]]) -> Path:
    """Write rows as CSV in UTF-8."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def small_data(
    root: Path,
    par: Sequence[dict[str, object]] = (),
    papi: Sequence[dict[str, object]] = (),
) -> Path:
    """A folder like data/ whose indices have one year each, with a few figures of it; PCI has none.

    PAR 2023 and PAPI 2021; a row of PAR stands there when none is given.
    """
    shutil.copytree(DATA / "reference", root / "reference")
    shutil.copytree(DATA / "catalogue", root / "catalogue")
    for index, year in {"par": 2023, "sipas": 2022, "papi": 2021, "pci": 2024}.items():
        path = root / "catalogue" / f"{index}.toml"
        text = re.sub(
            r"^years = .*$", f"years = [{year}]", path.read_text("utf-8"), count=1, flags=re.M
        )
        path.write_text(text, "utf-8")
    for name in ("targets.csv", "covariates.csv"):
        heading = (root / "reference" / name).read_text("utf-8").splitlines()[0]
        (root / "reference" / name).write_text(f"{heading}\n", "utf-8")
    folder = root / "observations"
    folder.mkdir()
    rows = par or [{"year": 2023, "unit": "79", "score": "86.97", "rank": 33, "rank_of": 63}]
    write_csv(folder / "par.csv", grid("PAR", *rows))
    write_csv(folder / "sipas.csv", grid("SIPAS", {"year": 2022, "unit": "79", "score": "80.1"}))
    write_csv(folder / "papi.csv", grid("PAPI", *(papi or papi_parts(2021, "79"))))
    missing = ["PAPI", 2021, "22", "D1", "withheld", "d01", ""]
    write_csv(folder / "missing.csv", [MISSING_HEADING, missing])
    counts = [["year", "grade", "n_units", "source"], [2023, "A", 7, "c13"], [2023, "B", 56, "c13"]]
    write_csv(folder / "par_grade_counts.csv", counts)
    return root


def rows_of(path: Path, statement: str) -> list[tuple[object, ...]]:
    """Rows of a SQLite file."""
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(statement).fetchall()

"""Known upstream errors, kept as data: which row, what is set instead, and why.

The file in `observations/` keeps the row as received; the correction is applied on load and its
reason is kept in the remark of the figure.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from indices.findings import Finding, Place
from indices.reference import CatalogueError, unread, wrong
from indices.said import noted, said
from indices.table import FIGURES, Facts

_SETTABLE = {*FIGURES, "indicator", "precision", "status"}
_MATCHED = ("year", "unit", "indicator", "source")


@dataclass(frozen=True)
class Correction:
    """One known error: the row it is about, the columns that are set, the reason and its basis."""

    file: str
    year: int
    unit: str
    indicator: str
    source: str
    changes: dict[str, Any]
    reason: str
    status: str

    @property
    def remark(self) -> str:
        """What a reader of the corrected figure is told."""
        return f"corrected ({self.status}): {self.reason}"

    def __str__(self) -> str:
        return f"{self.year} {self.unit} {self.indicator} from {self.source}"


def read_corrections(folder: Path, index: str) -> list[Correction]:
    """Read the corrections of one index; an index without a file has none.

    Raises:
        CatalogueError: the file is unreadable or a correction lacks a field.
    """
    path = folder / f"{index.casefold()}.toml"
    if not path.exists():
        return []
    try:
        items = tomllib.loads(path.read_text(encoding="utf-8")).get("correction", [])
        return [_correction(path, item) for item in items]
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CatalogueError(unread(path, error)) from error
    except (KeyError, TypeError, ValueError) as error:
        raise CatalogueError(wrong(path, error)) from error


def _correction(path: Path, item: dict[str, Any]) -> Correction:
    unknown = set(item["set"]) - _SETTABLE
    if unknown:
        raise ValueError(f"set = {', '.join(sorted(unknown))}")
    return Correction(
        file=f"corrections/{path.name}",
        year=int(item["year"]),
        unit=item["unit"],
        indicator=item["indicator"],
        source=item["source"],
        changes=dict(item["set"]),
        reason=item["reason"],
        status=item["status"],
    )


def apply_corrections(
    facts: Facts, corrections: Sequence[Correction]
) -> tuple[Facts, list[Finding]]:
    """Return the corrected facts, and a finding for every corrected row and every idle correction.

    A row that was corrected when it was imported is left as it is.
    """
    rows = facts.rows.copy(deep=False)
    findings: list[Finding] = []
    for correction in corrections:
        matched = _matching(rows, correction)
        done = (rows["remark"].fillna("").str.endswith(correction.remark)).to_numpy(dtype=bool)
        if not (matched | done).any():
            findings.append(_idle(correction))
        changed = np.flatnonzero(matched & ~done)
        rows.loc[changed, list(correction.changes)] = list(correction.changes.values())
        rows.loc[changed, "remark"] = [
            f"{remark}; {correction.remark}" if remark else correction.remark
            for remark in rows.loc[changed, "remark"]
        ]
        findings += _corrected(facts, changed, correction)
    return replace(facts, rows=rows), findings


def _matching(rows: pd.DataFrame, correction: Correction) -> NDArray[np.bool_]:
    matched = np.ones(len(rows), dtype=bool)
    for column in _MATCHED:
        matched &= (rows[column] == getattr(correction, column)).to_numpy(dtype=bool)
    return matched


def _corrected(facts: Facts, changed: NDArray[np.intp], correction: Correction) -> list[Finding]:
    wrong = np.zeros(len(facts.rows), dtype=bool)
    wrong[changed] = True
    column = next(iter(correction.changes))
    sets = ", ".join(f"{name} = {value!r}" for name, value in correction.changes.items())
    expected = said("{sets}, because {reason}", sets=sets, reason=noted(correction.reason))
    return facts.flag(wrong, column, "corrected", expected, severity="info")


def _idle(correction: Correction) -> Finding:
    return Finding(
        "idle_correction",
        "warning",
        Place(correction.file),
        said("a row for {correction}", correction=str(correction)),
        said("no such row"),
    )

"""The facts of one index: files and earlier imports, in codes and numbers, corrected."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from indices.catalogue import Catalogue
from indices.findings import Finding
from indices.loaders.corrections import Correction, apply_corrections
from indices.loaders.harmonise import Harmonised, harmonise, vintages_of
from indices.loaders.template import TEMPLATES, read_table
from indices.table import FACT_COLUMNS, Facts, Table


def read_part(path: Path, index: str, file: str, catalogue: Catalogue) -> Harmonised:
    """Read one file of an index; when it cannot be read, it has no rows and a finding says why."""
    template = TEMPLATES[index]
    table, findings = read_table(path, template, file)
    part = harmonise(table, template, catalogue)
    part.findings.extend(findings)
    return part


def restored_part(file: str, rows: pd.DataFrame) -> Harmonised:
    """Make a part of figures that were imported earlier and are read back from the database.

    Args:
        file: name of the imported file.
        rows: columns of FACT_COLUMNS (without part, row and vintage) and `sheet`.
    """
    sheet = next(iter(rows["sheet"]), "")
    table = Table(file, sheet or "", (), rows, rows["cell"].astype("object"))
    vintages = vintages_of(rows["year"].to_numpy("float64"), len(rows))
    typed = rows.assign(row=rows.index, vintage=vintages).reindex(columns=list(FACT_COLUMNS)[1:])
    typed = typed.astype({str(name): FACT_COLUMNS[str(name)] for name in typed})
    return Harmonised(table, typed, {}, [])


def make_facts(
    index: str, parts: Sequence[Harmonised], corrections: Sequence[Correction]
) -> tuple[Facts, list[Finding]]:
    """Put the parts of one index together and correct them.

    Returns:
        The facts, and the findings of reading, of leaving rows out and of correcting.
    """
    numbered = [_plain(part.rows.assign(part=number)) for number, part in enumerate(parts)]
    empty = pd.DataFrame({name: pd.Series(dtype=dtype) for name, dtype in FACT_COLUMNS.items()})
    rows = pd.concat(numbered or [empty], ignore_index=True)[list(FACT_COLUMNS)]
    facts = Facts(index, tuple(part.table for part in parts), rows)
    corrected, findings = apply_corrections(facts, corrections)
    return corrected, [*(finding for part in parts for finding in part.findings), *findings]


def _plain(rows: pd.DataFrame) -> pd.DataFrame:
    """Return words as texts, or None, where they are categories."""
    words = {
        str(name): column.astype(object).where(column.notna(), None)
        for name, column in rows.items()
        if isinstance(column.dtype, pd.CategoricalDtype)
    }
    return rows.assign(**words)

"""What is stored already, in the shape of facts, so that a file is checked among its neighbours."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from indices.findings import MOST_TOLD
from indices.loaders.facts import restored_part
from indices.loaders.harmonise import Harmonised
from indices.table import FACT_COLUMNS, Facts
from indices.validation.duplicates import Flags, compare_with_earlier


def unrevised(known: pd.DataFrame) -> Flags:
    """Say of each stored figure whether its source has not stated another one since.

    Args:
        known: `stored.known_figures`, oldest first.
    """
    newest_first = known.iloc[::-1].reindex(columns=list(FACT_COLUMNS)).reset_index(drop=True)
    revised, _ = compare_with_earlier(Facts("", (), newest_first))
    return ~revised[::-1]


def standing(known: pd.DataFrame) -> pd.DataFrame:
    """Return the printed figures that their source has not revised since."""
    printed = known[~known["is_derived"]]
    return printed[unrevised(printed)].reset_index(drop=True)


def context_parts(rows: pd.DataFrame, files: dict[int, str]) -> list[Harmonised]:
    """Make a part of the stored rows of each file and sheet.

    Args:
        rows: `standing` figures.
        files: names of the files by import.
    """
    groups = rows.groupby(["import_id", "sheet"], dropna=False, sort=True)
    return [
        restored_part(_label(int(group["import_id"].iloc[0]), files), group.reset_index(drop=True))
        for _, group in groups
    ]


def _label(number: int, files: dict[int, str]) -> str:
    """Tell a stored file from one of the same name that is being imported."""
    return f"{files[number]} (import {number})"


def among(facts: Facts, parts: Sequence[Harmonised]) -> Facts:
    """Return the facts of a file together with what is stored, which stands before them.

    Of many rows with one flaw the first are told of: a million sentences would need gigabytes.

    Args:
        facts: what the file states, corrected.
        parts: the stored figures beside it.
    """
    stored = [part.rows.assign(part=number) for number, part in enumerate(parts)]
    shifted = facts.rows.assign(part=facts.rows["part"] + len(parts))
    frames = [frame for frame in (*stored, shifted) if len(frame)] or [shifted]
    rows = pd.concat(frames, ignore_index=True)[list(FACT_COLUMNS)]
    tables = (*(part.table for part in parts), *facts.tables)
    return Facts(facts.index, tables, rows, MOST_TOLD)

"""A file that was read, compared with what is stored and checked, before anything is written."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from indices.build.blocks import Block, Figures
from indices.build.comparing import CHANGES, Compared, change_rows
from indices.build.reading import Read
from indices.catalogue import Source
from indices.findings import Report


@dataclass(frozen=True)
class Part:
    """A block of a file beside what is stored.

    Attributes:
        block: some years of the file.
        known: the stored figures of these years, statistics at the end.
        compared: how each of the block's facts compares with them.
        makes_sums: whether sources state all parts of sums that they do not print.
    """

    block: Block
    known: pd.DataFrame
    compared: Compared
    makes_sums: bool


@dataclass(frozen=True)
class Prepared:
    """A file that is ready to be stored, and what that would change.

    Attributes:
        read: the file.
        source: the source that the importer named.
        is_new_source: whether nobody has named it before.
        figures: what the file states.
        report: findings about the file, and blocking ones that it brings about elsewhere.
        parts: its blocks.
    """

    read: Read
    source: Source | None
    is_new_source: bool
    figures: Figures
    report: Report
    parts: tuple[Part, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many rows are new, same, revised and conflicting."""
        counted = [part.compared.counts for part in self.parts]
        return {name: sum(one[name] for one in counted) for name in CHANGES}

    @property
    def n_stored(self) -> int:
        """How many rows would be stored; those that a source repeats are not."""
        return sum(int((~part.compared.known_already).sum()) for part in self.parts)

    def changes(self) -> pd.DataFrame:
        """Return `comparing.CHANGE_COLUMNS`, a row for every figure of the file, in its order."""
        tables, order = [], []
        for part in self.parts:
            facts, _ = self.figures.facts(part.block)
            sheets = self.figures.sheets(facts)
            tables.append(
                change_rows(facts.rows, part.known, part.compared, self.read.index, sheets)
            )
            order.append(facts.rows[["part", "row"]])
        places = pd.concat(order, ignore_index=True)
        ordered = np.lexsort([places["row"], places["part"]])
        return pd.concat(tables, ignore_index=True).iloc[ordered].reset_index(drop=True)

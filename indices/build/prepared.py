"""A file that was read, compared with what is stored and checked, before anything is written."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from indices.build.blocks import Block, Figures
from indices.build.comparing import CHANGE_COLUMNS, CHANGES, Compared, change_rows
from indices.build.reading import Read
from indices.catalogue import Source
from indices.findings import Report
from indices.table import Facts
from indices.validation.duplicates import Flags

# More of each kind than a person reads on a page; the counts are always of all.
MOST_CHANGES = 400


@dataclass(frozen=True)
class Part:
    """A block of a file and how it compares with what is stored, which is not kept itself.

    Attributes:
        block: some years of the file.
        counts: how many of its figures are new, same, revised and conflicting.
        changes: `first_changes` of the block.
        known_already: as in `Compared`.
        restated: number of the observation of the same source that says all of a figure, else NaN.
        makes_sums: whether sources state all parts of sums that they do not print.
        units, indicators: the codes that its figures are about.
    """

    block: Block
    counts: dict[str, int]
    changes: pd.DataFrame
    known_already: Flags
    restated: NDArray[np.float64]
    makes_sums: bool
    units: frozenset[str]
    indicators: frozenset[str]


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
        return {name: sum(part.counts[name] for part in self.parts) for name in CHANGES}

    @property
    def n_stored(self) -> int:
        """How many rows would be stored; those that a source repeats are not."""
        return sum(int((~part.known_already).sum()) for part in self.parts)

    @property
    def units(self) -> tuple[str, ...]:
        """The units that the figures are about."""
        return tuple(sorted(frozenset[str]().union(*(part.units for part in self.parts))))

    @property
    def indicators(self) -> tuple[str, ...]:
        """The indicators that the figures are about."""
        return tuple(sorted(frozenset[str]().union(*(part.indicators for part in self.parts))))

    def changes(self) -> pd.DataFrame:
        """Return `comparing.CHANGE_COLUMNS` for the first figures of each kind, in file order."""
        tables = [part.changes for part in self.parts]
        ordered = pd.concat(tables, ignore_index=True).sort_values(["part", "row"], kind="stable")
        first = ordered.groupby("change", sort=False).head(MOST_CHANGES)
        return first[CHANGE_COLUMNS].reset_index(drop=True)


def first_changes(
    facts: Facts, known: pd.DataFrame, compared: Compared, sheets: pd.Series[str]
) -> pd.DataFrame:
    """Return `comparing.CHANGE_COLUMNS` for the first figures of each kind of a block.

    Args:
        facts: the block.
        known: the stored figures of its years.
        compared: how the facts compare with them.
        sheets: the sheet of each fact.

    Returns:
        With part and row beside them, where the figures stand in the file.
    """
    first = pd.Series(compared.change).groupby(compared.change).head(MOST_CHANGES)
    places = first.index.to_numpy()
    rows = facts.rows.iloc[places]
    table = change_rows(rows, known, compared.at(places), facts.index, sheets.iloc[places])
    return table.assign(part=rows["part"].to_numpy(), row=rows["row"].to_numpy())

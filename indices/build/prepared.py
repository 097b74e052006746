"""A file that was read, compared with what is stored and checked, before anything is written."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from indices.build.blocks import Block, Figures
from indices.build.comparing import CHANGE_COLUMNS, CHANGES, Compared, change_rows
from indices.build.reading import Read
from indices.catalogue import Source
from indices.findings import Report

# More of each kind than a person reads on a page; the counts are always of all.
MOST_CHANGES = 400


@dataclass(frozen=True)
class Part:
    """A block of a file beside what is stored.

    Attributes:
        block: some years of the file.
        known: the stored figures of these years, statistics at the end.
        compared: how each of the block's facts compares with them.
        makes_sums: whether sources state all parts of sums that they do not print.
        units, indicators: the codes that its figures are about.
    """

    block: Block
    known: pd.DataFrame
    compared: Compared
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
        counted = [part.compared.counts for part in self.parts]
        return {name: sum(one[name] for one in counted) for name in CHANGES}

    @property
    def n_stored(self) -> int:
        """How many rows would be stored; those that a source repeats are not."""
        return sum(int((~part.compared.known_already).sum()) for part in self.parts)

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
        tables = [self._changes(part) for part in self.parts]
        ordered = pd.concat(tables, ignore_index=True).sort_values(["part", "row"], kind="stable")
        first = ordered.groupby("change", sort=False).head(MOST_CHANGES)
        return first[CHANGE_COLUMNS].reset_index(drop=True)

    def _changes(self, part: Part) -> pd.DataFrame:
        """Return the first figures of each kind of a block, and where they stand."""
        first = pd.Series(part.compared.change).groupby(part.compared.change).head(MOST_CHANGES)
        places = first.index.to_numpy()
        facts, _ = self.figures.facts(part.block)
        rows, sheets = facts.rows.iloc[places], self.figures.sheets(facts).iloc[places]
        compared = part.compared.at(places)
        table = change_rows(rows, part.known, compared, self.read.index, sheets)
        return table.assign(part=rows["part"].to_numpy(), row=rows["row"].to_numpy())

"""The figures of a file in blocks of whole years, so that a million of them take little memory.

Whatever is asked about a figure, such as its rivals, its sum or its rank, concerns figures of its
own year only. So blocks are compared, checked and stored one after the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from indices.catalogue import Catalogue
from indices.findings import Finding
from indices.loaders.corrections import Correction
from indices.loaders.facts import make_facts
from indices.loaders.harmonise import Harmonised
from indices.table import Facts

# Years are put together as long as their rows, those that are stored among them, are no more than
# this, about 20 MB.
MOST_ROWS = 100_000


@dataclass(frozen=True)
class Block:
    """Some years of a file.

    Attributes:
        years: those that are years; what stands in the year's cell may be anything.
        places: the positions of its rows in each part of the file.
    """

    years: tuple[int, ...]
    places: tuple[NDArray[np.intp], ...]


@dataclass(frozen=True)
class Figures:
    """What a file states, made into facts block by block.

    Attributes:
        index: code of the index.
        parts: the sheets.
        corrections: known upstream errors of the index.
        catalogue: knows the sources.
        import_id: number that the import has or will have.
        n_stored: how many figures of the index are stored, by year.
    """

    index: str
    parts: tuple[Harmonised, ...]
    corrections: Sequence[Correction]
    catalogue: Catalogue
    import_id: int
    n_stored: Mapping[int, int] = field(default_factory=dict)

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The years of the figures; what is no year has a finding."""
        return tuple(sorted(year for block in self.blocks for year in block.years))

    @property
    def _years(self) -> Iterator[NDArray[np.float64]]:
        return (part.rows["year"].to_numpy("float64") for part in self.parts)

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks, one at least."""
        distinct, counts = np.unique(
            np.concatenate([*self._years, np.array([])]), return_counts=True
        )
        block_of = np.zeros(len(distinct) or 1, dtype="int64")
        rows = block = 0
        for place, (year, own) in enumerate(zip(distinct.tolist(), counts.tolist(), strict=True)):
            count = own + self.n_stored.get(year, 0)
            rows += count
            if rows > MOST_ROWS and rows > count:
                rows, block = count, block + 1
            block_of[place] = block
        blocks_of = [block_of[np.searchsorted(distinct, years)] for years in self._years]
        return tuple(
            Block(
                years_of(distinct[block_of[: len(distinct)] == number]),
                tuple(np.flatnonzero(blocks == number) for blocks in blocks_of),
            )
            for number in range(block + 1)
        )

    def facts(self, block: Block) -> tuple[Facts, list[Finding]]:
        """Return the corrected facts of a block, and what was corrected."""
        parts = [
            replace(part, rows=_take(part.rows, places), unread={}, findings=[])
            for part, places in zip(self.parts, block.places, strict=True)
        ]
        concerned = [one for one in self.corrections if one.year in block.years]
        return make_facts(self.index, parts, concerned)

    def with_sources(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Return rows with kind and date of their sources, and the import, for the written rule."""
        sources, named = self.catalogue.sources, rows["source"]
        return rows.assign(
            kind=named.map({code: item.kind for code, item in sources.items()}),
            published=named.map({code: item.published for code, item in sources.items()}),
            import_id=float(self.import_id),
        )

    def sheets(self, facts: Facts) -> pd.Series[Any]:
        """Return the sheet of each fact."""
        names = np.array([part.table.sheet for part in self.parts], dtype=object)
        places = facts.rows["part"].to_numpy()
        return pd.Series(names[places] if len(names) else [], dtype=object)


def years_of(values: NDArray[np.float64]) -> tuple[int, ...]:
    """Return those of some numbers that are years."""
    return tuple(sorted(int(year) for year in values if year % 1 == 0 and 0 < year < 10_000))


def _take(rows: pd.DataFrame, places: NDArray[np.intp]) -> pd.DataFrame:
    return rows if len(places) == len(rows) else rows.iloc[places]

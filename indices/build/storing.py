"""Store the figures of a file, block by block: rows, sums, what they restate, scores anew."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from indices.build.choosing import choose, stored_figures
from indices.build.context import standing
from indices.build.deriving import new_sums
from indices.build.prepared import Part, Prepared
from indices.build.tables import observation_rows, statistic_rows
from indices.database.imports import add_rows
from indices.loaders.names import NATIONAL
from indices.table import FACT_COLUMNS

if TYPE_CHECKING:
    from sqlalchemy import Connection


@dataclass(frozen=True)
class Store:
    """Writes the blocks of one file in the transaction of its import."""

    connection: Connection
    prepared: Prepared

    def add(self, part: Part) -> None:
        """Store what a block adds, and choose the scores of its years anew."""
        figures = self.prepared.figures
        index, number = figures.catalogue.indices[figures.index], figures.import_id
        facts, _ = figures.facts(part.block)
        rows, sheets = figures.with_sources(facts.rows), figures.sheets(facts)
        self._add_restated(part, rows, sheets)
        kept = ~part.known_already
        national = rows["unit"].isin(list(NATIONAL)).to_numpy()
        of_country = rows[kept & national]
        statistics = statistic_rows(of_country, sheets[kept & national], index.code, number)
        add_rows(self.connection, "statistic", statistics)
        printed = rows[kept & ~national]
        stored = stored_figures(self.connection, index.code, part.block.years)
        added: list[tuple[pd.DataFrame, pd.Series[str] | None]] = [
            (printed, sheets[kept & ~national])
        ]
        if part.makes_sums:
            added.append((self._sums(stored, printed), None))
        for observations, named in added:
            observations = observation_rows(observations, named, index.code, number)
            add_rows(self.connection, "observation", observations)
        every = pd.concat([stored, *(one for one, _ in added)], ignore_index=True)
        choose(self.connection, figures.catalogue, index.code, part.block.years, every)

    def _sums(self, stored: pd.DataFrame, printed: pd.DataFrame) -> pd.DataFrame:
        """Return the sums that nobody printed, of what is printed now and was stored before."""
        figures = self.prepared.figures
        index = figures.catalogue.indices[figures.index]
        beside = stored[stored["source"].isin(printed["source"].unique())]
        derived = beside[beside["is_derived"]]
        sums = new_sums(index, standing(beside), printed[list(FACT_COLUMNS)], derived)
        return figures.with_sources(sums)

    def _add_restated(self, part: Part, rows: pd.DataFrame, sheets: pd.Series[str]) -> None:
        """Store what the block says again of stored observations."""
        again = np.flatnonzero(~np.isnan(part.restated))
        restated = pd.DataFrame(
            {
                "import_id": self.prepared.figures.import_id,
                "observation_id": part.restated[again],
                "sheet": sheets.to_numpy()[again],
                "cell": rows["cell"].to_numpy()[again],
            }
        )
        add_rows(self.connection, "restated", restated.drop_duplicates("observation_id"))

"""What the rule of selection picks for every cell of an index's field, as arrays over the field."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

from indices.analysis.arrays import Floats, Integers, Texts, blanked
from indices.analysis.grid import Grid
from indices.analysis.selection import VALUES, Value, merit
from indices.catalogue import Catalogue

NUMBERS = ("score", "decimals", "max_points", "rank", "rank_of")
UNCERTAINTY = ("standard_error", "lower", "upper")
_OPTIONAL = ("kind", "published", "import_id", "overruled")
LABELS = ("grade", "precision", "status", "source")


@dataclass(frozen=True)
class Picks:
    """The observations of one index and, per cell, which of them gives score, rank and grade.

    `rows` maps score, rank and grade to arrays of shape (cells,): a row of `facts`, or −1.
    """

    facts: pd.DataFrame
    rows: dict[Value, Integers]

    def number(self, column: str, value: Value) -> Floats:
        """Return a column of the observations picked for `value`; NaN where none was."""
        numbers = self.facts[column].to_numpy("float64", na_value=np.nan)
        return np.append(numbers, np.nan)[self.rows[value]]

    def text(self, column: str, value: Value) -> Texts:
        """Return a column of the observations picked for `value`; None where none was."""
        return self.labels(column)[self.rows[value]]

    def labels(self, column: str) -> Texts:
        """Return a text column of all observations with None appended, so that row −1 is None."""
        texts = self.facts[column]
        return np.append(blanked(texts, texts.isna().to_numpy()), np.array([None]))

    def state(self) -> tuple[Texts, Texts]:
        """Return precision and status of each cell, None without a pick.

        The precision is that of the first known of score, rank and grade; the status is "disputed"
        when any of the three is.
        """
        leading = self.rows["score"]
        for value in VALUES[1:]:
            leading = np.where(leading < 0, self.rows[value], leading)
        disputed = self.labels("status") == "disputed"
        any_disputed = np.any([disputed[self.rows[value]] for value in VALUES], axis=0)
        status = blanked(np.where(any_disputed, "disputed", "accepted"), leading < 0)
        return self.labels("precision")[leading], status

    def basis(self) -> Texts:
        """Return who chose each cell's figure: "overruled", "rule", None without a pick."""
        picked = np.any([self.rows[value] >= 0 for value in VALUES], axis=0)
        basis = blanked("rule", ~picked)
        if "overruled" in self.facts:
            basis[self.facts.loc[self.facts["overruled"].notna(), "cell"]] = "overruled"
        return basis

    def sources(self) -> tuple[Texts, Integers]:
        """Return each cell's sources joined by ";" and its number of observations.

        The sources of the chosen score, rank and grade stand first; rejected ones are left out of
        the text and counted in the number.
        """
        size = len(self.rows["score"])
        cells = self.facts["cell"].to_numpy()
        counts = np.bincount(cells, minlength=size)
        standing = np.flatnonzero((self.facts["status"] != "rejected").to_numpy())
        single = np.full(size, -1)
        single[cells[standing]] = standing
        labels = self.labels("source")
        joined = np.where(single < 0, "", labels[single])
        chosen = [self.rows[value][self.rows[value] >= 0] for value in VALUES]
        first = np.concatenate([*chosen, standing])
        several = first[counts[cells[first]] > 1]
        several = several[np.argsort(cells[several], kind="stable")]
        named, _ = pd.factorize(labels[several])
        told = pd.Series(cells[several] * (named.max(initial=0) + 1) + named)
        several = several[~told.duplicated().to_numpy()]
        starts = np.flatnonzero(np.diff(cells[several], prepend=-1)).tolist()
        texts = labels[several].tolist()
        joined[cells[several[starts]]] = [
            ";".join(texts[start:end]) for start, end in pairwise([*starts, len(texts)])
        ]
        return joined, counts


def pick(observations: pd.DataFrame, grid: Grid, catalogue: Catalogue) -> Picks:
    """Pick score, rank and grade apart for every cell of the field.

    Args:
        observations: year, unit, indicator, source, status, precision and any of NUMBERS,
            UNCERTAINTY and grade; kind and published of the source are taken from the catalogue
            where the columns are lacking; `import_id` and `overruled` count as in
            `selection.steps`. Rows outside the field are passed over.
        grid: the field of the index.
        catalogue: knows the sources.
    """
    facts = _facts(observations, grid, catalogue)
    return Picks(facts, {value: _rows(facts, value, grid.size) for value in VALUES})


def _facts(observations: pd.DataFrame, grid: Grid, catalogue: Catalogue) -> pd.DataFrame:
    cells = grid.cells(observations)
    inside = cells >= 0
    known = [*NUMBERS, *UNCERTAINTY, *LABELS]
    known += [name for name in _OPTIONAL if name in observations]
    facts = observations[inside].reindex(columns=known).reset_index(drop=True)
    facts["cell"] = cells[inside]
    for column in ("kind", "published"):
        if column not in facts:
            of_source = {code: getattr(item, column) for code, item in catalogue.sources.items()}
            facts[column] = facts["source"].map(of_source)
    return facts


def _rows(facts: pd.DataFrame, value: Value, size: int) -> Integers:
    """Return for every cell the row that the rule picks for one figure, −1 where there is none."""
    picked = np.full(size, -1)
    carries = facts[value].notna() & (facts["status"] != "rejected")
    rows = np.flatnonzero(carries.to_numpy())
    if rows.size:
        worst_first = rows[np.argsort(-merit(facts.iloc[rows], value), kind="stable")]
        # Of several rows for one cell the last assignment stays: the best one.
        picked[facts["cell"].to_numpy()[worst_first]] = worst_first
    return picked


def of_index(frame: pd.DataFrame, index: str) -> Any:
    """Return the rows of one index; all rows of a frame that has no such column."""
    return frame[frame["index"] == index] if "index" in frame else frame

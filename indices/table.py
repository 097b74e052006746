"""A sheet as it was read, and the facts that several sheets state together.

Loaders make them, checks point into them, and neither knows the other.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from indices.findings import Finding, Place, Severity, counted
from indices.said import Said, quoted


@dataclass(frozen=True)
class Table:
    """Rows of one sheet.

    Attributes:
        file: name of the file as people know it.
        sheet: name of the worksheet, empty for CSV.
        heading: letter and label of every column that holds anything, as they stand in row 1.
        text: one row per row of the sheet and one column per known column, as printed, object or
            category; "" or missing is blank. The frame's index is the row number in the sheet.
        cells: cell of each row where the heading is no longer known (rows read back from the
            database), else None.
    """

    file: str
    sheet: str
    heading: tuple[tuple[str, str], ...]
    text: pd.DataFrame
    cells: pd.Series[str] | None = None

    @cached_property
    def letters(self) -> dict[str, str]:
        """Letter of each known column; the first one where a label is repeated."""
        return {label: letter for letter, label in reversed(self.heading) if label in self.text}

    def place(self, column: str, row: int) -> Place:
        """Return the place of one cell, such as "D17"; the score's without such a column."""
        if self.cells is not None:
            return Place(self.file, self.sheet, str(self.cells.at[row]))  # noqa: PD008
        letter = self.letters.get(column) or self.letters.get("score", "A")
        return Place(self.file, self.sheet, f"{letter}{row}")

    def found(self, column: str, row: int) -> Said:
        """Return what stands in a cell, quoted, or that it is blank or not there."""
        text: Any = self.text.at[row, column] if column in self.text else ""  # noqa: PD008
        return quoted("" if pd.isna(text) else str(text))


def coded(cells: pd.Series[Any]) -> tuple[NDArray[Any], NDArray[np.object_]]:
    """Return the place of every cell's text among the distinct texts, and these.

    What is asked of each distinct text is answered once, however many rows a file has.
    """
    if isinstance(cells.dtype, pd.CategoricalDtype):
        return cells.cat.codes.to_numpy(), cells.cat.categories.to_numpy(dtype=object)
    codes, texts = pd.factorize(cells.to_numpy(dtype=object))
    return codes, texts


Wording = Said | Callable[[int], Said]


@dataclass(frozen=True)
class Facts:
    """What the files of one index state, one row per figure and source, in codes and numbers.

    Attributes:
        index: code of the index.
        tables: the sheets.
        rows: a frame with the columns FACT_COLUMNS and a plain 0 … n−1 index; `part` is the
            place of the row's sheet in `tables`, `row` its row there.
        most_told: how many rows with one blocking flaw are told of, the others being counted; all
            when None.
    """

    index: str
    tables: tuple[Table, ...]
    rows: pd.DataFrame
    most_told: int | None = None

    @cached_property
    def _coded(self) -> dict[str, tuple[NDArray[np.int64], pd.Index[Any]]]:
        return {}

    @cached_property
    def _values(self) -> dict[str, NDArray[Any]]:
        return {}

    def codes(self, column: str) -> tuple[NDArray[np.int64], pd.Index[Any]]:
        """Return each row's place among the distinct values of a column, −1 if missing; and these.

        Worked out once: comparing a million texts takes far longer than a million numbers.
        """
        if column not in self._coded:
            codes, distinct = pd.factorize(self.rows[column])
            self._coded[column] = codes, pd.Index(distinct)
        return self._coded[column]

    def among(self, column: str, words: Collection[Any]) -> NDArray[np.bool_]:
        """Say of each row whether its value is one of some words; a missing one is none."""
        codes, distinct = self.codes(column)
        found: NDArray[np.bool_] = np.append(distinct.isin(list(words)), False)[codes]
        return found

    def has(self, column: str) -> NDArray[np.bool_]:
        """Say of each row whether its value is not missing."""
        return self.codes(column)[0] >= 0

    @cached_property
    def key(self) -> NDArray[np.int64]:
        """A number for each row's year, unit, indicator and source; −1 where one is missing."""
        return self.number(*KEY)

    def number(self, *columns: str) -> NDArray[np.int64]:
        """A number for each row that is the same where all these columns are; −1 for missing."""
        number = np.zeros(len(self.rows), dtype="int64")
        missing = np.zeros(len(self.rows), dtype=bool)
        for column in columns:
            codes, distinct = self.codes(column)
            number = number * (len(distinct) + 1) + codes
            missing |= codes < 0
        number[missing] = -1
        return number

    def at(self, position: int, column: str) -> Any:
        """Return one value of one row."""
        if column not in self._values:
            self._values[column] = self.rows[column].to_numpy()
        return self._values[column][position]

    def place(self, position: int, column: str) -> Place:
        """Return the place of one cell of one row."""
        table: Table = self.tables[self.at(position, "part")]
        return table.place(column, self.at(position, "row"))

    def found(self, position: int, column: str) -> Said:
        """Return what stands in one cell of one row, quoted."""
        table: Table = self.tables[self.at(position, "part")]
        return table.found(column, self.at(position, "row"))

    def flag(
        self,
        wrong: NDArray[np.bool_] | pd.Series[bool],
        column: str,
        code: str,
        expected: Wording,
        *,
        severity: Severity = "blocking",
        found: Wording | None = None,
    ) -> list[Finding]:
        """Make one finding for every row that is wrong, or for `most_told` where they block.

        Args:
            wrong: one truth value per row.
            column: the column whose cell is named.
            code: code of the finding.
            expected: what should stand there, as a text or as a function of the row's position.
            severity: "blocking", "warning" or "info".
            found: what stands there; the text of the cell when None.
        """
        positions = np.flatnonzero(np.asarray(wrong, dtype=bool)).tolist()
        told = [
            Finding(
                code,
                severity,
                self.place(position, column),
                _say(expected, position),
                self.found(position, column) if found is None else _say(found, position),
            )
            for position in positions[: self.most_told if severity == "blocking" else None]
        ]
        return counted(told, len(positions))


def _say(wording: Wording, position: int) -> Said:
    return wording if isinstance(wording, Said) else wording(position)


FACT_COLUMNS = {
    "part": "int64",
    "row": "int64",
    "cell": "object",
    "year": "float64",
    "vintage": "float64",
    "unit": "object",
    "indicator": "object",
    "score": "float64",
    "decimals": "float64",
    "max_points": "float64",
    "printed_maximum": "float64",
    "rank": "float64",
    "rank_of": "float64",
    "grade": "object",
    "standard_error": "float64",
    "lower": "float64",
    "upper": "float64",
    "respondents": "float64",
    "precision": "object",
    "status": "object",
    "source": "object",
    "remark": "object",
}


def blank_column(dtype: str, size: int) -> NDArray[Any]:
    """Return a column of FACT_COLUMNS in which nothing is stated."""
    return np.full(size, None if dtype == "object" else np.nan, dtype=dtype)


KEY = ("year", "unit", "indicator", "source")
FIGURES = (
    "score",
    "max_points",
    "rank",
    "rank_of",
    "grade",
    "standard_error",
    "lower",
    "upper",
    "respondents",
)

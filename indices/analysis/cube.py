"""All years of an index laid out once, so that a question about a year or a part is a slice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from pandas.api.types import is_integer_dtype, is_numeric_dtype

from indices.analysis.absence import NOT_FOUND
from indices.analysis.arrays import Flags, Integers, Texts
from indices.analysis.field import Field
from indices.catalogue import Indicator
from indices.frames import Row, without_nan

AXES = ("year", "unit", "indicator")
# Places of a year, of units and of indicators.
Block = tuple[int, Integers, Integers]


class Cube:
    """The score table of one index as arrays of the shape (years, units, indicators).

    Attributes:
        years: sorted, as are `units` and `indicators`: what the axes stand for.
        units: codes of the units of all years.
        indicators: codes of the indicators of all years.
    """

    def __init__(self, scores: pd.DataFrame) -> None:
        """Remember the table; a column is laid out when it is first asked for.

        Args:
            scores: SCORE_COLUMNS of one index.
        """
        self._scores = scores
        axes = [pd.factorize(scores[name], sort=True) for name in AXES]
        self._cells = tuple(places for places, _ in axes)
        self.years, self.units, self.indicators = (list(known) for _, known in axes)
        self._places: list[dict[Any, int]] = [
            {one: place for place, one in enumerate(axis)}
            for axis in (self.years, self.units, self.indicators)
        ]
        self._whole = {name for name, kind in scores.dtypes.items() if is_integer_dtype(kind)}
        self._columns: dict[str, Any] = {}

    def year(self, year: int) -> int:
        """Return the place of a year; −1, where nothing is known, for one without rows."""
        return self._places[0].get(year, -1)

    def unit(self, code: str) -> int:
        """Return the place of a unit; −1, where nothing is known, for one without rows."""
        return self._places[1].get(code, -1)

    def indicator(self, code: str) -> int:
        """Return the place of an indicator; −1, where nothing is known, for one without rows."""
        return self._places[2].get(code, -1)

    def values(self, name: str) -> Any:
        """Return a column of SCORE_COLUMNS: numbers or texts, NaN or None where one is missing.

        Each axis is one longer than what it stands for. Its last place is empty, so that −1 finds
        nothing there.
        """
        if name not in self._columns:
            column = self._scores[name]
            number = is_numeric_dtype(column.dtype)
            dtype, empty = ("float64", np.nan) if number else ("object", None)
            values: Any = column.to_numpy(dtype, na_value=empty)  # type: ignore[arg-type]
            self._columns[name] = self._laid_out(values, empty)
        return self._columns[name]

    def of_unit(self, year: int, unit: str, names: Sequence[str]) -> dict[str, Row]:
        """Return the figures of a unit in a year, by indicator.

        Args:
            year: the year measured.
            unit: code of the unit.
            names: of SCORE_COLUMNS.

        Returns:
            One row for each row of the table, with None for what is missing.
        """
        return self._rows(self.indicators, (self.year(year), self.unit(unit)), names)

    def of_indicator(self, year: int, indicator: str, names: Sequence[str]) -> dict[str, Row]:
        """Return the figures of an indicator in a year, by unit; see `of_unit`."""
        at = (self.year(year), slice(None), self.indicator(indicator))
        return self._rows(self.units, at, names)

    def column(self, year: int, indicator: str, name: str) -> list[Any]:
        """Return a column of an indicator and year as in `values`, in the order of `units`."""
        at = self.year(year), slice(-1), self.indicator(indicator)
        column: list[Any] = self.values(name)[at].tolist()
        return column

    def field(self, year: int, indicators: Sequence[Indicator]) -> Field:
        """Return the field of a year; `indicators` are its columns, in this order."""
        present = self._present[self.year(year)].any(axis=1).nonzero()[0]
        units = [self.units[row] for row in present.tolist()]
        block = self.block(year, units, [one.code for one in indicators])
        return Field(
            units=units,
            indicators=list(indicators),
            scores=self.values("score")[block],
            reasons=self._reasons[block],
            first=self._first[block],
            disputed=self._disputed[block],
        )

    def block(self, year: int, units: Iterable[str], indicators: Iterable[str]) -> Block:
        """Return where the figures of a year lie in `values`, as units × indicators."""
        rows = np.array([self.unit(one) for one in units], dtype=np.int64)
        columns = np.array([self.indicator(one) for one in indicators], dtype=np.int64)
        return self.year(year), rows[:, None], columns

    def _laid_out(self, column: Any, empty: Any) -> Any:
        shape = [len(places) + 1 for places in self._places]
        laid_out = np.full(shape, empty, dtype=column.dtype)
        laid_out[self._cells] = column
        return laid_out

    def _rows(self, axis: Sequence[str], at: Any, names: Sequence[str]) -> dict[str, Row]:
        """Return the rows along an axis, by what stands there."""
        present = np.flatnonzero(self._present[at])
        plain = []
        for name in names:
            values = self.values(name)[at][present].tolist()
            known = without_nan(values)
            whole = name in self._whole
            plain.append([one if one is None else int(one) for one in known] if whole else known)
        rows = zip(*plain, strict=True)
        return {
            axis[place]: dict(zip(names, row, strict=True))
            for place, row in zip(present.tolist(), rows, strict=True)
        }

    @cached_property
    def _present(self) -> Flags:
        present: Flags = self._laid_out(np.ones(len(self._scores), dtype=bool), False)
        return present

    @cached_property
    def _reasons(self) -> Texts:
        reasons: Texts = np.where(self._present, self.values("missing_reason"), NOT_FOUND)
        return reasons

    @cached_property
    def _first(self) -> Flags:
        first: Flags = self.values("rank") == 1
        return first

    @cached_property
    def _disputed(self) -> Flags:
        disputed: Flags = self.values("status") == "disputed"
        return disputed

"""The full field of one index: every unit × every indicator of every year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from indices.analysis.arrays import Floats, Integers, Texts
from indices.catalogue import Catalogue, Index, Indicator


@dataclass(frozen=True)
class Block:
    """One year of the field: cells first … first + units × indicators, unit by unit."""

    year: int
    vintage: int
    units: tuple[str, ...]
    indicators: tuple[Indicator, ...]
    first: int

    @property
    def shape(self) -> tuple[int, int]:
        """Number of units and of indicators."""
        return len(self.units), len(self.indicators)

    @property
    def cells(self) -> slice:
        """The block's place in a column over the whole field; reshape it by `shape`."""
        return slice(self.first, self.first + len(self.units) * len(self.indicators))

    def place(self, code: str) -> int:
        """Position of an indicator among the block's columns; ValueError when it has none."""
        return [indicator.code for indicator in self.indicators].index(code)


@dataclass(frozen=True)
class Grid:
    """All years of one index, laid out one after the other."""

    index: str
    blocks: tuple[Block, ...]

    @property
    def size(self) -> int:
        """Number of cells of all years."""
        return sum(len(block.units) * len(block.indicators) for block in self.blocks)

    @cached_property
    def _labels(self) -> tuple[pd.Index[Any], pd.Index[Any], pd.Index[Any]]:
        return (
            pd.Index([block.year for block in self.blocks]),
            _distinct([block.units for block in self.blocks]),
            _distinct([[item.code for item in block.indicators] for block in self.blocks]),
        )

    def cells(self, facts: pd.DataFrame) -> Integers:
        """Return the cell of each row's year, unit and indicator; −1 where the field has none."""
        years, units, codes = self._labels
        unit_place, code_place, first, width = self._tables
        year = years.get_indexer(pd.Index(facts["year"]))
        unit = unit_place[year, _lookup(units, facts["unit"])]
        code = code_place[year, _lookup(codes, facts["indicator"])]
        outside = (year < 0) | (unit < 0) | (code < 0)
        return np.where(outside, -1, first[year] + unit * width[year] + code)

    @cached_property
    def _tables(self) -> tuple[Integers, Integers, Integers, Integers]:
        """Places of units and of indicators by year (last column: unknown), first cells, widths."""
        _, units, codes = self._labels
        unit_place = np.full((len(self.blocks), len(units) + 1), -1)
        code_place = np.full((len(self.blocks), len(codes) + 1), -1)
        for row, block in enumerate(self.blocks):
            unit_place[row, units.get_indexer(pd.Index(block.units, dtype=object))] = np.arange(
                len(block.units)
            )
            own = codes.get_indexer(
                pd.Index([item.code for item in block.indicators], dtype=object)
            )
            code_place[row, own] = np.arange(len(own))
        first = np.array([block.first for block in self.blocks])
        width = np.array([len(block.indicators) for block in self.blocks])
        return unit_place, code_place, first, width

    def columns(self, index: Index) -> dict[str, Any]:
        """Return index, year, vintage, unit, indicator and max_points of every cell, as arrays.

        `max_points` is what the catalogue states for the year's scheme, NaN where it is unknown.
        """
        blocks = self.blocks
        sizes = [len(block.units) * len(block.indicators) for block in blocks]
        codes = [_texts([item.code for item in block.indicators]) for block in blocks]
        return {
            "index": np.full(self.size, self.index, dtype=object),
            "year": np.repeat([block.year for block in blocks], sizes),
            "vintage": np.repeat([block.vintage for block in blocks], sizes),
            "unit": np.concatenate(
                [np.repeat(_texts(block.units), len(block.indicators)) for block in blocks]
            ),
            "indicator": np.concatenate(
                [np.tile(own, len(block.units)) for own, block in zip(codes, blocks, strict=True)]
            ),
            "max_points": np.concatenate([_max_points(index, block) for block in blocks]),
        }


def make_grid(catalogue: Catalogue, index: Index, years: Sequence[int]) -> Grid:
    """Lay out the field of an index over `years`; units in code order, indicators as catalogued."""
    blocks: list[Block] = []
    first = 0
    for year in years:
        vintage = catalogue.vintage(year)
        units = tuple(unit.code for unit in catalogue.units_of(vintage))
        indicators = tuple(index.indicators_in(year))
        blocks.append(Block(year, vintage, units, indicators, first))
        first += len(units) * len(indicators)
    return Grid(index.code, tuple(blocks))


def _max_points(index: Index, block: Block) -> Floats:
    points = [index.max_points(item.code, block.year) for item in block.indicators]
    return np.tile(np.array(points, dtype="float64"), len(block.units))


def _distinct(groups: Sequence[Sequence[str]]) -> pd.Index[Any]:
    return pd.Index(list(dict.fromkeys(code for group in groups for code in group)), dtype=object)


def _lookup(labels: pd.Index[Any], values: pd.Series[Any]) -> Integers:
    """Position of each value among the labels, −1 when it is none; texts are compared once each."""
    codes, uniques = pd.factorize(values)
    places = np.append(labels.get_indexer(pd.Index(uniques, dtype=object)), -1)
    return places[codes]


def _texts(values: Sequence[str]) -> Texts:
    return np.array(values, dtype=object)

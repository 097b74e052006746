"""Everything known before any figure: indices, units of both vintages, sources, targets, tours.

The files behind it are `data/catalogue/*.toml` and `data/reference/*`; `indices.reference` reads
them. Codes are text ("01"), and a unit is a pair (vintage, code): seven codes mean another
territory after 1 July 2025 (Resolution 202/2025/QH15, Decision 19/2025/QĐ-TTg).
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from indices.index import Break, Grading, Index, Indicator, Scheme, Text, vintage_of
from indices.said import Said, said

__all__ = [
    "MISSING_REASONS",
    "VINTAGES",
    "Break",
    "Catalogue",
    "Grading",
    "Index",
    "Indicator",
    "Region",
    "Scheme",
    "Source",
    "Target",
    "Text",
    "Tile",
    "TourStop",
    "Unit",
    "vintage_of",
]

MISSING_REASONS = (
    "not_surveyed",
    "withheld",
    "unit_did_not_exist",
    "indicator_did_not_exist",
    "not_found",
)
VINTAGES = (63, 34)


@dataclass(frozen=True)
class Unit:
    """A province or centrally run city of one vintage (63 until 30/6/2025, 34 from 1/7/2025)."""

    vintage: int
    code: str
    name: Text
    kind: str
    region: str
    valid_from: str
    valid_to: str
    successor: str
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True)
class Region:
    """A socio-economic region of one vintage."""

    vintage: int
    code: str
    name: Text


@dataclass(frozen=True)
class Tile:
    """A place in the tile-grid map; `archipelago` tiles are outlined, off the coast."""

    vintage: int
    code: str
    kind: str
    name: Text
    row: int
    column: int


@dataclass(frozen=True)
class Source:
    """Where figures were printed; kind is official, dataset, press or academic."""

    code: str
    url: str
    publisher: str
    title: str
    published: str
    kind: str


@dataclass(frozen=True)
class Target:
    """A target the city set itself: rank_at_most, group_at_least or score_above."""

    index: str
    year: int
    indicator: str
    kind: str
    value: str
    source: str


@dataclass(frozen=True)
class TourStop:
    """One stop of a study tour; start and end are dates, or months where no day is recorded."""

    tour: str
    start: str
    end: str
    theme: Text
    indices: tuple[str, ...]
    order: int
    vintage: int
    unit: str
    source: str


@dataclass(frozen=True)
class Catalogue:
    """What pages, checks and methods ask for, by code."""

    root: Path
    indices: dict[str, Index]
    units: dict[tuple[int, str], Unit]
    regions: tuple[Region, ...]
    aliases: tuple[tuple[int, str, str], ...]
    tiles: tuple[Tile, ...]
    sources: Mapping[str, Source]
    targets: tuple[Target, ...]
    tours: tuple[TourStop, ...]
    focus: str
    focus_name: Text
    benchmark: tuple[str, ...]
    claim_year: int
    claim_indices: tuple[str, ...]
    questions: Mapping[tuple[str, str], Text] = field(default_factory=dict)

    def units_of(self, vintage: int) -> list[Unit]:
        """Return the units of one vintage in code order."""
        own = [unit for (year, _), unit in self.units.items() if year == vintage]
        return sorted(own, key=lambda unit: unit.code)

    def unit(self, code: str, vintage: int = 63) -> Unit:
        """Return a unit; KeyError when that vintage has no such code."""
        return self.units[(vintage, code)]

    @cached_property
    def n_merged(self) -> Counter[str]:
        """How many units went into each unit of the 34, by its code."""
        return Counter(one.successor for one in self.units.values())

    def predecessors(self, code: str) -> list[Unit]:
        """Return the units of the 63 that went into a unit of the 34."""
        return [unit for unit in self.units_of(63) if unit.successor == code]

    def merged(self, text: str) -> Said | None:
        """Say what became of a unit of the 63 that went into another one; None for all other texts.

        Args:
            text: its name in either language, or its code.
        """
        asked = " ".join(unicodedata.normalize("NFC", text).casefold().split())
        for unit in self.units_of(63):
            written = (unit.code, unit.name.vi, unit.name.en)
            if unit.successor != unit.code and asked in map(str.casefold, written):
                return said(
                    "a name or code of one of the 34 units; {name} has been part of {successor} "
                    "since 1 July 2025",
                    name=unit.name,
                    successor=self.unit(unit.successor, 34).name,
                )
        return None

    def vintage(self, year: int) -> int:
        """Return which units the figures of `year` are about."""
        return vintage_of(year)

"""Indicators by the labels that files give them, and labels that are known to be wrong."""

from __future__ import annotations

import csv
import tomllib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from indices.catalogue import Catalogue
from indices.loaders.names import fold
from indices.reference import CatalogueError, unread

_LIKE_ENOUGH = 80


class IndicatorLabels:
    """The labels of one index: names of the catalogue and spellings of `reference/labels.csv`.

    A label that two indicators answer to belongs to neither.
    """

    def __init__(self, spellings: Iterable[tuple[str, str]]) -> None:
        known: defaultdict[str, set[str]] = defaultdict(set)
        self._shown: dict[str, str] = {}
        for code, label in spellings:
            known[fold(label)].add(code)
            self._shown.setdefault(fold(label), label)
        self._codes = {label: next(iter(of)) for label, of in known.items() if len(of) == 1}
        self._longest = 2 * max(map(len, self._shown.values()), default=0)

    def match(self, label: str) -> str | None:
        """Return the code of the indicator that bears a label, whatever its case and signs."""
        return self._codes.get(fold(label)) if len(label) <= self._longest else None

    def nearest(self, label: str) -> str | None:
        """Return the known label most like this one, for a person to judge; None when none is."""
        from rapidfuzz import fuzz, process

        found = process.extractOne(
            fold(label), list(self._codes), scorer=fuzz.ratio, score_cutoff=_LIKE_ENOUGH
        )
        return self._shown[found[0]] if found else None


@lru_cache(maxsize=16)
def _spellings(root: Path) -> tuple[tuple[str, str, str], ...]:
    path = root / "reference" / "labels.csv"
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            return tuple(
                (row["index"], row["indicator"], row["label"]) for row in csv.DictReader(lines)
            )
    except (OSError, UnicodeDecodeError, csv.Error, KeyError) as error:
        raise CatalogueError(unread(path, error)) from error


def indicator_labels(catalogue: Catalogue, index: str, year: int | None = None) -> IndicatorLabels:
    """Return the labels of one index, or of the indicators it had in one year.

    Raises:
        CatalogueError: `reference/labels.csv` cannot be read.
    """
    chosen = catalogue.indices[index]
    items = {i.code: i for i in chosen.indicators if year is None or i.exists_in(year)}
    spellings = [
        (code, label)
        for of, code, label in _spellings(catalogue.root)
        if of == index and code in items
    ]
    for item in items.values():
        texts = [item.name, *(name for _, name in item.earlier_names)]
        names = [name for text in texts for name in (text.vi, text.en)]
        spellings += [(item.code, label) for label in (item.code, *names)]
    return _labels(frozenset(spellings))


@lru_cache(maxsize=16)
def _labels(spellings: frozenset[tuple[str, str]]) -> IndicatorLabels:
    return IndicatorLabels(sorted(spellings))


@dataclass(frozen=True)
class LabelCorrection:
    """Labels that some formats print above figures of something else, in some years.

    `means` says what each of `printed` holds; `sign` is the label that gives the error away.
    """

    index: str
    formats: tuple[str, ...]
    first_year: int
    last_year: int
    sign: str
    printed: tuple[str, ...]
    means: tuple[str, ...]
    reason: str
    basis: str
    status: str

    def covers(self, index: str, format: str, year: int) -> bool:
        """Whether the error is known of a format and year of an index."""
        return (
            self.index == index
            and format in self.formats
            and self.first_year <= year <= self.last_year
        )


def read_label_corrections(root: Path) -> list[LabelCorrection]:
    """Read `corrections/labels.toml`; without the file nothing is known to be wrong.

    Raises:
        CatalogueError: the file is unreadable or a correction lacks a field.
    """
    path = root / "corrections" / "labels.toml"
    if not path.exists():
        return []
    try:
        items = tomllib.loads(path.read_text(encoding="utf-8")).get("labels", [])
        return [_correction(item) for item in items]
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, TypeError) as error:
        raise CatalogueError(unread(path, error)) from error


def _correction(item: dict[str, Any]) -> LabelCorrection:
    fields: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in item.items()
    }
    return LabelCorrection(**fields)

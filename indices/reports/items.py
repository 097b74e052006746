"""Rows of the database as plain dictionaries: what the API answers and `export` writes.

Pure: frames of the reader and the catalogue in, dictionaries out. NaN and NA become None here,
once, so that neither JSON nor a spreadsheet ever holds a number that nobody published.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Protocol

import pandas as pd

from indices.reports.codes import check_indicator, check_unit, check_year

if TYPE_CHECKING:
    from indices.catalogue import Catalogue, Index
    from indices.frames import Row

Item = dict[str, Any]

# PAPI prints six decimals; more of them in a difference or mean would be noise of the arithmetic.
_GAP_DECIMALS = 6

SCORE_KEYS = (
    "index",
    "year",
    "vintage",
    "unit",
    "unit_name",
    "indicator",
    "score",
    "max_points",
    "rank",
    "rank_of",
    "rank_basis",
    "grade",
    "grade_basis",
    "precision",
    "status",
    "missing_reason",
    "sources",
)


class ScoreReader(Protocol):
    """The one question that `published_scores` asks the database."""

    def scores(
        self, index: str, year: int | None, indicator: str | None, unit: str | None
    ) -> pd.DataFrame:
        """One row per unit, with the columns SCORE_COLUMNS."""


def published_scores(
    reader: ScoreReader,
    catalogue: Catalogue,
    index: str,
    year: int,
    indicator: str = "total",
    unit: str | None = None,
    lang: str = "vi",
) -> list[Item]:
    """Every unit's score for one indicator of one index and year, the missing ones with a reason.

    Args:
        reader: answers `scores`.
        catalogue: names, years and indicators.
        index: code of the index, "PAR", "SIPAS" or "PAPI".
        year: the year measured.
        indicator: "total", "D1" … or a sub-dimension code.
        unit: two-digit code of one unit; all units of the year when None.
        lang: language of `unit_name`, "vi" or "en".

    Returns:
        One item with the keys SCORE_KEYS per unit, in code order.

    Raises:
        UnknownCode: nobody published such an index, year, indicator or unit.
    """
    chosen = check_year(catalogue, index, year)
    check_indicator(chosen, indicator)
    vintage = catalogue.vintage(year)
    if unit is not None:
        check_unit(catalogue, unit, vintage)
    if indicator in {entry.code for entry in chosen.indicators_in(year)}:
        return score_items(reader.scores(index, year, indicator, unit), catalogue, lang)
    codes = [unit] if unit else [entry.code for entry in catalogue.units_of(vintage)]
    return [_never_asked(catalogue, chosen, year, indicator, code, lang) for code in codes]


def score_items(scores: pd.DataFrame, catalogue: Catalogue, lang: str) -> list[Item]:
    """Score items, keys SCORE_KEYS, from a SCORE_COLUMNS frame: one per row, in its order."""
    named = _records(scores)
    for row in named:
        row["unit_name"] = unit_name(catalogue, row["vintage"], row["unit"], lang)
        row["sources"] = _codes(row["sources"])
    return [{key: row[key] for key in SCORE_KEYS} for row in named]


def observation_items(observations: pd.DataFrame, catalogue: Catalogue, lang: str) -> list[Item]:
    """Observation items: every column of OBSERVATION_COLUMNS and the name of the unit."""
    named = _records(observations)
    for row in named:
        row["unit_name"] = unit_name(catalogue, row["vintage"], row["unit"], lang)
    return named


def without_names(item: Item, named: bool) -> Item:
    """Leave out who imported an observation, unless names may be told."""
    return item if named or item["origin"] != "import" else item | {"imported_by": None}


def gap_items(gaps: Iterable[Row], index: Index, lang: str) -> list[Item]:
    """Gap items: what `gap_rows` says and the name of the indicator.

    `gap` is reference − score, so positive means behind; `residual` is the part of an indicator's
    gap that its known parts do not explain. Both are None where a score is unknown.
    """
    rows = [dict(row) for row in gaps]
    for row in rows:
        row["indicator_name"] = index.indicator(row["indicator"]).name.get(lang)
        for derived in ("reference", "gap", "residual"):
            row[derived] = None if row[derived] is None else round(row[derived], _GAP_DECIMALS)
        row["missing_reference"] = _codes(row["missing_reference"])
        row["best_unit"] = _codes(row["best_unit"])
    return rows


def coverage_items(coverage: pd.DataFrame) -> list[Item]:
    """Coverage items: index, year, indicator, n_units, n_scores, n_ranks."""
    return _records(coverage)


def unit_items(catalogue: Catalogue, vintage: int, lang: str) -> list[Item]:
    """The units of one vintage in code order, with both names."""
    return [
        {
            "vintage": unit.vintage,
            "unit": unit.code,
            "unit_name": unit.name.get(lang),
            "name_vi": unit.name.vi,
            "name_en": unit.name.en,
            "region": unit.region,
            "valid_from": unit.valid_from or None,
            "valid_to": unit.valid_to or None,
            "successor": unit.successor or None,
        }
        for unit in catalogue.units_of(vintage)
    ]


def index_items(catalogue: Catalogue, lang: str) -> list[Item]:
    """The indices, each with its years, schemes (years that can be compared) and indicators."""
    return [_index_item(index, lang) for index in catalogue.indices.values()]


def unit_name(catalogue: Catalogue, vintage: int, code: str, lang: str) -> str:
    """Name of a unit in one language."""
    return catalogue.unit(code, int(vintage)).name.get(lang)


def items_frame(items: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """Items as a frame of dtype object, so that whole numbers stay whole and None stays None."""
    return pd.DataFrame(list(items), dtype=object)


def _never_asked(
    catalogue: Catalogue, index: Index, year: int, indicator: str, code: str, lang: str
) -> Item:
    """The item of an indicator that the index does not have in that year."""
    vintage = catalogue.vintage(year)
    known = {
        "index": index.code,
        "year": year,
        "vintage": vintage,
        "unit": code,
        "unit_name": unit_name(catalogue, vintage, code, lang),
        "indicator": indicator,
        "missing_reason": "indicator_did_not_exist",
        "sources": [],
    }
    return {key: known.get(key) for key in SCORE_KEYS}


def _index_item(index: Index, lang: str) -> Item:
    return {
        "index": index.code,
        "name": index.name.get(lang),
        "publisher": index.publisher.get(lang),
        "unit": index.unit,
        "decimals": index.decimals,
        "years": list(index.years),
        "schemes": [
            {
                "scheme": scheme.code,
                "first_year": scheme.first_year,
                "last_year": scheme.last_year,
                "basis": scheme.basis,
            }
            for scheme in index.schemes
        ],
        "indicators": [
            {
                "indicator": indicator.code,
                "parent": indicator.parent,
                "level": indicator.level,
                "name": indicator.name.get(lang),
                "first_year": indicator.first_year,
                "last_year": indicator.last_year,
            }
            for indicator in index.indicators
        ],
    }


def _codes(joined: str | None) -> list[str]:
    """The codes of a ";"-joined cell."""
    return [code for code in (joined or "").split(";") if code]


def _records(frame: pd.DataFrame) -> list[Item]:
    """Rows as dictionaries of plain Python values, with None for what is missing."""
    columns = {
        str(name): [None if missing else value for value, missing in zip(values, gone, strict=True)]
        for name, values, gone in (
            (name, column.tolist(), column.isna()) for name, column in frame.items()
        )
    }
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]

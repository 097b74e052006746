"""From the labels of a file to codes and numbers, column by column.

Nothing is judged here: what cannot be read becomes NaN or None beside the text of the cell, and the
checks say so. Only rows that state no figure of a unit are left out, each with a finding.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from indices.catalogue import Catalogue, vintage_of
from indices.findings import Finding
from indices.loaders.columns import Template
from indices.loaders.names import AGGREGATE, unit_matcher
from indices.loaders.numbers import clean, read_numbers
from indices.said import said
from indices.table import FACT_COLUMNS, Table

Words = NDArray[np.object_]
_DEFAULTS = {"precision": "exact", "status": "accepted"}
_CASE: dict[str, Callable[[str], str]] = {
    "precision": str.casefold,
    "status": str.casefold,
    "grade": str.upper,
}


@dataclass(frozen=True)
class Harmonised:
    """One sheet in codes and numbers.

    Attributes:
        table: the sheet as read.
        rows: frame of FACT_COLUMNS without `part`, indexed like `table.text`.
        unread: rows, by column, whose cell holds something that is no number.
        findings: rows that were left out.
    """

    table: Table
    rows: pd.DataFrame
    unread: dict[str, list[int]]
    findings: list[Finding]


def harmonise(
    table: Table,
    template: Template,
    catalogue: Catalogue,
    spellings: Mapping[tuple[int, str], str] = MappingProxyType({}),
) -> Harmonised:
    """Read every column of a sheet as what the template says it holds.

    Args:
        table: the sheet as read.
        template: what its columns hold.
        catalogue: units and indicators.
        spellings: further names of units, by vintage, that a person has accepted.
    """
    text = table.text
    columns: dict[str, Any] = {"row": text.index.to_numpy()}
    unread: dict[str, list[int]] = {}
    for name in template.of_kind("year", "number", "whole"):
        if name not in text:
            continue
        numbers = read_numbers(text[name].to_numpy())
        columns[name] = numbers.value
        unread[name] = text.index[numbers.wrong].tolist()
        if name == "score":
            columns["decimals"], columns["printed_maximum"] = numbers.decimals, numbers.out_of
    for name in template.of_kind("word", "text"):
        columns[name] = _words(table, name)
    columns["vintage"] = vintages_of(columns.get("year"), len(text))
    columns["unit"] = read_units(table, columns["vintage"], catalogue, spellings)
    columns["indicator"] = _indicators(table, catalogue.indices[template.index].indicators)
    columns["cell"] = _cells(table, columns)
    rows = pd.DataFrame(
        {
            name: pd.Series(columns.get(name), index=text.index, dtype=dtype)
            for name, dtype in FACT_COLUMNS.items()
            if name != "part"
        }
    )
    rows["max_points"] = rows["max_points"].fillna(rows["printed_maximum"])
    return _without_figureless(table, rows, unread)


def translate(cells: pd.Series[Any], meaning: Callable[[str], str | None]) -> Words:
    """Return the meaning of every cell, asking once for each distinct text."""
    codes, texts = pd.factorize(cells.to_numpy(dtype=object))
    meanings = np.array([meaning(text) for text in texts], dtype=object)
    return meanings[codes] if len(meanings) else np.array([], dtype=object)


def _words(table: Table, name: str) -> Words:
    default = _DEFAULTS.get(name)
    if name not in table.text:
        return np.full(len(table.text), default, dtype=object)
    case = _CASE.get(name, str)
    return translate(table.text[name], lambda text: case(clean(text)) or default)


def vintages_of(years: NDArray[np.float64] | None, count: int) -> NDArray[np.float64]:
    """Return the vintage of every year, NaN where there is none."""
    if years is None:
        return np.full(count, np.nan)
    distinct, place = np.unique(years, return_inverse=True)
    of_year = [np.nan if np.isnan(year) else vintage_of(int(year)) for year in distinct]
    return np.array(of_year, dtype="float64")[place]


def read_units(
    table: Table,
    vintages: NDArray[np.float64],
    catalogue: Catalogue,
    spellings: Mapping[tuple[int, str], str] = MappingProxyType({}),
) -> Words:
    """Return the code of every row's unit, None where the label is no unit of the vintage."""
    units = np.full(len(table.text), None, dtype=object)
    if "unit" not in table.text:
        return units
    for vintage in (63, 34):
        # Where the year is unreadable the unit is still worth reading: the year has a finding.
        own = np.nan_to_num(vintages, nan=63) == vintage
        if own.any():
            match = unit_matcher(catalogue, vintage, spellings)
            units[own] = translate(table.text.loc[own, "unit"], match)
    return units


def _indicators(table: Table, indicators: Any) -> Words:
    if "indicator" not in table.text:
        return np.full(len(table.text), None, dtype=object)
    codes = {indicator.code.casefold(): indicator.code for indicator in indicators}
    return translate(
        table.text["indicator"], lambda label: codes.get(clean(label).casefold(), clean(label))
    )


def _cells(table: Table, columns: Mapping[str, Any]) -> Words:
    """Name the cell of each row's figure: its score, else its rank, else its grade."""
    letters = np.full(len(table.text), table.letters.get("grade", ""), dtype=object)
    for name in ("rank", "score"):
        if name in columns:
            letters[~np.isnan(columns[name])] = table.letters[name]
    cells = [f"{letter}{row}" for letter, row in zip(letters, table.text.index, strict=True)]
    return np.array(cells, dtype=object)


def _without_figureless(
    table: Table, rows: pd.DataFrame, unread: dict[str, list[int]]
) -> Harmonised:
    """Leave out rows of regions and of the country, and rows that state nothing."""
    aggregate = (rows["unit"] == AGGREGATE).to_numpy(dtype=bool)
    unreadable = rows.index.isin([row for column in unread.values() for row in column])
    silent = rows[["score", "rank", "grade"]].isna().all(axis=1).to_numpy() & ~unreadable
    findings = [
        Finding(
            "aggregate_row",
            "info",
            table.place("unit", row),
            said("a unit; rows of regions and of the country are left out"),
            table.found("unit", row),
        )
        for row in rows.index[aggregate]
    ] + [
        Finding(
            "no_figure",
            "info",
            table.place("score", row),
            said("a score, a rank or a grade; rows without any are left out"),
            table.found("score", row),
        )
        for row in rows.index[silent & ~aggregate]
    ]
    kept = rows[~(aggregate | silent)]
    unread = {name: [row for row in found if row in kept.index] for name, found in unread.items()}
    return Harmonised(table, kept, unread, findings)

"""From the labels of a file to codes and numbers, column by column.

Nothing is judged here: what cannot be read becomes NaN or None beside the text of the cell, and the
checks say so. Only rows that state no figure of a unit are left out, each with a finding.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
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
from indices.table import FACT_COLUMNS, Table, blank_column, coded

Words = pd.Categorical
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
        rows: FACT_COLUMNS without `part`, indexed like `table.text`; words may be categories.
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
        numbers = read_numbers(text[name])
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
    if "max_points" in columns and "printed_maximum" in columns:
        stated, printed = columns["max_points"], columns["printed_maximum"]
        columns["max_points"] = np.where(np.isnan(stated), printed, stated)
    elif "printed_maximum" in columns:
        columns["max_points"] = columns["printed_maximum"]
    return _without_figureless(table, _rows(columns, text.index), unread)


def _rows(columns: Mapping[str, Any], index: pd.Index[Any]) -> pd.DataFrame:
    """Return FACT_COLUMNS without `part`; columns in which nothing is stated share their memory."""
    blank = {dtype: blank_column(dtype, len(index)) for dtype in ("object", "float64")}

    def values(name: str, dtype: str) -> Any:
        found = columns.get(name)
        nothing = found is None or (dtype == "float64" and np.isnan(found).all())
        return blank[dtype] if nothing else found

    named = {name: values(name, dtype) for name, dtype in FACT_COLUMNS.items() if name != "part"}
    return pd.DataFrame(named, index=index, copy=False)


def translate(cells: pd.Series[Any], meaning: Callable[[str], str | None]) -> Words:
    """Return the meaning of every cell, asking once for each distinct text."""
    places, texts = coded(cells)
    return _meant(places, [meaning(text) for text in texts])


def _meant(places: NDArray[Any], meanings: Sequence[str | None]) -> Words:
    """Return the meaning at every place; None is missing."""
    codes, words = pd.factorize(np.array(meanings, dtype=object))
    dtype = pd.CategoricalDtype(pd.Index(words))
    return pd.Categorical.from_codes(codes[places] if len(codes) else codes, dtype=dtype)


def _words(table: Table, name: str) -> Words:
    default = _DEFAULTS.get(name)
    if name not in table.text:
        return _meant(np.zeros(len(table.text), dtype="int8"), [default])
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
    if "unit" not in table.text:
        return _meant(np.zeros(len(table.text), dtype="int8"), [None])
    places, labels = coded(table.text["unit"])
    # Where the year is unreadable the unit is still worth reading: the year has a finding.
    of_34 = vintages == 34
    codes: list[str | None] = []
    for vintage, own in ((63, ~of_34), (34, of_34)):
        match = unit_matcher(catalogue, vintage, spellings)
        codes += [match(label) if own.any() else None for label in labels]
    return _meant(places + of_34 * np.int64(len(labels)), codes)


def _indicators(table: Table, indicators: Any) -> Words:
    if "indicator" not in table.text:
        return _meant(np.zeros(len(table.text), dtype="int8"), [None])
    codes = {indicator.code.casefold(): indicator.code for indicator in indicators}
    return translate(
        table.text["indicator"], lambda label: codes.get(clean(label).casefold(), clean(label))
    )


def _cells(table: Table, columns: Mapping[str, Any]) -> NDArray[np.object_]:
    """Name the cell of each row's figure: its score, else its rank, else its grade."""
    letters = np.full(len(table.text), table.letters.get("grade", ""), dtype=object)
    for name in ("rank", "score"):
        if name in columns:
            letters[~np.isnan(columns[name])] = table.letters[name]
    cells = list(map(operator.add, letters.tolist(), map(str, table.text.index.tolist())))
    return np.array(cells, dtype=object)


def _without_figureless(
    table: Table, rows: pd.DataFrame, unread: dict[str, list[int]]
) -> Harmonised:
    """Leave out rows of regions and of the country, and rows that state nothing."""
    aggregate = (rows["unit"] == AGGREGATE).to_numpy(dtype=bool)
    silent = np.logical_and.reduce([rows[name].isna() for name in ("score", "rank", "grade")])
    silent &= ~rows.index.isin([row for column in unread.values() for row in column])
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
    left_out = aggregate | silent
    if left_out.any():
        rows = rows[~left_out]
        unread = {
            name: pd.Index(found)[pd.Index(found).isin(rows.index)].tolist()
            for name, found in unread.items()
        }
    return Harmonised(table, rows, unread, findings)

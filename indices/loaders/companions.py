"""The small files beside the observations: missing figures, counts of grades, covariates."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from indices.catalogue import Catalogue, Text
from indices.findings import Finding
from indices.loaders.columns import REMARK, SOURCE, UNIT, YEAR, Column, Kind, Template
from indices.loaders.harmonise import read_units, translate, vintages_of
from indices.loaders.numbers import clean, read_numbers
from indices.loaders.template import read_table
from indices.table import Table


def _column(name: str, kind: Kind, vi: str, en: str) -> Column:
    return Column(name, kind, Text(vi, en), required=True)


MISSING = Template(
    "missing",
    (
        _column("index", "word", "Mã bộ chỉ số", "Code of the index"),
        YEAR,
        UNIT,
        _column("indicator", "word", "Mã chỉ tiêu", "Code of the indicator"),
        _column("reason", "word", "Vì sao không có số liệu", "Why there is no figure"),
        SOURCE,
        REMARK,
    ),
)
GRADE_COUNTS = Template(
    "grade_counts",
    (
        YEAR,
        _column("grade", "word", "Nhóm", "Grade"),
        _column("n_units", "whole", "Số tỉnh, thành phố trong nhóm", "Number of units in it"),
        SOURCE,
    ),
)
COVARIATES = Template(
    "covariates",
    (
        YEAR,
        _column("vintage", "whole", "63 hoặc 34", "63 or 34"),
        UNIT,
        _column("variable", "word", "Biến số", "What was measured"),
        _column("value", "number", "Giá trị", "Its value"),
        SOURCE,
    ),
)


@dataclass(frozen=True)
class Companion:
    """One such file: the sheet as read, its rows in codes and numbers, and cells that are neither.

    `rows` has the columns of the template and `vintage`, `cell`; it is indexed like `table.text`.
    """

    table: Table
    rows: pd.DataFrame
    unread: dict[str, list[int]]
    findings: list[Finding]


def read_companion(path: Path, template: Template, file: str, catalogue: Catalogue) -> Companion:
    """Read one of the small files; words stay as they are, units become codes."""
    table, findings = read_table(path, template, file)
    text = table.text.reindex(columns=list(template.names), fill_value="")
    columns: dict[str, Any] = {}
    unread: dict[str, list[int]] = {}
    for name in template.of_kind("year", "number", "whole"):
        numbers = read_numbers(text[name])
        columns[name] = numbers.value
        blank = numbers.wrong | pd.isna(numbers.value)
        unread[name] = text.index[blank].tolist()
    for name in template.of_kind("word", "text"):
        columns[name] = translate(text[name], lambda label: clean(label) or None).astype(object)
    columns.setdefault("vintage", vintages_of(columns["year"], len(text)))
    if "unit" in text:
        columns["unit"] = read_units(table, columns["vintage"], catalogue).astype(object)
    rows = pd.DataFrame(
        {
            name: pd.Series(values, index=text.index, dtype=None if len(text) else "object")
            for name, values in columns.items()
        }
    )
    return Companion(table, rows, unread, findings)

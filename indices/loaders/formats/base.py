"""What every file format says of itself, and how it hands over the figures of a sheet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Protocol

import pandas as pd

from indices.catalogue import Catalogue, Text
from indices.findings import Finding
from indices.loaders.book import Book
from indices.loaders.harmonise import Harmonised, vintages_of
from indices.loaders.numbers import read_numbers
from indices.table import FACT_COLUMNS, Table

_NUMBERS = (
    "score",
    "max_points",
    "rank",
    "rank_of",
    "standard_error",
    "lower",
    "upper",
    "respondents",
)
_WORDS = ("unit", "indicator", "grade", "remark")


@dataclass(frozen=True)
class Match:
    """How a format fits a file.

    Attributes:
        format: the format that says so.
        fit: from 0 to 1; the share of what the format expects that is there.
        index: code of the index, None when the content does not say.
        years: years that the content states.
        expected: what the format looks for.
        missing: what of it is not there, such as "D3: access_to_justice".
        needs: what a person must say before the file can be read: "index", "year", "measure".
    """

    format: Format
    fit: float
    index: str | None
    years: tuple[int, ...]
    expected: Text
    missing: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Request:
    """What is known about a file beside its content.

    Attributes:
        catalogue: indices, units and their spellings.
        index: code of the index, where the content does not say.
        year: year measured, where the content does not say.
        source: code of the source that figures get, where rows name none.
        measure: "points" or "percent" (of the maximum), where the headings do not say.
        spellings: names of units that a person has accepted, as (vintage, spelling) to code.
    """

    catalogue: Catalogue
    index: str | None = None
    year: int | None = None
    source: str = ""
    measure: str | None = None
    spellings: Mapping[tuple[int, str], str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True)
class Reading:
    """What a format read: a part for each sheet that holds figures; its findings name cells.

    `needs` says what a person must say first, "index", "year" or "measure"; nothing is read until
    then.
    """

    format: str
    index: str
    years: tuple[int, ...]
    parts: tuple[Harmonised, ...]
    needs: tuple[str, ...] = ()


class Format(Protocol):
    """A file format, and the two questions that it answers."""

    @property
    def code(self) -> str:
        """Its code, as in "F1"."""

    @property
    def name(self) -> Text:
        """What people call such a file."""

    def match(self, book: Book, catalogue: Catalogue) -> Match | None:
        """Say how well the content fits, None when it is another format."""

    def read(self, book: Book, request: Request) -> Reading:
        """Read the figures; what cannot be read becomes a finding, never an exception."""


def make_part(
    file: str,
    sheet: str,
    figures: Iterable[Mapping[str, Any]],
    source: str,
    findings: Iterable[Finding] = (),
) -> Harmonised:
    """Make a part of the figures of one sheet.

    Args:
        file: name of the file.
        sheet: name of the sheet, empty for CSV.
        figures: one mapping per figure: `cell` of the figure, `year`, `unit` (code or key of
            NATIONAL) and `indicator` (code); the texts of `score`, `max_points`, `rank`,
            `rank_of`, `standard_error`, `lower`, `upper`, `respondents` as printed; `grade`,
            `remark`, `precision`, `status` and `source` where they are not the usual ones.
        source: code of the source of figures that name none.
        findings: what the reader of the sheet should know.

    Returns:
        The part; a text that is no number is NaN and stands in `unread`, as in `harmonise`.
    """
    text = _columns(figures)
    columns: dict[str, Any] = {"row": text.index.to_numpy(), "cell": text["cell"]}
    columns["year"] = text["year"].astype("float64").to_numpy()
    columns["vintage"] = vintages_of(columns["year"], len(text))
    unread: dict[str, list[int]] = {}
    for name in _NUMBERS:
        if name not in text:
            continue
        numbers = read_numbers(text[name])
        columns[name] = numbers.value
        unread[name] = text.index[numbers.wrong].tolist()
        if name == "score":
            columns["decimals"], columns["printed_maximum"] = numbers.decimals, numbers.out_of
    usual = {"precision": "exact", "status": "accepted", "source": source or None}
    for name in (*_WORDS, *usual):
        given = text[name].tolist() if name in text else [""] * len(text)
        columns[name] = [word or usual.get(name) for word in given]
    rows = pd.DataFrame(
        {
            name: pd.Series(columns.get(name), text.index, dtype=dtype)
            for name, dtype in FACT_COLUMNS.items()
            if name != "part"
        }
    )
    rows["max_points"] = rows["max_points"].fillna(rows["printed_maximum"])
    table = Table(file, sheet, (), text.drop(columns="cell"), text["cell"].astype(object))
    return Harmonised(table, rows, unread, list(findings))


def years_of(part: Harmonised) -> set[int]:
    """Return the years of the figures of a part."""
    return {int(year) for year in part.rows["year"].unique()}


def _columns(figures: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """Return the texts of figures, column by column; "" where a figure states nothing.

    Figures are taken one by one, and what is said often is kept once: hundreds of thousands of
    them as mappings would take hundreds of megabytes.
    """
    columns: dict[str, list[str]] = {"cell": [], "year": []}
    known: dict[str, str] = {}
    size = 0
    for figure in figures:
        for name, value in figure.items():
            column = columns.setdefault(name, [])
            column += [""] * (size - len(column))
            text = "" if value is None else str(value)
            column.append(text if name == "cell" else known.setdefault(text, text))
        size += 1
    filled = {name: column + [""] * (size - len(column)) for name, column in columns.items()}
    return pd.DataFrame(filled, dtype=object)

"""Numbers as Vietnamese and English sources print them.

A decimal comma and a decimal point may stand on one page, "9,42/10" is points of a maximum, a "%"
may follow, and several marks mean "no figure". No score exceeds 100, so "1,234" is a decimal.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from indices.table import coded

MISSING_MARKS = frozenset({"", "-", "–", "—", "…", "...", "kcdl", "n/a"})
_NUMBER = re.compile(
    r"(?P<whole>-?[0-9]+)(?:[.,](?P<part>[0-9]+))?\s*%?(?:\s*/\s*(?P<top>[0-9]+(?:[.,][0-9]+)?))?"
)
_SPACES = str.maketrans(dict.fromkeys("\u00a0\u2007\u202f\ufeff\u200b", " "))


class Number(NamedTuple):
    """A printed number: its value, its printed decimals, and the maximum after "/" if any."""

    value: float
    decimals: int
    out_of: float | None


class Numbers(NamedTuple):
    """A column of numbers; NaN where there is none, `wrong` where something else stands."""

    value: NDArray[np.float64]
    decimals: NDArray[np.float64]
    out_of: NDArray[np.float64]
    wrong: NDArray[np.bool_]


def clean(text: str) -> str:
    """Return the text in NFC with plain spaces and none around it."""
    if text.isascii():
        return text.strip()
    return unicodedata.normalize("NFC", text.translate(_SPACES)).strip()


def is_missing(text: str) -> bool:
    """Whether a cell says that there is no figure."""
    return clean(text).casefold() in MISSING_MARKS


def parse_number(text: str) -> Number | None:
    """Return the number that a cell prints, or None when it prints something else."""
    match = _NUMBER.fullmatch(text) or _NUMBER.fullmatch(clean(text))
    if match is None:
        return None
    whole, part, top = match.groups()
    return Number(
        float(f"{whole}.{part or 0}"),
        len(part) if part else 0,
        float(top.replace(",", ".")) if top else None,
    )


def read_numbers(cells: pd.Series[Any]) -> Numbers:
    """Read a column of cells; equal texts are read once."""
    codes, texts = coded(cells)
    read = np.array([_read(text) for text in texts], dtype="float64").reshape(len(texts), 4)
    value, decimals, out_of, wrong = (part[codes] for part in read.T)
    return Numbers(value, decimals, out_of, wrong > 0)


_BLANK = (np.nan, np.nan, np.nan, 0.0)
_WRONG = (np.nan, np.nan, np.nan, 1.0)


def _read(text: str) -> tuple[float, float, float, float]:
    whole, _, part = text.partition(".")
    if text.isascii() and whole.isdigit() and part.isdigit():
        # Nearly all cells of a data set look so.
        return float(text), len(part), np.nan, 0.0
    number = parse_number(text)
    if number is None:
        return _BLANK if is_missing(text) else _WRONG
    out_of = np.nan if number.out_of is None else number.out_of
    return number.value, number.decimals, out_of, 0.0

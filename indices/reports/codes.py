"""Codes that people type, checked against the catalogue: one sentence says what is allowed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indices.said import Told, said

if TYPE_CHECKING:
    from indices.catalogue import Catalogue, Index

_LONGEST_SHOWN = 40


class UnknownCode(Told, LookupError):
    """A code that nothing answers to; the sentence names the allowed values."""


def check_index(catalogue: Catalogue, index: str) -> Index:
    """The index of that code; UnknownCode when there is none."""
    if index not in catalogue.indices:
        raise UnknownCode(
            said(
                "The index {value} is unknown; the values are {known}.",
                value=shown(index), known=list(catalogue.indices),
            )
        )  # fmt: skip
    return catalogue.indices[index]


def check_year(catalogue: Catalogue, index: str, year: int) -> Index:
    """The index, when it was published for that year; UnknownCode otherwise."""
    chosen = check_index(catalogue, index)
    if year not in chosen.years:
        raise UnknownCode(
            said(
                "The year {value} is unknown; the values published for {index} are {known}.",
                value=shown(year), index=index, known=list(chosen.years),
            )
        )  # fmt: skip
    return chosen


def check_indicator(index: Index, indicator: str) -> None:
    """UnknownCode unless the index has, or once had, that indicator."""
    codes = list(dict.fromkeys(entry.code for entry in index.indicators))
    if indicator not in codes:
        raise UnknownCode(
            said(
                "The indicator {value} is unknown; the values of {index} are {known}.",
                value=shown(indicator), index=index.code, known=codes,
            )
        )  # fmt: skip


def check_unit(catalogue: Catalogue, unit: str, vintage: int) -> None:
    """UnknownCode unless that vintage has a unit of that code."""
    codes = [entry.code for entry in catalogue.units_of(vintage)]
    if unit not in codes:
        raise UnknownCode(
            said(
                "The unit {value} is unknown; the values of the {vintage} units are {known}.",
                value=shown(unit), vintage=vintage, known=codes,
            )
        )  # fmt: skip


def shown(value: object) -> str:
    """A value as it may stand in a sentence: quoted, printable and short."""
    text = ascii(str(value)) if not str(value).isprintable() else repr(str(value))
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…'"

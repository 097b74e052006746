"""Codes that people type, checked against the catalogue: one sentence says what is allowed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from indices.catalogue import Catalogue, Index

_LONGEST_SHOWN = 40


class UnknownCode(LookupError):
    """A code that nothing answers to. `str(error)` is a sentence that names the allowed values."""


def check_index(catalogue: Catalogue, index: str) -> Index:
    """The index of that code; UnknownCode when there is none."""
    if index not in catalogue.indices:
        raise _unknown("index", index, catalogue.indices)
    return catalogue.indices[index]


def check_year(catalogue: Catalogue, index: str, year: int) -> Index:
    """The index, when it was published for that year; UnknownCode otherwise."""
    chosen = check_index(catalogue, index)
    if year not in chosen.years:
        raise _unknown("year", year, chosen.years, f"published for {index}")
    return chosen


def check_indicator(index: Index, indicator: str) -> None:
    """UnknownCode unless the index has, or once had, that indicator."""
    codes = list(dict.fromkeys(entry.code for entry in index.indicators))
    if indicator not in codes:
        raise _unknown("indicator", indicator, codes, f"of {index.code}")


def check_unit(catalogue: Catalogue, unit: str, vintage: int) -> None:
    """UnknownCode unless that vintage has a unit of that code."""
    codes = [entry.code for entry in catalogue.units_of(vintage)]
    if unit not in codes:
        raise _unknown("unit", unit, codes, f"of the {vintage} units")


def shown(value: object) -> str:
    """A value as it may stand in a sentence: quoted, printable and short."""
    text = ascii(str(value)) if not str(value).isprintable() else repr(str(value))
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…'"


def _unknown(
    parameter: str, value: object, allowed: Iterable[object], where: str = ""
) -> UnknownCode:
    listed = ", ".join(str(code) for code in allowed)
    scope = f" {where}" if where else ""
    return UnknownCode(
        f"The {parameter} {shown(value)} is unknown; the values{scope} are {listed}."
    )

"""What people decided about the files they import: spellings of units, mappings of sheets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from indices.loaders.names import normalise
from indices.register.memory import recall, remember
from indices.register.store import Register

_SPELLING, _MAPPING = "spelling", "mapping"


def accept_spelling(register: Register, who: str, vintage: int, label: str, code: str) -> None:
    """Keep that a label means a unit of a vintage; case, spaces and signs do not matter.

    Raises:
        DatabaseUnavailable: the register cannot be written.
    """
    remember(register, who, _SPELLING, f"{vintage}:{normalise(label)}", code)


def accepted_spellings(register: Register) -> dict[tuple[int, str], str]:
    """Return the accepted spellings as `Request.spellings` takes them.

    Raises:
        DatabaseUnavailable: the register cannot be read.
    """
    found = {}
    for key, code in recall(register, _SPELLING).items():
        vintage, _, label = key.partition(":")
        found[int(vintage), label] = str(code)
    return found


def remember_mapping(
    register: Register, who: str, signature: str, mapping: Mapping[str, Any]
) -> None:
    """Keep how sheets of a shape are read; `mapping` is what `SheetMapping.to_dict` returns.

    Raises:
        DatabaseUnavailable: the register cannot be written.
    """
    remember(register, who, _MAPPING, signature, dict(mapping))


def remembered_mappings(register: Register) -> dict[str, dict[str, Any]]:
    """Return how sheets are read, by their shape, as `Asked.mappings` takes it.

    Raises:
        DatabaseUnavailable: the register cannot be read.
    """
    found = recall(register, _MAPPING)
    return {shape: dict(value) for shape, value in found.items() if isinstance(value, dict)}

"""What is known about a file beside its content: what was said now, and what people said before."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from indices.build import Asked
from indices.register.decisions import accepted_spellings, remembered_mappings
from indices.register.store import Register


def with_decisions(asked: Asked, folder: Path) -> Asked:
    """Add the spellings that people accepted and the shapes of sheets that they explained.

    Args:
        asked: what was said about the file.
        folder: the register's.

    Raises:
        DatabaseUnavailable: the register cannot be read.
    """
    register = Register(folder)
    try:
        return replace(
            asked,
            spellings=accepted_spellings(register),
            mappings=remembered_mappings(register),
        )
    finally:
        register.close()

"""What a reader sees of a component."""

from __future__ import annotations

from typing import Any

from dash.development.base_component import Component


def words(part: Any) -> str:
    """Return the text of a component and everything in it, with spaces between."""
    if isinstance(part, list | tuple):
        return " ".join(words(child) for child in part)
    if isinstance(part, Component):
        return words(getattr(part, "children", None))
    return "" if part is None else str(part)

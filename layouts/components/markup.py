"""Attributes that Dash takes as keywords only because their names hold a hyphen."""

from __future__ import annotations

from typing import Any


def aria(**values: str | None) -> dict[str, Any]:
    """Return `aria-` attributes for `html.Div(..., **aria(label="…"))`; None leaves one out."""
    return _named("aria", values)


def data(**values: str | None) -> dict[str, Any]:
    """Return `data-` attributes, by which `assets/*.js` finds a component; "_" becomes "-"."""
    return _named("data", values)


def _named(prefix: str, values: dict[str, str | None]) -> dict[str, Any]:
    given = {name: value for name, value in values.items() if value is not None}
    return {f"{prefix}-{name.replace('_', '-')}": value for name, value in given.items()}

"""Parts of pages: attributes whose names hold a hyphen, copies, and parts as plain lists."""

from __future__ import annotations

from typing import Any

from dash.development.base_component import Component


def aria(**values: str | None) -> dict[str, Any]:
    """Return `aria-` attributes for `html.Div(..., **aria(label="…"))`; None leaves one out."""
    return _named("aria", values)


def data(**values: str | None) -> dict[str, Any]:
    """Return `data-` attributes, by which `assets/*.js` finds a component; "_" becomes "-"."""
    return _named("data", values)


def _named(prefix: str, values: dict[str, str | None]) -> dict[str, Any]:
    given = {name: value for name, value in values.items() if value is not None}
    return {f"{prefix}-{name.replace('_', '-')}": value for name, value in given.items()}


def like(one: Component, children: Any, **given: Any) -> Component:
    """Return a copy of a component with these children and properties.

    Dash checks each property of each component that is made anew, which takes ten times as long:
    copies are for what a page has by the dozen.
    """
    other = object.__new__(type(one))
    other.__dict__ = {**vars(one), **given, "children": children}
    return other


def tree(part: Any) -> Any:
    """Return a component as plain lists that `assets/parts.js` builds elements from.

    A text stays a text; an element is [tag, attributes, children]. Only html components are known.
    """
    if isinstance(part, Component):
        values = dict(part.to_plotly_json()["props"])
        inner = values.pop("children", None)
        children = inner if isinstance(inner, list | tuple) else [] if inner is None else [inner]
        given = {name: value for name, value in values.items() if value is not None}
        # A component without children counts as false, an input for example.
        shown = [child for child in children if isinstance(child, Component) or child]
        return [type(part).__name__.lower(), given, [tree(child) for child in shown]]
    return str(part)

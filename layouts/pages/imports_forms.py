"""Small forms of the import page: addresses, a button that is a form, fields with choices."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from dash import dcc, html
from dash.development.base_component import Component

from layouts.wording import Wording


def action(path: str, w: Wording) -> str:
    """Return the address of a route of the desk."""
    return f"/desk/{path}?{urlencode({'lang': w.lang})}"


def deed(
    path: str, label: str, w: Wording, values: Mapping[str, str] | None = None, quiet: bool = True
) -> Component:
    """Build a button that posts fixed values to a route of the desk."""
    hidden = [dcc.Input(type="hidden", name=name, value=value)
              for name, value in (values or {}).items()]  # fmt: skip
    button = html.Button(label, type="submit", className="button quiet" if quiet else "button")
    return html.Form(
        [*hidden, button], action=action(path, w), method="post", className="desk-deed"
    )


def choice_field(
    identity: str, name: str, label: str, choices: Iterable[tuple[str, str]], chosen: str = ""
) -> Component:
    """Build a labelled list of (value, label) to choose from."""
    options: list[Any] = [
        html.Option(shown, value=value, **({"selected": "selected"} if value == chosen else {}))
        for value, shown in choices
    ]
    return html.Div(
        [
            html.Label(label, className="label", htmlFor=identity),
            html.Select(options, id=identity, name=name, className="choice"),
        ],
        className="field",
    )

"""Forms that a browser sends itself: labelled fields, a button, and an address that they go to."""

from __future__ import annotations

from typing import Any

from dash import dcc, html
from dash.development.base_component import Component


def form(
    action: str, children: list[Any], button: str, quiet: bool = False, **attributes: Any
) -> Component:
    """Build a form that is posted to a Flask route.

    Args:
        action: address of the route; what is not typed travels in its query string.
        children: the fields.
        button: what the button says.
        quiet: whether the button stands back, because it is not what the page is for.
        attributes: of the form, such as `encType`.
    """
    look = "button quiet" if quiet else "button"
    return html.Form(
        [*children, html.Div(html.Button(button, type="submit", className=look))],
        action=action,
        method="post",
        className="form",
        **attributes,
    )


def text_field(
    identity: str, name: str, label: str, kind: str = "text", hint: str = "", **attributes: Any
) -> Component:
    """Build one labelled line to type in.

    Args:
        identity: id of the input.
        name: under which the form sends it.
        label: what it is for.
        kind: "text", "password", "number" …
        hint: what else must be known, below the line.
        attributes: of the input, such as `autoComplete` or `required`.
    """
    below = [html.P(hint, className="hint")] if hint else []
    return html.Div(
        [
            html.Label(label, className="label", htmlFor=identity),
            dcc.Input(id=identity, name=name, type=kind, **attributes),
            *below,
        ],
        className="field",
    )

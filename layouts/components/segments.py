"""A row of alternatives for a key that one page alone knows, in the look of the filter bar."""

from __future__ import annotations

from collections.abc import Mapping

from dash import dcc, html
from dash.development.base_component import Component

from layouts.components.filters import control_id
from layouts.urls import Option, Page, PageState
from layouts.wording import Wording


def choice(values: Mapping[str, str]) -> Option:
    """Return a key whose values are those of the mapping, the first of them by default."""
    return Option(next(iter(values)), lambda text: text if text in values else None)


def segments(
    page: Page, key: str, label: str, values: Mapping[str, str], state: PageState, w: Wording
) -> Component:
    """Build the control of a key.

    Args:
        page: the page, which has the key among its options.
        key: of the query string.
        label: of the control, translated.
        values: value -> English message.
        state: what is chosen.
        w: wording.
    """
    identity = control_id(page, key)
    return html.Div(
        [
            html.Span(label, className="label", id=f"{identity}-label"),
            dcc.RadioItems(
                id=identity,
                options=[{"value": value, "label": w.t(text)} for value, text in values.items()],
                value=state.option(key),
                inline=True,
                className="segments",
            ),
        ],
        className="field field-own",
    )

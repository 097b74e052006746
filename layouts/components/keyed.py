"""Numbers that open: cells, cards and points that carry the key of their fact.

A click, or Enter, on anything with a `data-fact` opens where that number comes from
(`assets/facts.js`); so does a click on a point of a chart whose trace has `meta.facts`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
from dash import html
from dash.development.base_component import Component

from indices.facts import fact_key
from layouts.components.markup import data, like

Row = Mapping[str, Any]
_BUTTON = html.Button(type="button")


@dataclass(frozen=True, eq=False)
class Keyed:
    """A table whose cells know their facts.

    Attributes:
        frame: one row a line, headers in the page's language.
        facts: column -> the key of each row's figure, "" where it is no single fact: a mean, a
            difference. Columns left out hold no facts.
    """

    frame: pd.DataFrame
    facts: Mapping[str, Sequence[str]] = field(default_factory=dict)


def row_key(row: Row, figure: str = "score") -> str:
    """Return the key of a row of SCORE_COLUMNS."""
    return fact_key(row["index"], row["year"], row["unit"], row["indicator"], figure)


def fact_button(text: Any, key: str, classes: str = "") -> Component:
    """Return a number that opens, or the number alone where it has no key."""
    if not key:
        return html.Span(text, className=classes or None)
    looks = f"traced {classes}".strip()
    return like(_BUTTON, text, className=looks, **data(fact=key))

"""A list that can be worked through: rows of a grid behind filters, each with counts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from dash import dcc, html
from dash.development.base_component import Component

from indices.reference import load_catalogue
from layouts.components.chart import Chart
from layouts.components.filters import control_id, dropdown_labels, filter_bar
from layouts.components.grid import grid, grid_options
from layouts.urls import Option, Page, PageState
from layouts.wording import Wording, fold

ALL = ""
HEIGHT = 620
_CODE = re.compile(r"[\w .:-]{0,80}")
Row = Mapping[str, Any]


def code_option() -> Option:
    """Return the key of a filter: any short code, empty for all."""
    return Option(ALL, lambda text: text if _CODE.fullmatch(text) else None)


@dataclass(frozen=True, eq=False)
class Worklist:
    """The rows of one build and language.

    Attributes:
        rows: what the grid shows, and under the filters' keys the code, or the codes, by which a
            row is kept; `search` is its folded text.
        labels: filter -> code -> how it is written.
    """

    rows: Sequence[Row]
    labels: Mapping[str, Mapping[str, str]]

    def kept(self, state: PageState, without: str = "") -> list[Row]:
        """Return the rows that the filters leave; one filter may be passed over."""
        asked = {
            key: value
            for key, value in state.options
            if value != ALL and key in self.labels and key != without
        }
        text = fold(state.text)
        return [
            row
            for row in self.rows
            if text in row["search"] and all(_has(row[key], code) for key, code in asked.items())
        ]

    def offered(self, key: str, state: PageState, everything: str) -> list[dict[str, Any]]:
        """Return the choices of a filter, each with how many rows the other filters leave it."""
        kept = self.kept(state, without=key)
        counts = Counter(code for row in kept for code in _codes(row[key]))
        choices = [{"value": ALL, "label": f"{everything} ({len(kept)})"}]
        known = self.labels[key]
        asked = dict(state.options)[key]
        codes = [code for code in known if counts[code] or code == asked]
        return choices + [
            {"value": code, "label": f"{known[code]} ({counts[code]})"} for code in codes
        ]


def filters(
    page: Page, names: Mapping[str, str], listed: Worklist, state: PageState, w: Wording
) -> Component:
    """Return the search field and a dropdown for each filter.

    Args:
        page: the page.
        names: filter -> its label, in the order of the bar.
        listed: the rows.
        state: what is chosen.
        w: wording.
    """
    fields = [_field(page, key, name, listed, state, w) for key, name in names.items()]
    return html.Div(
        [filter_bar(page, state, w, load_catalogue()), *fields], className="worklist-filters"
    )


def list_grid(
    page: Page, columns: list[dict[str, Any]], rows: Sequence[Row], nothing: str, w: Wording
) -> Component:
    """Return the grid of the rows; its id is `<page>-grid`."""
    options = grid_options(w) | {"localeText": {"noRowsToShow": nothing}}
    return grid(
        f"{page.name}-grid", columns, list(map(dict, rows)), options, HEIGHT,
        row_id="params.data.place",
    )  # fmt: skip


def list_file(title: str, heads: Mapping[str, str], rows: Sequence[Row], source: str) -> Chart:
    """Return the rows that are kept as a table for download.

    Args:
        title: the finding.
        heads: field of a row -> heading.
        rows: the rows.
        source: what the list was made from.
    """
    frame = pd.DataFrame(
        {head: [row[field] for row in rows] for field, head in heads.items()}, dtype=object
    )
    return Chart(name="list", title=title, figure={}, table=frame, source=source)


def _field(
    page: Page, key: str, name: str, listed: Worklist, state: PageState, w: Wording
) -> Component:
    identity = control_id(page, key)
    control = dcc.Dropdown(
        id=identity,
        options=listed.offered(key, state, w.t("All")),
        value=dict(state.options)[key],
        clearable=False,
        labels=dropdown_labels(w),
    )
    label = html.Label(name, htmlFor=identity, id=f"{identity}-label", className="label")
    return html.Div([label, control], className="field")


def _codes(value: Any) -> Sequence[str]:
    return (value,) if isinstance(value, str) else value


def _has(value: Any, code: str) -> bool:
    return code in _codes(value)

"""A page that is a list to work through: rows of a grid behind filters, each with counts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from dash import Output, dcc, html
from dash.development.base_component import Component

from indices.reference import load_catalogue
from layouts.components.chart import Chart, table_links
from layouts.components.filters import control_id, dropdown_labels, filter_bar
from layouts.components.grid import grid, grid_options
from layouts.site import Content, Extra
from layouts.urls import Option, Page, PageState
from layouts.wording import Wording, fold

ALL = ""
HEIGHT = 620
# Look of a column of sentences.
SENTENCES = {"wrapText": True, "autoHeight": True, "cellClass": "wrapped"}
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
        names: filter -> its label, in the order of the bar.
        heads: field of a row -> its heading, in the grid and in the file.
    """

    rows: Sequence[Row]
    labels: Mapping[str, Mapping[str, str]]
    names: Mapping[str, str]
    heads: Mapping[str, str]

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


def list_extras(page: Page) -> tuple[Extra, ...]:
    """Return what changes with the filters of a list, the page's options: its rows and choices."""
    depends = ("text", *page.options)
    choices = {key: Output(control_id(page, key), "options") for key in page.options}
    outputs = {"rows": Output(_grid_id(page), "rowData"), **choices}
    return tuple(Extra(name, output, depends) for name, output in outputs.items())


def list_content(
    listed: Worklist,
    finding: Callable[[int, int, Wording], str],
    source: str,
    state: PageState,
    w: Wording,
) -> Content:
    """Return the rows that the filters leave, for the grid and as a file.

    Args:
        listed: the rows.
        finding: says how many rows are left, of how many.
        source: what the list was made from.
        state: what is chosen.
        w: wording.
    """
    rows = listed.kept(state)
    said = finding(len(rows), len(listed.rows), w)
    frame = pd.DataFrame(
        {head: [row[field] for row in rows] for field, head in listed.heads.items()}, dtype=object
    )
    return Content(
        finding=said,
        extras={
            "rows": [dict(row) for row in rows],
            **{key: listed.offered(key, state, w.t("All")) for key in listed.labels},
            "list": listed,
        },
        tables={"list": Chart(name="list", title=said, figure={}, table=frame, source=source)},
    )


def list_body(
    page: Page,
    content: Content,
    columns: Mapping[str, Mapping[str, Any]],
    nothing: str,
    state: PageState,
    w: Wording,
) -> list[Component]:
    """Return search field and filters, the grid of the rows, and the links to the file.

    Args:
        page: the page.
        content: as `list_content` returns it.
        columns: field of a row -> look of its column in the grid.
        nothing: what the grid says when no row is left.
        state: what is chosen.
        w: wording.
    """
    listed: Worklist = content.extras["list"]
    fields = [_field(page, key, name, listed, state, w) for key, name in listed.names.items()]
    defined = [
        {"field": field, "headerName": listed.heads[field], **look}
        for field, look in columns.items()
    ]
    options = grid_options(w) | {"localeText": {"noRowsToShow": nothing}}
    return [
        html.Div(
            [filter_bar(page, state, w, load_catalogue()), *fields], className="worklist-filters"
        ),
        grid(
            _grid_id(page),
            defined,
            content.extras["rows"],
            options,
            HEIGHT,
            row_id="params.data.place",
        ),
        table_links(page, content.tables["list"], state, w),
    ]


def _grid_id(page: Page) -> str:
    return f"{page.name}-grid"


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

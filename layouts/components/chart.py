"""A chart with everything it owes its reader: finding, note, source, table view and downloads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd
from dash import Output, dcc, html, no_update
from dash.development.base_component import Component

from layouts import theme
from layouts.components.keyed import Keyed
from layouts.components.markup import aria, data
from layouts.memo import for_everybody
from layouts.urls import Page, PageState, to_query
from layouts.wording import Wording

FILE_FORMATS = ("csv", "xlsx")
IMAGE_FORMATS = ("png", "svg")


@dataclass(frozen=True, eq=False)
class Chart:
    """One chart and its words.

    Attributes:
        name: unique on its page; part of ids and of the download's address.
        title: the finding, as a sentence.
        figure: plotly figure as a plain dict (`theme.figure`), without colours of text and grids.
        table: exactly what is shown, with headers in the page's language and raw numbers; a
            function that makes it where it is too costly to make for nobody; `Keyed` where its
            numbers open.
        source: publisher, index and year, as one line.
        note: what must not be overlooked, such as "30 of 63 units known".
        empty: why there is nothing to see; the figure is then replaced by this sentence, and has
            room for nothing else.
        height: pixels.
        alt: what a screen reader says beside title and note, where these are not enough.
        depends: fields of PageState that decide what the chart shows; a change of others sends
            nothing to the browser. Empty: all of them.
    """

    name: str
    title: str
    figure: dict[str, Any]
    table: pd.DataFrame | Keyed | Callable[[], pd.DataFrame | Keyed]
    source: str
    note: str = ""
    empty: str = ""
    height: int = 320
    alt: str = ""
    depends: tuple[str, ...] = ()

    def made(self) -> Chart:
        """The chart itself; `Later` makes it first."""
        return self

    def shown(self, w: Wording) -> Mapping[str, Any]:
        """The values of `_PARTS`: title, height, figure with the signs of the language and foot."""
        if w.lang not in self._shown:
            self._shown[w.lang] = {
                "title": self.title,
                "figure": {"height": f"{_height(self)}px"},
                "graph": _localized(self, w),
                "foot": _foot(self, w),
            }
        return self._shown[w.lang]

    @cached_property
    def _shown(self) -> dict[str, dict[str, Any]]:
        return {}

    def keyed(self) -> Keyed:
        """The table with the facts of its cells, made where it is still a function."""
        table = self.table() if callable(self.table) else self.table
        return table if isinstance(table, Keyed) else Keyed(table)

    def rows(self) -> pd.DataFrame:
        """The table alone."""
        return self.keyed().frame


class Later:
    """A chart that is made when it is first asked for: most changes of a page leave some alone."""

    def __init__(self, depends: tuple[str, ...], make: Callable[[], Chart]) -> None:
        """Remember how to make a chart whose `depends` are the given fields of PageState."""
        self.depends = depends
        self._make = make
        self._made: Chart | None = None

    def made(self) -> Chart:
        """Return the chart."""
        if self._made is None:
            with for_everybody():
                self._made = self._make()
        return self._made


def chart_card(page: Page, chart: Chart | Later, state: PageState, w: Wording) -> Component:
    """Build the card of a chart; ids `<page>-<chart>-title`, `-figure`, `-graph` and `-foot`."""
    chart = chart.made()
    prefix, shown = f"{page.name}-{chart.name}", chart.shown(w)
    return html.Section(
        className="card chart",
        children=[
            html.H3(chart.title, id=f"{prefix}-title", className="card-title"),
            html.Div(
                id=f"{prefix}-figure",
                role="img",
                className="figure",
                style=shown["figure"],
                **aria(labelledby=f"{prefix}-title", describedby=f"{prefix}-foot"),
                children=dcc.Graph(
                    id=f"{prefix}-graph",
                    figure=shown["graph"],
                    config=theme.GRAPH_CONFIG,
                    responsive=True,
                    style={"height": "100%"},
                ),
            ),
            html.Div(shown["foot"], id=f"{prefix}-foot", className="card-foot"),
            _actions(page, chart, state, w),
        ],
    )


_PARTS = (("title", "children"), ("figure", "style"), ("graph", "figure"), ("foot", "children"))


def chart_outputs(page: Page, names: Iterable[str]) -> list[Output]:
    """Return title, height, figure and foot of each chart, in the order of `names`."""
    return [Output(f"{page.name}-{name}-{part}", prop) for name in names for part, prop in _PARTS]


def chart_values(
    page: Page,
    charts: Mapping[str, Chart | Later],
    state: PageState,
    w: Wording,
    before: PageState | None = None,
) -> list[Any]:
    """Return the values for `chart_outputs(page, charts)`, without what the browser has."""
    values: list[Any] = []
    for one in charts.values():
        if before is not None and before.same(state, one.depends):
            values += [no_update] * len(_PARTS)
        else:
            shown = one.made().shown(w)
            values += [shown[part] for part, _ in _PARTS]
    return values


def download_href(page: Page, chart: Chart, file_format: str, state: PageState) -> str:
    """Return the address of a chart's table as a file."""
    query = to_query(state)
    unit = f"&unit={state.unit}" if state.unit else ""
    return f"/download/{page.name}/{chart.name}.{file_format}?{query}{unit}"


def _localized(chart: Chart, w: Wording) -> dict[str, Any]:
    figure = theme.empty_figure(chart.empty) if chart.empty else chart.figure
    layout = {
        "uirevision": "kept",
        **figure["layout"],
        "separators": w.separators,
        "meta": {"height": _height(chart)},
    }
    return {"data": figure["data"], "layout": layout}


def _height(chart: Chart) -> int:
    """Return the pixels of a figure, which may change with the number of rows."""
    return theme.EMPTY_HEIGHT if chart.empty else chart.height


def _foot(chart: Chart, w: Wording) -> list[Component]:
    lines: list[Component] = []
    if chart.note:
        lines.append(html.P(chart.note, className="note"))
    if chart.alt:
        lines.append(html.P(chart.alt, className="unseen"))
    if chart.source:
        lines.append(html.P(w.t("Source: {source}", source=chart.source), className="source"))
    return lines


def _actions(page: Page, chart: Chart, state: PageState, w: Wording) -> Component:
    """Table view, which `assets/tables.js` fills when it is opened, and the downloads."""
    prefix = f"{page.name}-{chart.name}"
    images = [
        html.Button(
            kind.upper(),
            type="button",
            className="link",
            title=w.t("Download the chart as {format}", format=kind.upper()),
            **data(export=kind, card=prefix),
        )
        for kind in IMAGE_FORMATS
    ]
    downloads = _downloads([*images, *_files(page, chart, state, w)], w)
    table = html.Details(
        [
            html.Summary(w.t("Table view"), className="link"),
            html.Div(
                className="table-view",
                tabIndex=0,
                role="region",
                **aria(label=w.t("Table view")),
                **data(table=f"/table/{page.name}/{chart.name}"),
            ),
        ]
    )
    return html.Div([table, downloads], className="actions")


def table_links(page: Page, chart: Chart, state: PageState, w: Wording) -> Component:
    """Return the links to a chart's table as a file, for a grid that shows the same rows."""
    return html.Div(_downloads(_files(page, chart, state, w), w), className="actions")


def _files(page: Page, chart: Chart, state: PageState, w: Wording) -> list[Component]:
    return [
        html.A(
            kind.upper(),
            href=download_href(page, chart, kind, state),
            className="link",
            title=w.t("Download the table as {format}", format=kind.upper()),
            **data(download=""),
        )
        for kind in FILE_FORMATS
    ]


def _downloads(links: list[Component], w: Wording) -> Component:
    return html.Div(
        [html.Span(w.t("Download"), className="label"), *links],
        className="downloads",
        role="group",
        **aria(label=w.t("Download")),
    )

"""The public data sets that can be downloaded and imported like any file."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from indices.datasets.listed import listed_datasets
from indices.reference import DATA, load_catalogue
from layouts.components.markup import aria
from layouts.pages.imports_forms import deed
from layouts.wording import Wording


def datasets_part(w: Wording) -> Component:
    """Build the list of data sets, each with a button that fetches it."""
    indices = load_catalogue().indices
    rows = [
        html.Tr(
            [
                html.Th(html.A(one.title, href=one.page, rel="noreferrer", target="_blank"),
                        scope="row"),
                html.Td(w.name(indices[one.index].short_name)),
                html.Td(one.publisher),
                html.Td(deed(f"datasets/{one.name}/fetch", w.t("Fetch"), w)),
            ]
        )
        for one in listed_datasets(DATA).values()
    ]  # fmt: skip
    heads = [w.t("Data set"), w.t("Index"), w.t("Publisher"), ""]
    head = html.Tr([html.Th(one, scope="col") for one in heads])
    table = html.Table([html.Thead(head), html.Tbody(rows)], className="plain")
    about = w.t("They are downloaded from their public address, checked, and shown like any file.")
    return html.Section(
        [
            html.H2(w.t("Public data sets")),
            html.P(about, className="lead"),
            html.Div(table, className="wide-table", tabIndex=0, role="region",
                     **aria(label=w.t("Public data sets"))),
        ],
        className="card",
    )  # fmt: skip

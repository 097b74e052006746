"""The files that were imported, newest first, each with the way to take it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dash import html
from dash.development.base_component import Component

from indices.reference import load_catalogue
from layouts.access import Viewer
from layouts.components.markup import aria
from layouts.components.provenance_words import moment
from layouts.pages.imports_forms import deed
from layouts.wording import UNKNOWN, Wording

if TYPE_CHECKING:
    from indices.database.reader import Reader


def imported(reader: Reader) -> list[dict[str, Any]]:
    """Return the imports, newest first: IMPORT_COLUMNS with publisher and url of their source."""
    imports = reader.imports()
    imports = imports[imports["origin"] == "import"].sort_values("import_id", ascending=False)
    sources = reader.sources()[["source", "publisher", "url"]]
    joined = imports.merge(sources, "left", "source").astype(object)
    rows: list[Any] = joined.where(joined.notna(), None).to_dict("records")
    return rows


def history_part(rows: list[dict[str, Any]], viewer: Viewer, w: Wording) -> Component:
    """Build the history of imports; editors see a button to undo each, visitors no names."""
    may_undo = viewer.may("import")
    parts: list[Component] = [html.H2(w.t("Imports"))]
    if not rows:
        parts.append(html.P(w.t("No file has been imported."), className="note"))
        return html.Section(parts, className="card")
    heads = [w.t("Number"), w.t("Time"), w.t("File"), *[w.t("Who")] * viewer.signed_in,
             w.t("Index"), w.t("Years"), w.t("Figures"), w.t("Source")]  # fmt: skip
    head = [html.Th(one, scope="col") for one in heads] + [html.Th("", scope="col")] * may_undo
    body = [_row(row, viewer, w) for row in rows]
    table = html.Table([html.Thead(html.Tr(head)), html.Tbody(body)], className="plain")
    parts.append(html.Div(table, className="wide-table", tabIndex=0, role="region",
                          **aria(label=w.t("Imports"))))  # fmt: skip
    return html.Section(parts, className="card")


def _row(row: dict[str, Any], viewer: Viewer, w: Wording) -> Component:
    index = load_catalogue().indices.get(row["index"])
    publisher = row.get("publisher") or UNKNOWN
    url = row.get("url")
    cells = [
        html.Td(moment(row["imported_at"], w)),
        html.Td(row["file"], title=row["sha256"]),
        *[html.Td(row["imported_by"])] * viewer.signed_in,
        html.Td(w.name(index.short_name) if index else row["index"]),
        html.Td(row["years"].replace(";", ", ") if row.get("years") else UNKNOWN),
        html.Td(w.number(row["n_rows"], 0), className="number"),
        html.Td(html.A(publisher, href=url, rel="noreferrer", target="_blank")
                if url else publisher),
    ]  # fmt: skip
    if viewer.may("import"):
        number = row["import_id"]
        cells.append(html.Td(deed(f"imports/{number}/undo", w.t("Undo"), w, {"file": row["file"]})))
    return html.Tr([html.Th(str(row["import_id"]), scope="row"), *cells])

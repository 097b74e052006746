"""Tables that are sorted and scrolled: ag-grid in the look of the product."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import dash_ag_grid as dag
from dash import html

from layouts.urls import PageState, href
from layouts.wording import Wording

COLUMN = {
    "sortable": True,
    "resizable": True,
    "suppressMovable": True,
    "suppressHeaderMenuButton": True,
    "wrapHeaderText": True,
    "autoHeaderHeight": True,
}
# Look of a column of figures, and of rows by their `tone`.
RIGHT = {"cellClass": "right", "headerClass": "ag-right-aligned-header"}
TONES = {
    "row-focus": "params.data.tone == 'focus'",
    "row-benchmark": "params.data.tone == 'benchmark'",
}


def grid(
    identity: str,
    columns: list[dict[str, Any]],
    rows: list[dict[str, Any]],
    options: dict[str, Any],
    height: int = 640,
    classes: Mapping[str, str] | None = None,
    row_id: str = "",
) -> html.Div:
    """Build a grid in a holder of its size: its script arrives after the page.

    Args:
        identity: id of the component; rows are its `rowData`, options its `dashGridOptions`.
        columns: column definitions; comparators and renderers by name from `assets/grid.js`.
        rows: one dict a row.
        options: `grid_options`.
        height: pixels, header included.
        classes: CSS class of a row -> condition on `params.data`.
        row_id: expression on `params.data`; a place in the list makes new rows fill the old cells
            instead of moving them about.
    """
    rows_and_columns = dag.AgGrid(
        id=identity,
        columnDefs=columns,
        rowData=rows,
        defaultColDef=COLUMN,
        **({"getRowId": row_id} if row_id else {}),
        rowClassRules=dict(classes or {}),
        className="grid",
        style={"height": "100%", "width": "100%"},
        dashGridOptions=options,
    )
    return html.Div(rows_and_columns, className="grid-holder", style={"height": f"{height}px"})


def unit_column(state: PageState, w: Wording) -> dict[str, Any]:
    """Return the column of units, which stays in sight; a row has their `code`, `unit`, `order`.

    Links are made in the browser from the code of the row, which keeps rows short.
    """
    link = {"code": "code", "href": href(state, "/units/CODE"), "marked": "benchmark"}
    return {
        "field": "unit",
        "headerName": w.t("Province"),
        "cellRenderer": "LinkCell",
        "cellRendererParams": link,
        "comparator": {"function": "byOrder"},
        "width": 158,
        "pinned": "left",
    }


def grid_options(
    w: Wording, pinned: Sequence[dict[str, Any]] = (), row_height: int = 32
) -> dict[str, Any]:
    """Return what a grid does beside its rows.

    Args:
        w: wording.
        pinned: rows that stay in sight at the top, whatever is scrolled or sorted.
        row_height: pixels.
    """
    return {
        "rowHeight": row_height,
        "headerHeight": 36,
        "animateRows": False,
        "ensureDomOrder": True,
        "enableCellTextSelection": True,
        "suppressColumnVirtualisation": True,
        "suppressScrollOnNewData": True,
        "suppressDragLeaveHidesColumns": True,
        "tooltipShowDelay": 300,
        "localeText": {"noRowsToShow": w.t("No province fits the filters.")},
        "pinnedTopRowData": list(pinned),
    }

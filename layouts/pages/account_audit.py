"""The audit log as a grid with filters, and as files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from dash import html
from dash.development.base_component import Component

from layouts.components.audit import heads, shown
from layouts.components.grid import grid, grid_options
from layouts.components.markup import aria
from layouts.wording import Wording

if TYPE_CHECKING:
    from indices.register.store import Register

MOST_ROWS = 2000
_WIDTHS = {"at": 190, "who": 180, "action": 180, "object": 220, "detail": 320}


def audit_log(register: Register, w: Wording) -> Component:
    """Return the newest entries as a grid, and links to all of them as files.

    Raises:
        DatabaseUnavailable: the register cannot be read.
    """
    from indices.register.audit import COLUMNS, entries

    found = shown(entries(register, most=MOST_ROWS))
    columns: list[dict[str, Any]] = [
        {
            "field": name,
            "headerName": head,
            "minWidth": _WIDTHS[name],
            "flex": int(name == "detail"),
            "filter": "agTextColumnFilter",
            "floatingFilter": True,
            "tooltipField": name,
        }
        for name, head in zip(COLUMNS, heads(w), strict=True)
    ]
    options = grid_options(w) | {"localeText": _texts(w), "tooltipShowDelay": 300}
    rows: list[Any] = found.to_dict("records")
    note = w.n("The newest {n} entry.", "The newest {n} entries.", len(rows))
    links = [
        html.A(
            kind.upper(),
            href=f"/account/audit.{kind}?{urlencode({'lang': w.lang})}",
            className="link",
            download="",
        )
        for kind in ("csv", "xlsx")
    ]
    return html.Div(
        [
            html.P(note, className="note"),
            grid("account-audit", columns, rows, options, height=_height(len(rows))),
            html.Div(
                [html.Span(w.t("Download"), className="label"), *links],
                className="downloads",
                role="group",
                **aria(label=w.t("Download")),
            ),
        ]
    )


def _height(n_rows: int) -> int:
    """Room for the rows, between three and sixteen of them, below the header with its filters."""
    return 96 + 32 * min(max(n_rows, 3), 16)


def _texts(w: Wording) -> dict[str, str]:
    return {
        "noRowsToShow": w.t("Nothing was done yet."),
        "noMatchingRows": w.t("Nothing fits the filters."),
        "filterOoo": w.t("Filter"),
        "contains": w.t("contains"),
        "notContains": w.t("does not contain"),
        "equals": w.t("equals"),
        "notEqual": w.t("does not equal"),
        "startsWith": w.t("begins with"),
        "endsWith": w.t("ends with"),
        "blank": w.t("empty"),
        "notBlank": w.t("not empty"),
        "andCondition": w.t("and"),
        "orCondition": w.t("or"),
        "ariaFilterInput": w.t("Filter"),
    }

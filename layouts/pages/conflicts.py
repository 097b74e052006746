"""Conflicts: every figure on which sources differ, as a list that can be worked through."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from dash import Dash, html
from dash.development.base_component import Component

from indices.database.known_sources import with_imported_sources
from indices.facts import fact_key
from indices.reference import load_catalogue
from layouts import access
from layouts.components import terms
from layouts.memo import Memo
from layouts.pages.data_rivals import Rivals, figure_name, left_out, rivals_of, value_text, why
from layouts.pages.worklist import (
    SENTENCES,
    Worklist,
    code_option,
    list_body,
    list_content,
    list_extras,
)
from layouts.site import Content, Site
from layouts.updates import register_update
from layouts.urls import Page, PageState, href
from layouts.wording import N_, UNKNOWN, Wording, fold

if TYPE_CHECKING:
    from indices.database.reader import Reader

PAGE = Page(
    path="/data/conflicts",
    name="conflicts",
    title=N_("Where sources differ"),
    order=41,
    defaults={"text": ""},
    options={key: code_option() for key in ("of", "in", "figure", "step", "from")},
    navigated=False,
)
CHARTS: tuple[str, ...] = ()
EXTRAS = list_extras(PAGE)
_LISTS = Memo(8)


def content(reader: Reader, state: PageState, w: Wording) -> Content:
    """Read all conflicts once per build and language; the filters cut."""
    listed = _LISTS.get((reader.build().build_id, w.lang), lambda: _list(reader, w))
    made = list_content(listed, _finding, w.t("written rule of the product"), state, w)
    return replace(made, extras={**made.extras, "left_out": _left_out(reader, w)})


def layout(content: Content, state: PageState, w: Wording) -> list[Component]:
    """Build the body: how to read the list, filters, grid, downloads."""
    return [
        html.P(
            w.t(
                "Nothing is overwritten: every figure is kept, and a written rule picks the one "
                "that is shown. Rounded figures that agree with an exact one are no conflict. A "
                "click on the figure opens all that was said about it."
            ),
            className="lead",
        ),
        *_how_to_decide(w),
        *content.extras["left_out"],
        *list_body(PAGE, content, _columns(state), w.t("No conflict fits."), state, w),
    ]


def _left_out(reader: Reader, w: Wording) -> list[Component]:
    said = left_out(reader.uncompared(), w)
    return [html.P(said, className="note")] if said else []


def _how_to_decide(w: Wording) -> list[Component]:
    if not access.viewer().may("overrule"):
        return []
    return [
        html.P(w.t("Open a figure to choose another one; a reason is asked."), className="hint")
    ]


def register_callbacks(app: Dash, site: Site) -> None:
    """Connect filters, grid and address."""
    register_update(app, site, sys.modules[__name__])


def _names(w: Wording) -> dict[str, str]:
    return {
        "of": w.t("Index"),
        "in": w.t("Year"),
        "figure": w.t("Figure"),
        "step": w.t("Decided by"),
        "from": w.t("Source"),
    }


def _heads(w: Wording) -> dict[str, str]:
    return {
        "unit": w.t("Province"),
        "index_name": w.t("Index"),
        "year": w.t("Year"),
        "indicator": w.t("Indicator"),
        "what": w.t("Figure"),
        "shown": w.t("Shown"),
        "source": w.t("Source"),
        "others": w.t("The others"),
        "why": w.t("Why"),
        "fact": w.t("Key"),
    }


def _columns(state: PageState) -> dict[str, dict[str, Any]]:
    unit = {"code": "unit_code", "href": href(state, "/units/CODE")}
    source = {"code": "source", "href": href(state, "/data", source="CODE")}
    return {
        "shown": {"cellRenderer": "FactCell", "width": 96, "cellRendererParams": {"figure": ""}},
        "unit": {"cellRenderer": "LinkCell", "width": 150, "cellRendererParams": unit},
        "index_name": {"width": 104},
        "year": {"width": 72},
        "indicator": {"width": 150, "tooltipField": "indicator"},
        "what": {"width": 76},
        "source": {"cellRenderer": "LinkCell", "width": 78, "cellRendererParams": source},
        "others": {"flex": 1, "minWidth": 190, **SENTENCES},
        "why": {"flex": 2, "minWidth": 240, **SENTENCES},
    }


def _finding(n_kept: int, n_all: int, w: Wording) -> str:
    if n_kept == n_all:
        return w.n("On {n} figure the sources differ", "On {n} figures the sources differ", n_all)
    return w.t(
        "{n} of {all} figures on which the sources differ fit the filters", n=n_kept, all=n_all
    )


def _list(reader: Reader, w: Wording) -> Worklist:
    catalogue = with_imported_sources(load_catalogue(), reader)
    rivals = Rivals(reader, catalogue, w)
    rows = [_row(place, row, rivals, w) for place, row in enumerate(rivals.rows)]
    sources = sorted({code for row in rows for code in row["from"]})
    years = sorted({row["in"] for row in rows}, reverse=True)
    return Worklist(
        rows,
        {
            "of": {one.code: w.name(one.short_name) for one in catalogue.indices.values()},
            "in": {year: year for year in years},
            "figure": {one: figure_name(one, w) for one in ("score", "rank", "grade")},
            "step": _steps(w),
            "from": {code: _source_name(code, rivals) for code in sources},
        },
        _names(w),
        _heads(w),
    )


def _steps(w: Wording) -> dict[str, str]:
    return {
        "overruled": w.t("an editor"),
        "status": w.t("accepted or disputed"),
        "printed": w.t("printed or derived"),
        "kind": w.t("kind of source"),
        "precision": w.t("precision"),
        "decimals": w.t("decimals"),
        "newer": w.t("date of the source"),
        "source": w.t("code of the source"),
        "imported": w.t("date of the import"),
    }


def _source_name(code: str, rivals: Rivals) -> str:
    source = rivals.catalogue.sources.get(code)
    return f"{code} {source.publisher}" if source else code


def _row(place: int, row: Mapping[str, Any], rivals: Rivals, w: Wording) -> dict[str, Any]:
    catalogue = rivals.catalogue
    unit = catalogue.unit(row["unit"], catalogue.vintage(row["year"]))
    index = catalogue.indices[row["index"]]
    found = rivals_of(row)
    shown = UNKNOWN if row["chosen"] is None else value_text(row["chosen"], w)
    others = [
        f"{value_text(value, w)} ({source}, {terms.status_name(status, w)})"
        + (f": {told}" if (told := rivals.told(row, source)) else "")
        for value, source, status in found
    ]
    reasons = [
        why(row, catalogue, w),
        rivals.reason(row) if row["why"] == "overruled" else "",
        rivals.told(row, row["chosen_source"]),
    ]
    sources = [row["chosen_source"], *(source for _, source, _ in found)]
    texts = {
        "unit": w.unit_name(unit),
        "index_name": w.name(index.short_name),
        "year": str(row["year"]),
        "indicator": terms.indicator_name(index, row["indicator"], row["year"], w),
        "what": figure_name(row["what"], w),
        "shown": shown,
        "source": row["chosen_source"] or "",
        "others": "; ".join(others) or UNKNOWN,
        "why": " ".join(part for part in reasons if part),
    }
    names = " ".join([*texts.values(), unit.name.vi, unit.name.en])
    return {
        "place": str(place),
        **texts,
        "unit_code": unit.code,
        "fact": fact_key(row["index"], row["year"], row["unit"], row["indicator"], row["what"]),
        "search": fold(names),
        "of": row["index"],
        "in": str(row["year"]),
        "figure": row["what"],
        "step": row["why"],
        "from": [code for code in sources if code],
    }

"""Findings: what the checks found in the files, as a list that can be worked through."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from dash import Dash, html
from dash.development.base_component import Component

from indices.facts import fact_key
from indices.frames import plain_rows
from indices.reference import load_catalogue
from indices.said import unpacked
from layouts.components.findings import kind_name
from layouts.components.provenance_words import row_of
from layouts.memo import Memo
from layouts.pages.data_load import short_file
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
from layouts.urls import Page, PageState
from layouts.wording import N_, Wording, fold

if TYPE_CHECKING:
    from indices.database.reader import Reader

PAGE = Page(
    path="/data/findings",
    name="findings",
    title=N_("Findings of the last load"),
    order=42,
    defaults={"text": ""},
    options={key: code_option() for key in ("of", "in", "severity", "kind", "file")},
    navigated=False,
)
CHARTS: tuple[str, ...] = ()
EXTRAS = list_extras(PAGE)
COLUMNS: dict[str, dict[str, Any]] = {
    "cell": {"cellRenderer": "FactCell", "width": 84, "cellRendererParams": {"figure": ""}},
    "sheet": {"width": 110, "tooltipField": "sheet"},
    "file_name": {"width": 150, "tooltipField": "file_name"},
    "severity_name": {"width": 112},
    "kind_name": {"width": 150, "tooltipField": "kind_name"},
    "expected": {"flex": 2, "minWidth": 260, **SENTENCES},
    "found": {"flex": 1, "minWidth": 180, **SENTENCES},
}
_LISTS = Memo(8)
Place = tuple[str, str, str]


def content(reader: Reader, state: PageState, w: Wording) -> Content:
    """Read all findings once per build and language; the filters cut."""
    listed = _LISTS.get((reader.build().build_id, w.lang), lambda: _list(reader, w))
    return list_content(listed, _finding, w.t("checks of the product"), state, w)


def layout(content: Content, state: PageState, w: Wording) -> list[Component]:
    """Build the body: how to read the list, filters, grid, downloads."""
    return [
        html.P(
            w.t(
                "Each finding names the cell it stands in. Blocking findings stop an import, so "
                "none of them is among the stored figures; the others are told and kept. Where the "
                "cell holds a figure, a click on it opens all that is known about that figure."
            ),
            className="lead",
        ),
        *list_body(PAGE, content, COLUMNS, w.t("No finding fits."), state, w),
    ]


def register_callbacks(app: Dash, site: Site) -> None:
    """Connect filters, grid and address."""
    register_update(app, site, sys.modules[__name__])


def _names(w: Wording) -> dict[str, str]:
    return {
        "of": w.t("Index"),
        "in": w.t("Year"),
        "severity": w.t("Severity"),
        "kind": w.t("Kind of finding"),
        "file": w.t("File"),
    }


def _heads(w: Wording) -> dict[str, str]:
    return {
        "cell": w.t("Cell"),
        "sheet": w.t("Sheet"),
        "file_name": w.t("File"),
        "severity_name": w.t("Severity"),
        "kind_name": w.t("Kind of finding"),
        "expected": w.t("Expected"),
        "found": w.t("Found"),
        "fact": w.t("Key"),
    }


def _finding(n_kept: int, n_all: int, w: Wording) -> str:
    if not n_all:
        return w.t("The checks found nothing.")
    if n_kept == n_all:
        return w.n("The checks found {n} thing", "The checks found {n} things", n_all)
    return w.t("{n} of {all} findings fit the filters", n=n_kept, all=n_all)


def _list(reader: Reader, w: Wording) -> Worklist:
    findings = plain_rows(reader.findings())
    imports = {row["import_id"]: row["index"] for row in plain_rows(reader.imports())}
    facts = _facts_of(reader, {row["file"] for row in findings if row["file"]})
    severities = {
        "blocking": w.t("blocking"),
        "warning": w.t("warning"),
        "info": w.t("information"),
    }
    rows = [
        _row(place, row, imports.get(row["import_id"]), facts, severities, w)
        for place, row in enumerate(findings)
    ]

    def distinct(key: str) -> dict[str, str]:
        return {code: code for code in sorted({row[key] for row in rows if row[key]})}

    names = {one.code: w.name(one.short_name) for one in load_catalogue().indices.values()}
    return Worklist(
        rows,
        {
            "of": names,
            "in": distinct("in"),
            "severity": severities,
            "kind": {code: kind_name(code, w) for code in distinct("kind")},
            "file": distinct("file"),
        },
        _names(w),
        _heads(w),
    )


def _row(
    place: int,
    row: Mapping[str, Any],
    index: str | None,
    facts: Mapping[Place, tuple[str, str]],
    severities: Mapping[str, str],
    w: Wording,
) -> dict[str, Any]:
    file, sheet, cell = (row[name] or "" for name in ("file", "sheet", "cell"))
    line = (file, sheet, row_of(cell))
    fact, year = facts.get((file, sheet, cell)) or facts.get(line) or ("", "")
    told = json.loads(row["wording"]) if row["wording"] else (row["expected"], row["found"])
    expected, found = (w.said(unpacked(one)) for one in told)
    texts = {
        "cell": cell,
        "sheet": sheet,
        "file_name": short_file(file),
        "severity_name": severities.get(row["severity"], row["severity"]),
        "kind_name": kind_name(row["code"], w),
        "expected": expected,
        "found": found,
    }
    return {
        "place": str(place),
        **texts,
        "fact": fact,
        "search": fold(" ".join(texts.values())),
        "of": index or "",
        "in": year,
        "severity": row["severity"],
        "kind": row["code"],
        "file": texts["file_name"],
    }


def _facts_of(reader: Reader, files: set[str]) -> dict[Place, tuple[str, str]]:
    """Return key and year of the figure in each cell, and of the only one in each row."""
    seen = reader.observations(file=sorted(files))
    seen = seen[seen["cell"].notna().to_numpy()]
    found: dict[Place, tuple[str, str]] = {}
    lines: dict[Place, set[tuple[str, str]]] = {}
    names = ("index", "year", "unit", "indicator", "file", "sheet", "cell")
    for index, year, unit, indicator, file, sheet, cell in zip(
        *(seen[name].tolist() for name in names), strict=True
    ):
        told = (fact_key(index, year, unit, indicator), str(year))
        where = sheet if isinstance(sheet, str) else ""
        found[file, where, cell] = told
        lines.setdefault((file, where, row_of(cell)), set()).add(told)
    return found | {line: told.pop() for line, told in lines.items() if len(told) == 1}

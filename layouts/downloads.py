"""GET /download/<page>/<chart>.<csv|xlsx>?<query>: the table behind a chart as a file."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import date
from typing import Any

from flask import Flask, Response, request

from indices.analysis.provenance import printed_figures
from indices.catalogue import Catalogue
from indices.database.errors import DatabaseUnavailable
from indices.facts import parse_key
from indices.reports.about import About
from indices.reports.tables import CONTENT_TYPES, write
from indices.roundtrip import COLUMN, COMPUTED, key_column
from layouts.components.chart import FILE_FORMATS, Chart
from layouts.components.filters import filter_keys, label, options
from layouts.components.keyed import Keyed
from layouts.site import NoSuchChart, Site, chart_at
from layouts.urls import Page, PageState
from layouts.wording import Wording, wording

log = logging.getLogger(__name__)


def register_downloads(server: Flask, site: Site) -> None:
    """Answer downloads on that server."""

    @server.get("/download/<page>/<file>")
    def download(page: str, file: str) -> Response:
        return download_file(site, page, file)


def download_file(site: Site, page: str, file: str) -> Response:
    """Return a chart's table as a file, or a sentence with the right status."""
    name, _, file_format = file.rpartition(".")
    query = request.query_string.decode("utf-8", "replace")
    if file_format not in FILE_FORMATS:
        return _refusal(404, site, query)
    try:
        chart, shown, state = chart_at(site, page, name, query)
        return _file(site, shown, chart, state, file_format)
    except NoSuchChart:
        return _refusal(404, site, query)
    except DatabaseUnavailable as error:
        w = wording(site.state(None, "/", query).lang)
        return Response(w.said(error.sentence), 503, mimetype="text/plain")
    except Exception:
        log.exception("The file %s of page %s could not be written", file, page)
        return _refusal(500, site, query)


def _file(site: Site, page: Page, chart: Chart, state: PageState, file_format: str) -> Response:
    w, keyed = wording(state.lang), chart.keyed()
    keys = _keys(site, keyed)
    about = About(
        title=chart.title,
        build_id=site.build_id,
        exported_on=date.today(),
        filters=_filters(page, state, w, site),
        sources=[chart.source] if chart.source else [],
        notes=[*([chart.note] if chart.note else []), _way_back(keys, w)],
        lang=state.lang,
    )
    content = write(keyed.frame.assign(**{COLUMN: keys}), about, file_format)
    answer = Response(content, content_type=CONTENT_TYPES[file_format])
    parts = [page.name, chart.name, state.index, state.year or "", state.indicator, state.unit]
    name = "-".join(str(part) for part in parts if part)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.{file_format}"'
    answer.headers["Cache-Control"] = "no-cache"
    return answer


def _keys(site: Site, keyed: Keyed) -> list[str]:
    """Return the column by which an edited file finds its way back into the figures."""
    keys = [key for one in keyed.facts.values() for text in one if (key := parse_key(text))]
    names = ("index", "year", "unit", "indicator")
    asked = [sorted({getattr(key, name) for key in keys}) for name in names]
    printed = printed_figures(site.reader.observations(*asked)) if keys else {}
    table = {
        str(name): _values(column.tolist(), keyed.facts.get(str(name), ()), site.catalogue)
        for name, column in keyed.frame.items()
    }
    return key_column(table, keyed.facts, printed, len(keyed.frame))


def _values(values: list[Any], facts: Sequence[str], catalogue: Catalogue) -> list[Any]:
    """Return what a column holds; grades, which are shown in words, by their codes."""
    key = next(filter(None, map(parse_key, facts)), None)
    if key is None or key.figure != "grade":
        return values
    grading = catalogue.indices[key.index].grading
    return [grading.code(value) if isinstance(value, str) else None for value in values]


def _way_back(keys: list[str], w: Wording) -> str:
    if set(keys) <= {COMPUTED}:
        return w.t(
            "The figures of this view are computed, so the file cannot be imported; the table of "
            "the rankings page can."
        )
    return w.t(
        "Figures of this file can be edited and the file imported again; its last column, "
        "{column}, says which figure each cell is and must stay as it is.",
        column=COLUMN,
    )


def _filters(page: Page, state: PageState, w: Wording, site: Site) -> dict[str, str]:
    """Return the filters in words: label -> chosen value."""
    chosen = {}
    for key in filter_keys(page):
        value = getattr(state, key)
        if key == "text":
            names = [value] if value else []
        else:
            labels = {
                one["value"]: one["label"] for one in options(page, key, state, w, site.catalogue)
            }
            codes = value if key == "units" else (value,)
            names = [labels.get(code, str(code)).strip() for code in codes]
        if names:
            chosen[label(page, key, w)] = ", ".join(names)
    return chosen


def _refusal(status: int, site: Site, query: str) -> Response:
    w = wording(site.state(None, "/", query).lang)
    sentence = {
        404: w.t("There is no such file; the links below each chart lead to those there are."),
        500: w.t("The file could not be written; the reason is in the server's log."),
    }[status]
    return Response(sentence, status, content_type="text/plain; charset=utf-8")

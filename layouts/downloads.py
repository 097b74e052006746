"""GET /download/<page>/<chart>.<csv|xlsx>?<query>: the table behind a chart as a file."""

from __future__ import annotations

import logging
from datetime import date

from flask import Flask, Response, request

from indices.database.errors import DatabaseUnavailable
from indices.reports.about import About
from indices.reports.tables import CONTENT_TYPES, write
from layouts.components.chart import FILE_FORMATS, Chart
from layouts.components.filters import filter_keys, label, options
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
        return Response(str(error), 503, mimetype="text/plain")
    except Exception:
        log.exception("The file %s of page %s could not be written", file, page)
        return _refusal(500, site, query)


def _file(site: Site, page: Page, chart: Chart, state: PageState, file_format: str) -> Response:
    w = wording(state.lang)
    about = About(
        title=chart.title,
        build_id=site.build_id,
        exported_on=date.today(),
        filters=_filters(page, state, w, site),
        sources=[chart.source] if chart.source else [],
        notes=[chart.note] if chart.note else [],
        lang=state.lang,
    )
    answer = Response(
        write(chart.rows(), about, file_format), content_type=CONTENT_TYPES[file_format]
    )
    parts = [page.name, chart.name, state.index, state.year or "", state.indicator, state.unit]
    name = "-".join(str(part) for part in parts if part)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.{file_format}"'
    answer.headers["Cache-Control"] = "no-cache"
    return answer


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

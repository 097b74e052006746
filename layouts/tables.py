"""GET /table/<page>/<chart>?<query>: the table view of a chart, as rows that a script draws.

Components of a long table would be made one by one, here and again in the browser; texts are not.
"""

from __future__ import annotations

import json
import logging
from typing import Any

from flask import Flask, Response, request

from indices.database.errors import DatabaseUnavailable
from layouts.components.chart import Chart
from layouts.components.table import is_number, text_of
from layouts.site import NoSuchChart, Site, chart_at
from layouts.wording import Wording, wording

log = logging.getLogger(__name__)


def register_tables(server: Flask, site: Site) -> None:
    """Answer for table views on that server."""

    @server.get("/table/<page>/<chart>")
    def table(page: str, chart: str) -> Response:
        query = request.query_string.decode("utf-8", "replace")
        w = wording(site.state(None, "/", query).lang)
        try:
            return _json(table_of(chart_at(site, page, chart, query)[0], w))
        except NoSuchChart:
            return _json({"error": w.t("There is no such table.")}, 404)
        except DatabaseUnavailable as error:
            return _json({"error": w.said(error.sentence)}, 503)
        except Exception:
            log.exception("The table %s of page %s could not be made", chart, page)
            sentence = w.t("The page could not be updated; the reason is in the server's log.")
            return _json({"error": sentence}, 500)


def table_of(chart: Chart, w: Wording) -> dict[str, Any]:
    """Return a chart's table as texts.

    Returns:
        caption; heads; rows of texts, the first of which heads its row; numbers: the places of the
        columns that hold numbers; facts: place of a column -> key of each row's figure.
    """
    keyed = chart.keyed()
    columns = [column.tolist() for _, column in keyed.frame.items()]
    names = [str(name) for name in keyed.frame.columns]
    return {
        "caption": chart.title,
        "heads": names,
        "rows": [[text_of(value, w) for value in row] for row in zip(*columns, strict=True)],
        "numbers": [n for n, column in enumerate(columns) if any(map(is_number, column))],
        "facts": {
            n: list(keyed.facts[name]) for n, name in enumerate(names) if name in keyed.facts
        },
    }


def _json(body: dict[str, Any], status: int = 200) -> Response:
    response = Response(json.dumps(body, ensure_ascii=False), status, mimetype="application/json")
    response.headers["Cache-Control"] = "no-cache"
    return response

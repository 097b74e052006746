"""GET /provenance?fact=PAPI:2021:79:D4: the drawer of one number, as parts that a script draws."""

from __future__ import annotations

import json
import logging
from typing import Any

from dash import html
from flask import Flask, Response, request

from indices.database.errors import DatabaseUnavailable
from indices.facts import parse_key
from layouts.access import viewer
from layouts.components.markup import tree
from layouts.components.provenance import read_provenance
from layouts.components.provenance_view import drawer, head
from layouts.site import Site
from layouts.wording import Wording, wording

log = logging.getLogger(__name__)


def register_drawer(server: Flask, site: Site) -> None:
    """Answer for the drawer on that server."""

    @server.get("/provenance")
    def provenance() -> Response:
        return answer(site, request.args.get("fact", ""), request.query_string.decode("latin-1"))


def answer(site: Site, fact: str, query: str) -> Response:
    """Return the parts of the drawer of a fact, or of one that says why it is empty."""
    state = site.state(None, "/", query)
    w = wording(state.lang)
    key = parse_key(fact)
    try:
        found = read_provenance(site.reader, site.catalogue, key) if key else None
        if found is None:
            return _parts(_refused(w.t("There is no such figure."), w), 404)
        return _parts(drawer(found, site.catalogue, state, viewer(), w))
    except DatabaseUnavailable as error:
        return _parts(_refused(w.said(error.sentence), w), 503)
    except Exception:
        log.exception("The provenance of a figure could not be told")
        sentence = w.t("The page could not be updated; the reason is in the server's log.")
        return _parts(_refused(sentence, w), 500)


def _refused(sentence: str, w: Wording) -> list[Any]:
    body = html.Div(html.P(sentence, role="alert"), className="drawer-body")
    return [head(w, w.t("Where this number comes from")), body]


def _parts(parts: list[Any], status: int = 200) -> Response:
    text = json.dumps([tree(part) for part in parts], ensure_ascii=False)
    response = Response(text, status, mimetype="application/json")
    response.headers["Cache-Control"] = "no-cache"
    return response

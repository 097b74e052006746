"""JSON API under /api/v1: thin, over the same reader and analysis as the pages.

A list answer is {"items": [...], "count": n}, an error {"error": "one sentence"} in the language
asked for: 400 for a wrong parameter, 404 for a code nobody published, 405 for a method other than
GET, 503 without a database. Nobody ever sees a stack trace; it goes to the server's log.
"""

from __future__ import annotations

import hashlib
import json
import logging
from typing import Any

from flask import Blueprint, Flask, Response, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from indices.catalogue import Catalogue
from indices.database.reader import DatabaseUnavailable, Reader
from indices.reports.codes import UnknownCode, shown
from indices.said import Said, said
from layouts.access import viewer
from layouts.api import certainty, destinations, figures, goals, peers, provenance, whatif
from layouts.api.question import Question
from layouts.parameters import WrongParameter, checked
from layouts.wording import LANGUAGES, wording

PREFIX = "/api"
# One module a topic; each lists its own endpoints.
ENDPOINTS = {
    **figures.ENDPOINTS,
    **provenance.ENDPOINTS,
    **certainty.ENDPOINTS,
    **peers.ENDPOINTS,
    **goals.ENDPOINTS,
    **whatif.ENDPOINTS,
    **destinations.ENDPOINTS,
}

log = logging.getLogger(__name__)


def register_api(server: Flask, reader: Reader, catalogue: Catalogue, language: str) -> None:
    """Answer everything under /api on that server.

    Args:
        server: the Flask application of the dashboard.
        reader: answers every question about figures.
        catalogue: names, years and indicators.
        language: of names and errors when the request has no `lang`, "vi" or "en".
    """
    api = Blueprint("api", __name__, url_prefix=PREFIX)

    @api.get("/", defaults={"path": ""}, strict_slashes=False)
    @api.get("/<path:path>")
    def answer(path: str) -> Response:
        return _answer(path, reader, catalogue, language)

    @api.app_errorhandler(MethodNotAllowed)
    def refuse(error: MethodNotAllowed) -> Response | HTTPException:
        if not f"{request.path}/".startswith(f"{PREFIX}/"):
            return error
        sentence = said(
            "The method {method} is not allowed; use GET.", method=shown(request.method)
        )
        refusal = _error(405, sentence, language)
        refusal.headers["Allow"] = "GET, HEAD, OPTIONS"
        return refusal

    server.register_blueprint(api)


def _answer(path: str, reader: Reader, catalogue: Catalogue, language: str) -> Response:
    """The response to one path: every way to fail ends in a status and a sentence."""
    endpoint = ENDPOINTS.get(path)
    if endpoint is None:
        known = [f"{PREFIX}/{name}" for name in ENDPOINTS]
        sentence = said(
            "There is no {path}; the API has {known}.", path=shown(request.path), known=known
        )
        return _error(404, sentence, language)
    try:
        given = dict(request.args.lists())
        values = checked(given, endpoint.required, endpoint.optional, catalogue, endpoint.own)
        lang = values.pop("lang", language)
        named = endpoint.personal and viewer().signed_in
        etag = _etag(reader, lang, named)
        if request.if_none_match.contains_weak(etag):
            return _kept(Response(status=304), etag)
        found = endpoint.answer(Question(reader, catalogue, lang, values, named))
        return _kept(_json(200, {"items": found, "count": len(found)}), etag)
    except WrongParameter as error:
        return _error(400, error.sentence, language)
    except UnknownCode as error:
        return _error(404, error.sentence, language)
    except DatabaseUnavailable as error:
        return _error(503, error.sentence, language)
    except Exception:
        log.exception("The API failed to answer %s", shown(request.full_path))
        sentence = said("The server could not answer; the reason is in its log.")
        return _error(500, sentence, language)


def _etag(reader: Reader, lang: str, named: bool) -> str:
    """Same build, same address, same language, same right to see names: same answer."""
    parts = (reader.build().build_id, request.full_path, lang, str(named))
    return hashlib.sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()[:32]


def _kept(answer: Response, etag: str) -> Response:
    """Clients may keep the answer but ask every time whether the data have changed."""
    answer.set_etag(etag, weak=True)
    answer.headers["Cache-Control"] = "no-cache"
    return answer


def _error(status: int, sentence: Said, language: str) -> Response:
    """Refuse in the language asked for, as far as the request names one that there is."""
    asked = request.args.get("lang")
    return _json(
        status, {"error": wording(asked if asked in LANGUAGES else language).said(sentence)}
    )


def _json(status: int, body: dict[str, Any]) -> Response:
    text = json.dumps(body, ensure_ascii=False, allow_nan=False)
    return Response(text.encode("utf-8", "replace"), status, mimetype="application/json")

"""JSON API under /api/v1: thin, over the same reader and analysis as the pages.

A list answer is {"items": [...], "count": n}, an error {"error": "one sentence"}: 400 for a wrong
parameter, 404 for a code nobody published, 405 for a method other than GET, 503 without a
database. Nobody ever sees a stack trace; it goes to the server's log.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Flask, Response, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from indices.analysis.gaps import gap_table
from indices.analysis.uncertainty import TOP, uncertainty_table
from indices.catalogue import VINTAGES, Catalogue
from indices.database.reader import DatabaseUnavailable, Reader
from indices.reports import items
from indices.reports.codes import UnknownCode, check_indicator, check_unit, check_year, shown
from indices.reports.uncertainty import uncertainty_items
from layouts.parameters import WrongParameter, checked

PREFIX = "/api"

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Question:
    """One request with its parameters checked for form, not yet for existence."""

    reader: Reader
    catalogue: Catalogue
    lang: str
    values: dict[str, str]

    @property
    def year(self) -> int:
        """The year asked for."""
        return int(self.values["year"])


@dataclass(frozen=True)
class Endpoint:
    """What answers a path and which parameters it takes beside `lang`."""

    answer: Callable[[Question], list[items.Item]]
    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()


def register_api(server: Flask, reader: Reader, catalogue: Catalogue, language: str) -> None:
    """Answer everything under /api on that server.

    Args:
        server: the Flask application of the dashboard.
        reader: answers every question about figures.
        catalogue: names, years and indicators.
        language: of `unit_name` and other names when the request has no `lang`, "vi" or "en".
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
        refusal = _error(405, f"The method {shown(request.method)} is not allowed; use GET.")
        refusal.headers["Allow"] = "GET, HEAD, OPTIONS"
        return refusal

    server.register_blueprint(api)


def _answer(path: str, reader: Reader, catalogue: Catalogue, language: str) -> Response:
    """The response to one path: every way to fail ends in a status and a sentence."""
    endpoint = ENDPOINTS.get(path)
    if endpoint is None:
        known = ", ".join(f"{PREFIX}/{name}" for name in ENDPOINTS)
        return _error(404, f"There is no {shown(request.path)}; the API has {known}.")
    try:
        given = dict(request.args.lists())
        values = checked(given, endpoint.required, endpoint.optional, catalogue)
        lang = values.pop("lang", language)
        etag = _etag(reader, lang)
        if request.if_none_match.contains_weak(etag):
            return _kept(Response(status=304), etag)
        found = endpoint.answer(Question(reader, catalogue, lang, values))
        return _kept(_json(200, {"items": found, "count": len(found)}), etag)
    except WrongParameter as error:
        return _error(400, str(error))
    except UnknownCode as error:
        return _error(404, str(error))
    except DatabaseUnavailable as error:
        return _error(503, str(error))
    except Exception:
        log.exception("The API failed to answer %s", shown(request.full_path))
        return _error(500, "The server could not answer; the reason is in its log.")


def _units(question: Question) -> list[items.Item]:
    vintage = int(question.values.get("vintage", VINTAGES[0]))
    return items.unit_items(question.catalogue, vintage, question.lang)


def _indices(question: Question) -> list[items.Item]:
    return items.index_items(question.catalogue, question.lang)


def _coverage(question: Question) -> list[items.Item]:
    return items.coverage_items(question.reader.coverage())


def _scores(question: Question) -> list[items.Item]:
    return items.published_scores(
        question.reader,
        question.catalogue,
        question.values["index"],
        question.year,
        question.values.get("indicator", "total"),
        question.values.get("unit"),
        question.lang,
    )


def _observations(question: Question) -> list[items.Item]:
    index = check_year(question.catalogue, question.values["index"], question.year)
    indicator, unit = question.values.get("indicator"), question.values.get("unit")
    if indicator is not None:
        check_indicator(index, indicator)
    if unit is not None:
        check_unit(question.catalogue, unit, question.catalogue.vintage(question.year))
    found = question.reader.observations(index.code, question.year, unit, indicator)
    return items.observation_items(found, question.catalogue, question.lang)


def _gaps(question: Question) -> list[items.Item]:
    index = check_year(question.catalogue, question.values["index"], question.year)
    unit = question.values["unit"]
    against = tuple(dict.fromkeys(question.values["against"].split(",")))
    for code in (unit, *against):
        check_unit(question.catalogue, code, question.catalogue.vintage(question.year))
    if unit in against:
        raise WrongParameter("The parameter against holds the unit itself; give other units.")
    scores = question.reader.scores(index.code, question.year)
    gaps = gap_table(scores, question.catalogue, index.code, question.year, unit, against)
    return items.gap_items(gaps, question.catalogue, index.code, question.lang)


def _uncertainty(question: Question) -> list[items.Item]:
    index = check_year(question.catalogue, question.values["index"], question.year)
    indicator, unit = question.values.get("indicator", "total"), question.values.get("unit")
    check_indicator(index, indicator)
    if unit is not None:
        check_unit(question.catalogue, unit, question.catalogue.vintage(question.year))
    table = uncertainty_table(question.reader.scores(index.code, question.year), indicator)
    shown = table["score"].notna() if unit is None else table["unit"] == unit
    return uncertainty_items(
        table[shown], question.catalogue, index.code, question.year, TOP, question.lang
    )


ENDPOINTS = {
    "v1/units": Endpoint(_units, optional=("vintage",)),
    "v1/indices": Endpoint(_indices),
    "v1/coverage": Endpoint(_coverage),
    "v1/scores": Endpoint(_scores, ("index", "year"), ("indicator", "unit")),
    "v1/observations": Endpoint(_observations, ("index", "year"), ("indicator", "unit")),
    "v1/gaps": Endpoint(_gaps, ("index", "year", "unit", "against")),
    "v1/uncertainty": Endpoint(_uncertainty, ("index", "year"), ("indicator", "unit")),
}


def _etag(reader: Reader, lang: str) -> str:
    """Same build, same address, same language: same answer."""
    parts = (reader.build().build_id, request.full_path, lang)
    return hashlib.sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()[:32]


def _kept(answer: Response, etag: str) -> Response:
    """Clients may keep the answer but ask every time whether the data have changed."""
    answer.set_etag(etag, weak=True)
    answer.headers["Cache-Control"] = "no-cache"
    return answer


def _error(status: int, sentence: str) -> Response:
    return _json(status, {"error": sentence})


def _json(status: int, body: dict[str, Any]) -> Response:
    text = json.dumps(body, ensure_ascii=False, allow_nan=False)
    return Response(text.encode("utf-8", "replace"), status, mimetype="application/json")

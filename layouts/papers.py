"""GET /tours/papers/<tour>/<kind>.docx and /destinations/<unit>/briefing.docx: papers as files.

Who may read what a paper holds on a page may fetch the paper: a plan everybody, a summary whoever
sees the lessons, a report those who compile or approve, because it holds the members' reports.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from flask import Flask, Response, redirect, request

from indices.database.errors import DatabaseUnavailable
from indices.reports.tables import CONTENT_TYPES
from indices.said import Told
from indices.settings import Settings
from layouts import access
from layouts.components.measures import may_see
from layouts.components.papers import TOUR_PAPERS, may_fetch_report
from layouts.site import Site

if TYPE_CHECKING:
    from indices.analysis.briefing import Briefing
    from indices.register.tours import Dossier

log = logging.getLogger(__name__)


def register_papers(server: Flask, settings: Settings, site: Site) -> None:
    """Answer for papers on that server."""

    @server.get("/tours/papers/<tour>/<kind>.docx")
    def tour_paper(tour: str, kind: str) -> Any:
        if access.is_foreign():
            return _to_page("/tours/tour", tour=tour, lang=access.asked_wording().lang)
        return _answered(lambda: _tour_paper(site, settings, tour, kind))

    @server.get("/destinations/<unit>/briefing.docx")
    def briefing_paper(unit: str) -> Any:
        if access.is_foreign():
            return _to_page(f"/destinations/{quote(unit)}", **request.args.to_dict())
        return _answered(lambda: _briefing(site, settings, unit))


def _to_page(path: str, **pairs: str) -> Any:
    """Lead who comes from another site to the page; only a click there makes a paper."""
    return redirect(f"{path}?{urlencode(pairs)}", 303)


def _answered(make: Callable[[], Any]) -> Any:
    """Turn every way to fail into a sentence."""
    w = access.asked_wording()
    try:
        return make()
    except DatabaseUnavailable as error:
        return access.refused(503, error)
    except Told as told:
        return access.refused(422, told)
    except Exception:
        log.exception("The paper %s could not be written", request.path)
        sentence = w.t("The file could not be written; the reason is in the server's log.")
        return access.refusal(500, sentence)


def _tour_paper(site: Site, settings: Settings, code: str, kind: str) -> Any:
    from indices.register.records import NoRecord
    from indices.register.tours import dossier

    w = access.asked_wording()
    try:
        found = dossier(access.register(), site.catalogue, w.lang, code)
    except NoRecord:
        return access.refusal(404, w.t("There is no study tour {code}.", code=code))
    if kind not in TOUR_PAPERS:
        return _unknown()
    if not _may_fetch(kind, found):
        return _refused()
    return _file(settings, kind, found, f"{kind}-{code}")


def _briefing(site: Site, settings: Settings, unit: str) -> Any:
    module = site.module_named("briefing")
    path = f"/destinations/{unit}"
    if module is None or not site.knows(path):
        return _unknown()
    query = request.query_string.decode("utf-8", "replace")
    state = site.state(module.PAGE, path, query)
    content = site.content(module, state)
    if content.extras["briefing"] is None:
        return access.refusal(404, content.finding)
    name = f"briefing-{unit}-{state.index}-{state.year}"
    return _file(settings, "briefing", content.extras["briefing"], name)


def _may_fetch(kind: str, found: Dossier) -> bool:
    who = access.viewer()
    if kind == "report":
        return may_fetch_report(who)
    return kind == "plan" or may_see(found.tour, who)


def _file(settings: Settings, kind: str, about: Dossier | Briefing, name: str) -> Response:
    from indices.office.apart import Order, made_apart

    lang = access.asked_wording().lang
    content = made_apart(Order(kind, about, lang, date.today()), settings)
    answer = Response(content, content_type=CONTENT_TYPES["docx"])
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}-{lang}.docx"'
    answer.headers["Cache-Control"] = "no-cache"
    return answer


def _unknown() -> Response:
    return access.refusal(404, access.asked_wording().t("There is no such file."))


def _refused() -> Any:
    """Lead a visitor to the form for signing in; tell everybody else that they may not."""
    w = access.asked_wording()
    if access.viewer().signed_in:
        return access.refusal(403, w.t("Your account may not do this."))
    if access.wants_json():
        return access.refusal(401, w.t("Please sign in first."))
    return redirect(access.sign_in_address(w.lang, request.full_path.rstrip("?")), 303)

"""GET /tours/papers/<tour>/<kind>.docx and /destinations/<unit>/briefing.docx: papers as files.

Who may read what a paper holds on a page may fetch the paper: a plan everybody, a summary whoever
sees the lessons, a report those who compile or approve, because it holds the members' reports.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from flask import Flask, Response, redirect, request

from indices.database.errors import DatabaseUnavailable
from indices.settings import Settings
from layouts import access
from layouts.components.measures import may_see
from layouts.components.papers import TOUR_PAPERS, may_fetch_report
from layouts.site import Site

if TYPE_CHECKING:
    from indices.office.papers import Office
    from indices.register.tours import Dossier

log = logging.getLogger(__name__)


def register_papers(server: Flask, site: Site) -> None:
    """Answer for papers on that server."""

    @server.get("/tours/papers/<tour>/<kind>.docx")
    def tour_paper(tour: str, kind: str) -> Any:
        return _answered(lambda: _tour_paper(site, tour, kind))

    @server.get("/destinations/<unit>/briefing.docx")
    def briefing_paper(unit: str) -> Any:
        return _answered(lambda: _briefing(site, unit))


def _answered(make: Callable[[], Any]) -> Any:
    """Turn every way to fail into a sentence."""
    from indices.reports.papers.templates import TemplateFault

    w = access.asked_wording()
    try:
        return make()
    except TemplateFault as fault:
        return access.refusal(422, str(fault))
    except DatabaseUnavailable as error:
        return access.refusal(503, w.said(error.sentence))
    except Exception:
        log.exception("The paper %s could not be written", request.path)
        sentence = w.t("The file could not be written; the reason is in the server's log.")
        return access.refusal(500, sentence)


def _tour_paper(site: Site, code: str, kind: str) -> Any:
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
    return _file(_office(site).tour_paper(kind, found, w.lang, date.today()), f"{kind}-{code}")


def _briefing(site: Site, unit: str) -> Any:
    module, w = site.module_named("briefing"), access.asked_wording()
    path = f"/destinations/{unit}"
    if module is None or not site.knows(path):
        return _unknown()
    query = request.query_string.decode("utf-8", "replace")
    state = site.state(module.PAGE, path, query)
    content = site.content(module, state)
    if content.extras["briefing"] is None:
        return access.refusal(404, content.finding)
    paper = _office(site).briefing(content.extras["briefing"], w.lang, date.today())
    return _file(paper, f"briefing-{unit}-{state.index}-{state.year}")


def _may_fetch(kind: str, found: Dossier) -> bool:
    who = access.viewer()
    if kind == "report":
        return may_fetch_report(who)
    return kind == "plan" or may_see(found.tour, who)


def _office(site: Site) -> Office:
    from indices.office.papers import Office

    folder = access.register_folder() or Settings.register
    return Office(site.catalogue, site.reader, folder)


def _file(content: bytes, name: str) -> Response:
    from indices.reports.papers.packing import CONTENT_TYPE

    answer = Response(content, content_type=CONTENT_TYPE)
    file = f"{name}-{access.asked_wording().lang}.docx"
    answer.headers["Content-Disposition"] = f'attachment; filename="{file}"'
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

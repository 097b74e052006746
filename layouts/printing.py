"""GET /reports/file?what=yearly.docx&year=2023&language=vi: a report, once it is made.

Asked for the first time it is begun, and the answer says how far it has come: as JSON for a script,
else as a small page that asks again. The same report is not made twice for the same figures
by the same program.
"""

from __future__ import annotations

import logging
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from flask import Flask, Response, jsonify, redirect, request
from markupsafe import escape

from indices.database.errors import DatabaseUnavailable
from indices.said import unpacked
from indices.settings import Settings
from layouts import access
from layouts.site import Site
from layouts.wording import LANGUAGES, Wording

if TYPE_CHECKING:
    from indices.printing.kinds import Order
    from indices.printing.orders import Print

log = logging.getLogger(__name__)

_SECONDS = 2


def register_printing(server: Flask, settings: Settings, site: Site) -> None:
    """Answer for reports on that server."""

    @server.get("/reports/file")
    def report_file() -> Any:
        order = _asked(site)
        if order is None:
            sentence = access.asked_wording().t("There is no such report.")
            return access.refusal(404, sentence)
        if access.is_foreign():
            # Other sites may link to a report; only a click on our page begins one.
            return redirect(f"/reports?{urlencode({'of': order.year})}", 303)
        return _answered(site, settings, order)


def _asked(site: Site) -> Order | None:
    """Return the order of a query; None when there is no such report."""
    from indices.analysis.yearly import years
    from indices.printing.kinds import PRINTS, Order

    kind, _, file_format = request.args.get("what", "").partition(".")
    year, lang = request.args.get("year", ""), request.args.get("language", "")
    known = {str(one): one for one in years(site.catalogue)}
    if file_format not in PRINTS.get(kind, ()) or year not in known or lang not in LANGUAGES:
        return None
    return Order(kind, file_format, known[year], lang, date.today())


def _answered(site: Site, settings: Settings, order: Order) -> Any:
    from indices.printing.kinds import version
    from indices.printing.orders import Busy, Orders

    w = access.asked_wording()
    try:
        made_from = version(order, site.build_id, site.catalogue, access.register())
        found = Orders(settings.register).placed(order, made_from, settings)
        return _state(found, order, w)
    except DatabaseUnavailable as error:
        return access.refused(503, error)
    except Busy:
        return access.refusal(503, w.t("Many reports are being made; try again in a minute."))
    except OSError as error:
        log.exception("A report could not be ordered")
        sentence = w.t("The file could not be kept on the server ({why}).", why=error.strerror)
        return access.refusal(507, sentence)


def _state(found: Print, order: Order, w: Wording) -> Any:
    from indices.printing.orders import UNDER_WAY

    note = found.note()
    if note.stage == "failed":
        log.error("The report %s failed: %s", order.name, note.sentence)
        # The next who asks begins it anew.
        found.remove()
        failed = w.t("The file could not be written; the reason is in the server's log.")
        return access.refusal(500, w.said(unpacked(note.sentence)) if note.sentence else failed)
    if note.stage in UNDER_WAY:
        state = {"stage": note.stage, "done": note.done, "total": note.total, "step": note.step}
        return (jsonify(state), 202) if access.wants_json() else _waiting(w)
    return jsonify({"stage": "ready"}) if access.wants_json() else _file(found, order)


def _waiting(w: Wording) -> Response:
    """Return a page that asks again by itself."""
    sentence = escape(w.t("The report is being made; the file comes by itself."))
    answer = Response(
        f'<!DOCTYPE html><html lang="{w.lang}"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><meta name="color-scheme" '
        f'content="light dark"><title>…</title><p>{sentence}</p></html>',
        202,
        mimetype="text/html",
    )
    answer.headers["Refresh"] = str(_SECONDS)
    return answer


def _file(found: Print, order: Order) -> Response:
    from indices.printing.kinds import content_type

    answer = Response(found.file.read_bytes(), content_type=content_type(order.file_format))
    answer.headers["Content-Disposition"] = f'attachment; filename="{order.name}"'
    answer.headers["Cache-Control"] = "no-cache"
    return answer

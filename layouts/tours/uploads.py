"""Photos and documents of a tour: taken from a script, given to those who are signed in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from flask import Flask, Response, jsonify, request
from werkzeug.exceptions import RequestEntityTooLarge

from indices.catalogue import Catalogue
from indices.database.errors import DatabaseUnavailable
from layouts import access
from layouts.components.tour_terms import file_sentence

_FORM_AROUND = 64 * 1024


def register_uploads(
    server: Flask, catalogue: Catalogue, guard: Callable[[Callable[..., Any]], Callable[..., Any]]
) -> None:
    """Answer what is attached to tours on that server; `guard` stands before what writes."""

    @server.post("/tours/attach")
    @guard
    def attach_file() -> Any:
        return _attach(catalogue)

    @server.post("/tours/detach")
    @guard
    def detach_file() -> Any:
        return _detach()

    @server.get("/tours/files/<tour>/<int:number>")
    @access.require(*access.SIGNED_IN)
    def give_file(tour: str, number: int) -> Any:
        return _give(tour, number)


def _attach(catalogue: Catalogue) -> Any:
    from indices.register import files, records, tours

    w, who, register = access.asked_wording(), access.viewer(), access.writable()
    request.max_content_length = files.LARGEST + _FORM_AROUND
    code = request.args.get("tour", "")
    try:
        given = request.files.get("file")
        if given is None:
            return access.refusal(400, w.t("This request cannot be understood."))
        tours.dossier(register, catalogue, "vi", code)
        kept = files.attach(register, who.name, code, given.filename or "", given.read())
    except RequestEntityTooLarge:
        return access.refusal(413, file_sentence("large", w))
    except files.FileRefused as refused:
        return access.refusal(415, file_sentence(refused.code, w))
    except records.NoRecord:
        return access.refusal(404, w.t("There is no such record any more."))
    except DatabaseUnavailable as error:
        return access.refused(503, error)
    return jsonify({"id": kept.attachment_id, "name": kept.name})


def _detach() -> Any:
    from indices.register import files

    w, who, register = access.asked_wording(), access.viewer(), access.writable()
    code, number = request.args.get("tour", ""), request.args.get("id", "")
    try:
        found = next(
            (one for one in files.attachments(register, code) if str(one.attachment_id) == number),
            None,
        )
        if found is None:
            return access.refusal(404, w.t("There is no such record any more."))
        if found.added_by != who.name and not who.may("compile"):
            return access.refusal(403, w.t("Your account may not do this."))
        files.detach(register, who.name, code, found.attachment_id)
    except DatabaseUnavailable as error:
        return access.refused(503, error)
    return jsonify({"done": "removed"})


def _give(code: str, number: int) -> Any:
    from indices.register import files

    w, register = access.asked_wording(), access.writable()
    try:
        kept = next(
            (one for one in files.attachments(register, code) if one.attachment_id == number), None
        )
        content = b"" if kept is None else files.content_of(register, kept)
    except (DatabaseUnavailable, OSError):
        kept = None
    if kept is None:
        return access.refusal(404, w.t("There is no such file."))
    answer = Response(content, content_type=kept.media_type)
    kind = "inline" if kept.is_photo else "attachment"
    answer.headers["Content-Disposition"] = f"{kind}; filename*=UTF-8''{quote(kept.name, safe='')}"
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer

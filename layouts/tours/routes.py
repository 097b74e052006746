"""`/tours/…`: save as it is typed, add and remove, file a report, approve, attach.

`/tours/save` is called by `assets/tours.js` while somebody types. It answers 200 with the new
revision, 409 with what somebody else saved in between, 401 when the session has ended; in each case
the browser keeps what was typed until the server has it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from flask import Flask, jsonify, redirect, request

from indices.catalogue import Catalogue
from indices.database.errors import DatabaseUnavailable
from indices.register.kinds import KINDS
from indices.register.roles import ROLES, may
from layouts import access
from layouts.components.tour_terms import problem_sentence
from layouts.tours.uploads import register_uploads

if TYPE_CHECKING:
    from indices.register.records import Record

WRITERS = tuple(
    role for role in ROLES if any(may(role, deed) for deed in ("report", "compile", "approve"))
)
# What only exists as a part of something else is added with it.
_PARENTS = {"expectation": "measure", "measure": "lesson"}


def register_tours(server: Flask, catalogue: Catalogue) -> None:
    """Answer everything that is written about tours on that server."""
    routes: dict[str, Callable[[Catalogue], Any]] = {
        "save": _save,
        "plan": _plan,
        "add": _add,
        "remove": _remove,
        "file": _file,
        "approve": _approve,
    }
    for name, answer in routes.items():
        server.add_url_rule(
            f"/tours/{name}", f"tours_{name}", _guarded(answer, catalogue), methods=["POST"]
        )
    register_uploads(server, catalogue, access.require(*WRITERS))


def _guarded(answer: Callable[[Catalogue], Any], catalogue: Catalogue) -> Callable[[], Any]:
    """Let only those who write about tours pass; every way to fail ends in a sentence."""

    @access.require(*WRITERS)
    def route() -> Any:
        from indices.register.records import Conflict, NoRecord

        w = access.asked_wording()
        try:
            return answer(catalogue)
        except NoRecord:
            return access.refusal(404, w.t("There is no such record any more."))
        except Conflict as conflict:
            return _conflict(conflict.current)
        except DatabaseUnavailable as error:
            return access.refused(503, error)

    return route


def _save(catalogue: Catalogue) -> Any:
    from indices.register import records, tours

    w, who, register = access.asked_wording(), access.viewer(), access.writable()
    given = request.get_json(silent=True)
    if not isinstance(given, dict) or not _is_save(given):
        return access.refusal(400, w.t("This request cannot be understood."))
    kind, typed = given["kind"], given["values"]
    before = _record(kind, given["tour"], given["id"], catalogue)
    if not _may_write(before):
        return access.refusal(403, w.t("Your account may not do this."))
    values, problems = tours.read_checked(kind, typed, catalogue, before.values)
    revision = given["revision"]
    if before.record_id == 0 and values:
        before = tours.tour_record(register, who.name, catalogue, before.tour)
        # What data/reference says has no revision; the writer saw exactly that.
        revision = before.revision if revision == 0 else revision
    after = before
    if values:
        after = records.save(register, who.name, kind, before.record_id, revision, values)
    answer = _as_json(after)
    answer["problems"] = {one.field: problem_sentence(one.code, w) for one in problems}
    return jsonify(answer)


def _plan(catalogue: Catalogue) -> Any:
    from indices.register import tours

    if not access.viewer().may("compile"):
        return _refused()
    typed = {"start": request.form.get("start", "")}
    values, problems = tours.read_checked("tour", typed, catalogue, {})
    if problems or not values["start"]:
        return _back("/tours", told="start")
    made = tours.plan(
        access.writable(), access.viewer().name, catalogue, tours.blank("tour", **values)
    )
    return _back("/tours/tour", tour=made.tour)


def _add(catalogue: Catalogue) -> Any:
    from indices.register import records, tours

    who, register = access.viewer(), access.writable()
    kind, code, parent = (request.args.get(name, "") for name in ("kind", "tour", "parent"))
    if kind not in KINDS or kind == "tour" or (not parent.isdigit() and parent):
        return access.refusal(400, access.asked_wording().t("This request cannot be understood."))
    if not who.may(KINDS[kind].deed):
        return _refused()
    found = tours.dossier(register, catalogue, "vi", code)
    if kind == "report":
        own = next((one for one in found.reports if one.about["author"] == who.name), None)
        if own is not None:
            return _back("/tours/tour", f"report-{own.record_id}", tour=code)
    about = {"author": who.name} if kind == "report" else None
    values = tours.blank(kind, **({_PARENTS[kind]: parent} if kind in _PARENTS else {}))
    made = records.create(register, who.name, kind, code, values, about)
    return _back("/tours/tour", f"{kind}-{made.record_id}", tour=code)


def _remove(catalogue: Catalogue) -> Any:
    from indices.register import records

    kind, code = request.args.get("kind", ""), request.args.get("tour", "")
    number = request.args.get("id", "")
    if kind not in KINDS or kind == "tour" or not number.isdigit():
        return access.refusal(400, access.asked_wording().t("This request cannot be understood."))
    found = _record(kind, code, int(number), catalogue)
    if not _may_write(found):
        return _refused()
    records.remove(access.writable(), access.viewer().name, kind, found.record_id)
    return _back("/tours/tour", tour=code)


def _file(catalogue: Catalogue) -> Any:
    from indices.register import tours

    code, number = request.args.get("tour", ""), request.args.get("id", "")
    found = _record("report", code, int(number) if number.isdigit() else 0, catalogue)
    if not _may_write(found):
        return _refused()
    tours.file_report(access.writable(), access.viewer().name, found)
    return _back("/tours/tour", f"report-{found.record_id}", tour=code, told="filed")


def _approve(catalogue: Catalogue) -> Any:
    from indices.register import tours

    if not access.viewer().may("approve"):
        return _refused()
    code, who = request.args.get("tour", ""), access.viewer().name
    try:
        if request.args.get("withdraw"):
            tours.withdraw(access.writable(), who, catalogue, code)
            return _back("/tours/tour", tour=code, told="withdrawn")
        tours.approve(access.writable(), who, catalogue, code)
    except tours.NotReady as reason:
        return _back("/tours/tour", tour=code, told=reason.code)
    return _back("/tours/tour", tour=code, told="approved")


def _record(kind: str, code: str, record_id: int, catalogue: Catalogue) -> Record:
    """Return a record of a tour.

    Raises:
        NoRecord: there is none.
    """
    from indices.register import records, tours

    register = access.writable()
    if kind == "tour":
        return tours.dossier(register, catalogue, "vi", code).tour
    for one in records.records(register, kind, code):
        if one.record_id == record_id:
            return one
    raise records.NoRecord(f"There is no {kind} {record_id}.")


def _may_write(record: Record) -> bool:
    """Whether the viewer may change a record: a report is its author's alone."""
    who = access.viewer()
    own = record.kind != "report" or record.about["author"] == who.name
    return own and who.may(KINDS[record.kind].deed)


def _is_save(given: dict[str, Any]) -> bool:
    numbers = all(type(given.get(name)) is int for name in ("id", "revision"))
    texts = all(isinstance(given.get(name), str) for name in ("kind", "tour"))
    return numbers and texts and given["kind"] in KINDS and isinstance(given.get("values"), dict)


def _as_json(record: Record) -> dict[str, Any]:
    return {
        "id": record.record_id,
        "revision": record.revision,
        "values": dict(record.values),
        "by": record.changed_by,
        "at": record.changed_at,
    }


def _conflict(current: Record) -> Any:
    w = access.asked_wording()
    if not access.wants_json():
        return access.refusal(409, w.t("Somebody else changed this just now; look at it again."))
    answer = _as_json(current)
    answer["error"] = w.t(
        "{name} changed this in the meantime. Nothing was overwritten.", name=current.changed_by
    )
    return jsonify(answer), 409


def _refused() -> Any:
    return access.refusal(403, access.asked_wording().t("Your account may not do this."))


def _back(path: str, anchor: str = "", **pairs: str) -> Any:
    """Answer a form by the page that it came from."""
    query = urlencode({**pairs, "lang": access.asked_wording().lang})
    return redirect(f"{path}?{query}{f'#{anchor}' if anchor else ''}", 303)

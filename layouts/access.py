"""Who the visitor is and what they may do: the one guard of everything that writes.

`require(*roles)` stands on every Flask route that writes; `viewer()` tells a page which controls to
show. Both cost nothing while nobody is signed in.
"""

from __future__ import annotations

import logging
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import parse_qs, quote, urlsplit

from flask import (
    Flask,
    Response,
    current_app,
    g,
    has_request_context,
    jsonify,
    redirect,
    request,
)
from markupsafe import escape

from indices.database.errors import DatabaseUnavailable
from indices.register.folder import Folder
from indices.register.roles import ROLES, may
from indices.said import Told
from layouts import sessions
from layouts.memo import is_for_everybody
from layouts.wording import LANGUAGES, Wording, wording

if TYPE_CHECKING:
    from indices.register.store import Register

log = logging.getLogger(__name__)

Route = TypeVar("Route", bound=Callable[..., Any])
SIGNED_IN = ROLES
_SAFE = ("GET", "HEAD", "OPTIONS")
_LONGEST_PATH = 2000
_PORTS = {"http": ":80", "https": ":443"}


@dataclass(frozen=True)
class Viewer:
    """Who looks at a page; a visitor has neither name nor role."""

    name: str = ""
    role: str = ""
    account_id: int = 0

    @property
    def signed_in(self) -> bool:
        """Whether it is somebody with an account."""
        return bool(self.role)

    def may(self, deed: str) -> bool:
        """Whether a control for this deed is shown; the deeds stand in `indices.register.roles`."""
        return may(self.role, deed)


VISITOR = Viewer()


class Access:
    """The register and the language of one server."""

    def __init__(self, path: Path, language: str) -> None:
        self.folder, self.language = Folder(path), language

    @cached_property
    def register(self) -> Register:
        """The register; the first use imports SQLAlchemy."""
        from indices.register.store import Register

        return Register(self.folder.path)


def register_access(server: Flask, path: Path, language: str) -> None:
    """Give a server sessions and a guard; nothing is read or written yet.

    Args:
        server: the Flask application of the dashboard.
        path: folder of the register.
        language: of sentences where the request names none, "vi" or "en".
    """
    server.extensions["access"] = Access(path, language)
    server.session_interface = sessions.Sessions(Folder(path))

    @server.after_request
    def keep_private(response: Response) -> Response:
        if g.get("viewer", VISITOR).signed_in:
            response.headers["Cache-Control"] = "private, no-store"
        return response


def viewer() -> Viewer:
    """Return who looks at the page: asked once per request, a visitor when the register is silent.

    Raises:
        RuntimeError: asked while making what all visitors will see.
    """
    if is_for_everybody():
        raise RuntimeError("viewer() is for layout(), not for content that everybody sees")
    if not has_request_context() or "access" not in current_app.extensions:
        return VISITOR
    try:
        return _identified()
    except DatabaseUnavailable:
        log.exception("The register could not say who is signed in")
        return VISITOR


def register() -> Register | None:
    """Return the register of this server, None where nobody has written anything yet."""
    if not has_request_context() or "access" not in current_app.extensions:
        return None
    access = _access()
    return access.register if access.folder.exists else None


def register_folder() -> Path | None:
    """Return the folder of the register of this server, None outside of a request."""
    served = has_request_context() and "access" in current_app.extensions
    return _access().folder.path if served else None


def writable() -> Register:
    """Return the register of this server for a route that writes; its first writer makes it."""
    return _access().register


def require(*roles: str) -> Callable[[Route], Route]:
    """Let only these roles, and admins, use a Flask route.

    A foreign Origin is refused with 403, nobody signed in with 401, another role with 403; a
    register that cannot be read with 503. A page gets a page, a script gets JSON.

    Args:
        roles: `roles_for("import")`, or SIGNED_IN for everybody with an account.
    """

    def guard(route: Route) -> Route:
        @wraps(route)
        def guarded(*args: Any, **values: Any) -> Any:
            refused = _refusal(roles)
            return refused if refused is not None else route(*args, **values)

        return guarded  # type: ignore[return-value]

    return guard


def refusal(status: int, sentence: str) -> Response:
    """Answer with a sentence: as JSON where that was asked for, else as a small page."""
    if wants_json():
        answer = jsonify({"error": sentence})
        answer.status_code = status
        return answer
    w = asked_wording()
    return Response(
        f'<!DOCTYPE html><html lang="{w.lang}"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><meta name="color-scheme" '
        f'content="light dark"><title>{status}</title><p>{escape(sentence)}</p>'
        f'<p><a href="/account?lang={w.lang}">{escape(w.t("Account"))}</a></p></html>',
        status,
        mimetype="text/html",
    )


def refused(status: int, why: Told) -> Response:
    """Answer with the sentence of the engine, in the language of the request."""
    return refusal(status, asked_wording().said(why.sentence))


def wants_json() -> bool:
    """Whether a script asks: it sends JSON, or accepts it and no page."""
    accepted = request.accept_mimetypes
    return request.is_json or (accepted.accept_json and not accepted.accept_html)


def asked_wording() -> Wording:
    """Return the wording of the language of this request or of the page it came from."""
    lang = request.args.get("lang", "")
    if lang not in LANGUAGES:
        lang = parse_qs(urlsplit(request.referrer or "").query).get("lang", [""])[0]
    return wording(lang if lang in LANGUAGES else _access().language)


def is_foreign() -> bool:
    """Whether a browser says that the request comes from a page of another site."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None and site not in ("same-origin", "none"):
        return True
    origin = request.headers.get("Origin")
    return origin is not None and not _is_ours(origin)


def safe_path(text: str) -> str:
    """Return a path of this site, empty for anything that could lead elsewhere."""
    unseen = any(unicodedata.category(sign)[0] in "CZ" for sign in text)
    leads_away = not text.startswith("/") or text.startswith("//") or "\\" in text
    return "" if unseen or leads_away or len(text) > _LONGEST_PATH else text


def _refusal(roles: tuple[str, ...]) -> Response | None:
    """The guard itself: why the request is refused, None when it is not."""
    w, writes = asked_wording(), request.method not in _SAFE
    if writes and is_foreign():
        return refusal(403, w.t("This request comes from another site and was refused."))
    try:
        who = _identified()
    except DatabaseUnavailable as error:
        return refused(503, error)
    if not who.signed_in:
        if not writes and not wants_json():
            return redirect(sign_in_address(w.lang, request.full_path.rstrip("?")), 303)  # type: ignore[return-value]
        return refusal(401, w.t("Please sign in first."))
    if who.role not in (*roles, "admin"):
        return refusal(403, w.t("Your account may not do this."))
    if writes and not _names_us():
        return refusal(403, w.t("This request does not say which page it comes from."))
    return None


def sign_in_address(lang: str, back: str) -> str:
    """Return the address of the form that leads back to a page."""
    return f"/account?lang={lang}&next={quote(back, safe='')}"


def _names_us() -> bool:
    """Whether the request says that it comes from one of our pages, as every browser does."""
    return "Origin" in request.headers or request.headers.get("Sec-Fetch-Site") == "same-origin"


def _is_ours(origin: str) -> bool:
    try:
        parts = urlsplit(origin)
    except ValueError:
        return False
    port = _PORTS.get(parts.scheme, "")
    return bool(port) and parts.netloc.removesuffix(port) == request.host.removesuffix(port)


def _identified() -> Viewer:
    """Who makes this request, remembered for its length.

    Raises:
        DatabaseUnavailable: the register cannot be read.
    """
    if "viewer" not in g:
        g.viewer = VISITOR
        if sessions.COOKIE in request.cookies and _access().folder.exists:
            found = sessions.holder(_access().register)
            if found is not None:
                g.viewer = Viewer(found.name, found.role, found.account_id)
    viewer: Viewer = g.viewer
    return viewer


def _access() -> Access:
    access: Access = current_app.extensions["access"]
    return access

"""From an address to a page: the frame and in it the page, or the reason why there is none."""

from __future__ import annotations

import logging
from contextvars import ContextVar
from typing import Any

from dash.development.base_component import Component

from indices.database.errors import DatabaseUnavailable
from layouts.components.notice import error_body
from layouts.pages import not_found
from layouts.shell import PRODUCT, error_shell, page_shell
from layouts.site import Site
from layouts.urls import split
from layouts.wording import wording

log = logging.getLogger(__name__)

_title: ContextVar[str] = ContextVar("title", default="")


def render(site: Site, address_: str = "", **_: Any) -> Component:
    """Return the page at an address; never raises.

    Dash passes path variables and query keys too; they are ignored, because the address alone says
    which is which. `title` returns the document's title afterwards.
    """
    path, query = split(address_)
    module = site.module_at(path)
    state = site.state(module.PAGE if module else None, path, query)
    w = wording(state.lang)
    _title.set(w.t(PRODUCT))
    if module is None or not site.knows(path):
        return error_shell(site, not_found.body(site, state, w), state, w)
    _title.set(f"{w.t(module.PAGE.title)} · {w.t(PRODUCT)}")
    try:
        content = site.content(module, state)
        return page_shell(site, module.PAGE, content, module.layout(content, state, w), state, w)
    except DatabaseUnavailable as error:
        return error_shell(site, error_body(w.said(error.sentence), state, w), state, w)
    except Exception:
        log.exception("The page at %s could not be made", path)
        sentence = w.t("This page could not be made; the reason is in the server's log.")
        return error_shell(site, error_body(sentence, state, w), state, w)


def status(site: Site, path: str) -> int:
    """Return the HTTP status of the document at a path: 200, 404, or 503 without a database."""
    if not site.knows(path):
        return 404
    try:
        site.reader.build()
    except DatabaseUnavailable:
        return 503
    return 200


def title() -> str:
    """Return the title of the page rendered last in this request."""
    return _title.get()

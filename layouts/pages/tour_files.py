"""Photos and documents of a tour, for those who are signed in."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from dash import html
from dash.development.base_component import Component

from layouts import access
from layouts.access import Viewer
from layouts.components.markup import data
from layouts.components.tour_terms import not_recorded
from layouts.wording import Wording

if TYPE_CHECKING:
    from indices.register.files import Attachment


def files_section(code: str, who: Viewer, w: Wording) -> Component:
    """Return what was attached, and the buttons to attach more."""
    head = html.H2(w.t("Documents and photos"))
    if not who.signed_in:
        sentence = w.t("Documents and photos are shown to those who are signed in.")
        return html.Section([head, html.P(sentence, className="muted")], className="card")
    from indices.register.files import attachments

    kept = attachments(access.register(), code)
    may = who.may("report") or who.may("compile")
    photos = [_photo(one, who, w) for one in kept if one.is_photo]
    documents = [_document(one, who, w) for one in kept if not one.is_photo]
    parts: list[Component] = [head]
    if not kept:
        parts.append(html.P(not_recorded(w), className="muted"))
    if photos:
        parts.append(html.Div(photos, className="photos"))
    if documents:
        parts.append(html.Ul(documents))
    if may:
        address = f"/tours/attach?{urlencode({'tour': code, 'lang': w.lang})}"
        parts.append(
            html.Button(
                w.t("Attach a photo or document"),
                type="button",
                className="button quiet",
                **data(attach=address),
            )
        )
        parts.append(html.P(id="tour-attached", role="status", className="problem"))
    return html.Section(parts, className="card")


def _photo(one: Attachment, who: Viewer, w: Wording) -> Component:
    address = _href(one)
    return html.Figure(
        [
            html.A(html.Img(src=address, alt=one.name), href=address, target="_blank"),
            html.Figcaption([one.name, _by(one), *_remove(one, who, w)]),
        ]
    )


def _document(one: Attachment, who: Viewer, w: Wording) -> Component:
    return html.Li([html.A(one.name, href=_href(one)), _by(one), *_remove(one, who, w)])


def _href(one: Attachment) -> str:
    return f"/tours/files/{quote(one.tour)}/{one.attachment_id}"


def _by(one: Attachment) -> Component:
    return html.Span(f" ({one.added_by})", className="muted")


def _remove(one: Attachment, who: Viewer, w: Wording) -> list[Component]:
    if one.added_by != who.name and not who.may("compile"):
        return []
    query = urlencode({"tour": one.tour, "id": one.attachment_id, "lang": w.lang})
    return [
        html.Button(
            w.t("Remove"),
            type="button",
            className="link",
            **data(detach=f"/tours/detach?{query}"),
        )
    ]

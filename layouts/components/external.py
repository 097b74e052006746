"""Links that leave the site: only to http and https, and without telling where the visitor was."""

from __future__ import annotations

from urllib.parse import urlsplit

from dash import html
from dash.development.base_component import Component


def safe_url(url: str | None) -> str:
    """Return an address that may be linked, empty for any other: javascript:, data:, a path."""
    if not url:
        return ""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    return url.strip() if parts.scheme in ("http", "https") and parts.netloc else ""


def external_link(text: str, url: str | None) -> Component:
    """Return a link that opens beside the page, or the text alone where it may not be linked."""
    address = safe_url(url)
    if not address:
        return html.Span(text)
    return html.A(text, href=address, target="_blank", rel="noopener noreferrer")

"""The HTML document around the pages, its headers, and how everything is compressed and cached."""

from __future__ import annotations

import logging
import re
from collections import OrderedDict
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import dash
from dash import Dash, State, set_props
from flask import Flask, Request, Response, request

from indices.database.errors import DatabaseUnavailable
from indices.desk import MOST_SENT
from layouts.bundle import RUNTIME, VENDOR
from layouts.render import status
from layouts.shell import PRODUCT
from layouts.site import Site
from layouts.urls import LANGUAGES
from layouts.wording import N_, wording

log = logging.getLogger(__name__)

ASSETS = str(Path(__file__).parent / "assets")
SUITES = "/_dash-component-suites/"
POLYFILLS = re.compile(r'(?<=src=")[^"]*/deps/polyfill@[^"]*')
YEAR = 31_536_000
MOST_FILES = 64
DESCRIPTION = N_(
    "PAR INDEX, SIPAS and PAPI by province and year: where Ho Chi Minh City stands, "
    "and where the gap comes from."
)
INDEX = """<!DOCTYPE html>
<html lang="{lang}">
<head>
{%metas%}
<title>{%title%}</title>
<meta name="description" content="{description}">
<meta name="color-scheme" content="light dark">
<script src="{theme_script}"></script>
{%favicon%}
{%css%}
</head>
<body>
<noscript><p>{noscript}</p></noscript>
{%app_entry%}
{%config%}
{%scripts%}
{%renderer%}
</body>
</html>"""
POLICY = (
    "default-src 'self'; script-src 'self' {hashes}; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; object-src 'none'; base-uri 'self'; "
    "form-action 'self'; frame-ancestors 'self'"
)


class Document(Dash):
    """Dash with our document: language by address, security headers, honest status codes."""

    def __init__(self, server: Flask, language: str) -> None:
        """Set up Dash on `server`; pages follow through `register_pages` and `attach`."""
        dash.page_registry.clear()
        super().__init__(
            "layouts",
            # Dash takes a Flask here; its hints forget it.
            server=server,  # type: ignore[arg-type]
            assets_folder=ASSETS,
            # INDEX loads one of them in the head, `_without_polyfills` the other.
            assets_ignore=rf"theme\.js|{RUNTIME.name}",
            use_pages=True,
            pages_folder="",
            include_pages_meta=False,
            # The address as typed, so that a query key can never pass for a part of the path.
            routing_callback_inputs={"address_": State("_pages_location", "href")},
            compress=True,
            suppress_callback_exceptions=True,
            update_title="",
            enable_mcp=False,
            on_error=_say_failure,
            title=wording(language).t(PRODUCT),
        )
        self._language = language
        self._policy = ("", "")

    def attach(self, site: Site) -> None:
        """Give documents the status of the page they hold, and every response its headers."""
        documents = {rule.endpoint for rule in self.server.url_map.iter_rules() if _page(rule.rule)}

        def finish(response: Response) -> Response:
            if request.endpoint in documents and response.status_code == 200:
                response.status_code = status(site, request.path)
                response.headers["Content-Security-Policy"] = self._content_policy()
                response.headers["Cache-Control"] = "no-cache"
            return _with_headers(_unstreamed(response))

        self.server.after_request(finish)

    def interpolate_index(self, **parts: Any) -> str:  # type: ignore[override]
        """Fill the document in the language of its address."""
        lang = request.args.get("lang", self._language)
        w = wording(lang if lang in LANGUAGES else self._language)
        text = INDEX.replace("{lang}", w.lang).replace("{description}", w.t(DESCRIPTION))
        text = text.replace("{noscript}", w.t("This page needs JavaScript."))
        text = text.replace("{theme_script}", self._asset("theme.js"))
        parts["favicon"] = (
            f'<link rel="icon" type="image/svg+xml" href="{self._asset("favicon.svg")}">'
        )
        parts["title"] = w.t(PRODUCT)
        parts["scripts"] = self._without_polyfills(parts["scripts"])
        for name, value in parts.items():
            text = text.replace("{%" + name + "%}", value)
        return text

    def _without_polyfills(self, scripts: str) -> str:
        """Put what Dash needs of its polyfills into their place, where set-up has fetched it."""
        if not RUNTIME.path.exists():
            return scripts
        return POLYFILLS.sub(self._asset(f"{VENDOR.name}/{RUNTIME.path.name}"), scripts)

    def _asset(self, name: str) -> str:
        """Address of an asset with its time, so that browsers keep it until it changes."""
        return f"{self.get_asset_url(name)}?m={(Path(ASSETS) / name).stat().st_mtime}"

    def _content_policy(self) -> str:
        """The policy with hashes of Dash's inline scripts; the first request adds one more."""
        scripts = "".join(self._inline_scripts)
        if self._policy[0] != scripts or not self._policy[1]:
            hashes = " ".join(f"'{one}'" if "'" not in one else one for one in self.csp_hashes())
            self._policy = (scripts, POLICY.format(hashes=hashes))
        return self._policy[1]


def make_server() -> Flask:
    """Return the Flask server: what never changes is compressed once and kept.

    A body larger than any file of the desk is refused by its length, before it is read.
    """
    server = Flask("layouts")
    server.config.update(
        MAX_CONTENT_LENGTH=MOST_SENT,
        COMPRESS_ALGORITHM=["zstd", "br", "gzip"],
        COMPRESS_ZSTD_LEVEL=4,
        COMPRESS_BR_LEVEL=4,
        COMPRESS_LEVEL=6,
        COMPRESS_STREAMS=False,
        COMPRESS_MIN_SIZE=1400,
        COMPRESS_CACHE_BACKEND=FileCache,
        COMPRESS_CACHE_KEY=_cache_key,
    )
    return server


class FileCache:
    """Compressed scripts and styles by address; everything else has no key and is not kept.

    An address may be made up, so no more are kept than the pages need.
    """

    def __init__(self) -> None:
        self._kept: OrderedDict[str, bytes] = OrderedDict()

    def get(self, key: str) -> bytes | None:
        """Return the compressed bytes of an address."""
        return self._kept.get(key)

    def set(self, key: str, value: bytes) -> None:
        """Keep the compressed bytes of an address that stands for one content."""
        if not key.endswith(";"):
            self._kept[key] = value
            while len(self._kept) > MOST_FILES:
                self._kept.popitem(last=False)


def _cache_key(asked: Request) -> str:
    """The address of what stays the same while the process runs; empty for everything else."""
    if asked.path.startswith(SUITES):
        return asked.path
    return asked.full_path if _is_immutable(asked) else ""


def _is_immutable(asked: Request) -> bool:
    """Whether an address names one version of a file: Dash puts its time or version into it."""
    if asked.path.startswith("/assets/"):
        return "m" in asked.args
    return asked.path.startswith(SUITES) and ".v" in asked.path


def _with_headers(response: Response) -> Response:
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "same-origin"
    if response.status_code == 200 and _is_immutable(request):
        response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    return response


def _unstreamed(response: Response) -> Response:
    """Read an asset into memory, because only a whole file can be compressed once and kept."""
    if response.is_streamed and response.status_code == 200 and _is_immutable(request):
        stream = response.response
        response.direct_passthrough = False
        response.set_data(response.get_data())
        # What send_file gave is a file, whatever its type says.
        stream.close()  # type: ignore[union-attr]
    return response


def _page(rule: str) -> bool:
    """Whether a routing rule is one of Dash's two that answer with the document."""
    return rule in ("/", "/<path:path>")


def _say_failure(error: Exception) -> None:
    """Say in the page that a callback failed; the reason goes to the log, never to the visitor."""
    lang = parse_qs(urlsplit(request.referrer or "").query).get("lang", [""])[0]
    w = wording(lang if lang in LANGUAGES else "vi")
    if isinstance(error, DatabaseUnavailable):
        sentence = w.said(error.sentence)
    else:
        log.error("A callback failed", exc_info=error)
        sentence = w.t("The page could not be updated; the reason is in the server's log.")
    set_props("page-error", {"children": sentence})

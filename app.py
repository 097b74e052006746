"""The dashboard: `create_app` wires it, `server` serves it under WSGI, `python app.py` runs it."""

# ruff: noqa: E402
from __future__ import annotations

import ctypes
import gc
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

# Nothing that imports make is garbage; looking for it takes a tenth of the start.
gc.disable()

from indices.database.known_sources import with_imported_sources
from indices.database.reader import Reader
from indices.desk import MOST_SENT
from indices.reference import CatalogueError, load_catalogue
from indices.settings import Settings, SettingsError, read_settings
from layouts import register_pages
from layouts.access import register_access
from layouts.account import register_account
from layouts.api import register_api
from layouts.desk import register_desk
from layouts.document import Document, make_server
from layouts.papers import register_papers
from layouts.printing import register_printing
from layouts.tours import register_tours

gc.freeze()
# An answer makes some ten thousand parts and drops nearly all of them without the collector's help.
gc.set_threshold(20_000)
gc.enable()

if TYPE_CHECKING:
    from dash import Dash

THREADS = 8
# Number of glibc's setting in `mallopt`.
M_ARENA_MAX = -8


def create_app(settings: Settings, reader: Reader | None = None) -> Dash:
    """Build the app: server, API, pages. Nothing is read from the database yet.

    Args:
        settings: database, address and language.
        reader: answers every question about figures; made from the settings when left out.

    Raises:
        CatalogueError: data/ cannot be read.
    """
    _share_one_heap()
    reader = reader or Reader(settings.database_url)
    catalogue = with_imported_sources(load_catalogue(), reader)
    server = make_server()
    register_access(server, settings.register, settings.language)
    register_account(server)
    register_desk(server, settings)
    register_tours(server, catalogue)
    register_api(server, reader, catalogue, settings.language)
    app = Document(server, settings.language)
    site = register_pages(app, reader, catalogue, settings.language)
    register_printing(server, settings, site)
    register_papers(server, settings, site)
    app.attach(site)
    # Dash completes itself in its first request; two first visitors at once would get in its way.
    server.test_client().get("/_dash-dependencies")
    return app


def main() -> int:
    """Serve on HOST:PORT until interrupted; return the exit code."""
    from waitress import create_server

    try:
        settings = read_settings()
        server = create_app(settings).server
        # waitress takes a body in whole before anybody is asked; one larger than this it refuses.
        listener = create_server(
            server,
            host=settings.host,
            port=settings.port,
            threads=THREADS,
            max_request_body_size=MOST_SENT,
        )
    except (SettingsError, CatalogueError) as error:
        return _fail(str(error))
    except OSError as error:
        return _fail(
            f"Port {settings.port} on {settings.host} cannot be used ({error.strerror}); "
            "set PORT to a free one."
        )
    sys.stdout.write(f"Serving on http://{settings.host}:{settings.port} (Ctrl+C stops)\n")
    sys.stdout.flush()
    try:
        listener.run()
    finally:
        listener.close()
    return 0


def _share_one_heap() -> None:
    """Let all threads use one heap: glibc gives each its own and keeps in it what was freed.

    One heap saves a seventh of the memory and costs no time, as the interpreter lets only one
    thread compute. Other C libraries have nothing to set.
    """
    with suppress(OSError, AttributeError):
        ctypes.CDLL("libc.so.6").mallopt(M_ARENA_MAX, 1)


def _fail(sentence: str) -> int:
    sys.stderr.write(f"{sentence}\n")
    return 1


def __getattr__(name: str) -> object:
    """Make `server` when a WSGI server asks for it, so that `python app.py` builds one app only."""
    if name != "server":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()["server"] = create_app(read_settings()).server
    return globals()["server"]


if __name__ == "__main__":
    sys.exit(main())

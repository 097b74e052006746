"""The product's server with one empty callback beside its own, as the yardstick of one request."""

from __future__ import annotations

from dash import Input, Output
from waitress import serve

from app import THREADS, create_app
from indices.settings import read_settings

EMPTY = {
    "output": "yardstick.children",
    "outputs": {"id": "yardstick", "property": "children"},
    "inputs": [{"id": "yardstick-input", "property": "n_clicks", "value": 1}],
    "changedPropIds": ["yardstick-input.n_clicks"],
}


def main() -> None:
    """Serve on HOST:PORT until the process is ended."""
    settings = read_settings()
    app = create_app(settings)
    app.callback(Output("yardstick", "children"), Input("yardstick-input", "n_clicks"))(_nothing)
    serve(app.server, host=settings.host, port=settings.port, threads=THREADS)


def _nothing(_: int) -> None:
    """Do nothing, as quickly as Dash can."""


if __name__ == "__main__":
    main()

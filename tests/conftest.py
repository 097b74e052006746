"""What tests share: the catalogue, the real figures in a database built once, an app on them."""

from __future__ import annotations

from pathlib import Path

import dash
import pytest

from app import create_app
from indices.database.reader import Reader
from indices.reference import load_catalogue
from indices.settings import Settings
from tests.serving import run


@pytest.fixture(scope="session")
def catalogue():
    return load_catalogue()


@pytest.fixture(scope="session")
def database_url(tmp_path_factory) -> str:
    """The figures of data/, loaded as `make run` loads them, into a database of this test run."""
    path: Path = tmp_path_factory.mktemp("database") / "indices.db"
    url = f"sqlite:///{path.as_posix()}"
    run("-m", "indices", "load", environment={"DATABASE_URL": url})
    return url


@pytest.fixture(scope="session")
def reader(database_url) -> Reader:
    return Reader(database_url)


@pytest.fixture(scope="session")
def app_and_pages(database_url, reader):
    """An app and what Dash's registry of pages, one for the whole process, holds for it."""
    app = create_app(Settings(database_url=database_url), reader)
    return app, dict(dash.page_registry)


@pytest.fixture
def app(app_and_pages):
    """The shared app; the registry is made its own again, whichever app a test made before."""
    app, pages = app_and_pages
    dash.page_registry.clear()
    dash.page_registry.update(pages)
    return app


@pytest.fixture
def client(app):
    return app.server.test_client()

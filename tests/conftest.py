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


@pytest.fixture(autouse=True, scope="session")
def own_register(tmp_path_factory):
    """No test reads or writes what somebody keeps in data/register."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REGISTER", str(tmp_path_factory.mktemp("register") / "register"))
        yield


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
def app_and_pages(database_url, reader, tmp_path_factory):
    """An app and what Dash's registry of pages, one for the whole process, holds for it."""
    register = tmp_path_factory.mktemp("no-register") / "register"
    app = create_app(Settings(database_url=database_url, register=register), reader)
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

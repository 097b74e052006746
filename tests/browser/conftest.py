"""The real product behind waitress, and a real Chromium in front of it."""

from __future__ import annotations

import shutil
from contextlib import ExitStack

import pytest
from playwright.sync_api import sync_playwright

from tests.browser.chromium import FLAGS, find
from tests.browser.visit import Visit
from tests.serving import HOST, free_port, python, serving
from tests.signing import PASSWORD, register_with_accounts


@pytest.fixture(scope="session")
def site(database_url, tmp_path_factory):
    """Address of the served product; at the end its log must be free of stack traces."""
    log, port = tmp_path_factory.mktemp("server") / "log.txt", free_port()
    with (
        log.open("wb") as lines,
        serving(python("app.py"), port, {"DATABASE_URL": database_url}, lines),
    ):
        yield f"http://{HOST}:{port}"
    assert "Traceback" not in log.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def profile(site, tmp_path_factory):
    """A browser profile on disk: it fetches and compiles the scripts of the site once for all."""
    with sync_playwright() as playwright:
        profile = playwright.chromium.launch_persistent_context(
            tmp_path_factory.mktemp("profile"),
            executable_path=find(),
            args=list(FLAGS),
            base_url=site,
            accept_downloads=True,
            reduced_motion="reduce",
        )
        yield profile
        profile.close()


@pytest.fixture
def visit(profile):
    """A visit by somebody unknown; it ends with a look at everything that went wrong."""
    visit = Visit(profile.new_page())
    yield visit
    visit.forget()
    visit.page.close()
    assert not visit.faults


class Host:
    """The product with accounts and a database of its own, which can be killed and come back."""

    def __init__(self, settings: dict[str, str], stack: ExitStack) -> None:
        self.port = free_port()
        self.address = f"http://{HOST}:{self.port}"
        self._settings, self._stack = settings, stack

    def start(self) -> None:
        command = serving(python("app.py"), self.port, self._settings)
        self._process = self._stack.enter_context(command)

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()


@pytest.fixture
def host(database_url, tmp_path):
    """A running `Host` of this test alone."""
    path = tmp_path / "indices.db"
    shutil.copy(database_url.removeprefix("sqlite:///"), path)
    register_with_accounts(tmp_path / "register").close()
    settings = {
        "DATABASE_URL": f"sqlite:///{path.as_posix()}",
        "REGISTER": str(tmp_path / "register"),
    }
    with ExitStack() as stack:
        host = Host(settings, stack)
        host.start()
        yield host


@pytest.fixture
def served(host):
    """Address of the `host`."""
    return host.address


@pytest.fixture
def enter(profile, served):
    """`enter("member")` -> the visit of somebody who is signed in, in their own profile."""
    contexts = []

    def signed_in(name: str) -> Visit:
        context = profile.browser.new_context(base_url=served, reduced_motion="reduce")
        contexts.append(context)
        # As the form does, which test_papers fills in; its page costs seconds.
        form, here = {"name": name, "password": PASSWORD}, {"Origin": served}
        answer = context.request.post("/account/sign-in", form=form, headers=here, max_redirects=0)
        assert answer.status == 303
        return Visit(context.new_page())

    yield signed_in
    for context in contexts:
        context.close()

"""The process: how it starts, and how it says that it cannot."""

from __future__ import annotations

import os
import socket
import subprocess

import pytest

import app
from indices.settings import read_settings
from tests.serving import ROOT, python


def start(**environment: str) -> subprocess.CompletedProcess[str]:
    """Run app.py until it gives up."""
    return subprocess.run(
        python("app.py"),
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def test_a_busy_port_is_one_sentence_and_exit_1():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = start(HOST="127.0.0.1", PORT=str(port))
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1 and f"Port {port} on 127.0.0.1" in done.stderr


def test_a_wrong_port_is_one_sentence_and_exit_1():
    done = start(PORT="70000")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1 and "PORT" in done.stderr


def test_a_server_is_made_when_it_is_asked_for():
    with pytest.raises(AttributeError):
        app.nothing  # noqa: B018
    assert "server" not in vars(app)


def test_an_app_is_complete_before_its_first_visitor():
    """Two first visitors at once would otherwise complete it together and be refused."""
    made = app.create_app(read_settings())
    callbacks = set(made.callback_map)
    assert made.server.test_client().get("/_dash-dependencies").status_code == 200
    assert set(made.callback_map) == callbacks

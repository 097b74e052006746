"""Processes under test or measurement: servers on a free port of loopback and commands."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parents[1]
HOST = "127.0.0.1"
_PATIENCE = 60.0


def python(*arguments: str) -> list[str]:
    """A command of this very interpreter."""
    return [sys.executable, *arguments]


def run(*arguments: str, environment: Mapping[str, str] | None = None) -> str:
    """What a command of this interpreter prints; RuntimeError with its last words when it fails."""
    done = subprocess.run(
        python(*arguments),
        cwd=ROOT,
        env=os.environ | dict(environment or {}),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(arguments)} failed: {done.stderr[-2000:]}")
    return done.stdout


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(
    command: Sequence[str],
    port: int,
    environment: Mapping[str, str] | None = None,
    log: IO[bytes] | None = None,
) -> Iterator[subprocess.Popen[bytes]]:
    """A server that has answered GET / with 200 once; it is ended when the block is left."""
    settings = {"HOST": HOST, "PORT": str(port), "LANGUAGE": "vi", **(environment or {})}
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=os.environ | settings,
        stdout=log or subprocess.DEVNULL,
        stderr=log,
    )
    try:
        _await(port, process)
        yield process
    finally:
        process.terminate()
        process.wait(timeout=_PATIENCE)


def _await(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _PATIENCE
    while not _answers(port):
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"The server on port {port} does not answer.")
        time.sleep(0.005)


def _answers(port: int) -> bool:
    connection = http.client.HTTPConnection(HOST, port, timeout=_PATIENCE)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status == http.client.OK
    except OSError:
        return False
    finally:
        connection.close()

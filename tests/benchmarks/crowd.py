"""Twenty users who change the year without a pause, against gunicorn as the README serves it."""

from __future__ import annotations

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle, islice
from pathlib import Path
from statistics import median, quantiles

from tests.benchmarks.budgets import Measured
from tests.benchmarks.updates import Client, YearChange
from tests.serving import ROOT, free_port, serving

USERS = 20
CHANGES = 30
_LIMIT = 0.6
# The worker settings of the README: without kept-alive connections both workers get their share.
GUNICORN = (
    *("--workers", "2", "--worker-class", "gthread", "--threads", "4"),
    *("--keep-alive", "0", "--no-control-socket"),
)
_ME = Path(sys.executable)


def measure(changes: list[YearChange]) -> list[Measured]:
    """The 95th percentile of all answers; an answer that fails ends the measurement."""
    port = free_port()
    command = [str(_ME.with_name("gunicorn")), "app:server", "--bind", f"127.0.0.1:{port}"]
    bodies = [body.decode() for change in changes for body in change.rounds()]
    with serving([*command, *GUNICORN], port):
        seconds = _crowd(port, bodies)
    slow = quantiles(seconds, n=20)[-1]
    detail = f"{len(seconds)} answers, median {median(seconds):.2f} s, slowest {max(seconds):.2f} s"
    return [Measured("twenty users, p95, no error", slow, _LIMIT, detail, unit="s")]


def _crowd(port: int, bodies: list[str]) -> list[float]:
    """The users in a process of their own, so that this one's work is not measured with them."""
    command = [str(_ME), "-m", "tests.benchmarks.crowd", str(port)]
    done = subprocess.run(
        command,
        cwd=ROOT,
        input=json.dumps(bodies),
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=True,
    )
    return json.loads(done.stdout)


def _user(port: int, number: int, bodies: list[bytes]) -> list[float]:
    """One user's waiting times; each user starts at another year and page."""
    client = Client(port)
    start = number * len(bodies) // USERS
    taken = [client.seconds(body) for body in islice(cycle(bodies), start, start + CHANGES)]
    client.close()
    return taken


def main(port: int) -> None:
    """Let the users loose on a port and print every waiting time as JSON."""
    bodies = [body.encode() for body in json.load(sys.stdin)]
    with ThreadPoolExecutor(USERS) as crowd:
        users = [crowd.submit(_user, port, number, bodies) for number in range(USERS)]
        print(json.dumps([seconds for user in users for seconds in user.result()]))


if __name__ == "__main__":
    main(int(sys.argv[1]))

"""Memory of one serving process after every page has been shown in several years."""

from __future__ import annotations

import psutil

from tests.benchmarks.budgets import Measured
from tests.benchmarks.updates import Client, YearChange
from tests.serving import free_port, python, serving

_LIMIT = 250.0


def measure(changes: list[YearChange]) -> list[Measured]:
    """Resident memory after every year of every page has been asked for once."""
    port = free_port()
    with serving(python("app.py"), port) as process:
        client = Client(port)
        for change in changes:
            for body in change.rounds():
                client.seconds(body)
        client.close()
        used = psutil.Process(process.pid).memory_info().rss / 1e6
    pages = ", ".join(change.page for change in changes)
    return [Measured("memory of one serving process", used, _LIMIT, f"all years of {pages}", "MB")]

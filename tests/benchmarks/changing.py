"""Changing the year on every page that has one, against an empty callback of the same server."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from statistics import median

from tests.benchmarks.budgets import Measured
from tests.benchmarks.server import EMPTY
from tests.benchmarks.updates import Client, YearChange
from tests.serving import free_port, python, serving

_ROUNDS = 15
_SEEN, _NEW = 4.0, 15.0
_EMPTY = json.dumps(EMPTY).encode()


def measure(
    changes: list[YearChange], environment: Mapping[str, str] | None = None, what: str = ""
) -> Iterator[Measured]:
    """Two rows per page: years never asked for since the start, and years asked for before.

    Args:
        changes: how each page asks for another year.
        environment: of the server, where its database is another one.
        what: said of that database in the rows.
    """
    for change in changes:
        yield from _page(change, environment, what)


def _page(
    change: YearChange, environment: Mapping[str, str] | None, what: str
) -> Iterator[Measured]:
    """A fresh server per page, so that no page warms up another."""
    port, bodies = free_port(), change.rounds()
    with serving(python("-m", "tests.benchmarks.server"), port, environment):
        client = Client(port)
        _in_turns(client, bodies[:1])
        new, base_new = _in_turns(client, bodies[1:])
        seen, base_seen = _in_turns(client, bodies * _ROUNDS)
        client.close()
    page = f"year change on {change.page}{what}"
    yield _row(f"{page}, seen / empty callback", seen, base_seen, _SEEN)
    yield _row(f"{page}, new / empty callback", new, base_new, _NEW)


def _in_turns(client: Client, bodies: list[bytes]) -> tuple[float, float]:
    """Median seconds of the changes and of the empty callbacks between them."""
    changes, empties = [], []
    for body in bodies:
        changes.append(client.seconds(body))
        empties.extend(client.seconds(_EMPTY) for _ in range(3))
    return median(changes), median(empties)


def _row(budget: str, seconds: float, base: float, limit: float) -> Measured:
    detail = f"{seconds * 1000:.1f} ms, empty callback {base * 1000:.1f} ms"
    return Measured(budget, seconds / base, limit, detail)

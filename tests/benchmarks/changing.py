"""Changing the year on every page that has one, against an empty callback of the same server."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from statistics import median

from tests.benchmarks.budgets import Measured
from tests.benchmarks.server import EMPTY
from tests.benchmarks.updates import Client, YearChange
from tests.serving import free_port, python, serving

_ROUNDS = 15
_SEEN, _NEW = 4.0, 15.0
_EMPTY = json.dumps(EMPTY).encode()


@dataclass(frozen=True)
class _Times:
    """Median seconds of year changes on one page, and of the empty callbacks between them."""

    new: float
    base_new: float
    seen: float
    base_seen: float


def measure(
    changes: list[YearChange], environment: Mapping[str, str] | None = None, over: str = ""
) -> Iterator[Measured]:
    """Two rows per page: years never asked for since the start, and years asked for before.

    Args:
        changes: how each page asks for another year.
        environment: of the server, where its database is another one.
        over: what that database holds, in words that follow the name of the page.
    """
    for change in changes:
        page, found = f"year change on {change.page}{over}", _times(change, environment)
        yield _row(f"{page}, seen / empty callback", found.seen, found.base_seen, _SEEN)
        yield _row(f"{page}, new / empty callback", found.new, found.base_new, _NEW)


def _times(change: YearChange, environment: Mapping[str, str] | None) -> _Times:
    """Ask a fresh server, so that no page warms up another."""
    port, bodies = free_port(), change.rounds()
    with serving(python("-m", "tests.benchmarks.server"), port, environment):
        client = Client(port)
        _in_turns(client, bodies[:1])
        new = _in_turns(client, bodies[1:])
        seen = _in_turns(client, bodies * _ROUNDS)
        client.close()
    return _Times(*new, *seen)


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

"""`python -m tests.benchmarks`: every budget, measured in one run; exit 1 when one is missed."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from playwright.sync_api import sync_playwright

from tests.benchmarks import (
    changing,
    crowd,
    false_alarms,
    first_page,
    fuzz,
    killed,
    loading,
    memory,
    methods,
    million,
    painting,
    rank_sets,
    starting,
)
from tests.benchmarks.budgets import Measured, table
from tests.benchmarks.updates import record
from tests.browser.chromium import FLAGS, find
from tests.serving import HOST, free_port, python, serving


def measured() -> Iterator[Measured]:
    """Every measurement, one after the other, so that none disturbs another."""
    yield from starting.measure()
    yield from loading.measure()
    yield from fuzz.measure()
    yield from killed.measure()
    port = free_port()
    address = f"http://{HOST}:{port}"
    with serving(python("app.py"), port), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=list(FLAGS))
        yield from first_page.measure(browser, address)
        yield from painting.measure(browser, address)
        changes = record(browser, address)
        browser.close()
    yield from changing.measure(changes)
    yield from million.measure(changes)
    yield from memory.measure(changes)
    yield from crowd.measure(changes)
    yield from rank_sets.measure()
    yield from methods.measure()
    yield from false_alarms.measure()


def main() -> int:
    """Print the table and return the exit code."""
    results = []
    for result in measured():
        print(".", end="", file=sys.stderr, flush=True)
        results.append(result)
    print(file=sys.stderr)
    print(table(result.row for result in results))
    return 0 if all(result.met for result in results) else 1


if __name__ == "__main__":
    sys.exit(main())

"""What the first page costs a browser with an empty cache."""

from __future__ import annotations

from playwright.sync_api import Browser

from tests.benchmarks.budgets import Measured
from tests.browser.visit import Visit

_LIMIT = 1.8


def measure(browser: Browser, address: str) -> list[Measured]:
    """Bytes on the wire, headers included, as Chromium's network log counts them."""
    context = browser.new_context(base_url=address)
    visit = Visit(context.new_page())
    network = context.new_cdp_session(visit.page)
    network.send("Network.enable")
    sizes: list[float] = []
    network.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    visit.open("/")
    context.close()
    outside = [fault for fault in visit.faults if fault.startswith("leaves")]
    detail = f"{len(sizes)} requests"
    return [
        Measured("first page, empty cache", sum(sizes) / 1e6, _LIMIT, detail, "MB"),
        Measured("requests that leave the machine", len(outside), 0, "first page", ""),
    ]

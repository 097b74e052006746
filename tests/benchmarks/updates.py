"""Year changes as the browser sends them: recorded once in Chromium, then asked for any year."""

from __future__ import annotations

import copy
import http.client
import json
import re
import time
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from playwright.sync_api import Browser, Request

from indices.reference import load_catalogue
from layouts.urls import Page as SitePage
from tests.browser.addresses import address, filtered
from tests.browser.visit import Visit
from tests.serving import HOST

_UPDATE = "/_dash-update-component"
_HEADERS = {"Content-Type": "application/json", "Accept-Encoding": "gzip, deflate, br, zstd"}


@dataclass(frozen=True)
class YearChange:
    """The request by which a page asks for another year."""

    page: str
    body: dict[str, Any]
    years: tuple[int, ...]

    def asking(self, before: int, year: int) -> bytes:
        """The request of a browser that shows `before` and wants `year`."""
        body = copy.deepcopy(self.body)
        for part in _parts(body["inputs"]):
            if part["id"] == f"{self.page}-year":
                part["value"] = year
        for part in _parts(body["state"]):
            if part["id"] == f"{self.page}-state":
                query = re.sub(r"year=\d+", f"year={before}", part["value"]["query"])
                part["value"]["query"] = query
        return json.dumps(body).encode()

    def on(self, build: str) -> YearChange:
        """The same request of a browser that shows another build of the data."""
        body = copy.deepcopy(self.body)
        for part in _parts(body["state"]):
            if part["id"] == f"{self.page}-state":
                part["value"]["build"] = build
        return replace(self, body=body)

    def rounds(self) -> list[bytes]:
        """One request per year, each from the year asked for before."""
        before = (self.years[-1], *self.years)
        return [self.asking(*pair) for pair in zip(before, self.years, strict=False)]


def record(browser: Browser, site: str) -> list[YearChange]:
    """One year change per page, caught on its way from a real browser."""
    return [_record(browser, site, page) for page in filtered()]


def _record(browser: Browser, site: str, page: SitePage) -> YearChange:
    caught: list[dict[str, Any]] = []

    def catch(request: Request) -> None:
        if _UPDATE in request.url and request.post_data_json.get("state"):
            caught.append(request.post_data_json)

    context = browser.new_context(base_url=site)
    visit = Visit(context.new_page())
    years = load_catalogue().indices["PAPI"].years
    visit.open(f"{address(page)}&{urlencode({'index': 'PAPI', 'year': years[-1]})}")
    visit.page.on("request", catch)
    visit.choose(f"{page.name}-year", str(years[-2]))
    context.close()
    body = next(one for one in caught if f"{page.name}-year.value" in one["changedPropIds"])
    return YearChange(page.name, body, years)


def _parts(tree: Any) -> list[dict[str, Any]]:
    """Every {id, property, value} of a request, however deep Dash has put it."""
    if isinstance(tree, dict):
        return [tree] if "id" in tree else [part for one in tree.values() for part in _parts(one)]
    return [part for one in tree for part in _parts(one)]


class Client:
    """A browser without a screen: one kept connection, one callback after the other."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection(HOST, port, timeout=60)

    def seconds(self, body: bytes) -> float:
        """How long one callback takes from request to last byte; RuntimeError when it fails."""
        began = time.perf_counter()
        self._connection.request("POST", _UPDATE, body, _HEADERS)
        answer = self._connection.getresponse()
        answer.read()
        if answer.status not in (200, 204):
            raise RuntimeError(f"A callback answered {answer.status}.")
        return time.perf_counter() - began

    def close(self) -> None:
        self._connection.close()

"""One visit to the site: what a page holds once it is drawn, and every fault on the way."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Page, Request, Response, TimeoutError

from tests.serving import HOST

WIDE = {"width": 1440, "height": 900}
NARROW = {"width": 390, "height": 844}

# The finding is there, Dash waits for nothing, every chart fills its place, grids have rows.
_DRAWN = """() => {
    const all = (selector) => Array.from(document.querySelectorAll(selector));
    const main = document.querySelector("main h1");
    const heading = main && main.textContent.trim();
    const busy = all("[data-dash-is-loading=true]").length
        || document.querySelector("._dash-loading, ._dash-loading-callback");
    const fills = (one) => {
        const drawing = one.querySelector(".main-svg");
        return drawing && Math.abs(drawing.getBoundingClientRect().width - one.clientWidth) < 1;
    };
    const charts = all("main .dash-graph").every(fills);
    const grids = all("main .grid-holder").every(
        (one) => one.querySelector(".ag-row, .ag-overlay-no-rows-center, .ag-overlay-wrapper"));
    return Boolean(heading) && !busy && charts && grids && document.title !== "Updating...";
}"""

# Everything a reader sees: words, values of controls, rows of grids, data of charts. A grid draws
# only the rows in sight, so its words are left out and its rows are asked for.
_SHOWN = """() => {
    const main = document.querySelector("main");
    const texts = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
    const words = [];
    while (texts.nextNode()) {
        const place = texts.currentNode.parentElement;
        if (!place.closest(".ag-root-wrapper, svg, script, style")) {
            words.push(texts.currentNode.textContent.trim());
        }
    }
    const grid = (one) => {
        const rows = [];
        dash_ag_grid.getApi(one.closest("[id]").id)
            .forEachNodeAfterFilterAndSort((node) => rows.push(JSON.stringify(node.data)));
        return rows;
    };
    const all = (selector, read) => Array.from(main.querySelectorAll(selector)).map(read);
    return {
        words: words.join(" "),
        values: all("input", (one) => one.type === "radio" ? one.checked : one.value),
        grids: all(".ag-root-wrapper", grid),
        charts: all(".js-plotly-plot", (one) => JSON.stringify(one.data)),
    };
}"""


class Visit:
    """A page in a browser profile of its own, with a list of faults that ought to stay empty."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.faults: list[str] = []
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        page.on("request", self._asked)
        page.on("response", self._answered)

    def open(self, address: str, size: dict[str, int] = WIDE) -> Visit:
        """Go to an address and wait until the page is drawn."""
        self.page.set_viewport_size(size)
        self.page.goto(address)
        return self.settle()

    def settle(self) -> Visit:
        """Wait until nothing is under way and everything is drawn."""
        self.page.wait_for_load_state("networkidle")
        self.page.wait_for_function(_DRAWN)
        return self

    def resize(self, size: dict[str, int]) -> Visit:
        """Change the size of the window, as turning a phone does, and wait until all is drawn."""
        self.page.set_viewport_size(size)
        return self.settle()

    def theme(self, name: str) -> Visit:
        """Choose a theme as a visitor does."""
        self.page.click(f"button[data-theme-choice={name}]")
        self.page.wait_for_function(f"document.documentElement.dataset.theme === '{name}'")
        return self

    def forget(self) -> None:
        """Leave nothing in the browser: neither cookies nor what the site kept there."""
        self.page.context.clear_cookies()
        self.page.evaluate("localStorage.clear()")

    def shown(self) -> dict[str, Any]:
        """Words, values of controls, rows of grids and data of charts."""
        return self.page.evaluate(_SHOWN)

    def shows(self, wanted: dict[str, Any]) -> bool:
        """Whether the page comes to show what it showed at another time."""
        same = f"(wanted) => JSON.stringify(({_SHOWN})()) === JSON.stringify(wanted)"
        try:
            self.page.wait_for_function(same, arg=wanted, polling=200)
        except TimeoutError:
            return False
        return True

    def choose(self, control: str, label: str) -> Visit:
        """Choose an option of a dropdown by the text it shows."""
        self.page.click(f"#{control}")
        self.page.get_by_role("option", name=label, exact=True).click()
        return self.settle()

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.faults.append(f"console: {message.text}")

    def _asked(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.hostname != HOST:
            self.faults.append(f"leaves the machine: {request.url}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400:
            self.faults.append(f"{response.status}: {response.url}")

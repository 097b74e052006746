"""From a year change to painted charts in Chromium, against a static page that holds them all.

The static page has the same charts with the data of every year in its memory and draws those that
differ with the same plotly bundle: it is what no server can beat.
"""

from __future__ import annotations

import json
from statistics import median
from typing import Any
from urllib.parse import urlencode

from playwright.sync_api import Browser, Page

from layouts.urls import Page as SitePage
from tests.benchmarks.budgets import Measured
from tests.browser.addresses import address, filtered
from tests.browser.visit import WIDE, Visit

_LIMIT = 1.3
_ROUNDS = 4
_YEARS = (2019, 2020, 2021, 2022, 2023, 2024)

# Milliseconds from a change to the frame after the last chart was drawn; quiet means finished.
_TIMED = """([change, argument]) => new Promise((finish) => {
    const began = performance.now();
    let painted = began, timer = null;
    const drawn = () => requestAnimationFrame(() => {
        painted = performance.now();
        clearTimeout(timer);
        timer = setTimeout(() => {
            charts.forEach((chart) => chart.removeListener("plotly_afterplot", drawn));
            finish(painted - began);
        }, 300);
    });
    const charts = Array.from(document.querySelectorAll(".js-plotly-plot"));
    charts.forEach((chart) => chart.on("plotly_afterplot", drawn));
    (0, eval)(change)(argument);
})"""
_FIGURES = """() => Array.from(document.querySelectorAll("main .js-plotly-plot")).map((chart) => ({
    text: JSON.stringify({data: chart.data, layout: chart.layout}),
    width: chart.clientWidth, height: chart.clientHeight,
}))"""
_BUNDLE = """() => Array.from(document.scripts).map((one) => one.src).find(
    (address) => /plotly[^/]*[.]js/.test(address))"""
_STATIC = """<!DOCTYPE html><html><head><meta charset="utf-8">
<script src="{bundle}"></script></head><body><main></main><script>
const figures = {figures};
const drawn = {{}};
const places = Object.values(figures)[0].map((figure) => {{
    const place = document.createElement("div");
    place.style.width = figure.width + "px";
    place.style.height = figure.height + "px";
    return document.querySelector("main").appendChild(place);
}});
function show(year) {{
    figures[year].forEach((figure, number) => {{
        if (drawn[number] === figure.text) return;
        drawn[number] = figure.text;
        const fresh = JSON.parse(figure.text);
        Plotly.react(places[number], fresh.data, fresh.layout, {{displayModeBar: false}});
    }});
}}
show({first});
</script></body></html>"""


def measure(browser: Browser, site: str) -> list[Measured]:
    """Every page that has a year to change."""
    return [_page(browser, site, page) for page in filtered()]


def _page(browser: Browser, site: str, page: SitePage) -> Measured:
    """Both in turns over the same years; the product has seen each year once before."""
    context = browser.new_context(base_url=site, viewport=WIDE, bypass_csp=True)
    visit = Visit(context.new_page())
    figures = {year: _figures(visit, page, year) for year in _YEARS}
    static = _static(context.new_page(), visit.page.evaluate(_BUNDLE), figures)
    ours, theirs = [], []
    for year in _YEARS * _ROUNDS:
        visit.page.bring_to_front()
        change = f"(year) => dash_clientside.set_props('{page.name}-year', {{value: year}})"
        ours.append(visit.page.evaluate(_TIMED, [change, year]))
        static.bring_to_front()
        theirs.append(static.evaluate(_TIMED, ["(year) => show(year)", year]))
    context.close()
    product, still = median(ours), median(theirs)
    detail = f"{product:.0f} ms, static page {still:.0f} ms"
    budget = f"year change painted on {page.name} / static page"
    return Measured(budget, product / still, _LIMIT, detail)


def _figures(visit: Visit, page: SitePage, year: int) -> list[dict[str, Any]]:
    """Every chart of a page in one year, as the browser holds it."""
    visit.open(f"{address(page)}&{urlencode({'index': 'PAPI', 'year': year})}")
    return visit.page.evaluate(_FIGURES)


def _static(page: Page, bundle: str, figures: dict[int, list[dict[str, Any]]]) -> Page:
    """The static page, answered from memory under the address of the product."""
    text = _STATIC.format(bundle=bundle, figures=json.dumps(figures), first=_YEARS[-1])
    page.route("**/static.html", lambda route: route.fulfill(body=text, content_type="text/html"))
    page.goto("/static.html")
    page.wait_for_function("document.querySelectorAll('.main-svg').length > 0")
    return page

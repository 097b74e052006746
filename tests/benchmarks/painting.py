"""From a change of year or slider to painted charts in Chromium, against a page that holds them.

The static page has the same charts with the data of every state in its memory and draws those that
differ with the same plotly bundle: it is what no server can beat. Both are changed by a key that is
pressed, because a browser paints sooner after what a person does. Of the charts that change, those
count that are in sight afterwards. The product has made each step once before in the same window;
what the first time took stands beside.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
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
_SCORES = ("7", "7.3", "7.6", "7.9", "8.2", "7.15")

_IN_SIGHT = """(chart) => {
    const box = chart.getBoundingClientRect();
    const middle = box.top + box.height / 2;
    return middle > 0 && middle < window.innerHeight;
}"""
# Where none of the charts at some places is in sight, the first is brought there.
_LOOK = f"""(places) => {{
    const all = Array.from(document.querySelectorAll("main .js-plotly-plot"));
    const charts = places.map((place) => all[place]);
    if (!charts.some({_IN_SIGHT})) charts[0].scrollIntoView({{block: "center"}});
}}"""
# A page that comes to the front draws all of itself anew; that is over when two frames are painted.
_AT_REST = """() => new Promise((rested) => requestAnimationFrame(() => requestAnimationFrame(
    () => requestIdleCallback(rested))))"""
_KEY = "F9"
# Once the key is pressed: the place of each chart in sight, and milliseconds to the frame after
# it was drawn last. Quiet means finished.
_TIMED = f"""([change, argument, places]) => {{ window.timed = new Promise((finish) => {{
    const all = Array.from(document.querySelectorAll("main .js-plotly-plot"));
    const charts = places.map((place) => all[place]);
    const painted = new Map();
    let began = 0, timer = 0;
    const heard = charts.map((chart) => () => requestAnimationFrame(() => {{
        painted.set(chart, performance.now() - began);
        wait(300);
    }}));
    const wait = (time) => {{
        clearTimeout(timer);
        timer = setTimeout(end, time);
    }};
    const inSight = {_IN_SIGHT};
    const end = () => {{
        charts.forEach((chart, at) => chart.removeListener("plotly_afterplot", heard[at]));
        const seen = charts.filter((chart) => painted.has(chart) && inSight(chart));
        finish(seen.map((chart) => [all.indexOf(chart), painted.get(chart)]));
    }};
    charts.forEach((chart, at) => chart.on("plotly_afterplot", heard[at]));
    document.addEventListener("keydown", () => {{
        began = performance.now();
        wait(2000);
        (0, eval)(change)(argument);
    }}, {{once: true}});
}}); }}"""
_SLIDE = """(score) => {
    const slider = document.querySelector("#what-if-rows [data-code=D4] [type=range]");
    slider.value = score;
    slider.dispatchEvent(new Event("input"));
    slider.dispatchEvent(new Event("change"));
}"""
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
    // One above the other, so that all are in sight.
    place.style.position = "absolute";
    return document.querySelector("main").appendChild(place);
}});
function show([state, wanted]) {{
    wanted.forEach((number) => {{
        const figure = figures[state][number];
        if (drawn[number] === figure.text) return;
        drawn[number] = figure.text;
        const fresh = JSON.parse(figure.text);
        Plotly.react(places[number], fresh.data, fresh.layout, {{displayModeBar: false}});
    }});
}}
show([{first}, [...places.keys()]]);
</script></body></html>"""


def measure(browser: Browser, site: str) -> list[Measured]:
    """Every page that has a year to change, and the slider of the what-if page."""
    return [*(_years(browser, site, page) for page in filtered()), _slider(browser, site)]


def _years(browser: Browser, site: str, page: SitePage) -> Measured:
    addresses = {
        year: f"{address(page)}&{urlencode({'index': 'PAPI', 'year': year})}" for year in _YEARS
    }
    change = f"(year) => dash_clientside.set_props('{page.name}-year', {{value: year}})"
    return _against_static(browser, site, f"year change painted on {page.name}", addresses, change)


def _slider(browser: Browser, site: str) -> Measured:
    """The slider of one dimension, let go at scores the product has seen once before."""
    start = f"/gaps/what-if?{urlencode({'index': 'PAPI', 'year': 2024})}"
    addresses = {score: f"{start}&{urlencode({'set': f'D4:{score}'})}" for score in _SCORES}
    return _against_static(browser, site, "slider moved on what-if", addresses, _SLIDE)


def _against_static(
    browser: Browser, site: str, budget: str, addresses: Mapping[Any, str], change: str
) -> Measured:
    """Both in turns over the same states, the product once more before.

    Args:
        browser: draws both.
        site: address of the product.
        budget: what is measured, in words.
        addresses: state -> path and query of the product.
        change: JavaScript function that brings the product to a state.
    """
    context = browser.new_context(base_url=site, viewport=WIDE, bypass_csp=True)
    visit = Visit(context.new_page())
    figures = {state: _figures(visit, place) for state, place in addresses.items()}
    places = _changing([*figures.values()])
    visit.page.evaluate(_LOOK, places)
    visit.settle()
    static = _static(context.new_page(), visit.page.evaluate(_BUNDLE), figures)
    first, ours, theirs = [], [], []
    for state in addresses:
        first.append(_last(_timed(visit.page, change, state, places)))
    for state in [*addresses] * _ROUNDS:
        painted = _timed(visit.page, change, state, places)
        seen = [*painted]
        if not seen:
            # What changed by this step lies elsewhere on the page.
            continue
        ours.append(_last(painted))
        theirs.append(_last(_timed(static, "(asked) => show(asked)", [state, seen], seen)))
    context.close()
    product, still = median(ours), median(theirs)
    detail = f"{product:.0f} ms, static page {still:.0f} ms; the first time {median(first):.0f} ms"
    return Measured(f"{budget} / static page", product / still, _LIMIT, detail)


def _timed(page: Page, change: str, argument: Any, places: list[int]) -> dict[int, float]:
    """Milliseconds until each chart in sight is painted, of those at some places, by its place."""
    page.bring_to_front()
    page.evaluate(_AT_REST)
    page.evaluate(_TIMED, [change, argument, places])
    page.keyboard.press(_KEY)
    return dict(page.evaluate("window.timed"))


def _last(painted: Mapping[int, float]) -> float:
    return max(painted.values(), default=0.0)


def _changing(states: list[list[dict[str, Any]]]) -> list[int]:
    """Places of the charts that are not the same in all states."""
    return [
        place
        for place, charts in enumerate(zip(*states, strict=True))
        if len({chart["text"] for chart in charts}) > 1
    ]


def _figures(visit: Visit, place: str) -> list[dict[str, Any]]:
    """Every chart of a page in one state, as the browser holds it."""
    visit.open(place)
    return visit.page.evaluate(_FIGURES)


def _static(page: Page, bundle: str, figures: Mapping[Any, list[dict[str, Any]]]) -> Page:
    """The static page, answered from memory under the address of the product."""
    text = _STATIC.format(
        bundle=bundle, figures=json.dumps(figures), first=json.dumps([*figures][-1])
    )
    page.route("**/static.html", lambda route: route.fulfill(body=text, content_type="text/html"))
    page.goto("/static.html")
    page.wait_for_function("document.querySelectorAll('.main-svg').length > 0")
    return page

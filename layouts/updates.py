"""The callbacks that every page has: filters in, everything that changes out, and the address."""

from __future__ import annotations

from collections.abc import Mapping
from types import ModuleType
from typing import Any
from urllib.parse import parse_qsl

from dash import ClientsideFunction, Dash, Input, Output, State, no_update
from dash.development.base_component import Component

from layouts.components.chart import chart_outputs, chart_values
from layouts.components.filters import filter_inputs, filter_outputs, filter_values
from layouts.components.groups import group_note
from layouts.components.local_nav import family, local_nav
from layouts.components.notice import notice
from layouts.query import GROUP
from layouts.site import Extra, Site
from layouts.urls import Page, PageState, to_query
from layouts.wording import Wording, wording


def register_update(app: Dash, site: Site, module: ModuleType) -> None:
    """Connect a page: its filters, its charts and extras, its address.

    The page module has PAGE, CHARTS (names), optionally EXTRAS, and `content(reader, state, w)`.
    """
    page, extras = module.PAGE, _extras(module)
    name = page.name

    @app.callback(
        output={
            "finding": Output(f"{name}-finding", "children"),
            "notice": Output(f"{name}-notice", "children"),
            "state": Output(f"{name}-state", "data"),
            "filters": filter_outputs(page),
            "charts": chart_outputs(page, module.CHARTS),
            "extras": [extra.output for extra in extras],
            "local": [Output(f"{name}-local", "children")] if family(page, site.pages) else [],
        },
        inputs={"given": filter_inputs(page), "shown": State(f"{name}-state", "data")},
        prevent_initial_call=True,
    )
    def update(given: dict[str, Any], shown: dict[str, Any]) -> dict[str, Any]:
        return site.encoder.answer(update_page(site, module, given, shown))

    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction("site", "follow"),
        Input(f"{name}-state", "data"),
        prevent_initial_call=True,
    )


def update_page(
    site: Site, module: ModuleType, given: Mapping[str, Any], shown: Mapping[str, Any]
) -> dict[str, Any]:
    """Answer a change of the filters.

    Args:
        site: what the pages share.
        module: the page.
        given: key -> value of its control.
        shown: what the browser shows now: path, query and build.

    Returns:
        Values for the outputs of `register_update`; what the browser has already is `no_update`.
    """
    page = module.PAGE
    before = site.state(page, shown["path"], shown["query"])
    state = site.state(page, shown["path"], _asked(page, given, shown["query"], before))
    w = wording(state.lang)
    content = site.content(module, state)
    known = before if shown["build"] == site.build_id else None
    return {
        "finding": content.finding,
        "notice": site_notice(site, state, w),
        "state": shown_state(site, page, state, replaces=_only_text(before, state)),
        "filters": filter_values(page, state, w, site.catalogue, dict(given), before),
        "charts": chart_values(page, content.charts, state, w, known),
        "extras": [
            no_update if known and known.same(state, extra.depends) else content.extras[extra.name]
            for extra in _extras(module)
        ],
        "local": [local_nav(page, site.pages, state, w)] if family(page, site.pages) else [],
    }


def site_notice(site: Site, state: PageState, w: Wording) -> list[Component]:
    """Return what a page says of its address, and where its unit stands in the chosen group."""
    return [*notice(state, site.catalogue, w), *group_note(site.reader, state, site.catalogue, w)]


def shown_state(site: Site, page: Page, state: PageState, replaces: bool = False) -> dict[str, Any]:
    """Return what the browser keeps of a state, for its address and the next change."""
    return {
        "path": state.path,
        "query": to_query(state),
        "build": site.build_id,
        "replaces": replaces,
        "kept": site.keeps(page),
    }


def _asked(page: Page, given: Mapping[str, Any], query: str, before: PageState) -> dict[str, Any]:
    """Return the query that the filters ask for, over what the address holds beside them."""
    asked = {**dict(parse_qsl(query, keep_blank_values=True)), **given}
    if "index" in given and given["index"] != before.index:
        # "D4" is another thing in another index.
        for key in ("indicator", *(key for key, one in page.options.items() if one.of_index)):
            asked.pop(key, None)
    group = [one for one in given.get("units") or () if one.startswith(GROUP)]
    if group:
        # A group that is chosen takes the place of the units chosen before it.
        asked["units"] = group[-1]
    elif before.group and tuple(given.get("units") or ()) == before.units:
        asked["units"] = before.group
    return asked


def _only_text(before: PageState, state: PageState) -> bool:
    """Whether only the search text changed: typing should not fill the browser's history."""
    return before.text != state.text and all(
        getattr(before, name) == getattr(state, name)
        for name in ("index", "year", "indicator", "region", "units", "view", "against", "options")
    )


def _extras(module: ModuleType) -> tuple[Extra, ...]:
    return getattr(module, "EXTRAS", ())

"""The filter bar: labelled controls whose values are the keys of the page's query string."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from dash import Input, Output, dcc, html, no_update
from dash.development.base_component import Component

from indices.catalogue import Catalogue
from layouts.components.groups import UNDATED, group_names
from layouts.components.markup import aria, data
from layouts.memo import Memo
from layouts.query import flat
from layouts.urls import Page, PageState
from layouts.wording import Wording, sort_key

KEYS = ("unit", "index", "year", "indicator", "region", "units", "against", "view", "text")
_OFFERED = Memo()
_SEGMENTED = ("index", "view")
Options = list[dict[str, Any]]


def control_id(page: Page, key: str) -> str:
    """Id of the control of a key."""
    return f"{page.name}-{key}"


def filter_keys(page: Page) -> list[str]:
    """Return the keys of a page that have a control, in the order of the bar."""
    choices = {"view": page.views, "against": page.against}
    return [key for key in KEYS if key in page.defaults or choices.get(key)]


def filter_bar(page: Page, state: PageState, w: Wording, catalogue: Catalogue) -> Component:
    """Build the labelled controls of every key that the page knows."""
    return html.Div(
        [_field(page, key, state, w, catalogue) for key in filter_keys(page)],
        className="filters",
        role="group",
        **aria(label=w.t("Filters")),
    )


def filter_inputs(page: Page) -> dict[str, Input]:
    """Return the inputs of a page's callback: key -> value of its control."""
    keys = [*filter_keys(page), *page.options]
    return {key: Input(control_id(page, key), "value") for key in keys}


def filter_outputs(page: Page) -> list[Output]:
    """Return value and options of every control, so that the page can set them right."""
    outputs = []
    for key in filter_keys(page):
        outputs.append(Output(control_id(page, key), "value"))
        if key != "text":
            outputs.append(Output(control_id(page, key), "options"))
    return [*outputs, *(Output(control_id(page, key), "value") for key in page.options)]


def filter_values(
    page: Page,
    state: PageState,
    w: Wording,
    catalogue: Catalogue,
    given: dict[str, Any],
    before: PageState | None,
) -> list[Any]:
    """Return the values for `filter_outputs`: only what differs from what the browser shows."""
    values: list[Any] = []
    for key in filter_keys(page):
        value = control_value(key, state)
        values.append(no_update if value == given.get(key) else value)
        if key == "text":
            continue
        shown = options(page, key, before, w, catalogue) if before else None
        wanted = options(page, key, state, w, catalogue)
        values.append(no_update if wanted == shown else wanted)
    for key, value in state.options:
        option, asked = page.options[key], given.get(key)
        holds = option.default if asked is None else option.read(flat(asked))
        values.append(no_update if holds == value else option.shown(value))
    return values


def control_value(key: str, state: PageState) -> Any:
    """Return a state's value in the form its control uses."""
    value = getattr(state, key)
    return list(value) if key == "units" else value


def options(page: Page, key: str, state: PageState, w: Wording, catalogue: Catalogue) -> Options:
    """Return the choices of a control in a state, in the order in which they are offered."""
    if key == "index":
        return _labelled((one.code, w.name(one.short_name)) for one in catalogue.indices.values())
    if key == "year":
        return _labelled((year, str(year)) for year in reversed(_years(state, catalogue)))
    if key == "indicator":
        return indicator_options(state, w, catalogue)
    if key == "region":
        regions = [one for one in catalogue.regions if one.vintage == _vintage(state, catalogue)]
        return _labelled(
            [("", w.t("Whole country")), *((one.code, w.name(one.name)) for one in regions)]
        )
    if key == "view":
        return _labelled((value, w.t(message)) for value, message in page.views.items())
    if key in ("unit", "units") and "unit" in state.defaults:
        everybody = unit_options(replace(state, unit=""), w, catalogue)
        return (group_options(page, w) if key == "units" else []) + everybody
    units = unit_options(state, w, catalogue)
    if key == "against":
        groups = group_options(page, w)
        own = _labelled((value, w.t(message)) for value, message in page.against.items())
        return own + groups + units
    return (group_options(page, w) if key == "units" else []) + units


def unit_options(state: PageState, w: Wording, catalogue: Catalogue) -> Options:
    """Return all units by Vietnamese collation, but the unit that the page is about.

    That is the focus unit, and on the page of another unit that one, too; a page on which the unit
    is chosen offers the focus unit like any other.
    """
    subjects = {state.unit} if "unit" in state.defaults else {catalogue.focus, state.unit}
    key = (id(catalogue), _vintage(state, catalogue), frozenset(subjects), w.lang)
    return _OFFERED.get(key, lambda: _unit_options(subjects, state, w, catalogue))


def _unit_options(
    subjects: set[str], state: PageState, w: Wording, catalogue: Catalogue
) -> Options:
    units = [
        unit for unit in catalogue.units_of(_vintage(state, catalogue)) if unit.code not in subjects
    ]
    units.sort(key=lambda unit: sort_key(w.unit_name(unit)))
    return [
        {"value": unit.code, "label": w.unit_name(unit), "search": f"{unit.name.vi} {unit.name.en}"}
        for unit in units
    ]


def group_options(page: Page, w: Wording) -> Options:
    """Return the named groups, which may be chosen where units are; some need index and year."""
    dated = {"index", "year"} <= set(page.defaults)
    return [
        {"value": code, "label": f"▸ {name}", "search": name}
        for code, name in group_names(w).items()
        if dated or code in UNDATED
    ]


def indicator_options(state: PageState, w: Wording, catalogue: Catalogue) -> Options:
    """Return the indicators of an index and year, parts indented below their parents."""
    key = (id(catalogue), state.index, state.year, w.lang)
    return _OFFERED.get(key, lambda: _indicator_options(state, w, catalogue))


def _indicator_options(state: PageState, w: Wording, catalogue: Catalogue) -> Options:
    index = catalogue.indices[state.index]
    offered: list[tuple[str, str]] = []

    def offer(code: str, depth: int) -> None:
        indicator = index.indicator(code)
        name = w.name(indicator.name_in(state.year) if state.year else indicator.name)
        label = name if code == "total" or not code.startswith("D") else f"{code} · {name}"
        offered.append((code, "\u2003" * max(0, depth - 1) + label))
        for child in index.children(code, state.year):
            offer(child.code, depth + 1)

    for root in index.indicators_in(state.year):
        if root.parent is None:
            offer(root.code, 0)
    return _labelled(offered)


def _labelled(pairs: Any) -> Options:
    return [{"value": value, "label": label} for value, label in pairs]


def _years(state: PageState, catalogue: Catalogue) -> list[int]:
    if state.index:
        return list(catalogue.indices[state.index].years)
    return sorted({year for one in catalogue.indices.values() for year in one.years})


def _vintage(state: PageState, catalogue: Catalogue) -> int:
    return catalogue.vintage(state.year) if state.year else 63


def _field(page: Page, key: str, state: PageState, w: Wording, catalogue: Catalogue) -> Component:
    identity, name = control_id(page, key), label(page, key, w)
    control = _control(identity, key, page, state, w, catalogue)
    if key in _SEGMENTED:
        head: Component = html.Span(name, className="label", id=f"{identity}-label")
        return html.Div([head, control], className=f"field field-{key}")
    head = html.Label(name, className="label", htmlFor=identity, id=f"{identity}-label")
    # The groups that a visitor keeps in the browser, one button each.
    own = [html.Div(className="own-groups", **data(own_groups=identity, own=w.t("own group")))]
    return html.Div([head, control, *own * (key == "units")], className=f"field field-{key}")


def _control(
    identity: str, key: str, page: Page, state: PageState, w: Wording, catalogue: Catalogue
) -> Component:
    value = control_value(key, state)
    if key == "text":
        return dcc.Input(
            id=identity,
            value=value,
            type="search",
            debounce=0.25,
            maxLength=80,
            placeholder=w.t("Name, with or without diacritics"),
            autoComplete="off",
        )
    choices = options(page, key, state, w, catalogue)
    if key in _SEGMENTED:
        return dcc.RadioItems(
            id=identity, options=choices, value=value, inline=True, className="segments"
        )
    many = key == "units"
    return dcc.Dropdown(
        id=identity,
        options=choices,
        value=value,
        multi=many,
        clearable=False,
        closeOnSelect=not many,
        searchable=key in ("unit", "units", "indicator", "against"),
        maxHeight=360,
        placeholder=w.t("None chosen") if many else None,
        labels=dropdown_labels(w),
    )


def label(page: Page, key: str, w: Wording) -> str:
    """Return the label of a control."""
    if key in page.labels:
        return w.t(page.labels[key])
    return {
        "index": w.t("Index"),
        "year": w.t("Year"),
        "indicator": w.t("Indicator"),
        "region": w.t("Region"),
        "unit": w.t("Province"),
        "units": w.t("Provinces"),
        "against": w.t("Compare with"),
        "view": w.t("View"),
        "text": w.t("Search"),
    }[key]


def dropdown_labels(w: Wording) -> dcc.Dropdown.Labels:
    """Return the wording inside dropdowns."""
    return {
        "select_all": w.t("Select all"),
        "deselect_all": w.t("Clear all"),
        "selected_count": w.t("{num_selected} chosen", num_selected="{num_selected}"),
        "search": w.t("Search"),
        "clear_search": w.t("Clear the search"),
        "clear_selection": w.t("Clear the selection"),
        "no_options_found": w.t("Nothing found"),
    }

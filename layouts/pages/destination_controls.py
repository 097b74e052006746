"""The controls of the destinations page: what is weak, what counts how much, how many hosts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from indices.analysis.weakness import BENCHMARK, MEDIAN
from layouts.components.filters import control_id, dropdown_labels
from layouts.components.learning import OPTIONS, RANGES, SIZES, WEIGHTS
from layouts.components.markup import aria
from layouts.pages.destination_view import View
from layouts.urls import Page, PageState
from layouts.wording import Wording

HIDDEN = {"display": "none"}
SLIDERS = tuple(key for key in RANGES if key not in WEIGHTS)


def controls(page: Page, state: PageState, w: Wording, shown: Mapping[str, Any]) -> Component:
    """Return the controls of the list, folded away until somebody wants them.

    Args:
        page: gives the ids.
        state: the values.
        w: wording.
        shown: options of the weak indicators ("weak"), labels of the sliders, and labels and
            styles of the weights ("w1-label", "w1-style").
    """
    rules = {
        MEDIAN: w.t("Median of all provinces"),
        BENCHMARK: w.t("Mean of the benchmark provinces"),
    }
    return html.Details(
        [
            html.Summary(w.t("What is weak and what counts"), className="link"),
            html.Div(
                [
                    _segments(page, "rule", w.t("Weak is below"), rules, state.option("rule")),
                    _input(page, "margin", w.t("by more than (points)"), state.option("margin")),
                    _field(
                        page,
                        "weak",
                        w.t("Weak indicators"),
                        dcc.Dropdown(
                            id=control_id(page, "weak"),
                            options=shown["weak"],
                            value=OPTIONS["weak"].shown(state.option("weak")),
                            multi=True,
                            closeOnSelect=False,
                            placeholder=w.t("By the rule"),
                            labels=dropdown_labels(w),
                        ),
                        "wide",
                    ),
                    _input(
                        page,
                        "threshold",
                        w.t("A lead counts above (points; empty: the uncertainty)"),
                        state.option("threshold"),
                    ),
                ],
                className="filters",
            ),
            html.Div(
                [
                    *(_range(page, key, shown[key], state.option(key), {}) for key in SLIDERS),
                    *(
                        _range(
                            page,
                            key,
                            shown[f"{key}-label"],
                            state.option(key),
                            shown[f"{key}-style"],
                        )
                        for key in WEIGHTS
                    ),
                ],
                className="sliders",
                role="group",
                **aria(label=w.t("Weights")),
            ),
        ],
        className="asks",
    )


def set_controls(page: Page, state: PageState, w: Wording) -> Component:
    """Return the controls of the portfolio."""
    seen = {"no": w.t("Do not count"), "yes": w.t("Count as covered")}
    sizes = {size: size for size in SIZES}
    return html.Div(
        [
            _segments(page, "k", w.t("Hosts to visit"), sizes, state.option("k")),
            _segments(page, "seen", w.t("Tours of the past two years"), seen, state.option("seen")),
        ],
        className="filters",
    )


def slider_texts(view: View) -> dict[str, Any]:
    """Return labels and styles of all sliders, by the names of the page's extras."""
    texts: dict[str, Any] = {key: slider_label(view, key) for key in SLIDERS}
    for place, key in enumerate(WEIGHTS):
        texts[f"{key}-label"] = weight_label(view, place)
        texts[f"{key}-style"] = weight_style(view, place)
    return texts


def weak_options(view: View) -> list[dict[str, Any]]:
    """Return the indicators of the year that can be chosen as weak."""
    return [
        {"value": part.code, "label": view.indicator_name(part.code)}
        for part in view.found.weakness.field.indicators
    ]


def weight_label(view: View, place: int) -> str:
    """Return the label of the slider of the indicator in that place; empty where there is none."""
    parts = view.found.weakness.field.indicators
    if place >= len(parts):
        return ""
    code = parts[place].code
    name = view.code_name(code)
    weight = view.state.option(WEIGHTS[place])
    if code not in view.found.codes:
        return view.w.t("{name}: not weak", name=name)
    return view.w.t("{name} × {weight}", name=name, weight=_short(view, weight))


def weight_style(view: View, place: int) -> dict[str, str]:
    """Return the style that hides a slider without an indicator."""
    return {} if place < len(view.found.weakness.field.indicators) else HIDDEN


def slider_label(view: View, key: str) -> str:
    """Return the label of a slider with its value."""
    name = dict(_names(view.w))[key]
    return f"{name}: {_short(view, view.state.option(key))}"


def label_id(page: Page, key: str) -> str:
    """Id of the label of a slider, which names its value."""
    return f"{control_id(page, key)}-label"


def field_id(page: Page, key: str) -> str:
    """Id of a slider with its label."""
    return f"{control_id(page, key)}-field"


def _names(w: Wording) -> list[tuple[str, str]]:
    return [
        ("gain", w.t("A point of improvement counts (× a point of lead)")),
        ("alike", w.t("Likeness counts (0 to 1)")),
        ("day", w.t("A travel day costs (points)")),
    ]


def _short(view: View, value: str) -> str:
    return view.w.number(float(value), len(value.partition(".")[2]))


def _range(page: Page, key: str, text: str, value: str, style: dict[str, str]) -> Component:
    low, high, step = RANGES[key]
    identity = control_id(page, key)
    return html.Div(
        [
            html.Label(text, htmlFor=identity, id=label_id(page, key), className="label"),
            dcc.Input(id=identity, type="range", min=low, max=high, step=step, value=value),
        ],
        id=field_id(page, key),
        className="slider",
        style=style,
    )


def _input(page: Page, key: str, text: str, value: str) -> Component:
    control = dcc.Input(
        id=control_id(page, key),
        type="number",
        min=0,
        max=20,
        step="any",
        value=value,
        debounce=0.4,
    )
    return _field(page, key, text, control)


def _segments(page: Page, key: str, text: str, allowed: dict[str, str], value: str) -> Component:
    identity = control_id(page, key)
    offered = [{"value": one, "label": label} for one, label in allowed.items()]
    return html.Div(
        [
            html.Span(text, className="label", id=f"{identity}-label"),
            dcc.RadioItems(
                id=identity, options=offered, value=value, inline=True, className="segments"
            ),
        ],
        className="field field-view",
    )


def _field(page: Page, key: str, text: str, control: Component, look: str = "") -> Component:
    identity = control_id(page, key)
    label = html.Label(text, className="label", htmlFor=identity, id=f"{identity}-label")
    return html.Div([label, control], className=f"field {look}".strip())

"""What holds for every page: read, drawn and changed without a browser."""

from __future__ import annotations

import json

import plotly.graph_objects as go
import pytest
from dash import no_update
from dash._utils import to_json

from indices.facts import known_fact, parse_key
from layouts import PAGES
from layouts.render import render
from layouts.site import load_modules
from layouts.theme import GRAPH_CONFIG
from layouts.updates import shown_state, update_page
from layouts.wording import wording

MODULES = load_modules(PAGES)
NAMES = [module.PAGE.name for module in MODULES]
FIGURES_SHOWN = ("overview", "rankings", "compare", "gaps", "unit")
CHANGING = [module.PAGE.name for module in MODULES if "year" in module.PAGE.defaults]


def address(page, query=""):
    return f"http://localhost{page.path.replace('<code>', '79')}?{query}"


def ids(tree):
    return {one.id if isinstance(one.id, str) else tuple(sorted(one.id.items()))
            for one in tree._traverse() if getattr(one, "id", None)}  # fmt: skip


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("module", MODULES, ids=NAMES)
def test_a_page_is_read_and_drawn(module, lang, site, state):
    content = site.content(module, state(module.PAGE.name, f"lang={lang}"))
    assert content.finding.strip()
    assert tuple(content.charts) == tuple(module.CHARTS)
    for name, one in content.charts.items():
        chart = one.made()
        assert chart.name == name and chart.title.strip()
        go.Figure(chart.shown(wording(lang))["graph"])
        assert chart.empty or chart.source
        assert all(isinstance(column, str) for column in chart.rows().columns)


@pytest.mark.parametrize("module", MODULES, ids=NAMES)
def test_every_id_a_callback_names_stands_in_the_layout(module, site, app):
    known = ids(render(site, address(module.PAGE)))
    name = module.PAGE.name
    for callback in app.callback_map.values():
        for one in [*callback["inputs"], *callback["state"]]:
            if str(one["id"]).startswith(f"{name}-"):
                assert one["id"] in known
    for output in _outputs(app, name):
        assert output in known


@pytest.mark.parametrize("module", MODULES, ids=NAMES)
def test_every_graph_keeps_to_the_settings(module, site):
    graphs = [one for one in render(site, address(module.PAGE))._traverse()
              if type(one).__name__ == "Graph"]  # fmt: skip
    assert all(graph.config == GRAPH_CONFIG for graph in graphs)


@pytest.mark.parametrize("name", CHANGING)
def test_a_new_year_changes_the_finding_and_the_address(name, site, state):
    module = site.module_named(name)
    before = state(name, "index=PAPI&year=2021")
    given = _given(before, module) | {"year": 2019}
    answer = update_page(site, module, given, shown_state(site, module.PAGE, before))
    assert "year=2019" in answer["state"]["query"]
    assert answer["finding"] == site.content(module, state(name, "index=PAPI&year=2019")).finding
    json.loads(to_json(answer["charts"]))


@pytest.mark.parametrize("name", CHANGING)
def test_nothing_is_sent_twice_and_nothing_remembered_is_changed(name, site, state):
    module = site.module_named(name)
    before = state(name, "index=PAPI&year=2021")
    remembered = to_json(site.content(module, before).extras)
    answer = update_page(
        site, module, _given(before, module), shown_state(site, module.PAGE, before)
    )
    assert all(value is no_update for value in answer["filters"])
    same = [value for value in answer["charts"] if value is no_update]
    lasting = [one for one in site.content(module, before).charts.values() if one.depends]
    per_chart = len(answer["charts"]) // len(module.CHARTS)
    assert len(same) == per_chart * len(lasting)
    assert to_json(site.content(module, before).extras) == remembered


@pytest.mark.parametrize("name", CHANGING)
def test_what_is_left_out_of_an_answer_is_what_the_page_shows(name, site, state, catalogue):
    module, shown = site.module_named(name), {}
    years = [(index.code, year) for index in catalogue.indices.values() for year in index.years]
    for index, year in years:
        asked = state(name, f"index={index}&year={year}")
        content = site.content(module, asked)
        parts = {
            **{part: (one.depends, one.made().shown(wording("vi")))
               for part, one in content.charts.items()},
            **{f"extra {one.name}": (one.depends, content.extras[one.name])
               for one in getattr(module, "EXTRAS", ())},
        }  # fmt: skip
        for part, (depends, value) in parts.items():
            earlier = [told for other, told in shown.setdefault(part, [])
                       if other.same(asked, depends)]  # fmt: skip
            told = json.loads(to_json(value)) if depends else None
            assert not earlier or earlier[0] == told, (part, index, year)
            shown[part] += [] if earlier else [(asked, told)]


@pytest.mark.parametrize("module", MODULES, ids=NAMES)
def test_every_fact_of_a_table_or_chart_can_be_opened(module, site, state, catalogue):
    content = site.content(module, state(module.PAGE.name, "index=PAPI&year=2021"))
    keys = set()
    for one in [*content.charts.values(), *content.tables.values()]:
        keyed, traces = one.made().keyed(), one.made().figure.get("data", [])
        assert set(keyed.facts) <= set(keyed.frame.columns)
        assert all(len(found) == len(keyed.frame) for found in keyed.facts.values())
        keys.update(*keyed.facts.values(), *(_points(trace) for trace in traces))
    assert all(known_fact(parse_key(key), catalogue) for key in keys if key)
    assert keys - {""} or module.PAGE.name not in FIGURES_SHOWN


def _points(trace):
    facts = trace.get("meta", {}).get("facts", [])
    flat = [key for row in facts for key in row] if trace["type"] == "heatmap" else facts
    assert not flat or trace["type"] == "heatmap" or len(flat) == len(trace["x"])
    return filter(None, flat)


def _given(state, module):
    from layouts.components.filters import control_value, filter_keys

    known = {key: control_value(key, state) for key in filter_keys(module.PAGE)}
    return known | dict(state.options)


def _outputs(app, name):
    for key in app.callback_map:
        for part in key.strip(".").split("..."):
            identity = part.rsplit(".", 1)[0]
            if identity.startswith(f"{name}-"):
                yield identity

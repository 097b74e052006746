"""The methodology page says everything the catalogue knows about method, in both languages."""

from __future__ import annotations

import pytest
from dash.development.base_component import Component

from indices.reference import load_catalogue
from layouts.pages import methodology
from layouts.site import Content
from layouts.urls import PageState
from layouts.wording import wording


def texts(tree: Component) -> str:
    found = [tree.children] if isinstance(getattr(tree, "children", None), str) else []
    for node in tree._traverse():
        if isinstance(node, str):
            found.append(node)
        elif isinstance(getattr(node, "children", None), str):
            found.append(node.children)
    return "\n".join(found)


def page(lang: str) -> str:
    body = methodology.layout(Content(""), PageState(lang=lang), wording(lang))
    return "\n".join(texts(part) for part in body)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_scheme_and_indicator_is_named(lang):
    shown = page(lang)
    for index in load_catalogue().indices.values():
        for scheme in index.schemes:
            assert scheme.code in shown and scheme.note.get(lang) in shown
        for indicator in index.indicators:
            assert indicator.name.get(lang) in shown


def test_methods_are_told_with_their_defaults():
    """Wishes of the destinations, days of travel and the level of placebo tests as they are."""
    shown = page("en")
    assert "(Σ weight × lead + 1.5 × Σ weight × improvement) × factor" in shown
    assert "learning potential − 0.1 × days of travel" in shown
    assert "1 − 0.5 × (1 − likeness)" in shown and "1 ÷ (1 + distance)" in shown
    assert "The 10 provinces whose scores before were nearest" in shown and "5 % or less" in shown


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_unknown_maxima_are_said_to_be_unknown(lang):
    assert wording(lang).t("unknown") in page(lang).splitlines()


def test_contents_lead_to_sections():
    (body,) = methodology.layout(Content(""), PageState(lang="en"), wording("en"))
    ids = {getattr(node, "id", None) for node in body._traverse() if isinstance(node, Component)}
    links = [node.href for node in body._traverse() if getattr(node, "href", "").startswith("#")]
    assert len(links) >= 9
    assert {link.removeprefix("#") for link in links} <= ids


def test_no_english_is_left_in_vietnamese():
    english = {pair[0] for pair in (*methodology.MISSING, *methodology.RANKS, *methodology.MISLEAD)}
    assert not english & set(page("vi").splitlines())

"""What a page says when it could not use a part of its address, or cannot answer at all."""

from __future__ import annotations

from dash import dcc, html
from dash.development.base_component import Component

from indices.catalogue import Catalogue
from layouts.query import Problem
from layouts.urls import PageState, href
from layouts.wording import Wording


def notice(state: PageState, catalogue: Catalogue, w: Wording) -> list[Component]:
    """Return one sentence for each part of the address that could not be used."""
    return [html.P(problem_sentence(problem, catalogue, w)) for problem in state.problems]


def problem_sentence(problem: Problem, catalogue: Catalogue, w: Wording) -> str:
    """Say in one sentence what was asked for and what is shown instead."""
    index = catalogue.indices.get(problem.index)
    name = w.name(index.short_name) if index else ""
    values = {"value": problem.value, "shown": problem.shown, "index": name, "year": problem.year}
    if problem.key == "year" and name:
        return w.t("{index} has no year {value}; showing {shown}.", **values)
    if problem.key == "indicator":
        if index and problem.value in index:
            return w.t("{index} has no indicator {value} in {year}; showing the total.", **values)
        return w.t("{index} has no indicator {value}; showing the total.", **values)
    sentence = {
        "year": w.t("There is no year {value}; showing {shown}.", **values),
        "index": w.t("There is no index {value}; showing {shown}.", **values),
        "region": w.t("There is no region {value}; showing the whole country.", **values),
        "unit": w.t("No unit of that year has the code {value}; showing {shown}.", **values),
        "units": w.t("No unit of that year has the code {value}; it is left out.", **values),
        "most_units": w.t("Only {shown} units can be chosen at once.", **values),
        "repeated": w.t("{value} stands in the address more than once; {shown} is used.", **values),
        "source": w.t("There is no source {value}; showing all.", **values),
        "lang": w.t("There is no language {value}; the page is in the standard one.", **values),
        "against": w.t(
            "Nothing can be compared with {value} here; showing the standard comparison.", **values
        ),
        "option": w.t("{value} cannot be used here; showing {shown}.", **values)
        if problem.shown
        else w.t("{value} cannot be used here; it is left out.", **values),
        "query": w.t("The address could not be read; showing the standard view."),
    }
    return sentence.get(
        problem.key, w.t("There is no view {value}; showing the standard view.", **values)
    )


def error_body(sentence: str, state: PageState, w: Wording) -> Component:
    """Return the body of a page that cannot be shown: why, and where to go."""
    return html.Div(
        className="error",
        role="alert",
        children=[
            html.H1(sentence),
            html.P(dcc.Link(w.t("Go to the first page"), href=href(state, "/"))),
        ],
    )

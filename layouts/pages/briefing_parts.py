"""The parts of a briefing: standing, figures with sources, questions, changes and roads."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from dash import dcc, html
from dash.development.base_component import Component

from indices.analysis.briefing import Briefing, Change, Figure
from indices.analysis.hosts import Host, host_at
from indices.facts import fact_key
from layouts import theme
from layouts.components.chart import Chart
from layouts.components.facts import Fact, fact_list, make_fact
from layouts.components.keyed import Keyed
from layouts.components.table import plain_table
from layouts.components.terms import indicator_name, missing_reason
from layouts.pages.destination_view import View
from layouts.urls import href
from layouts.wording import UNKNOWN

FIGURES, QUESTIONS = "figures", "questions"


@dataclass(frozen=True, eq=False)
class Paper:
    """One briefing in one language.

    Attributes:
        view: the state and all hosts.
        briefing: what is known about this one; None on the page of the focus unit itself.
    """

    view: View
    briefing: Briefing | None

    @cached_property
    def host(self) -> str:
        """Code of the host."""
        return self.view.state.unit

    @cached_property
    def name(self) -> str:
        """Name of the host."""
        return self.view.unit_name(self.host)

    @cached_property
    def row(self) -> Host:
        """The host's row of the list."""
        found = self.view.found
        return host_at(found, found.place(self.host), self.view.catalogue)

    @cached_property
    def why_empty(self) -> str:
        """Why there is nothing to brief about; empty where there is."""
        if self.briefing is None:
            return self.view.w.t(
                "{name} cannot be its own host; choose a destination", name=self.name
            )
        return self.view.why_empty


def standing(paper: Paper) -> list[Component]:
    """Return the host's place on the list with its parts, and what it belongs to today."""
    if paper.why_empty or paper.briefing is None:
        return []
    w, view, row = paper.view.w, paper.view, paper.row
    bound = w.t("a lower bound: a term is unknown") if row.at_least else ""
    facts = [
        _rank_fact(paper),
        make_fact(w.t("Learning potential"), view.number(row.potential), [bound]),
        make_fact(w.t("Position terms"), view.number(row.gap_terms)),
        make_fact(w.t("Improvement terms"), view.number(row.gain_terms)),
        make_fact(w.t("Likeness"), view.number(row.likeness),
                  [w.t("factor × {factor}", factor=view.number(row.factor))]),
        make_fact(w.t("Distance in a straight line"), f"{view.km(row.km)} km",
                  [w.t("about {days} days for this host alone (estimate)",
                       days=view.days(row.days))]),
    ]  # fmt: skip
    return [fact_list(facts), *_today(paper)]


def figures(paper: Paper) -> list[Component]:
    """Return our and their figures on the weak indicators."""
    if paper.why_empty:
        return []
    columns, w = figure_columns(paper), paper.view.w
    caption, facts = _figures_title(paper), _figure_facts(paper)
    return [plain_table(columns, w, caption=caption, decimals=2, facts=facts)]


def figure_columns(paper: Paper) -> dict[str, Any]:
    """Return one row per weak indicator with both figures, the lead and their sources."""
    w, view = paper.view.w, paper.view
    rows = paper.briefing.figures if paper.briefing else ()
    numbers = {
        view.name: [one.ours for one in rows],
        paper.name: [one.theirs for one in rows],
        w.t("Lead"): [one.gap for one in rows],
        w.t("Counts above"): [one.threshold for one in rows],
    }
    return {
        w.t("Indicator"): [_name(paper, one.indicator.code) for one in rows],
        **{name: np.round(np.array(all_, dtype="float64"), 6) for name, all_ in numbers.items()},
        w.t("Reading"): [_reading(paper, one) for one in rows],
        w.t("Source"): [_sources(paper, one.sources) for one in rows],
    }


def _figure_facts(paper: Paper) -> dict[str, list[str]]:
    view, rows = paper.view, paper.briefing.figures if paper.briefing else ()
    return {
        name: [fact_key(view.index.code, view.state.year, unit, one.indicator.code) for one in rows]
        for name, unit in ((view.name, view.found.focus), (paper.name, paper.host))
    }


def figures_file(paper: Paper) -> Chart:
    """Return the figures as a file."""
    return Chart(
        FIGURES,
        _figures_title(paper),
        theme.empty_figure(""),
        lambda: Keyed(pd.DataFrame(figure_columns(paper)), _figure_facts(paper)),
        paper.view.source,
    )


def questions(paper: Paper) -> list[Component]:
    """Return what to ask, the largest lead first."""
    w, view = paper.view.w, paper.view
    if paper.why_empty or paper.briefing is None:
        return []
    if not paper.briefing.questions:
        gone = w.t("{name} leads in no part that is known, so no question follows from figures.",
                   name=paper.name)  # fmt: skip
        return [html.P(gone, className="note")]
    items = [
        html.Li(
            [
                html.Span(w.name(one.text)),
                html.Br(),
                html.Span(
                    w.t(
                        "{part}: {theirs} against {ours}",
                        part=_name(paper, one.indicator.code),
                        theirs=view.number(one.theirs),
                        ours=view.number(one.ours),
                    ),
                    className="muted",
                ),
            ]
        )
        for one in paper.briefing.questions
    ]
    return [html.Ol(items, className="questions")]


def question_table(paper: Paper) -> pd.DataFrame:
    """Return the questions with the figures behind them."""
    w = paper.view.w
    rows = paper.briefing.questions if paper.briefing else ()
    return pd.DataFrame(
        {
            w.t("Question"): [w.name(one.text) for one in rows],
            w.t("Part"): [_name(paper, one.indicator.code) for one in rows],
            paper.view.name: [one.ours for one in rows],
            paper.name: [one.theirs for one in rows],
        }
    )


def questions_file(paper: Paper) -> Chart:
    """Return the questions as a file."""
    title = paper.view.w.t("What to ask {name}", name=paper.name)
    return Chart(
        QUESTIONS, title, theme.empty_figure(""), lambda: question_table(paper), paper.view.source
    )


def changes(paper: Paper) -> list[Component]:
    """Say what changed there since the first comparable year."""
    w = paper.view.w
    if paper.why_empty or paper.briefing is None:
        return []
    if not paper.briefing.changes:
        return [html.P(w.t("No comparable earlier year is known."), className="note")]
    return [html.Ul([html.Li(_changed(paper, one)) for one in paper.briefing.changes])]


def _rank_fact(paper: Paper) -> Fact:
    w, row = paper.view.w, paper.row
    label = w.t("Place on the list")
    if row.rank is None:
        return make_fact(label, UNKNOWN, [w.t("no rank: a term is unknown")], leading=True)
    between = w.t("between {best} and {worst} with other weights",
                  best=row.best_rank, worst=row.worst_rank)  # fmt: skip
    return make_fact(label, f"{row.rank}/{row.rank_of}", [between], leading=True)


def _today(paper: Paper) -> list[Component]:
    briefing = paper.briefing
    if briefing is None or briefing.today is None:
        return []
    w, view = paper.view.w, paper.view
    successor = view.catalogue.unit(briefing.successor, 34)
    link = dcc.Link(
        w.unit_name(successor), href=href(view.state, f"/units/{successor.code}", view="34")
    )
    note = w.t(
        "{name} was merged in 2025; these are its figures of that time, the host today is ",
        name=paper.name,
    )
    return [html.P([note, link, "."], className="lead")]


def _figures_title(paper: Paper) -> str:
    return paper.view.w.t(
        "{name} and {host} where {name} is weak", name=paper.view.name, host=paper.name
    )


def _reading(paper: Paper, one: Figure) -> str:
    w = paper.view.w
    if one.gap is None:
        return missing_reason(one.missing_reason or "not_found", w)
    if one.strong:
        return w.t("● strong: lead counts, among the best quarter")
    if one.counts:
        return w.t("lead counts")
    return w.t("ahead within the uncertainty") if one.gap > 0 else w.t("not ahead")


def _sources(paper: Paper, codes: Iterable[str]) -> str:
    known = paper.view.catalogue.sources
    names = [known[code].publisher.partition(" (")[0] for code in codes if code in known]
    return "; ".join(dict.fromkeys(name for name in names if name))


def _name(paper: Paper, code: str) -> str:
    view = paper.view
    return indicator_name(view.index, code, view.state.year, view.w)


def _changed(paper: Paper, one: Change) -> str:
    w, view = paper.view.w, paper.view
    said = w.t(
        "{indicator} since {year}: {points} points, {places} places; {extra} against the median "
        "of all provinces",
        indicator=_name(paper, one.indicator.code), year=one.since,
        points=view.number(one.points, sign=True), places=w.number(one.places, 0, sign=True),
        extra=view.number(one.extra, sign=True),
    )  # fmt: skip
    return said if one.counts else f"{said} ({w.t('not counted')})"

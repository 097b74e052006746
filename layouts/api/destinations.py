"""Endpoints of destinations: whom to learn from, and which set of hosts to visit."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from indices.analysis.destinations import Destinations
from indices.analysis.hosts import host_list
from indices.reports.codes import check_unit, check_year
from indices.reports.destinations import host_items, set_items
from indices.reports.items import Item
from indices.said import said
from layouts.api.question import Endpoint, Question
from layouts.components.learning import (
    OPTIONS,
    RANGES,
    SET_OPTIONS,
    SIZES,
    find_hosts,
    find_sets,
)
from layouts.parameters import Form, WrongParameter, one_of
from layouts.urls import Option

_ALLOWED = {
    "rule": one_of(("median", "benchmark")),
    "margin": said("points from 0 to 20"),
    "weak": said("codes of indicators with commas between, such as D3,D4"),
    "threshold": said("points from 0 to 20"),
    "k": said("a number of hosts from {low} to {high}", low=SIZES[0], high=SIZES[-1]),
    "seen": one_of(("no", "yes")),
    **{
        key: said("a number from {low} to {high}", low=f"{low:g}", high=f"{high:g}")
        for key, (low, high, _) in RANGES.items()
    },
}


def _forms(options: Mapping[str, Option]) -> dict[str, Form]:
    """Return the keys of the page as parameters."""

    def usable(option: Option, value: str) -> bool:
        return bool(value) and option.read(value) is not None

    return {key: (partial(usable, option), _ALLOWED[key]) for key, option in options.items()}


def _values(question: Question, options: Mapping[str, Option]) -> dict[str, str]:
    values = {}
    for key, option in options.items():
        given = question.values.get(key)
        values[key] = option.default if given is None else option.read(given) or ""
    return values


def _found(question: Question) -> Destinations:
    catalogue = question.catalogue
    index = check_year(catalogue, question.values["index"], question.year)
    focus = question.values.get("unit", catalogue.focus)
    check_unit(catalogue, focus, catalogue.vintage(question.year))
    values = _values(question, OPTIONS)
    found = find_hosts(question.reader, catalogue, index.code, question.year, focus, values)
    if found.codes and not found.asks:
        raise WrongParameter(
            said("All weights are zero, so no host can be preferred; give at least one above 0.")
        )
    return found


def _destinations(question: Question) -> list[Item]:
    found = _found(question)
    if not found.codes:
        return []
    hosts = host_list(found, question.catalogue)
    return host_items(
        hosts, question.catalogue, found.index, found.year, found.focus, question.lang
    )


def _portfolio(question: Question) -> list[Item]:
    found = _found(question)
    portfolio = find_sets(found, question.catalogue, _values(question, SET_OPTIONS))
    if portfolio.wanted and not portfolio.sets:
        raise WrongParameter(
            said(
                "The parameter k is {k}, but only {n} hosts are strong in an open indicator; give "
                "a smaller number.",
                k=portfolio.k, n=len(portfolio.candidates),
            )
        )  # fmt: skip
    return set_items(portfolio, question.catalogue, found.year, question.lang)


_OWN = _forms(OPTIONS)

ENDPOINTS = {
    "v1/destinations": Endpoint(_destinations, ("index", "year"), ("unit",), own=_OWN),
    "v1/portfolio": Endpoint(
        _portfolio, ("index", "year"), ("unit",), own={**_OWN, **_forms(SET_OPTIONS)}
    ),
}

"""Endpoints of published figures: units, indices, coverage, scores, observations, gaps."""

from __future__ import annotations

from indices.analysis.gaps import SUMMARIES, gap_rows
from indices.catalogue import VINTAGES
from indices.reports import items
from indices.reports.codes import check_indicator, check_unit, check_year, shown
from indices.said import said
from layouts.api.question import Endpoint, Question
from layouts.components.cubes import read_cube
from layouts.components.groups import members_of
from layouts.parameters import WrongParameter
from layouts.query import GROUP


def _units(question: Question) -> list[items.Item]:
    vintage = int(question.values.get("vintage", VINTAGES[0]))
    return items.unit_items(question.catalogue, vintage, question.lang)


def _indices(question: Question) -> list[items.Item]:
    return items.index_items(question.catalogue, question.lang)


def _coverage(question: Question) -> list[items.Item]:
    return items.coverage_items(question.reader.coverage())


def _scores(question: Question) -> list[items.Item]:
    return items.published_scores(
        question.reader,
        question.catalogue,
        question.values["index"],
        question.year,
        question.values.get("indicator", "total"),
        question.values.get("unit"),
        question.lang,
    )


def _observations(question: Question) -> list[items.Item]:
    index = check_year(question.catalogue, question.values["index"], question.year)
    indicator, unit = question.values.get("indicator"), question.values.get("unit")
    if indicator is not None:
        check_indicator(index, indicator)
    if unit is not None:
        check_unit(question.catalogue, unit, question.catalogue.vintage(question.year))
    found = question.reader.observations(index.code, question.year, unit, indicator)
    observed = items.observation_items(found, question.catalogue, question.lang)
    return [items.without_names(item, question.named) for item in observed]


def _gaps(question: Question) -> list[items.Item]:
    index = check_year(question.catalogue, question.values["index"], question.year)
    unit = question.values["unit"]
    check_unit(question.catalogue, unit, question.catalogue.vintage(question.year))
    parent = question.values.get("indicator", "total")
    check_indicator(index, parent)
    against = _against(question, index.code, unit)
    cube = read_cube(question.reader, index.code)
    gaps = gap_rows(cube, index, question.year, unit, against, parent)
    return items.gap_items(gaps, index, question.lang)


def _against(question: Question, index: str, unit: str) -> str | tuple[str, ...]:
    """Return what the page calls by the same words: a statistic, a named group, units."""
    given = question.values["against"]
    if given in SUMMARIES:
        return given
    if given.startswith(GROUP):
        members = members_of(question.reader, question.catalogue, given, index, question.year, unit)
        if members is None:
            raise WrongParameter(
                said(
                    "The parameter against names no group {group}; give @benchmark, @cities, "
                    "@region, @top, @near or @near with a number.",
                    group=shown(given),
                )
            )
        return tuple(code for code in members if code != unit)
    codes = tuple(dict.fromkeys(given.split(",")))
    for code in codes:
        check_unit(question.catalogue, code, question.catalogue.vintage(question.year))
    if unit in codes:
        raise WrongParameter(said("The parameter against holds the unit itself; give other units."))
    return codes


ENDPOINTS = {
    "v1/units": Endpoint(_units, optional=("vintage",)),
    "v1/indices": Endpoint(_indices),
    "v1/coverage": Endpoint(_coverage),
    "v1/scores": Endpoint(_scores, ("index", "year"), ("indicator", "unit")),
    "v1/observations": Endpoint(
        _observations, ("index", "year"), ("indicator", "unit"), personal=True
    ),
    "v1/gaps": Endpoint(_gaps, ("index", "year", "unit", "against"), ("indicator",)),
}

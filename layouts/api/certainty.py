"""Endpoints of certainty: intervals and rank sets, and ranks under other methods."""

from __future__ import annotations

from indices.analysis.robustness import NEAR, Variation
from indices.analysis.sensitivity import influences, one_at_a_time, shifts, sobol_ranks
from indices.analysis.uncertainty import TOP
from indices.catalogue import Index
from indices.reports.codes import check_indicator, check_unit, check_year
from indices.reports.items import Item
from indices.reports.robustness import details, robustness_items
from indices.reports.uncertainty import uncertainty_items
from layouts.api.question import Endpoint, Question
from layouts.components.rank_ranges import PUBLISHED, read_uncertainty, read_variation


def _uncertainty(question: Question) -> list[Item]:
    index, indicator, unit = _checked(question)
    errors = question.values.get("errors", PUBLISHED)
    table = read_uncertainty(question.reader, index, question.year, indicator, errors).table
    shown = table["score"].notna() if unit is None else table["unit"] == unit
    return uncertainty_items(
        table[shown], question.catalogue, index.code, question.year, TOP, question.lang
    )


def _robustness(question: Question) -> list[Item]:
    index, indicator, unit = _checked(question)
    spread = question.values.get("weights", NEAR)
    scores = question.reader.scores(index.code, question.year)
    rows = scores[((scores["indicator"] == indicator) & scores["score"].notna()).to_numpy()]
    if unit is not None:
        asked = (scores["unit"] == unit) & (scores["indicator"] == indicator)
        rows = scores[asked.to_numpy()]
    variation, why = read_variation(question.reader, index, question.year, indicator, spread)
    items = robustness_items(
        rows, variation, why, spread, question.catalogue, index.code, question.year, indicator,
        question.lang,
    )  # fmt: skip
    if variation is None or unit not in variation.composition.units:
        return items
    return [item | _details(variation, unit, spread) for item in items]


def _details(variation: Variation, unit: str, spread: str) -> Item:
    composition = variation.composition
    ranks = sobol_ranks(composition, spread)
    return details(
        variation,
        unit,
        one_at_a_time(composition, spread),
        influences(composition, ranks[composition.units.index(unit)]),
        influences(composition, shifts(ranks, variation.published)),
    )


def _checked(question: Question) -> tuple[Index, str, str | None]:
    """Return index, indicator and unit of a question once all of them are known to exist."""
    index = check_year(question.catalogue, question.values["index"], question.year)
    indicator, unit = question.values.get("indicator", "total"), question.values.get("unit")
    check_indicator(index, indicator)
    if unit is not None:
        check_unit(question.catalogue, unit, question.catalogue.vintage(question.year))
    return index, indicator, unit


ENDPOINTS = {
    "v1/uncertainty": Endpoint(_uncertainty, ("index", "year"), ("indicator", "unit", "errors")),
    "v1/robustness": Endpoint(_robustness, ("index", "year"), ("indicator", "unit", "weights")),
}

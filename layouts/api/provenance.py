"""Endpoint of the way back: where one shown number comes from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from indices.facts import FactKey
from indices.reports.codes import check_indicator, check_unit, check_year
from indices.reports.items import Item, unit_name, without_names
from layouts.api.question import Endpoint, Question
from layouts.components.provenance import Provenance, read_provenance

_LEFT_OUT = ("index", "year", "vintage", "unit", "indicator")


def _provenance(question: Question) -> list[Item]:
    values = question.values
    index = check_year(question.catalogue, values["index"], question.year)
    indicator = values.get("indicator", "total")
    check_indicator(index, indicator)
    check_unit(question.catalogue, values["unit"], question.catalogue.vintage(question.year))
    key = FactKey(index.code, question.year, values["unit"], indicator)
    found = read_provenance(question.reader, question.catalogue, key)
    return [] if found is None else [_item(found, question)]


def _item(found: Provenance, question: Question) -> Item:
    row = dict(found.row)
    row["sources"] = [code for code in (row["sources"] or "").split(";") if code]
    return {
        **row,
        "unit_name": unit_name(question.catalogue, row["vintage"], row["unit"], question.lang),
        "indicator_name": found.indicator.name_in(found.key.year).get(question.lang),
        "choices": [
            {
                "figure": one.figure,
                "shown": None if one.shown is None else _observation(one.shown, question),
                "others": [
                    {**_observation(rival.row, question), "decided_by": rival.step,
                     "agrees": rival.agrees}
                    for rival in one.rivals
                ],
            }
            for one in found.choices
        ],
        "parts": [{"indicator": part["indicator"], "score": part["score"]} for part in found.parts],
        "missing_source": found.missing["source"] if found.missing else None,
        "overrule": _overrule(found, question),
    }  # fmt: skip


def _overrule(found: Provenance, question: Question) -> Item | None:
    """An editor's decision, and what the written rule would show instead."""
    if found.overrule is None:
        return None
    said = ("reason", "made_at", "observation", "source", *(["made_by"] * question.named))
    instead = found.ruled_otherwise().items()
    return {
        **{name: found.overrule[name] for name in said},
        "rule": {figure: _observation(row, question) for figure, row in instead},
    }


def _observation(row: Mapping[str, Any], question: Question) -> Item:
    """The observation without what its fact says already and without the places of the rule."""
    return {
        name: value
        for name, value in without_names(dict(row), question.named).items()
        if name not in _LEFT_OUT and not name.startswith("step_")
    }


ENDPOINTS = {
    "v1/provenance": Endpoint(
        _provenance, ("index", "year", "unit"), ("indicator",), personal=True
    ),
}
